import { Command, CommanderError } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { counterCommand } from './counter-command.ts';

/** Exit codes: 0 all as expected, 1 a difference was found, 2 the input cannot be used. */
const unusable = 2;

/** Loaded only when called: what they are built with takes several times as long as all else. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  replay: async () => (await import('./replay-command.ts')).replayCommand(),
  demo: async () => (await import('./demo-command.ts')).demoCommand(),
  hosts: async () => (await import('./hosts-command.ts')).hostsCommand(),
  journal: async () => (await import('./journal-command.ts')).journalCommand(),
  bases: async () => (await import('./bases-command.ts')).basesCommand(),
  bench: async () => (await import('./bench-command.ts')).benchCommand(),
  pin: async () => (await import('./pin-command.ts')).pinCommand(),
};

const program = new Command('razem')
  .description('A Polish fiscal till and payment terminal as a program')
  .version('0.1.0')
  .enablePositionalOptions()
  .configureOutput({
    outputError: (message, write) => write(message.replace(/^error:/, 'razem:')),
  })
  .exitOverride();

counterCommand(program);
for (const load of calledCommands(process.argv.slice(2))) {
  program.addCommand(adopted(await load()));
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

/** The called command; all of them when the help is to list them. */
function calledCommands(words: readonly string[]): (() => Promise<Command>)[] {
  const called = Object.entries(commands).filter(([name]) => words.includes(name));
  const listed =
    called.length === 0 && words.some((word) => ['--help', '-h', 'help'].includes(word));
  return listed ? Object.values(commands) : called.map(([, load]) => load);
}
