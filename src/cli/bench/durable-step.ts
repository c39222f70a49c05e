import { join } from 'node:path';
import { entryRows } from '../../journal/entry-table.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { openForWriting } from '../../journal/store.ts';
import { parseMoment } from '../../kernel/time.ts';
import { type BenchTill, logIn, openBenchTill, sell } from './bench-till.ts';
import type { Bench } from './bench.ts';
import { type Figure, median, speed, timed, timedAsync } from './figure.ts';

/**
 * Whole steps, pressed key to carried-out effect, beside bare commits of the rows that they wrote. A
 * round is one receipt of each.
 */
export async function durableStep({ scale, folder, bases, progress }: Bench): Promise<Figure[]> {
  const ours = openBenchTill(join(folder, 'steps'), bases, parseMoment('2026-03-02T08:00'));
  const floor = openBareStore(join(folder, 'bare'));
  await logIn(ours);
  const [ourMs, floorMs]: [number[], number[]] = [[], []];
  for (let round = 0; round < scale.receipts; round++) {
    progress(`durable step: receipt ${round + 1} of ${scale.receipts}`);
    const first = ours.journal.nextSeq;
    const ms = await timedAsync(() => sell(ours, round));
    const rows = rowsFrom(ours, first, join(folder, 'steps'));
    ourMs.push(ms / rows.length);
    floorMs.push(timed(() => rows.forEach(floor.commit)) / rows.length);
  }
  ours.journal.close();
  floor.close();
  const pair = { ours: 1000 / median(ourMs), floor: 1000 / median(floorMs) };
  return [speed({ name: 'durable step', floorName: 'bare SQLite commit', ...pair }, 0.85)];
}

function rowsFrom({ connection, journal }: BenchTill, first: number, folder: string) {
  const count = journal.nextSeq - first;
  return entryRows(connection, folder).entriesAfter(first - 1, count);
}

/** A table without index or trigger in a database of the same settings; one insert is one commit. */
function openBareStore(folder: string) {
  const { connection, lock } = openForWriting(folder, 'bare');
  connection.exec(
    'CREATE TABLE bare (seq INTEGER PRIMARY KEY, at INTEGER, text TEXT, hash TEXT) STRICT',
  );
  const insert = connection.prepare('INSERT INTO bare VALUES (?, ?, ?, ?)');
  return {
    commit: ({ seq, at, text, hash }: StoredEntry) => void insert.run(seq, at, text, hash),
    close() {
      connection.close();
      lock.close();
    },
  };
}
