import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Failure } from '../../kernel/failure.ts';
import type { Bench } from './bench.ts';
import { duration, type Figure, median, timed } from './figure.ts';

const launcher = join(import.meta.dirname, '..', '..', '..', 'bin', 'razem');

/** Whole processes, from their start to their end, beside a Node that does nothing. */
export function coldStart({ scale, progress }: Bench): Figure[] {
  const [ours, floor]: [number[], number[]] = [[], []];
  runNode([launcher, '--version']);
  for (let round = 0; round < scale.processes; round++) {
    progress(`cold start: process ${round + 1} of ${scale.processes}`);
    ours.push(timed(() => runNode([launcher, '--version'])));
    floor.push(timed(() => runNode(['-e', '0'])));
  }
  const pair = { ours: median(ours), floor: median(floor) };
  return [duration({ name: 'cold start, razem --version', floorName: 'node -e 0', ...pair })];
}

/** A counter without keys: starts, recovers, shows its display, ends. */
export function runCounter(data: string): void {
  runNode([launcher, '--data', data]);
}

function runNode(words: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status === 0) return;
  const [line = ''] = stderr.split('\n');
  throw new Failure('bench.child', `a process that is measured ended with ${status}: ${line}`);
}
