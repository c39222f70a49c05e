import { localDate, parseMoment, startOfDate } from '../../kernel/time.ts';
import type { Bases } from '../../till/bases.ts';
import { type BenchTill, logIn, openBenchTill, sell } from './bench-till.ts';

const dayMs = 24 * 3_600_000;
const opensMs = 8 * 3_600_000;
/** Receipts in one transaction: without a sync for each step a year is sold in a minute. */
const inOneCommit = 200;

export interface Trade {
  readonly days: number;
  readonly receiptsPerDay: number;
  readonly onReceipt?: (count: number) => void;
}

/**
 * Fills a journal by selling: every key is pressed on a real till, decided, chained and indexed as on
 * the counter. Only the commits are gathered, and none of them waits for the disk. Ends as after a
 * power cut; gives the number of entries.
 */
export async function growJournal(folder: string, bases: Bases, trade: Trade): Promise<number> {
  const first = parseMoment('2025-10-01T08:00');
  const bench = openBenchTill(folder, bases, first);
  bench.connection.pragma('synchronous = OFF');
  await logIn(bench);
  for (let day = 0, sold = 0; day < trade.days; day++) {
    const opening = startOfDate(localDate(first + day * dayMs)) + opensMs;
    for (let receipt = 0; receipt < trade.receiptsPerDay; receipt += inOneCommit) {
      const count = Math.min(inOneCommit, trade.receiptsPerDay - receipt);
      bench.connection.exec('BEGIN');
      await sellMany(bench, { first: sold, count, from: opening + receipt * 100_000 });
      bench.connection.exec('COMMIT');
      sold += count;
      trade.onReceipt?.(sold);
    }
  }
  const entries = bench.journal.nextSeq - 1;
  bench.cut();
  return entries;
}

async function sellMany(
  bench: BenchTill,
  { first, count, from }: { first: number; count: number; from: number },
): Promise<void> {
  for (let receipt = 0; receipt < count; receipt++) {
    bench.clock.moveTo(from + receipt * 100_000);
    await sell(bench, first + receipt);
  }
}
