import { sha256 } from '../kernel/digest.ts';
import { anchorLookup, bridge, removedCount, removedDocument } from './anchor.ts';
import { portion } from './chain.ts';
import { documentRows, sameDocument } from './document-row.ts';
import { checkpointRows, documentLookup, entryRows } from './entry-table.ts';
import { genesis, unsealEntry, type Entry, type EntryProblem, type StoredEntry } from './entry.ts';
import { onDisk } from './journal-failure.ts';
import { hourOf } from './schema.ts';
import type { Connection } from './store.ts';

/**
 * What verifying found: all is sound, or the first bad entry. `removed`: how many entries, not among
 * `entries`, anchors stand for. `entriesMissing`: a checkpoint or an index knows a later entry than the
 * last. `checkpointDiffers`: a checkpoint is damaged or stands on another.
 */
export type Verdict =
  | {
      readonly sound: true;
      readonly entries: number;
      readonly removed?: number;
      readonly lastHash: string;
    }
  | {
      readonly sound: false;
      readonly seq: number;
      readonly problem: EntryProblem | 'entriesMissing' | 'checkpointDiffers';
    };

export interface VerifyProgress {
  readonly verified: number;
  /** How many entries there were when verifying began. */
  readonly entries: number;
}

type Flaw = Extract<Verdict, { sound: false }>;

/**
 * Follows the whole chain and compares every derived row. Each portion is one short read, so that the
 * running till's WAL is not held for long.
 */
export function verifyJournal(
  connection: Connection,
  folder: string,
  onProgress: (progress: VerifyProgress) => void,
): Verdict {
  const rows = entryRows(connection, folder);
  const checkEntry = entryCheck(connection);
  const checkEnd = endCheck(connection, folder);
  const entries = rows.last()?.seq ?? 0;

  const verifyPortion = (after: StoredEntry | undefined) => {
    const found = rows.entriesAfter(after?.seq ?? 0, portion);
    let previous = after;
    for (const row of found) {
      const flaw = checkEntry(row, previous);
      if (flaw !== undefined) return { flaw, previous, ended: true };
      previous = row;
    }
    const ended = found.length < portion;
    return { flaw: ended ? checkEnd(previous?.seq ?? 0) : undefined, previous, ended };
  };
  const inOneRead = connection.transaction(verifyPortion);

  for (let last: StoredEntry | undefined; ;) {
    const { flaw, previous, ended } = onDisk(folder, () => inOneRead(last));
    if (flaw !== undefined) return flaw;
    const { seq, hash } = previous ?? genesis;
    onProgress({ verified: seq, entries: Math.max(entries, seq) });
    if (ended) return soundVerdict(connection, seq, hash);
    last = previous;
  }
}

function soundVerdict(connection: Connection, lastSeq: number, lastHash: string): Verdict {
  const removed = removedCount(connection);
  const found = { sound: true, entries: lastSeq - removed, lastHash } as const;
  return removed === 0 ? found : { ...found, removed };
}

/** Checks one row against the one before, or the anchor for it, and against what is derived from it. */
function entryCheck(connection: Connection) {
  const anchorOver = anchorLookup(connection);
  const nothingLeft = remainderCheck(connection);
  const indexIsTrue = documentCheck(connection);
  const hourFrom = connection
    .prepare<[number], number>('SELECT hour FROM hour WHERE first_seq = ?')
    .pluck();
  return (row: StoredEntry, previous: StoredEntry | undefined): Flaw | undefined => {
    const before = previous ?? genesis;
    const link = bridge(before, row.seq, anchorOver);
    const read = unsealEntry(row, link);
    if ('problem' in read) return { sound: false, seq: link.seq + 1, problem: read.problem };
    const hour = hourOf(row.at);
    // Also where the entry before was removed while verifying went on.
    const beginsHour =
      previous === undefined ||
      hourOf(previous.at) !== hour ||
      anchorOver(row.seq - 1) !== undefined;
    const isIndexed =
      hourFrom.get(row.seq) === (beginsHour ? hour : undefined) &&
      indexIsTrue(read.entry) &&
      nothingLeft(before.seq, row.seq);
    return isIndexed ? undefined : { sound: false, seq: row.seq, problem: 'indexDiffers' };
  };
}

/** Nothing may be indexed for entries that were removed. */
function remainderCheck(connection: Connection): (previous: number, seq: number) => boolean {
  const between = connection.prepare<{ previous: number; seq: number }>(
    `SELECT seq FROM document WHERE seq > :previous AND seq < :seq
     UNION ALL SELECT first_seq FROM hour WHERE first_seq > :previous AND first_seq < :seq`,
  );
  return (previous, seq) => previous + 1 === seq || between.get({ previous, seq }) === undefined;
}

/** Every document of an entry has its one row, and no row names this entry for another document. */
function documentCheck(connection: Connection): (entry: Entry) => boolean {
  const lookup = documentLookup(connection);
  const wasRemoved = removedDocument(connection);
  const seqOf = connection
    .prepare<[number], number>('SELECT seq FROM document WHERE number = ?')
    .pluck();
  const numbersOf = connection
    .prepare<[number], number>('SELECT number FROM document WHERE seq = ?')
    .pluck();
  return (entry) => {
    const printed = documentRows(entry.effects);
    const hasRow = printed.every((document) => {
      const row = lookup(document.number);
      // Its second try stands here, the first is gone and the row with it.
      if (row === undefined && wasRemoved(document.number)) return true;
      const seq = seqOf.get(document.number);
      return (
        row !== undefined && sameDocument(row, document) && seq !== undefined && seq <= entry.seq
      );
    });
    const numbers = new Set(printed.map(({ number }) => number));
    return hasRow && numbersOf.all(entry.seq).every((number) => numbers.has(number));
  };
}

/** After the last entry: nothing may know a later one, and the checkpoints stand on theirs. */
function endCheck(connection: Connection, folder: string) {
  const rows = entryRows(connection, folder);
  const laterSeq = connection
    .prepare<[{ last: number }], number | null>(
      `SELECT min(seq) FROM (
         SELECT seq FROM document WHERE seq > :last
         UNION ALL SELECT first_seq FROM hour WHERE first_seq > :last
         UNION ALL SELECT last_seq FROM anchor WHERE last_seq > :last
         UNION ALL SELECT seq FROM checkpoint WHERE seq > :last)`,
    )
    .pluck();
  return (last: number): Flaw | undefined => {
    if ((laterSeq.get({ last }) ?? undefined) !== undefined) {
      return { sound: false, seq: last + 1, problem: 'entriesMissing' };
    }
    const damaged = checkpointRows(connection).find(
      ({ seq, entryHash, state, stateHash }) =>
        rows.entry(seq)?.hash !== entryHash || sha256(state) !== stateHash,
    );
    return damaged && { sound: false, seq: damaged.seq, problem: 'checkpointDiffers' };
  };
}
