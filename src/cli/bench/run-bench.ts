import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openForWriting } from '../../journal/store.ts';
import { defaultWorld, findWorld } from '../../scenario/scenario-file.ts';
import type { Bench, Scale } from './bench.ts';
import { coldStart } from './cold-start.ts';
import { durableStep } from './durable-step.ts';
import type { Figure } from './figure.ts';
import { keyToDisplay } from './key-to-display.ts';
import { type History, makeTills } from './old-till.ts';
import { replaySpeed } from './replay-speed.ts';
import { searchTimes } from './search-time.ts';
import { processTime, recoveryTime } from './start-time.ts';

/** All that one run has measured, and where. */
export interface BenchReport {
  readonly machine: {
    readonly node: string;
    readonly sqlite: string;
    readonly platform: string;
    readonly processor: string;
    readonly cores: number;
    /** Processes that wanted a core when the run began, as the system counts them. */
    readonly load: number;
  };
  readonly history: History;
  readonly figures: readonly Figure[];
}

/** Measures in a folder of its own, which is gone afterwards, also after Ctrl-C. */
export async function runBench(
  scale: Scale,
  place = tmpdir(),
  progress: Bench['progress'] = () => {},
): Promise<BenchReport> {
  const folder = mkdtempSync(join(place, 'razem-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const interrupted = () => {
    remove();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  try {
    return await measure({ scale, folder, progress, bases: findWorld(defaultWorld, '.').bases });
  } finally {
    process.off('SIGINT', interrupted);
    remove();
  }
}

async function measure(bench: Bench): Promise<BenchReport> {
  const machine = machineFacts(bench);
  const first = [
    ...(await durableStep(bench)),
    ...(await keyToDisplay(bench)),
    ...(await replaySpeed(bench)),
    ...coldStart(bench),
  ];
  const tills = await makeTills(bench);
  const aged = [
    await recoveryTime(bench, tills),
    processTime(bench, tills),
    ...searchTimes(bench, tills),
  ];
  return { machine, history: tills.history, figures: [...first, ...aged] };
}

function machineFacts({ folder }: Bench): BenchReport['machine'] {
  const { connection, lock } = openForWriting(join(folder, 'version'), 'bench');
  const sqlite: unknown = connection.prepare('SELECT sqlite_version()').pluck().get();
  connection.close();
  lock.close();
  return {
    node: process.versions.node,
    sqlite: String(sqlite),
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
  };
}
