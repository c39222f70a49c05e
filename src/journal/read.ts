import type { EpochMs } from '../kernel/time.ts';
import { anchorLookup } from './anchor.ts';
import { entryAt, followChain, type EntryRows } from './chain.ts';
import { printedDocument } from './document-row.ts';
import { documentSearch, type DocumentSearch, type FoundDocument } from './document-search.ts';
import { entryRows } from './entry-table.ts';
import type { Entry } from './entry.ts';
import { journalFailure, onDisk } from './journal-failure.ts';
import { hourOf } from './schema.ts';
import { openForReading, type Connection } from './store.ts';
import { verifyJournal, type Verdict, type VerifyProgress } from './verify.ts';

export interface EntryRange {
  /** The first moment, included. */
  readonly from?: EpochMs | undefined;
  /** The moment after the last, excluded. */
  readonly to?: EpochMs | undefined;
  /** Only the newest so many, at least one. */
  readonly limit?: number | undefined;
}

/** A journal as it is read beside the till that writes it. Throws `journal.corrupt` at a bad entry. */
export interface JournalReader {
  readonly id: string;
  /** In the order in which they were written. */
  list(range?: EntryRange): Iterable<Entry>;
  entry(seq: number): Entry | undefined;
  /** Whether a purge removed the entry. */
  wasRemoved(seq: number): boolean;
  findDocuments(search: DocumentSearch): readonly FoundDocument[];
  /** The document of a number whole, as it was given to the printer. */
  document(number: number): Readonly<Record<string, unknown>> | undefined;
  verify(onProgress?: (progress: VerifyProgress) => void): Verdict;
  close(): void;
}

/** Throws a Failure, `journal.none` when the folder holds no journal. */
export function openJournalForReading(folder: string): JournalReader {
  const connection = openForReading(folder);
  return onDisk(folder, () => {
    const rows = { ...entryRows(connection, folder), anchorOver: anchorLookup(connection) };
    const search = documentSearch(connection);
    const entry = (seq: number) => entryAt(rows, seq);
    return {
      id: String(connection.prepare('SELECT id FROM journal').pluck().get()),
      list: (range = {}) => listEntries(connection, rows, range),
      entry,
      wasRemoved: (seq) => onDisk(folder, () => rows.anchorOver(seq)) !== undefined,
      findDocuments: (wanted) => onDisk(folder, () => search(wanted)),
      document(number) {
        const [found] = onDisk(folder, () => search({ number }));
        return found && printedIn(entry(found.seq), found, folder);
      },
      verify: (onProgress = () => {}) => verifyJournal(connection, folder, onProgress),
      close: () => void connection.close(),
    };
  });
}

function printedIn(entry: Entry | undefined, { number, seq }: FoundDocument, folder: string) {
  const document = entry?.effects
    .map(printedDocument)
    .find((printed) => printed?.['documentNumber'] === number);
  if (document !== undefined) return document;
  throw journalFailure('journal.corrupt', folder, `entry ${seq} does not print document ${number}`);
}

function* listEntries(connection: Connection, rows: EntryRows, range: EntryRange): Iterable<Entry> {
  const { from = 0, to = Number.MAX_SAFE_INTEGER, limit } = range;
  const span = onDisk(rows.place, () => spanOf(connection, from, to, limit));
  if (span === undefined) return;
  for (const entry of followChain(rows, span.first - 1)) {
    if (entry.seq >= span.end) return;
    if (entry.at >= from && entry.at < to) yield entry;
  }
}

interface Span {
  readonly first: number;
  /** The entry after the last. */
  readonly end: number;
}

/** All that lies between two moments; entries outside of them too where the clock was set back. */
function spanOf(
  connection: Connection,
  from: EpochMs,
  to: EpochMs,
  limit: number | undefined,
): Span | undefined {
  const hours = connection.prepare<[object], { first: number | null; end: number | null }>(
    `SELECT first, (SELECT min(first_seq) FROM hour WHERE first_seq > latest) AS end
     FROM (SELECT min(first_seq) AS first, max(first_seq) AS latest
           FROM hour WHERE hour BETWEEN :fromHour AND :toHour)`,
  );
  const { first, end } = hours.get({ fromHour: hourOf(from), toHour: hourOf(to) }) ?? {};
  if (typeof first !== 'number') return undefined;
  const span: Span = { first, end: end ?? Number.MAX_SAFE_INTEGER };
  if (limit === undefined) return span;
  const newest = connection.prepare<[object], number>(
    `SELECT seq FROM entry WHERE seq >= :first AND seq < :end AND at >= :from AND at < :to
     ORDER BY seq DESC LIMIT 1 OFFSET :skipped`,
  );
  const limited = newest.pluck().get({ ...span, from, to, skipped: limit - 1 });
  return { ...span, first: limited ?? first };
}
