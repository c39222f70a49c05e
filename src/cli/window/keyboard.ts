import type { ReadStream } from 'node:tty';
import { KeyParser, type KeyPress } from './key-parser.ts';

/** A sequence arrives within this time; an Esc that is alone for longer is the Esc key. */
const sequenceMs = 50;

/** Raw keys of a terminal, one by one, until the returned function is called. */
export function listenToKeyboard(input: ReadStream, press: (press: KeyPress) => void): () => void {
  const parser = new KeyParser();
  let timer: NodeJS.Timeout | undefined;
  const receive = (bytes: Buffer) => {
    clearTimeout(timer);
    parser.feed(bytes).forEach(press);
    if (parser.waiting) timer = setTimeout(() => parser.flush().forEach(press), sequenceMs);
  };
  // The terminal is gone.
  const hangUp = () => press({ kind: 'end' });
  input.setRawMode(true);
  input.on('data', receive).on('end', hangUp).resume();
  return () => {
    clearTimeout(timer);
    input.off('data', receive).off('end', hangUp).pause();
    input.setRawMode(false);
  };
}
