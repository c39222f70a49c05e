import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchTill, openBenchTill, settled } from './bench-till.ts';
import type { Bench } from './bench.ts';
import { timedAsync } from './figure.ts';
import { growJournal } from '../journal/past-trade.ts';

const receiptsPerDay = 300;

/** What the old till has behind it. */
export interface History {
  readonly days: number;
  readonly receipts: number;
  readonly entries: number;
  readonly megabytes: number;
  readonly generatedInSeconds: number;
}

/** Folders of a till with a history and of one on its first day, both left by a power cut. */
export interface TwoTills {
  readonly old: string;
  readonly young: string;
  readonly history: History;
}

export async function makeTills({ scale, folder, bases, progress }: Bench): Promise<TwoTills> {
  const [old, young] = [join(folder, 'old'), join(folder, 'young')];
  const { days } = scale;
  const receipts = days * receiptsPerDay;
  const onReceipt = (count: number) => progress(`history: receipt ${count} of ${receipts}`);
  let entries = 0;
  const ms = await timedAsync(async () => {
    entries = await growJournal(old, bases, { days, receiptsPerDay, onReceipt });
  });
  await growJournal(young, bases, { days: 1, receiptsPerDay: 30 });
  await bringLevel(openBenchTill(old, bases, 0), openBenchTill(young, bases, 0));
  const megabytes = statSync(join(old, 'journal.sqlite')).size / 1e6;
  const history = { days, receipts, entries, megabytes, generatedInSeconds: ms / 1000 };
  return { old, young, history };
}

/** As many entries after the last checkpoint and a WAL as fresh on both: the age alone differs. */
async function bringLevel(old: BenchTill, young: BenchTill): Promise<void> {
  await settled(old.till);
  await settled(young.till);
  // With nothing to clear C is refused: an entry that changes nothing.
  while (distance(young) !== distance(old)) young.till.press('C');
  for (const bench of [old, young]) {
    bench.connection.pragma('wal_checkpoint(TRUNCATE)');
    bench.cut();
  }
}

function distance({ journal }: BenchTill): number {
  return journal.nextSeq - (journal.checkpoint?.seq ?? 0);
}
