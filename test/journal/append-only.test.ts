import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/journal/journal.ts';
import { keyStep, eleven, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

function journalOfOneSale(): Database.Database {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(printStep(1, { documentNumber: 7 }));
  journal.append(keyStep(eleven));
  journal.close();
  return new Database(join(folder, 'journal.sqlite'));
}

test.each([
  ["UPDATE entry SET text = '{}' WHERE seq = 2", 'the journal is append-only'],
  ['DELETE FROM entry WHERE seq = 2', 'the journal is append-only'],
  ["INSERT INTO entry VALUES (4, 0, '{}', '')", 'entries are appended in order'],
  ["INSERT OR REPLACE INTO entry VALUES (2, 0, '{}', '')", 'entries are appended in order'],
  ['UPDATE document SET total = 1', 'the journal is append-only'],
  ['DELETE FROM document', 'the journal is append-only'],
  [
    "INSERT OR REPLACE INTO document VALUES (7, 1, 'fiscalReceipt', 0, '', 1)",
    'a document number is issued once',
  ],
  ['UPDATE document_payment SET amount = 1', 'the journal is append-only'],
  ['DELETE FROM document_payment', 'the journal is append-only'],
  ['UPDATE hour SET hour = 1', 'the journal is append-only'],
  ['DELETE FROM hour', 'the journal is append-only'],
  ["UPDATE journal SET id = 'another'", 'the journal is append-only'],
  ['DELETE FROM journal', 'the journal is append-only'],
])('another program cannot do %s', (sql, refusal) => {
  const raw = journalOfOneSale();
  expect(() => raw.exec(sql)).toThrow(refusal);
  expect(raw.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(2);
  raw.close();
});

test('the tables take only what they are made for', () => {
  const raw = journalOfOneSale();
  expect(() => raw.exec("INSERT INTO entry VALUES (3, 'noon', '{}', '')")).toThrow(
    'cannot store TEXT value in INTEGER column',
  );
  raw.close();
});
