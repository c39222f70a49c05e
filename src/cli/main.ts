import { Command, CommanderError } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { benchCommand } from './bench-command.ts';
import { counterCommand } from './counter-command.ts';
import { demoCommand } from './demo-command.ts';
import { hostsCommand } from './hosts-command.ts';
import { journalCommand } from './journal-command.ts';
import { pinCommand } from './pin-command.ts';
import { replayCommand } from './replay-command.ts';

/** Exit codes: 0 all as expected, 1 a difference was found, 2 the input cannot be used. */
const unusable = 2;

const program = new Command('razem')
  .description('A Polish fiscal till and payment terminal as a program')
  .version('0.1.0')
  .enablePositionalOptions()
  .configureOutput({
    outputError: (message, write) => write(message.replace(/^error:/, 'razem:')),
  })
  .exitOverride();

counterCommand(program);
for (const command of [
  replayCommand,
  demoCommand,
  hostsCommand,
  journalCommand,
  benchCommand,
  pinCommand,
]) {
  program.addCommand(adopted(command()));
}

// A reader that has seen enough, like `head`, ends the program in silence.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : unusable;
  } else if (error instanceof Failure) {
    process.stderr.write(`razem: ${error.message}\n`);
    process.exitCode = unusable;
  } else {
    throw error;
  }
}

/** Subcommands report their errors as the program does. */
function adopted(command: Command): Command {
  command.copyInheritedSettings(program);
  for (const child of command.commands) adopted(child);
  return command;
}
