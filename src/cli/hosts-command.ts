import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import { startHosts } from '../world/start-hosts.ts';
import { type CommonOptions, hostsKey, hostsKeyVariable, readConfig } from './config.ts';
import { realClock } from './real-clock.ts';

interface HostsCommandOptions extends CommonOptions {
  readonly port: number;
  readonly ledger?: string;
  readonly seed: number;
}

export function hostsCommand(): Command {
  return new Command('hosts')
    .description('Run the emulated hosts alone: BLIK, bank apps and portal, on 127.0.0.1')
    .option('--port <number>', 'port to listen on; 0: any free one', portNumber, 8377)
    .option('--ledger <file>', "keep the BLIK host's ledger in this file (default: in memory)")
    .option('--seed <number>', 'the same seed shows the same codes', wholeNumber, 1)
    .option('--world <file>', 'world file, or the name of one that comes along')
    .option('--config <file>', 'config file')
    .addHelpText(
      'after',
      `\nExample:\n  ${hostsKeyVariable}=try-it-yourself razem hosts --port 8377\n` +
        `  ${hostsKeyVariable}=try-it-yourself razem --hosts http://127.0.0.1:8377\n` +
        '\nThe document /openapi.json describes every request; the key goes along as bearer token.\n',
    )
    .action(runHosts);
}

async function runHosts({ port, ledger, seed, ...common }: HostsCommandOptions): Promise<void> {
  const { world } = readConfig(common);
  const hosts = await startHosts({
    world,
    clock: realClock,
    key: hostsKey(),
    port,
    seed,
    ...(ledger !== undefined && { ledgerFile: ledger }),
  });
  process.stdout.write(`hosts listen at ${hosts.url} (Ctrl-C ends them)\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await hosts.close();
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('must be 0 to 65535.');
  return port;
}

/** For commander: a whole number from 0, or its own one-line error. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('must be a whole number.');
  return Number(text);
}
