import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Failure } from '../kernel/failure.ts';
import { parseMoment } from '../kernel/time.ts';
import { parseDuration } from '../scenario/duration.ts';
import { unknownKey } from '../scenario/key-script.ts';
import { Player } from '../scenario/player.ts';
import type { Step } from '../scenario/scenario-schema.ts';
import { Stage } from '../scenario/stage.ts';
import { keys } from '../till/key.ts';
import type { Config } from './config.ts';
import { killProbe } from './power-cut.ts';

const howTo = `No keys came. Give them one line at a time, for instance:

  printf '1 RAZEM 1111 RAZEM\\n1 KOD RAZEM\\nRAZEM\\n' | razem

Keys: digits, ${keys.filter((key) => !/^\d$/.test(key)).join(' ')}
Other lines: phone code | phone confirm | phone refuse (the customer; CODE then types the code),
scan 5901234123457 (the scanner reads it),
wait 2s | wait (time passes; without a figure until the till waits for a person), # remark
`;

/**
 * The counter without a terminal: key names from the input, display changes and paper as text. Time is
 * virtual, so that nothing has to be waited for; at the end of the input it flows until the till
 * waits for nobody but the cashier. Failures: `pipe.unknownWord` with its line; nothing is lost.
 */
export async function runPipe(config: Config, input: Readable, at?: string): Promise<void> {
  const stage = await Stage.open({
    ...config,
    start: startOf(at),
    seed: 1,
    write: (text) => process.stdout.write(text),
    probe: killProbe(process.env),
  });
  try {
    const player = new Player(stage);
    let lineNumber = 0;
    let played = 0;
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      lineNumber += 1;
      for (const step of stepsOf(line, lineNumber)) {
        await player.play(step).catch((error: unknown) => {
          throw inLine(lineNumber, error);
        });
        played += 1;
      }
    }
    if (played === 0) process.stdout.write(howTo);
    else await player.play({ wait: 'quiet' });
  } finally {
    await stage.close();
  }
}

function stepsOf(line: string, lineNumber: number): Step[] {
  const words = line.trim();
  if (words === '' || words.startsWith('#')) return [];
  const [first = '', ...rest] = words.split(/\s+/);
  if (first === 'phone') return phoneSteps(rest, lineNumber);
  if (first === 'scan') return [{ scan: scanned(rest, lineNumber) }];
  if (first === 'wait') return [{ wait: waitOf(rest.join(' '), lineNumber) }];
  const unknown = unknownKey(words);
  if (unknown === undefined) return [{ keys: words }];
  throw unusable(
    lineNumber,
    `${JSON.stringify(withoutDigits(unknown))} is no key; keys are digits and ${keyNames}`,
  );
}

/** They may be a PIN's, mistyped into one word with its key. */
function withoutDigits(word: string): string {
  return word.replaceAll(/\d/g, '*');
}

const keyNames = keys.filter((key) => !/^\d$/.test(key)).join(' ');

const phoneActs = { code: 'showCode', confirm: 'confirm', refuse: 'refuse' } as const;

/** After the customer's act the till learns of it: time passes until it waits for a person again. */
function phoneSteps([act = '', id]: readonly string[], lineNumber: number): Step[] {
  if (act !== 'code' && act !== 'confirm' && act !== 'refuse') {
    throw unusable(lineNumber, `phone ${act}: must be phone code, phone confirm or phone refuse`);
  }
  const phone = { does: phoneActs[act], ...(id !== undefined && { id }) };
  return act === 'code' ? [{ phone }] : [{ phone }, { wait: 'quiet' }];
}

function scanned([code, ...more]: readonly string[], lineNumber: number): string {
  if (code !== undefined && more.length === 0 && code.length <= 512) return code;
  throw unusable(
    lineNumber,
    'scan: must be one code of at most 512 characters, scan 5901234123457',
  );
}

function waitOf(duration: string, lineNumber: number): NonNullable<Step['wait']> {
  if (duration === '') return 'quiet';
  const ms = parseDuration(duration);
  if (ms !== undefined) return ms;
  throw unusable(lineNumber, `wait ${duration}: must be like wait 2 s, wait 1 min, or wait alone`);
}

function startOf(at: string | undefined): number {
  if (at === undefined) return Date.now();
  try {
    return parseMoment(at);
  } catch (error) {
    const message = `--at ${at}: no such moment; write it like 2026-03-02T10:00`;
    throw new Failure('pipe.badMoment', message, { cause: error });
  }
}

/** What a step refuses is refused with its line. */
function inLine(lineNumber: number, error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  return new Failure(error.code, `line ${lineNumber}: ${error.message}`, { cause: error });
}

function unusable(lineNumber: number, message: string): Failure {
  return new Failure('pipe.unknownWord', `line ${lineNumber}: ${message}`);
}
