import { parseMoment, startOfDate } from '../../kernel/time.ts';
import type { Bases } from '../../till/bases.ts';
import { type BenchTill, closeDay, logIn, openBenchTill, sell } from '../bench/bench-till.ts';

const opensMs = 8 * 3_600_000;
const opening = { hours: 12, secondsPerReceipt: 100 };
/** Receipts in one transaction: without a sync for each step a year is sold in a minute. */
const inOneCommit = 200;

/** What a till has sold before it is looked at: the same trade always makes the same documents. */
export interface PastTrade {
  /** The first day, `2025-10-01` unless given. */
  readonly from?: string;
  readonly days: number;
  readonly receiptsPerDay: number;
  /** Chooses what is sold and how it is paid. */
  readonly seed?: number;
  readonly onReceipt?: (count: number) => void;
}

/**
 * Fills a journal by selling: every key is pressed on a real till, decided, chained and indexed as on
 * the counter. Only the commits are gathered, and none of them waits for the disk. Ends as after a
 * power cut; gives the number of entries.
 */
export async function growJournal(folder: string, bases: Bases, trade: PastTrade): Promise<number> {
  const { from = '2025-10-01', days, receiptsPerDay, seed = 0, onReceipt } = trade;
  const firstDay = Temporal.PlainDate.from(from);
  const bench = openBenchTill(folder, bases, parseMoment(`${from}T08:00`));
  bench.connection.pragma('synchronous = OFF');
  await logIn(bench);
  const choose = choice(seed);
  const spacingMs = receiptSpacingMs(receiptsPerDay);
  for (let day = 0, sold = 0; day < days; day++) {
    if (day > 0) await closeDay(bench);
    const opens = startOfDate(firstDay.add({ days: day }).toString()) + opensMs;
    for (let receipt = 0; receipt < receiptsPerDay; receipt += inOneCommit) {
      const count = Math.min(inOneCommit, receiptsPerDay - receipt);
      const moments = Array.from({ length: count }, (_, n) => opens + (receipt + n) * spacingMs);
      await sellMany(bench, moments, choose);
      sold += count;
      onReceipt?.(sold);
    }
  }
  const entries = bench.journal.nextSeq - 1;
  bench.cut();
  return entries;
}

async function sellMany(
  bench: BenchTill,
  moments: readonly number[],
  choose: () => number,
): Promise<void> {
  bench.connection.exec('BEGIN');
  for (const moment of moments) {
    bench.clock.moveTo(moment);
    await sell(bench, choose());
  }
  bench.connection.exec('COMMIT');
}

/** However many there are, all are sold before the shop closes. */
function receiptSpacingMs(receiptsPerDay: number): number {
  const { hours, secondsPerReceipt } = opening;
  return Math.min(secondsPerReceipt * 1000, Math.floor((hours * 3_600_000) / receiptsPerDay));
}

/** A linear congruential sequence, of which the upper bits are taken. */
function choice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  };
}
