import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/journal/archive.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeVersion1 } from './version-1.ts';

const anna = { number: 1, name: 'Anna' };
const drafts = [
  keyStep(eleven),
  printStep(2, { documentNumber: 1, receiptNumber: 7, cashier: anna }),
  printStep(3, { documentNumber: 1, receiptNumber: 7, cashier: anna }, true),
  printStep(4, { documentNumber: 2, kind: 'nonFiscalNote', cashier: anna }),
  keyStep(eleven + 3_600_000),
];

/** What the database is made of, without names that SQLite gives. */
function tablesOf(folder: string): unknown[] {
  const raw = new Database(join(folder, 'journal.sqlite'), { readonly: true });
  const found = raw
    .prepare<[], { sql: string }>('SELECT type, name, sql FROM sqlite_schema ORDER BY name')
    .all()
    .map((row) => ({
      ...row,
      sql: row.sql?.replaceAll(/\s+/g, ' ').replaceAll(/([(]) | ([)])/g, '$1$2'),
    }));
  raw.close();
  return found;
}

test('a journal of version 1 is raised when its till starts, whole and searchable', () => {
  const [folder, fresh] = [temporaryFolder(), temporaryFolder()];
  const lastHash = writeVersion1(folder, drafts);
  const journal = openJournal(folder);
  expect([journal.id, journal.last?.hash]).toEqual(['old till', lastHash]);
  journal.append(keyStep(eleven + 3_600_001));
  const reader = openJournalForReading(folder);
  expect(reader.verify()).toEqual({ sound: true, entries: 6, lastHash: journal.last?.hash });
  const numbers = (keys: object) => reader.findDocuments({ keys }).map(({ number }) => number);
  expect([numbers({ receipt: '7' }), numbers({ cashier: '1' })]).toEqual([[1], [2, 1]]);
  reader.close();
  journal.close();
  openJournal(fresh).close();
  expect(tablesOf(folder)).toEqual(tablesOf(fresh));
});

test('an older journal is not changed by who reads beside the till: journal.older', () => {
  const folder = temporaryFolder();
  writeVersion1(folder, drafts);
  const before = readFileSync(join(folder, 'journal.sqlite'));
  const older = expect.objectContaining({ code: 'journal.older' });
  expect(() => openJournalForReading(folder)).toThrow(older);
  expect(() => openArchive(folder)).toThrow(older);
  expect(readFileSync(join(folder, 'journal.sqlite'))).toEqual(before);
});
