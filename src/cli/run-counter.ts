import { randomInt, randomUUID } from 'node:crypto';
import { ledgerOf } from '../scenario/stage.ts';
import { type RunningHosts, startHosts } from '../world/start-hosts.ts';
import { connectHosts } from '../world/world-control.ts';
import { type CommonOptions, type Config, readConfig } from './config.ts';
import { runPipe } from './pipe.ts';
import { killProbe } from './power-cut.ts';
import { realClock } from './real-clock.ts';
import { runWindow } from './window/run-window.ts';

export interface CounterCommandOptions extends CommonOptions {
  /** When a piped counter begins. */
  readonly at?: string;
}

/** In a window where there is a terminal, else with keys from the standard input. */
export async function runCounter(options: CounterCommandOptions): Promise<void> {
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
