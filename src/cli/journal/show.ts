import { stringify } from 'yaml';
import { paperText } from '../../../devices/printer/paper.ts';
import type { Document } from '../../../receipts/document.ts';
import { layOut } from '../../../receipts/lay-out.ts';
import type { Entry } from '../../journal/entry.ts';
import type { JournalReader } from '../../journal/read.ts';
import { Failure } from '../../kernel/failure.ts';
import { localDateTime } from '../../kernel/time.ts';
import { count } from './criteria.ts';
import { isLaidOut } from './document-words.ts';
import { jsonText, withheld } from '../output.ts';

const columns = 40;

/** An entry whole. Failures: `option.invalid`, `journal.noEntry`. */
export function shownEntry(reader: JournalReader, typed: string, json: boolean): string {
  const seq = count('entry', typed);
  const entry = reader.entry(seq);
  if (entry === undefined && reader.wasRemoved(seq)) {
    throw new Failure('journal.removed', `entry ${seq} was removed after its 13 months`);
  }
  if (entry === undefined) {
    const [last] = reader.list({ limit: 1 });
    const known = last ? `has the entries 1 to ${last.seq}` : 'is empty';
    throw new Failure('journal.noEntry', `no entry ${seq}: the journal ${known}`);
  }
  return json ? `${jsonText(entry, 2)}\n` : entryText(entry);
}

/** A document as paper. Failures: `option.invalid`, `journal.noDocument`, `journal.foreignDocument`. */
export function shownDocument(reader: JournalReader, typed: string, json: boolean): string {
  const number = count('--document', typed);
  const document = reader.document(number);
  if (document === undefined) {
    throw new Failure('journal.noDocument', `no document ${number} in the journal: look with find`);
  }
  if (json) return `${jsonText(document, 2)}\n`;
  if (!isLaidOut(document)) {
    throw new Failure(
      'journal.foreignDocument',
      `document ${number} is of a kind that this version cannot lay out: show it with --json`,
    );
  }
  return paperText(layOut(document as unknown as Document, columns), columns);
}

function entryText({ seq, at, event, effects, refusal, hash }: Entry): string {
  const time = localDateTime(at, 'second');
  const shown = { seq, time, event, effects, ...(refusal !== undefined && { refusal }), hash };
  return stringify(shown, withheld, { lineWidth: 0 });
}
