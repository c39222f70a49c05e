import { join } from 'node:path';
import { openBenchTill, settled } from './bench-till.ts';
import type { Bench } from './bench.ts';
import { runCounter } from './cold-start.ts';
import { duration, type Figure, median, timed } from './figure.ts';
import type { TwoTills } from './old-till.ts';

const atMost = 1.3;

/** Open, recover, start and show after a power cut, in this process: old beside young. */
export async function recoveryTime(bench: Bench, { old, young }: TwoTills): Promise<Figure> {
  const { scale, progress } = bench;
  const [ours, floor]: [number[], number[]] = [[], []];
  await startAndCut(bench, old);
  await startAndCut(bench, young);
  for (let round = 0; round < scale.starts; round++) {
    progress(`recovery: ${round + 1} of ${scale.starts}`);
    ours.push(await startAndCut(bench, old));
    floor.push(await startAndCut(bench, young));
  }
  const pair = { ours: median(ours), floor: median(floor) };
  return duration(
    { name: 'recovery of the old till', floorName: 'as far into its first day', ...pair },
    atMost,
  );
}

async function startAndCut({ bases }: Bench, folder: string): Promise<number> {
  const start = performance.now();
  const bench = openBenchTill(folder, bases, 0);
  bench.till.display();
  const ms = performance.now() - start;
  await settled(bench.till);
  bench.cut();
  return ms;
}

/** The counter as it is typed, hosts and all, from its process's start to its end without a key. */
export function processTime({ scale, folder, progress }: Bench, { old }: TwoTills): Figure {
  const empty = join(folder, 'empty');
  runCounter(empty);
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < scale.processes; round++) {
    progress(`start of the counter: ${round + 1} of ${scale.processes}`);
    ours.push(timed(() => runCounter(old)));
    floor.push(timed(() => runCounter(empty)));
  }
  const pair = { ours: median(ours), floor: median(floor) };
  return duration(
    { name: 'start of the old counter', floorName: 'on an empty journal', ...pair },
    atMost,
  );
}
