import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openArchive } from '../../src/journal/archive.ts';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import { keyStep, printStep } from '../journal/journaled-step.ts';
import { CounterProcess } from './counter-process.ts';
import { logIn, programming, reach } from './errand.ts';
import { breadSold } from './fiscal-oracle.ts';
import { remainsOf } from './oracle.ts';
import { run } from './run.ts';
import { inPairs } from './shop.ts';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-keeping-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const cut = (point: string) => ({ env: { RAZEM_POWER_CUT: point } });

/** A till that ran once, and a file with other bases for it. */
async function ranOnce() {
  const [data, file] = [join(folder, 'till'), join(folder, 'bases.yaml')];
  await new CounterProcess({ data }).end(logIn);
  await run(['bases', 'export', '--data', data, '--out', file]);
  const bases = readFileSync(file, 'utf8')
    .replace('Pod Lipą', 'Pod Dębem')
    .replace('Chleb wiejski, rate: C, price: "4,99"', 'Chleb wiejski, rate: D, price: "5,55"');
  writeFileSync(file, bases);
  return { data, file };
}

test.each([
  ['before journal bases.imported', 'Sklep Pod Lipą: 4,99 C, 0 changes', /goods: 1 changed/],
  ['after journal bases.imported', 'Sklep Pod Dębem: 5,55 D, 1 changes', /nothing differs/],
])('bases whose import is cut %s are those of before or after', async (point, sold, then) => {
  const { data, file } = await ranOnce();
  const order = ['bases', 'import', file, '--data', data];
  expect((await run(order, cut(point))).status).toBe(null);
  const remains = [remainsOf(data)];
  const copy = join(folder, 'copy');
  cpSync(data, copy, { recursive: true });
  const again = await run(['bases', 'import', file, '--data', copy]);
  expect([again.status, again.out]).toEqual([0, expect.stringMatching(then)]);
  const till = new CounterProcess({ data });
  expect(await reach(till, data, programming.goals)).toBe(undefined);
  await till.end();
  expect(breadSold({ data, remains })).toBe(sold);
});

/** The receipts of a day, each with keys before it and its print's outcome after it. */
function sell(journal: Journal, date: string, numbers: readonly number[]): void {
  for (const [index, documentNumber] of numbers.entries()) {
    const at = parseMoment(`${date}T08:00`) + index * 60_000;
    for (const key of ['1', '2', '3']) journal.append(keyStep(at, key));
    const step = printStep(journal.nextSeq, { documentNumber, at, receiptNumber: index + 1 });
    journal.append({ ...step, at });
    journal.append({ at: at + 1000, event: { type: 'printer.printed' }, effects: [] });
  }
}

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const held = 20;
const due = 150;
const young = 30;

/** A journal in which three portions are due, one document is held and some are young. */
function oldJournal(data: string): void {
  const journal = openJournal(data);
  sell(journal, '2023-01-02', numbers(1, due));
  sell(journal, '2024-03-01', numbers(due + 1, due + young));
  journal.append(keyStep(parseMoment('2024-03-01T12:00')), 'state 1');
  journal.append(keyStep(parseMoment('2024-03-01T12:00')), 'state 2');
  journal.close();
  const archive = openArchive(data);
  archive.holds.hold({ document: held, reason: 'complaint', note: '', at: 0 });
  archive.close();
}

/** What is left of a journal: whether it is sound, its last hash, and its documents. */
function leftIn(data: string) {
  const reader = openJournalForReading(data);
  const verdict = reader.verify();
  const found = reader.findDocuments({ from: '2023-01-01', to: '2024-12-31' });
  const documents = [...found].map(({ number }) => number);
  reader.close();
  const { sound } = verdict;
  const lastHash = verdict.sound ? verdict.lastHash : verdict.problem;
  return { sound, lastHash, documents: documents.toSorted((one, other) => one - other) };
}

const portions = [1, 2, 3];
const points = portions.flatMap((time) => [`purge:removing#${time}`, `purge:removed#${time}`]);

test('a purge that is cut removes nothing held or young, and the next one ends it', async () => {
  const old = join(folder, 'old');
  oldJournal(old);
  const before = leftIn(old);
  const kept = [held, ...numbers(due + 1, due + young)];
  const purged = await inPairs(points, async (point) => {
    const data = join(folder, point.replaceAll(/\W/g, '-'));
    cpSync(old, data, { recursive: true });
    const purge = ['journal', 'purge', '--yes', '--data', data];
    const { status } = await run(purge, cut(point));
    const torn = leftIn(data);
    const next = await run(purge);
    return { status, torn, next: next.status, end: leftIn(data) };
  });
  for (const { status, torn, next, end } of purged) {
    expect([status, next]).toEqual([null, 0]);
    expect(torn.documents.filter((number) => kept.includes(number))).toEqual(kept);
    expect({ ...torn, documents: [] }).toEqual({ ...before, documents: [] });
    expect(end).toEqual({ ...before, documents: kept });
  }
  const counts = purged.map(({ torn }) => torn.documents.length);
  const [none = 0, one = 0, again = 0, two = 0, last = 0, all = 0] = counts;
  expect([none, again, last, all]).toEqual([before.documents.length, one, two, kept.length]);
  expect(none > one && one > two && two > all).toBe(true);
});
