import Database from 'better-sqlite3';
import fc from 'fast-check';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openArchive, type Archive } from '../../src/journal/archive.ts';
import { openJournal, type Journal } from '../../src/journal/journal.ts';
import type { MonthRemoved } from '../../src/journal/purge.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { firstKeptDate } from '../../src/journal/retention.ts';
import { localDate, parseMoment } from '../../src/kernel/time.ts';
import { keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const now = parseMoment('2026-11-20T11:00');

/** A day's trade: three keys and the receipt of each number, as many entries as a sale has. */
function sell(journal: Journal, date: string, numbers: readonly number[]): void {
  const morning = parseMoment(`${date}T08:00`);
  for (const [index, documentNumber] of numbers.entries()) {
    const at = morning + index * 600_000;
    for (const key of ['1', '2', '3']) journal.append(keyStep(at, key));
    const step = printStep(journal.nextSeq, { documentNumber, at, receiptNumber: index + 1 });
    journal.append({ ...step, at });
    journal.append({ at: at + 1000, event: { type: 'printer.printed' }, effects: [] });
  }
}

/** Documents 1, 2 of August 2025, 3 of September, 4 to 6 of 19 and 20 October, 7 of today. */
function shop(): { folder: string; journal: Journal; archive: Archive } {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2025-08-31', [1, 2]);
  sell(journal, '2025-09-01', [3]);
  sell(journal, '2025-10-19', [4]);
  sell(journal, '2025-10-20', [5, 6]);
  sell(journal, '2026-11-20', [7]);
  journal.append(keyStep(now), 'state 1');
  journal.append(keyStep(now), 'state 2');
  const archive = openArchive(folder);
  onTestFinished(() => {
    archive.close();
    journal.close();
  });
  return { folder, journal, archive };
}

/** All that the portions tell, added up. */
function summed(portions: Iterable<readonly MonthRemoved[]>): MonthRemoved[] {
  const months = Map.groupBy([...portions].flat(), ({ month }) => month);
  return [...months].map(([month, parts]) => ({
    month,
    entries: parts.reduce((sum, { entries }) => sum + entries, 0),
    documents: parts.reduce((sum, { documents }) => sum + documents, 0),
  }));
}

function read(folder: string) {
  const reader = openJournalForReading(folder);
  const found = {
    verdict: reader.verify(),
    seqs: Array.from(reader.list(), ({ seq }) => seq),
    documents: reader.findDocuments({}).map(({ number }) => number),
  };
  reader.close();
  return found;
}

const upTo = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('T19 what is older than 13 months goes, by months; the rest is whole and chained', () => {
  const { folder, journal, archive } = shop();
  const due = [
    { month: '2025-08', entries: 10, documents: 2 },
    { month: '2025-09', entries: 5, documents: 1 },
    { month: '2025-10', entries: 5, documents: 1 },
  ];
  const before = read(folder);
  const survey = archive.purge(now);
  expect([survey.firstKept, survey.held, summed(survey.survey())]).toEqual(['2025-10-20', [], due]);
  expect(read(folder)).toEqual(before);
  expect(summed(archive.purge(now).remove())).toEqual(due);
  const lastHash = journal.last?.hash;
  expect(read(folder)).toEqual({
    verdict: { sound: true, entries: 17, removed: 20, lastHash },
    seqs: upTo(21, 37),
    documents: [7, 6, 5],
  });
  expect(summed(archive.purge(now).remove())).toEqual([]);
});

test('T19 a day before, it is still there', () => {
  const { archive } = shop();
  const yesterday = archive.purge(parseMoment('2026-11-19T23:59'));
  expect([yesterday.firstKept, summed(yesterday.survey()).at(-1)?.month]).toEqual([
    '2025-10-19',
    '2025-09',
  ]);
});

test('the till goes on while it is purged, and starts again', () => {
  const { folder, journal, archive } = shop();
  for (const _ of archive.purge(now).remove()) journal.append(keyStep(now + 1));
  sell(journal, '2026-11-21', [8]);
  journal.close();
  const again = openJournal(folder);
  expect([again.checkpoint?.state, again.last?.hash]).toEqual(['state 2', journal.last?.hash]);
  expect(Array.from(again.entriesAfter(again.checkpoint?.seq ?? 0)).length).toBeGreaterThan(5);
  expect(() => [...again.entriesAfter(0)]).toThrow(
    expect.objectContaining({ code: 'journal.corrupt' }),
  );
  again.close();
  expect(read(folder).verdict.sound).toBe(true);
});

test('a held document stays with everything about its transaction, until it is released', () => {
  const { folder, archive } = shop();
  archive.holds.hold({ document: 2, reason: 'chargeback', note: 'case 17', at: now });
  const purge = archive.purge(now);
  expect(purge.held).toEqual([{ number: 2, date: '2025-08-31' }]);
  expect(summed(purge.remove()).map(({ entries }) => entries)).toEqual([4, 2, 5]);
  // From after receipt 1 to before receipt 3.
  const kept = { seqs: [...upTo(5, 13), ...upTo(21, 37)], documents: [7, 6, 5, 2] };
  expect(read(folder)).toEqual({ ...kept, verdict: expect.objectContaining({ sound: true }) });
  expect(summed(archive.purge(now).remove())).toEqual([]);
  expect(read(folder)).toEqual({ ...kept, verdict: expect.objectContaining({ sound: true }) });
  archive.holds.release(2, now);
  expect(summed(archive.purge(now).remove()).map(({ entries }) => entries)).toEqual([6, 3]);
  expect(read(folder)).toEqual({
    seqs: upTo(21, 37),
    documents: [7, 6, 5],
    verdict: expect.objectContaining({ sound: true, removed: 20 }),
  });
});

test('a document that is asked for stays until it is delivered', () => {
  const { folder, archive } = shop();
  const draft = { documents: [1], sender: 'bank', at: now, due: '2026-11-27' };
  const { id } = archive.requests.add(draft);
  summed(archive.purge(now).remove());
  expect(read(folder).documents).toEqual([7, 6, 5, 1]);
  archive.requests.deliver(id, now);
  summed(archive.purge(now).remove());
  expect(read(folder).documents).toEqual([7, 6, 5]);
});

test('a hold between two portions is heeded by the next', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2025-01-02', upTo(1, 120));
  journal.append(keyStep(now), 'state');
  const archive = openArchive(folder);
  const removal = archive.purge(now).remove();
  removal.next();
  archive.holds.hold({ document: 100, reason: 'complaint', note: 'late', at: now });
  summed(removal);
  const { documents, verdict } = read(folder);
  expect([documents, verdict.sound]).toEqual([[100], true]);
  archive.close();
  journal.close();
});

test('a clock that runs years ahead removes nothing', () => {
  const { archive } = shop();
  const purge = archive.purge(parseMoment('2031-01-01T00:00'));
  expect([purge.firstKept, summed(purge.survey()).length]).toEqual(['2025-10-20', 3]);
});

test('nothing is removed that recovery could need', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2020-01-01', [1]);
  journal.append(keyStep(parseMoment('2020-01-02T10:00')), 'old state');
  sell(journal, '2020-01-03', [2]);
  journal.append(keyStep(now), 'new state');
  const archive = openArchive(folder);
  expect(summed(archive.purge(now).remove())).toEqual([
    { month: '2020-01', entries: 5, documents: 1 },
  ]);
  archive.close();
  journal.close();
  new Database(join(folder, 'journal.sqlite'))
    .exec("UPDATE checkpoint SET state = 'damaged' WHERE seq = 12")
    .close();
  const again = openJournal(folder);
  expect([again.checkpoint?.seq, [...again.entriesAfter(6)].length]).toEqual([6, 6]);
  again.close();
});

test('without a checkpoint nothing is removed, and an empty journal has nothing to remove', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const archive = openArchive(folder);
  expect(summed(archive.purge(now).remove())).toEqual([]);
  sell(journal, '2020-01-01', [1]);
  journal.append(keyStep(now));
  expect(summed(archive.purge(now).remove())).toEqual([]);
  archive.close();
  journal.close();
});

test('a document whose second try is younger than its first leaves a sound journal', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const at = parseMoment('2025-10-19T22:00');
  journal.append({ ...printStep(1, { documentNumber: 1, at }), at });
  const next = parseMoment('2025-10-20T08:00');
  journal.append({ ...printStep(2, { documentNumber: 1, at }), at: next });
  journal.append(keyStep(now), 'state');
  const archive = openArchive(folder);
  expect(summed(archive.purge(now).remove())).toEqual([
    { month: '2025-10', entries: 1, documents: 1 },
  ]);
  expect(read(folder).verdict).toEqual(expect.objectContaining({ sound: true, removed: 1 }));
  archive.close();
  journal.close();
});

/** Moves all of the WAL into the database. */
function foldWal(folder: string): void {
  const raw = new Database(join(folder, 'journal.sqlite'));
  raw.pragma('wal_checkpoint(TRUNCATE)');
  raw.close();
}

test('what was removed cannot be read in the file any more', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2025-01-02', upTo(1, 200));
  journal.append(keyStep(now), 'state');
  const legible = () => {
    foldWal(folder);
    const file = readFileSync(join(folder, 'journal.sqlite'));
    return upTo(1, 200).filter((number) => file.includes(`"documentNumber":${number},`)).length;
  };
  expect(legible()).toBe(200);
  const archive = openArchive(folder);
  summed(archive.purge(now).remove());
  expect(legible()).toBe(0);
  archive.close();
  journal.close();
});

test('a document that is dated after its entry is kept by its own date', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const at = parseMoment('2025-10-19T23:59');
  journal.append({ ...printStep(1, { documentNumber: 1, at }), at });
  const dated = { documentNumber: 2, at: parseMoment('2025-10-20T00:00') };
  journal.append({ ...printStep(2, dated), at });
  journal.append(keyStep(now), 'state');
  const archive = openArchive(folder);
  summed(archive.purge(now).remove());
  expect(read(folder).documents).toEqual([2]);
  archive.close();
  journal.close();
});

/** A page of the WAL with its header (https://www.sqlite.org/fileformat2.html#walformat). */
const walFrameBytes = 24 + 4096;

/** The files as a power cut leaves them: no connection is closed, the -shm is gone. */
function leftBehind(folder: string): string {
  const left = temporaryFolder();
  for (const name of ['journal.sqlite', 'journal.sqlite-wal']) {
    writeFileSync(join(left, name), readFileSync(join(folder, name)));
  }
  return left;
}

test('a power cut after any portion leaves a sound journal, and the next purge goes on', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2025-01-02', upTo(1, 300));
  sell(journal, '2026-11-20', [301]);
  journal.append(keyStep(now), 'state');
  const archive = openArchive(folder);
  archive.holds.hold({ document: 77, reason: 'request', note: 'bank', at: now });
  const left: string[] = [leftBehind(folder)];
  for (const _ of archive.purge(now).remove()) left.push(leftBehind(folder));
  expect(left.length).toBe(7);
  const end = read(folder);
  expect(end.documents).toEqual([301, 77]);
  for (const place of left) {
    expect(read(place).verdict.sound).toBe(true);
    const resumed = openArchive(place);
    summed(resumed.purge(now).remove());
    resumed.close();
    expect(read(place)).toEqual(end);
  }
  archive.close();
  journal.close();
});

test('a power cut within a portion leaves the journal as it was before it, or as after it', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  sell(journal, '2025-01-02', upTo(1, 60));
  journal.append(keyStep(now), 'state');
  const archive = openArchive(folder);
  const wal = join(folder, 'journal.sqlite-wal');
  foldWal(folder);
  const removal = archive.purge(now).remove();
  removal.next();
  const [before, database] = [readFileSync(wal), readFileSync(join(folder, 'journal.sqlite'))];
  const entriesBefore = read(folder).seqs.length;
  removal.next();
  const after = readFileSync(wal);
  const entriesAfter = read(folder).seqs.length;
  expect([entriesBefore, entriesAfter, after.length > before.length]).toEqual([45, 1, true]);
  const frames = Math.floor((after.length - before.length) / walFrameBytes);
  for (let frame = 0; frame <= frames; frame++) {
    for (const torn of [-1, 0, 24, 2000]) {
      const cut = Math.min(Math.max(before.length + frame * walFrameBytes + torn, 0), after.length);
      const left = temporaryFolder();
      writeFileSync(join(left, 'journal.sqlite'), database);
      writeFileSync(join(left, 'journal.sqlite-wal'), after.subarray(0, cut));
      const { seqs, verdict } = read(left);
      const whole = cut === after.length ? entriesAfter : entriesBefore;
      // One byte less than the portion before it is that portion undone.
      const expected = cut < before.length ? 301 : whole;
      expect([cut, seqs.length, verdict.sound]).toEqual([cut, expected, true]);
      rmSync(left, { recursive: true });
    }
  }
  archive.close();
  journal.close();
});

/** A shop of any age: sales on any days, some held, a checkpoint somewhere. */
const trades = fc.record({
  today: fc.integer({ min: 0, max: 1500 }),
  ages: fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 12 }),
  held: fc.array(fc.nat({ max: 11 }), { maxLength: 4 }),
  checkpointAt: fc.nat({ max: 11 }),
});

test('T19 whatever its age: what is removed is due and not held, what is due is removed', () => {
  const property = fc.property(trades, ({ today, ages, held, checkpointAt }) => {
    const folder = temporaryFolder();
    const day = Temporal.PlainDate.from('2024-01-01').add({ days: today });
    const moment = parseMoment(`${day.toString()}T12:00`);
    const journal = openJournal(folder);
    const dates = ages.toSorted((a, b) => b - a).map((age) => day.subtract({ days: age }));
    for (const [index, date] of dates.entries()) {
      sell(journal, date.toString(), [index + 1]);
      if (index === checkpointAt) journal.append(keyStep(journal.last?.at ?? 0), 'state');
    }
    journal.append(keyStep(moment));
    const archive = openArchive(folder);
    const numbers = [...new Set(held.map((one) => (one % dates.length) + 1))];
    for (const document of numbers) {
      archive.holds.hold({ document, reason: 'complaint', note: 'x', at: moment });
    }
    summed(archive.purge(moment).remove());
    const recoverable = checkpointAt < dates.length ? checkpointAt + 1 : 0;
    const kept = dates.flatMap((date, index) => {
      const isDue = date.toString() < firstKeptDate(localDate(moment)) && index < recoverable;
      return isDue && !numbers.includes(index + 1) ? [] : [index + 1];
    });
    const { verdict, documents, seqs } = read(folder);
    expect([verdict.sound, documents]).toEqual([true, kept.toReversed()]);
    // A sale is five entries, and one more after the checkpoint; those of kept documents are there.
    for (const number of kept) {
      const first = (number - 1) * 5 + 1 + (number - 1 > checkpointAt ? 1 : 0);
      expect(seqs).toEqual(expect.arrayContaining(upTo(first, first + 4)));
    }
    archive.close();
    journal.close();
    rmSync(folder, { recursive: true });
  });
  fc.assert(property, { numRuns: 60 });
});
