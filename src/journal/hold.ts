import type { EpochMs } from '../kernel/time.ts';
import { Failure } from '../kernel/failure.ts';
import { onDisk } from './journal-failure.ts';
import type { Connection } from './store.ts';

/** Why a document is kept beyond its time. */
export const holdReasons = ['chargeback', 'complaint', 'request'] as const;
export type HoldReason = (typeof holdReasons)[number];

export interface Hold {
  readonly document: number;
  readonly reason: HoldReason;
  readonly note: string;
  readonly at: EpochMs;
}

/** The holds on documents, append-only: a release is a row of its own. */
export interface HoldBook {
  /** Failures: `journal.noDocument`, `hold.exists` when it is held for this reason already. */
  hold(hold: Hold): void;
  /** Ends all holds of a document and tells how many. Failure: `hold.none`. */
  release(document: number, at: EpochMs): number;
  /** Those that are not released, by document. */
  open(): readonly Hold[];
}

export function holdBook(connection: Connection, folder: string): HoldBook {
  const columns = 'document, reason, note, at';
  const isOpen = 'id NOT IN (SELECT hold FROM hold_release)';
  const insert = connection.prepare(
    'INSERT INTO hold (document, reason, note, at) VALUES (:document, :reason, :note, :at)',
  );
  const insertRelease = connection.prepare(
    `INSERT INTO hold_release (hold, at) SELECT id, ? FROM hold WHERE document = ? AND ${isOpen}`,
  );
  const open = connection.prepare<[], Hold>(
    `SELECT ${columns} FROM hold WHERE ${isOpen} ORDER BY document, id`,
  );
  const same = connection.prepare<Pick<Hold, 'document' | 'reason'>>(
    `SELECT 1 FROM hold WHERE document = :document AND reason = :reason AND ${isOpen}`,
  );
  const hold = (wanted: Hold) => {
    const { document, reason } = wanted;
    mustExist(connection, document);
    if (same.get({ document, reason }) !== undefined) {
      throw new Failure('hold.exists', `document ${document} is held already: ${reason}`);
    }
    insert.run(wanted);
  };
  return {
    hold: (wanted) => onDisk(folder, () => connection.transaction(hold).immediate(wanted)),
    release(document, at) {
      const { changes } = onDisk(folder, () => insertRelease.run(at, document));
      if (changes > 0) return changes;
      throw new Failure('hold.none', `document ${document} is not held: look with holds`);
    },
    open: () => onDisk(folder, () => open.all()),
  };
}

/** Failure: `journal.noDocument`. */
export function mustExist(connection: Connection, document: number): void {
  const found = connection.prepare('SELECT 1 FROM document WHERE number = ?').get(document);
  if (found !== undefined) return;
  throw new Failure('journal.noDocument', `no document ${document} in the journal: look with find`);
}
