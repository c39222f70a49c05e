import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import colours from 'picocolors';

/** Colours of a terminal; into a pipe or a file goes bare text, on a build server too. */
export function stdoutColours() {
  // Not `&&`: away from a terminal isTTY is undefined, and that would ask for the default.
  return colours.createColors(process.stdout.isTTY ? colours.isColorSupported : false);
}

/** Writes as fast as the reader reads; one that has seen enough, like `head`, ends it in silence. */
export async function writeOut(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

/** One JSON document. The hashes of PINs are withheld: four digits are soon guessed from a hash. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, withheld, indent);
}

export function withheld(key: string, value: unknown): unknown {
  return key === 'pinHash' ? '(withheld)' : value;
}

/** `{"entries":[…]}` in pieces, an item at a time. */
export function* jsonList(name: string, items: Iterable<unknown>): Generator<string, void> {
  yield `{"${name}":[`;
  let separator = '\n';
  for (const item of items) {
    yield separator + jsonText(item);
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** A line on a terminal's standard error that is overwritten; none when it is piped. */
export function progressLine(): { show(words: string): void; clear(): void } {
  if (!process.stderr.isTTY) return { show() {}, clear() {} };
  return {
    show: (words) => void process.stderr.write(`\r\u001B[K${words}`),
    clear: () => void process.stderr.write('\r\u001B[K'),
  };
}
