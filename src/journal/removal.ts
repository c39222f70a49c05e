import type { EpochMs } from '../kernel/time.ts';
import { hourOf } from './schema.ts';
import type { Connection } from './store.ts';

/** An entry that may be removed: too old to be kept, and nothing holds it. */
export interface DueEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly hash: string;
}

/** Removes runs of entries, each an anchor and what it stands for; within the caller's transaction. */
export function entryRemoval(
  connection: Connection,
): (due: readonly DueEntry[], at: EpochMs) => void {
  const removeRun = runRemoval(connection);
  return (due, at) => {
    for (const run of runsOf(due)) removeRun(run, at);
  };
}

function runRemoval(connection: Connection) {
  const insertAnchor = connection.prepare<[object]>(
    `INSERT INTO anchor (first_seq, last_seq, last_hash, first_document, last_document, at)
     SELECT :first, :last, :hash, min(number), max(number), :at
     FROM document WHERE seq BETWEEN :first AND :last`,
  );
  const ofDocuments = 'document IN (SELECT number FROM document WHERE seq BETWEEN ? AND ?)';
  // What refers to another row goes before it.
  const deletions = [
    `DELETE FROM document_key WHERE ${ofDocuments}`,
    `DELETE FROM document_payment WHERE ${ofDocuments}`,
    'DELETE FROM document WHERE seq BETWEEN ? AND ?',
    'DELETE FROM hour WHERE first_seq BETWEEN ? AND ?',
    'DELETE FROM entry WHERE seq BETWEEN ? AND ?',
  ].map((sql) => connection.prepare<[number, number]>(sql));
  const beginHour = hourBeginning(connection);
  return (run: readonly DueEntry[], at: EpochMs): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return;
    insertAnchor.run({ first: first.seq, last: last.seq, hash: last.hash, at });
    for (const deletion of deletions) deletion.run(first.seq, last.seq);
    beginHour(last.seq + 1);
  };
}

/** The entry after a run begins an hour of its own, for the one that began it may be gone. */
function hourBeginning(connection: Connection): (seq: number) => void {
  const atOf = connection.prepare<[number], EpochMs>('SELECT at FROM entry WHERE seq = ?').pluck();
  const insert = connection.prepare('INSERT OR IGNORE INTO hour (first_seq, hour) VALUES (?, ?)');
  return (seq) => {
    const at = atOf.get(seq);
    if (at !== undefined) insert.run(seq, hourOf(at));
  };
}

/** Entries that follow on one another, together. */
function runsOf(due: readonly DueEntry[]): DueEntry[][] {
  const runs: DueEntry[][] = [];
  for (const entry of due) {
    const run = runs.at(-1);
    if (run?.at(-1)?.seq === entry.seq - 1) run?.push(entry);
    else runs.push([entry]);
  }
  return runs;
}
