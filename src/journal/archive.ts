import type { EpochMs } from '../kernel/time.ts';
import { holdBook, type HoldBook } from './hold.ts';
import { onDisk } from './journal-failure.ts';
import { purgeOf, type Purge, type PurgeProbe } from './purge.ts';
import { requestBook, type RequestBook } from './request.ts';
import { openForKeeping } from './store.ts';

/** A journal as those keep it who answer for its documents (RULES T19), beside the till that writes. */
export interface Archive {
  readonly holds: HoldBook;
  readonly requests: RequestBook;
  /** What is too old on the day of `now`, and its removal; `probe` is told of every portion removed. */
  purge(now: EpochMs, probe?: PurgeProbe): Purge;
  close(): void;
}

/** Throws a Failure, `journal.none` when the folder holds no journal. */
export function openArchive(folder: string): Archive {
  const connection = openForKeeping(folder);
  return onDisk(folder, () => ({
    holds: holdBook(connection, folder),
    requests: requestBook(connection, folder),
    purge: (now, probe) => purgeOf(connection, folder, now, probe),
    close: () => void connection.close(),
  }));
}
