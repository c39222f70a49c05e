import type { Document } from '../../../receipts/document.ts';
import { layOut } from '../../../receipts/lay-out.ts';
import type { FoundDocument, DocumentSearch } from '../../journal/document-search.ts';
import { printedDocument } from '../../journal/document-row.ts';
import type { JournalReader } from '../../journal/read.ts';
import { Failure } from '../../kernel/failure.ts';
import type { Columns, PaperLine } from '../../text/layout.ts';
import { isLaidOut } from '../journal/document-words.ts';

/** A document with what proves it: the entry that printed it, and that entry's hash. */
export interface ExportedDocument {
  readonly number: number;
  readonly seq: number;
  readonly hash: string;
  /** As it was given to the printer. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** How many columns an exported paper has. */
export const columns: Columns = 40;

/** The documents of these numbers, in their order. Failure: `journal.noDocument`. */
export function documentsOfNumbers(
  reader: JournalReader,
  numbers: readonly number[],
): FoundDocument[] {
  const wanted = [...new Set(numbers)].toSorted((a, b) => a - b);
  return wanted.map((number) => {
    const [found] = reader.findDocuments({ number });
    if (found !== undefined) return found;
    throw new Failure('journal.noDocument', `no document ${number} in the journal: look with find`);
  });
}

/** The documents that a search finds, oldest first. Failure: `journal.noDocument`. */
export function documentsLike(reader: JournalReader, search: DocumentSearch): FoundDocument[] {
  const found = reader.findDocuments(search);
  if (found.length > 0) return found.toReversed();
  throw new Failure('journal.noDocument', 'no document is like that: nothing was exported');
}

/** Each document whole, read when its turn comes. */
export function* exportedDocuments(
  reader: JournalReader,
  found: readonly FoundDocument[],
): Generator<ExportedDocument, void> {
  for (const { number, seq } of found) {
    const entry = reader.entry(seq);
    const document = entry?.effects
      .map(printedDocument)
      .find((printed) => printed?.['documentNumber'] === number);
    if (entry === undefined || document === undefined) {
      throw new Failure(
        'journal.corrupt',
        `entry ${seq} does not print document ${number}: verify`,
      );
    }
    yield { number, seq, hash: entry.hash, document };
  }
}

/** The lines of its paper. Failure: `journal.foreignDocument`. */
export function paperOf({ number, document }: ExportedDocument): PaperLine[] {
  if (isLaidOut(document)) return layOut(document as unknown as Document, columns);
  throw new Failure(
    'journal.foreignDocument',
    `document ${number} is of a kind that this version cannot lay out: export it as json`,
  );
}
