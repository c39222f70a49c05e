import { localDate, startOfDate, type EpochMs } from '../kernel/time.ts';
import { portion } from './chain.ts';
import { onDisk } from './journal-failure.ts';
import { entryRemoval, type DueEntry } from './removal.ts';
import { firstKeptDate } from './retention.ts';
import { hourOf } from './schema.ts';
import type { Connection } from './store.ts';

/** What a purge removes, or would: counted by the month of its entries. */
export interface MonthRemoved {
  /** `2025-10`, the shop's. */
  readonly month: string;
  readonly entries: number;
  readonly documents: number;
}

/** Old enough, but held: it stays with all between the document before and the one after. */
export interface HeldDocument {
  readonly number: number;
  readonly date: string;
}

/** Told where a power cut can be ordered: a portion removed, not yet committed; and committed. */
export type PurgeProbe = (point: 'purge:removing' | 'purge:removed') => void;

export interface Purge {
  /** The day from which 13 months are counted back. */
  readonly today: string;
  /** The earliest date that is kept. */
  readonly firstKept: string;
  readonly held: readonly HeldDocument[];
  /** What is due, a portion at a time; nothing is changed. */
  survey(): Generator<readonly MonthRemoved[], void>;
  /**
   * Removes what is due, a short transaction at a time: a power cut between two leaves a whole journal,
   * and the next purge goes on. The till writes between two, if the caller lets it.
   */
  remove(): Generator<readonly MonthRemoved[], void>;
}

/**
 * What is due on the day of `now`. Never later than the day of the newest entry: a clock that runs
 * years ahead removes nothing.
 */
export function purgeOf(
  connection: Connection,
  folder: string,
  now: EpochMs,
  probe: PurgeProbe = () => {},
): Purge {
  const bounds = onDisk(folder, () => boundsOf(connection, now));
  const duePortion = dueSearch(connection, bounds);
  const remove = entryRemoval(connection);
  const countMonths = monthCount(connection);
  const survey = (after: number) => {
    const { due, last } = duePortion(after);
    return { months: countMonths(due), last };
  };
  const removePortion = (after: number) => {
    const { due, last } = duePortion(after);
    const months = countMonths(due);
    remove(due, now);
    if (due.length > 0) probe('purge:removing');
    return { months, last };
  };
  const inOneRead = connection.transaction(survey);
  const inOneCommit = connection.transaction(removePortion);
  return {
    today: bounds.today,
    firstKept: bounds.firstKept,
    held: onDisk(folder, () => heldDocuments(connection, bounds)),
    survey: () => portions((after) => onDisk(folder, () => inOneRead(after))),
    remove: () =>
      portions((after) => {
        const removed = onDisk(folder, () => inOneCommit.immediate(after));
        if (removed.months.length > 0) probe('purge:removed');
        return removed;
      }),
  };
}

interface Bounds {
  readonly today: string;
  readonly firstKept: string;
  /** The first entry that is kept for its age or because recovery begins there. */
  readonly end: number;
}

interface Portion {
  readonly months: readonly MonthRemoved[];
  /** The last entry that was looked at; undefined when there was none. */
  readonly last: number | undefined;
}

function* portions(next: (after: number) => Portion): Generator<readonly MonthRemoved[], void> {
  for (let after: number | undefined = 0; after !== undefined;) {
    const { months, last } = next(after);
    if (months.length > 0) yield months;
    after = last;
  }
}

/** Midnight in the shop is always a whole hour, so the hours tell exactly where the kept ones begin. */
function boundsOf(connection: Connection, now: EpochMs): Bounds {
  const newest = connection
    .prepare<[], EpochMs>('SELECT at FROM entry ORDER BY seq DESC LIMIT 1')
    .pluck()
    .get();
  const today = localDate(Math.min(now, newest ?? now));
  const firstKept = firstKeptDate(today);
  const end = connection
    .prepare<[number], number>(
      `SELECT min(coalesce((SELECT min(seq) FROM checkpoint), 0),
                  coalesce((SELECT min(first_seq) FROM hour WHERE hour >= ?), 9e15))`,
    )
    .pluck()
    .get(hourOf(startOfDate(firstKept)));
  return { today, firstKept, end: end ?? 0 };
}

/** The next entries before the end, without those that are kept. */
function dueSearch(connection: Connection, { firstKept, end }: Bounds) {
  const next = connection.prepare<[number, number, number], DueEntry>(
    'SELECT seq, at, hash FROM entry WHERE seq > ? AND seq < ? ORDER BY seq LIMIT ?',
  );
  const young = connection
    .prepare<[number, number, string], number>(
      'SELECT seq FROM document WHERE seq BETWEEN ? AND ? AND date >= ?',
    )
    .pluck();
  const heldSpans = connection.prepare<[number], { first: number; last: number }>(heldSpanQuery);
  return (after: number): { due: readonly DueEntry[]; last: number | undefined } => {
    const found = next.all(after, end, portion);
    const last = found.at(-1)?.seq;
    if (last === undefined) return { due: [], last };
    const spans = heldSpans.all(end);
    const tooYoung = new Set(young.all(after, last, firstKept));
    const due = found.filter(
      ({ seq }) =>
        !tooYoung.has(seq) && !spans.some((span) => span.first <= seq && seq <= span.last),
    );
    return { due, last };
  };
}

/**
 * From after the document before to before the one after: the keys, the hosts' answers and the print's
 * outcome, everything about the transaction. What was removed bounds it like a document.
 */
const heldSpanQuery = `
  SELECT max(coalesce((SELECT max(seq) FROM document WHERE seq < d.seq), 0),
             coalesce((SELECT max(last_seq) FROM anchor WHERE last_seq < d.seq), 0)) + 1 AS first,
         min(coalesce((SELECT min(seq) FROM document WHERE seq > d.seq), 9e15),
             coalesce((SELECT min(first_seq) FROM anchor WHERE first_seq > d.seq), 9e15)) - 1 AS last
  FROM held JOIN document AS d ON d.number = held.document WHERE d.seq < ?`;

function heldDocuments(connection: Connection, { firstKept, end }: Bounds): HeldDocument[] {
  return connection
    .prepare<[number, string], HeldDocument>(
      `SELECT number, date FROM held JOIN document ON number = held.document
       WHERE seq < ? AND date < ? ORDER BY number`,
    )
    .all(end, firstKept);
}

function monthCount(connection: Connection): (due: readonly DueEntry[]) => MonthRemoved[] {
  const documentsOf = connection
    .prepare<[number], number>('SELECT count(*) FROM document WHERE seq = ?')
    .pluck();
  return (due) => {
    const byMonth = Map.groupBy(due, ({ at }) => localDate(at).slice(0, 7));
    return [...byMonth].map(([month, entries]) => ({
      month,
      entries: entries.length,
      documents: entries.reduce((sum, { seq }) => sum + (documentsOf.get(seq) ?? 0), 0),
    }));
  };
}
