import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scales } from '../../src/cli/bench/bench.ts';
import { duration, limited, median, percentile, speed } from '../../src/cli/bench/figure.ts';
import { reportText } from '../../src/cli/bench/report.ts';
import { runBench } from '../../src/cli/bench/run-bench.ts';
import { razem } from './razem.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'razem-bench-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The goals by name of figure: `undefined` where there is a floor only. */
const goals = {
  'durable step': 'ratio ≥ 0.85',
  'key to display, median': undefined,
  'key to display, 99th percentile': '≤ 2 × floor + 1 ms',
  'replayed events': 'ratio ≥ 0.5',
  'cold start, razem --version': undefined,
  'recovery of the old till': 'ratio ≤ 1.3',
  'start of the old counter': 'ratio ≤ 1.3',
  'a document by number, 99th percentile': '≤ 5 ms',
  'by date, total and form, 99th percentile': '≤ 5 ms',
};

test('a run measures every figure, tells it along the way, and leaves nothing behind', async () => {
  const place = emptyFolder();
  const told: string[] = [];
  const report = await runBench(scales.tiny, place, (words) => told.push(words));
  expect(Object.fromEntries(report.figures.map(({ name, goal }) => [name, goal]))).toEqual(goals);
  for (const { name, ours, floor, ratio } of report.figures) {
    expect([name, ours > 0, (floor ?? 1) > 0, ratio]).toEqual([
      name,
      true,
      true,
      floor === undefined ? undefined : ours / floor,
    ]);
  }
  expect(report.machine.node).toBe(process.versions.node);
  expect(report.history).toEqual({
    days: 1,
    receipts: 300,
    entries: report.history.entries,
    megabytes: report.history.megabytes,
    generatedInSeconds: report.history.generatedInSeconds,
  });
  expect(report.history.entries).toBeGreaterThan(3000);
  expect(told).toContain('history: receipt 300 of 300');
  expect(readdirSync(place)).toEqual([]);
}, 60_000);

test('a run that fails leaves nothing behind either', async () => {
  const place = emptyFolder();
  const failing = () => {
    throw new Error('planted');
  };
  await expect(runBench(scales.tiny, place, failing)).rejects.toThrow('planted');
  expect(readdirSync(place)).toEqual([]);
});

test('a folder that is none is refused', () => {
  expect(razem('bench', '--in', 'no/such/folder')).toEqual({
    status: 2,
    out: '',
    err: 'razem: --in no/such/folder: must be a folder on the disk to measure\n',
  });
});

test('percentiles are values that were measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([percentile(values, 99), median(values), median([3]), percentile([1, 9], 99)]).toEqual([
    198, 100, 3, 9,
  ]);
});

test('a goal is met by the ratio on its right side', () => {
  const pair = { name: 'x', floorName: 'y', ours: 80, floor: 100 };
  expect([speed(pair, 0.8).met, speed(pair, 0.81).met]).toEqual([true, false]);
  expect([duration(pair, 0.8).met, duration(pair, 0.79).met, duration(pair).met]).toEqual([
    true,
    false,
    undefined,
  ]);
  expect([limited('x', 5, 5).met, limited('x', 5.1, 5).met]).toEqual([true, false]);
});

test('the report is a table with what each floor is', () => {
  const machine = {
    node: '26.0.0',
    sqlite: '3.54.1',
    platform: 'p',
    processor: 'c',
    cores: 2,
    load: 1.4,
  };
  const history = {
    days: 30,
    receipts: 9000,
    entries: 114_005,
    megabytes: 28.6,
    generatedInSeconds: 3.2,
  };
  const step = { name: 'durable step', floorName: 'bare commit', ours: 12_496, floor: 16_917 };
  const figures = [speed(step, 0.85), limited('search', 1.584, 5)];
  expect(reportText('razem bench', { machine, history, figures })).toMatchInlineSnapshot(`
    "razem bench: Node 26.0.0, SQLite 3.54.1, p, 2 cores, c
    The old till: 30 days, 9000 receipts, 114005 entries, 29 MB, sold in 3 s
    Load 1.4: other work takes this machine, the figures say little.

                     ours    floor  ratio  goal
    durable step  12496/s  16917/s   0.74  ratio ≥ 0.85  ✗ missed
    search        1.58 ms                  ≤ 5 ms  ✓

    Medians unless said otherwise, ours and floor measured in turns. The floors:
      durable step  bare commit"
  `);
});
