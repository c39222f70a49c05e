import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal, type Journal } from '../../src/journal/journal.ts';
import { openJournalForReading, type JournalReader } from '../../src/journal/read.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

const hour = 3_600_000;

/** A running till and its reader on one folder. */
function tillAndReader(): { folder: string; journal: Journal; reader: JournalReader } {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const reader = openJournalForReading(folder);
  onTestFinished(() => {
    reader.close();
    journal.close();
  });
  return { folder, journal, reader };
}

function seqs(entries: Iterable<{ seq: number }>): number[] {
  return Array.from(entries, ({ seq }) => seq);
}

test('a reader sees what the running till appends, as it was appended', () => {
  const { journal, reader } = tillAndReader();
  expect([...reader.list()]).toEqual([]);
  const first = journal.append(keyStep(eleven));
  expect([...reader.list()]).toEqual([first]);
  const second = journal.append({ ...keyStep(eleven), refusal: 'priceMissing' });
  expect([...reader.list()]).toEqual([first, second]);
  expect([reader.entry(2), reader.entry(3), reader.entry(0)]).toEqual([
    second,
    undefined,
    undefined,
  ]);
  expect(reader.id).toBe(journal.id);
});

test('entries are listed by their time, the last moment excluded', () => {
  const { journal, reader } = tillAndReader();
  for (let step = 0; step < 10; step++) journal.append(keyStep(eleven + (step * hour) / 2));
  expect(seqs(reader.list({ from: eleven + hour }))).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  expect(seqs(reader.list({ to: eleven + hour }))).toEqual([1, 2]);
  expect(seqs(reader.list({ from: eleven + 1, to: eleven + 2 * hour + 1 }))).toEqual([2, 3, 4, 5]);
  expect(seqs(reader.list({ from: eleven + 9 * hour }))).toEqual([]);
  expect(seqs(reader.list({ to: eleven }))).toEqual([]);
});

test('a limit leaves the newest', () => {
  const { journal, reader } = tillAndReader();
  for (let step = 0; step < 10; step++) journal.append(keyStep(eleven + (step * hour) / 2));
  expect(seqs(reader.list({ limit: 3 }))).toEqual([8, 9, 10]);
  expect(seqs(reader.list({ to: eleven + 2 * hour, limit: 1 }))).toEqual([4]);
  expect(seqs(reader.list({ limit: 100 }))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('entries are found by their time also where the clock was set back', () => {
  const { journal, reader } = tillAndReader();
  const offsets = [0, 5 * hour, 5 * hour + 1, hour, 2 * hour, 6 * hour, 5 * hour + 2];
  for (const offset of offsets) journal.append(keyStep(eleven + offset));
  expect(seqs(reader.list({ from: eleven + hour, to: eleven + 3 * hour }))).toEqual([4, 5]);
  expect(seqs(reader.list({ from: eleven + 5 * hour, to: eleven + 6 * hour }))).toEqual([2, 3, 7]);
  expect(seqs(reader.list({ from: eleven + 5 * hour, to: eleven + 6 * hour, limit: 2 }))).toEqual([
    3, 7,
  ]);
});

test('a long list does not hold up the till', () => {
  const { folder, journal, reader } = tillAndReader();
  for (let step = 0; step < 600; step++) journal.append(keyStep(eleven));
  const raw = new Database(join(folder, 'journal.sqlite'));
  const blocked: unknown[] = [];
  for (const { seq } of reader.list()) {
    if (seq > 600) break;
    if (seq % 200 === 0) {
      journal.append(keyStep(eleven));
      blocked.push(raw.pragma('wal_checkpoint(RESTART)'));
    }
  }
  raw.close();
  expect(blocked.map((answer) => JSON.stringify(answer).includes('"busy":0'))).toEqual([
    true,
    true,
    true,
  ]);
});

test('a document is given back whole, as the printer got it', () => {
  const { journal, reader } = tillAndReader();
  journal.append(keyStep(eleven));
  const step = printStep(2, { documentNumber: 7, total: 4321 });
  journal.append(step);
  journal.append(printStep(3, { documentNumber: 7, total: 4321 }, true));
  const [printed] = step.effects;
  expect(reader.document(7)).toEqual(printed && 'document' in printed && printed.document);
  expect(reader.document(8)).toBeUndefined();
});
