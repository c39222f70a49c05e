import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { hashPin } from '../world/pin-hash.ts';

export function pinCommand(): Command {
  return new Command('pin')
    .description(
      'Hash a PIN for the cashiers of a world file; the PIN is asked for, never an option',
    )
    .addHelpText('after', '\nExample:\n  razem pin\n  PIN (4 to 8 digits): \n  $argon2id$v=19$…\n')
    .action(async () => {
      const pin = await askPin();
      if (!/^\d{4,8}$/.test(pin)) {
        throw new Failure('pin.malformed', 'a PIN has 4 to 8 digits; nothing was hashed');
      }
      process.stdout.write(`${hashPin(pin)}\n`);
    });
}

/** The first line of the input; on a terminal it is asked for and not shown. */
async function askPin(): Promise<string> {
  const { stdin, stderr } = process;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (stdin.isTTY) stderr.write('PIN (4 to 8 digits): ');
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  try {
    for await (const line of lines) return line.trim();
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
