import type { Entry } from '../../journal/entry.ts';
import { localDateTime } from '../../kernel/time.ts';
import { decisionWords, eventWords } from './entry-words.ts';
import { stdoutColours } from '../output.ts';

const seqColumns = 8;
const eventColumns = 26;

/** A line per entry, written as it is read, hence of fixed columns; a line that says so for none. */
export function* entryLines(entries: Iterable<Entry>): Generator<string, void> {
  const { dim, red } = stdoutColours();
  let none = true;
  for (const entry of entries) {
    none = false;
    const seq = String(entry.seq).padStart(seqColumns);
    const time = dim(localDateTime(entry.at, 'second'));
    const decision = decisionWords(entry);
    const decided = entry.refusal === undefined ? decision : red(decision);
    const event = eventWords(entry.event);
    yield `${seq}  ${time}  ${decided === '' ? event : `${event.padEnd(eventColumns)}  ${decided}`}\n`;
  }
  if (none) yield 'no entry is of that time\n';
}
