import type { ReadStream } from 'node:tty';
import { KeyParser, type KeyPress } from './key-parser.ts';

/** A sequence arrives within this time; an Esc that is alone for longer is the Esc key. */
const sequenceMs = 50;

/** Raw keys of a terminal, one by one, until the returned function is called or the terminal is lost. */
export function listenToKeyboard(
  input: ReadStream,
  { press, lost }: { press: (press: KeyPress) => void; lost: () => void },
): () => void {
  const parser = new KeyParser();
  let timer: NodeJS.Timeout | undefined;
  const receive = (bytes: Buffer) => {
    clearTimeout(timer);
    parser.feed(bytes).forEach(press);
    if (parser.waiting) timer = setTimeout(() => parser.flush().forEach(press), sequenceMs);
  };
  input.setRawMode(true);
  input.on('data', receive).on('end', lost).on('error', lost).resume();
  return () => {
    clearTimeout(timer);
    input.off('data', receive).off('end', lost).pause();
    input.setRawMode(false);
  };
}
