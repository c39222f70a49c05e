import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { entryRows } from '../../journal/entry-table.ts';
import { parseMoment } from '../../kernel/time.ts';
import { logIn, openBenchTill, receiptKeys, settled } from './bench-till.ts';
import type { Bench } from './bench.ts';
import { duration, type Figure, median, percentile, timed } from './figure.ts';

/** From a pressed key to the display that follows it, beside an fdatasync of the same bytes. */
export async function keyToDisplay({ scale, folder, bases, progress }: Bench): Promise<Figure[]> {
  const path = join(folder, 'keys');
  const bench = openBenchTill(path, bases, parseMoment('2026-03-02T08:00'));
  const rows = entryRows(bench.connection, path);
  const file = openSync(join(folder, 'appended'), 'a', 0o600);
  await logIn(bench);
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let receipt = 0; ours.length < scale.keys; receipt++) {
    progress(`key to display: ${ours.length} of ${scale.keys}`);
    for (const key of receiptKeys(receipt)) {
      const { nextSeq } = bench.journal;
      ours.push(timed(() => void [bench.till.press(key), bench.till.display()]));
      await settled(bench.till);
      const { text = '', hash = '' } = rows.entry(nextSeq) ?? {};
      floor.push(timed(() => void [writeSync(file, text + hash), fdatasyncSync(file)]));
    }
  }
  closeSync(file);
  bench.journal.close();
  const floorName = 'fdatasync of the bytes';
  return [
    duration({
      name: 'key to display, median',
      floorName,
      ours: median(ours),
      floor: median(floor),
    }),
    ninetyNinth(percentile(ours, 99), percentile(floor, 99)),
  ];
}

/** Two of the floor and a millisecond for all that is no disk. */
function ninetyNinth(ours: number, floor: number): Figure {
  const floorName = 'fdatasync of the bytes';
  const figure = duration({ name: 'key to display, 99th percentile', floorName, ours, floor });
  return { ...figure, goal: '≤ 2 × floor + 1 ms', met: ours <= 2 * floor + 1 };
}
