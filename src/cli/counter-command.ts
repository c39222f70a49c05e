import type { Command } from 'commander';
import { randomInt, randomUUID } from 'node:crypto';
import { Failure } from '../kernel/failure.ts';
import { ledgerOf } from '../scenario/stage.ts';
import { type RunningHosts, startHosts } from '../world/start-hosts.ts';
import { connectHosts } from '../world/world-control.ts';
import { type CommonOptions, type Config, readConfig } from './config.ts';
import { runPipe } from './pipe.ts';
import { killProbe } from './power-cut.ts';
import { realClock } from './real-clock.ts';
import { runWindow } from './window/run-window.ts';

/** `razem` without a command: the counter itself. */
export function counterCommand(program: Command): void {
  program
    .option('--data <dir>', 'folder of journal and paper (default: the state folder)')
    .option('--world <file>', 'world file, or the name of one that comes along')
    .option('--config <file>', 'config file: data, world, hosts')
    .option('--hosts <url>', 'hosts that run elsewhere (razem hosts) instead of own ones')
    .option('--at <moment>', 'begin the piped counter at this moment, like 2026-03-02T10:00')
    .addHelpText(
      'after',
      '\nExamples:\n  razem                                  the counter in this window\n' +
        "  printf '1 RAZEM 1111 RAZEM\\n1 KOD RAZEM RAZEM\\n' | razem   the same keys through a pipe\n" +
        '  razem demo                             watch a sale paid by BLIK\n',
    )
    .argument('[command]')
    .action(runCounter);
}

async function runCounter(
  command: string | undefined,
  options: CommonOptions & { readonly at?: string },
): Promise<void> {
  if (command !== undefined) {
    const message = `there is no command ${command}; razem --help lists them`;
    throw new Failure('command.unknown', message);
  }
  const config = readConfig(options);
  if (process.stdin.isTTY && process.stdout.isTTY) await openWindow(config);
  else await runPipe(config, process.stdin, options.at);
}

/** On real time, with the hosts of the configuration or own ones. */
async function openWindow(config: Config): Promise<void> {
  const own = config.hosts ? undefined : await startOwnHosts(config);
  const address = config.hosts ?? own;
  if (!address) return;
  const control = own ?? connectHosts(address);
  try {
    const probe = killProbe(process.env);
    await runWindow({ ...config, hosts: address, control, clock: realClock, probe });
  } finally {
    await control.close();
  }
}

async function startOwnHosts({ world, data }: Config): Promise<RunningHosts & { key: string }> {
  const key = randomUUID();
  const seed = randomInt(2 ** 31);
  const ledgerFile = ledgerOf(data);
  return { ...(await startHosts({ world, clock: realClock, key, seed, ledgerFile })), key };
}
