import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openArchive, type Archive } from '../../src/journal/archive.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

const year = 365 * 86_400_000;

/** Documents 1 and 2 of two years ago, a checkpoint of now, beside the running till. */
function shop(): { folder: string; archive: Archive } {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(printStep(1, { documentNumber: 1, at: eleven - 2 * year }));
  journal.append(printStep(2, { documentNumber: 2, at: eleven - 2 * year }));
  journal.append(keyStep(eleven), 'state');
  const archive = openArchive(folder);
  onTestFinished(() => {
    archive.close();
    journal.close();
  });
  return { folder, archive };
}

function raw(folder: string): Database.Database {
  const database = new Database(join(folder, 'journal.sqlite'));
  onTestFinished(() => void database.close());
  return database;
}

const chargeback = { document: 2, reason: 'chargeback', note: 'case 17', at: eleven } as const;

test('a document is held for each reason once, and released for all', () => {
  const { holds } = shop().archive;
  const complaint = { ...chargeback, reason: 'complaint', note: 'spoilt milk' } as const;
  holds.hold(chargeback);
  holds.hold(complaint);
  holds.hold({ ...complaint, document: 1 });
  expect(holds.open()).toEqual([{ ...complaint, document: 1 }, chargeback, complaint]);
  expect(() => holds.hold(chargeback)).toThrow(expect.objectContaining({ code: 'hold.exists' }));
  expect(holds.release(2, eleven + 1)).toBe(2);
  expect(holds.open()).toEqual([{ ...complaint, document: 1 }]);
  expect(() => holds.release(2, eleven)).toThrow(expect.objectContaining({ code: 'hold.none' }));
  holds.hold(chargeback);
  expect(holds.open()).toContainEqual(chargeback);
});

test('T19 a request is noted with its date, and delivered once', () => {
  const { requests } = shop().archive;
  const draft = { documents: [2, 1, 2], sender: 'acquirer', at: eleven, due: '2026-11-27' };
  const first = { ...draft, id: 1, documents: [1, 2] };
  expect(requests.add(draft)).toEqual(first);
  const second = requests.add({ ...draft, documents: [1] });
  expect(requests.deliver(2, eleven + 5)).toEqual({ ...second, delivered: eleven + 5 });
  expect(requests.all()).toEqual([first, { ...second, delivered: eleven + 5 }]);
  expect(() => requests.deliver(2, eleven)).toThrow(
    expect.objectContaining({ code: 'request.delivered' }),
  );
  expect(() => requests.deliver(3, eleven)).toThrow(
    expect.objectContaining({ code: 'request.none' }),
  );
});

test('what is not in the journal can neither be held nor asked for', () => {
  const { holds, requests } = shop().archive;
  const missing = expect.objectContaining({ code: 'journal.noDocument' });
  expect(() => holds.hold({ ...chargeback, document: 9 })).toThrow(missing);
  const draft = { documents: [1, 9], sender: 'bank', at: eleven, due: '2026-11-27' };
  expect(() => requests.add(draft)).toThrow(missing);
  expect([holds.open(), requests.all()]).toEqual([[], []]);
});

test('there is no archive where there is no journal', () => {
  const folder = temporaryFolder();
  expect(() => openArchive(folder)).toThrow(expect.objectContaining({ code: 'journal.none' }));
});

test.each([
  ['DELETE FROM entry WHERE seq = 1', 'append-only'],
  ['DELETE FROM document_key', 'append-only'],
  ["UPDATE document_key SET value = '9'", 'append-only'],
  ["UPDATE hold SET note = ''", 'append-only'],
  ['DELETE FROM hold', 'append-only'],
  ["INSERT OR REPLACE INTO hold VALUES (1, 2, 'x', '', 0)", 'append-only'],
  ["INSERT INTO hold VALUES (2, 9, 'x', '', 0)", 'no such document'],
  ['UPDATE request SET due = 0', 'append-only'],
  ['DELETE FROM request_document', 'append-only'],
  ['INSERT INTO request_document VALUES (1, 9)', 'no such document'],
  ['UPDATE hold_release SET at = 0', 'append-only'],
  ['DELETE FROM request_delivery', 'append-only'],
  ['INSERT OR REPLACE INTO request_delivery VALUES (2, 0)', 'append-only'],
  ['UPDATE anchor SET at = 0', 'append-only'],
  ['DELETE FROM anchor', 'append-only'],
])('another program cannot do %s', (sql, refusal) => {
  const { folder, archive } = shop();
  const database = raw(folder);
  const hash = String(database.prepare('SELECT hash FROM entry WHERE seq = 1').pluck().get());
  archive.holds.hold(chargeback);
  archive.holds.hold({ ...chargeback, document: 1 });
  archive.holds.release(1, eleven);
  for (const id of [1, 2]) {
    archive.requests.add({ documents: [1, 2], sender: 'bank', at: eleven, due: '2026-11-27' });
    archive.requests.deliver(id, eleven);
  }
  const begun = `BEGIN; INSERT INTO anchor VALUES (1, 1, '${hash}', 1, 1, 0);`;
  const isOfAnchor = sql.includes('anchor');
  if (isOfAnchor) database.exec(begun);
  else database.exec("INSERT INTO document_key VALUES (2, 'nip', '1')");
  expect(() => database.exec(sql)).toThrow(refusal);
});

const anchors: readonly (readonly [string, string, string])[] = [
  ['that holds the checkpoint’s entry', '(1, 3, $3, 1, 2, 0)', 'what recovery begins at is kept'],
  ['with another hash', '(1, 2, $3, 1, 2, 0)', 'entries that are there'],
  ['for an entry that is not there', '(0, 2, $2, 1, 2, 0)', 'entries that are there'],
  ['that ends before it begins', '(2, 1, $1, 1, 2, 0)', 'CHECK constraint failed'],
  ['for a document that is held', '(2, 2, $2, 2, 2, 0)', 'a held document is kept'],
];

test.each(anchors)('the door stays shut: an anchor %s', (_what, values, refusal) => {
  const { folder, archive } = shop();
  archive.holds.hold(chargeback);
  const database = raw(folder);
  const hashes = database.prepare('SELECT hash FROM entry ORDER BY seq').pluck().all();
  const filled = values.replace(/\$(\d)/, (_, seq) => `'${String(hashes[Number(seq) - 1])}'`);
  expect(() => database.exec(`INSERT INTO anchor VALUES ${filled}`)).toThrow(refusal);
});

test('the door stays shut for what is younger than any 13 months, whatever the clock says', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const young = journal.append(keyStep(eleven - 392 * 86_400_000 + 1));
  journal.append(keyStep(eleven), 'state');
  const insert = `INSERT INTO anchor VALUES (1, 1, '${young.hash}', NULL, NULL, 0)`;
  expect(() => raw(folder).exec(insert)).toThrow('the journal keeps 13 months');
  journal.close();
});

test('only what an anchor covers can be deleted', () => {
  const { folder } = shop();
  const database = raw(folder);
  const hash = String(database.prepare('SELECT hash FROM entry WHERE seq = 1').pluck().get());
  database.exec(`BEGIN; INSERT INTO anchor VALUES (1, 1, '${hash}', 1, 1, 0)`);
  for (const condition of ['number = 2', 'number > 0']) {
    expect(() => database.exec(`DELETE FROM document WHERE ${condition}`)).toThrow('append-only');
  }
  expect(() => database.exec('DELETE FROM hour WHERE first_seq = 3')).toThrow('append-only');
  expect(() => database.exec('DELETE FROM document_payment WHERE document = 2')).toThrow(
    'append-only',
  );
  database.exec('ROLLBACK');
});
