import type { Command } from 'commander';
import { Failure } from '../kernel/failure.ts';
import type { CounterCommandOptions } from './run-counter.ts';

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
    .action(openCounter);
}

async function openCounter(
  command: string | undefined,
  options: CounterCommandOptions,
): Promise<void> {
  if (command !== undefined) {
    const message = `there is no command ${command}; razem --help lists them`;
    throw new Failure('command.unknown', message);
  }
  const { runCounter } = await import('./run-counter.ts');
  await runCounter(options);
}
