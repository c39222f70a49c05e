import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { EntryDraft } from '../../src/journal/journal.ts';
import { memoryJournal } from '../../src/journal/journal.ts';
import { documentRows } from '../../src/journal/document-row.ts';
import { canonical } from '../../src/kernel/canonical.ts';

/** The tables as version 1 made them, for all time. */
const tables = `
CREATE TABLE journal (id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TABLE hour (first_seq INTEGER PRIMARY KEY, hour INTEGER NOT NULL) STRICT;
CREATE INDEX hour_by_time ON hour (hour);
CREATE TABLE document (
  number INTEGER PRIMARY KEY, seq INTEGER NOT NULL REFERENCES entry (seq), kind TEXT NOT NULL,
  at INTEGER NOT NULL, date TEXT NOT NULL, total INTEGER
) STRICT;
CREATE INDEX document_by_entry ON document (seq);
CREATE INDEX document_by_date ON document (date);
CREATE INDEX document_by_total ON document (total, date);
CREATE TABLE document_payment (
  document INTEGER NOT NULL REFERENCES document (number), line INTEGER NOT NULL,
  form TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_payment_by_form ON document_payment (form);
CREATE TABLE checkpoint (
  slot INTEGER PRIMARY KEY CHECK (slot IN (0, 1)), seq INTEGER NOT NULL,
  entry_hash TEXT NOT NULL, state TEXT NOT NULL, state_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT raise(ABORT, 'entries are appended in order'); END;
CREATE TRIGGER document_once BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE number = NEW.number)
BEGIN SELECT raise(ABORT, 'a document number is issued once'); END;
PRAGMA application_id = 1380014669;
PRAGMA user_version = 1;`;

const appendOnly = ['journal', 'entry', 'hour', 'document', 'document_payment'].flatMap((table) =>
  ['UPDATE', 'DELETE'].map(
    (change) => `
CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;`,
  ),
);

/** Writes a journal as version 1 left it; gives the hash of its last entry. */
export function writeVersion1(folder: string, drafts: readonly EntryDraft[]): string {
  const database = new Database(join(folder, 'journal.sqlite'));
  database.pragma('journal_mode = WAL');
  database.exec(tables + appendOnly.join(''));
  database.prepare('INSERT INTO journal (id) VALUES (?)').run('old till');
  const chain = memoryJournal();
  let hour: number | undefined;
  for (const draft of drafts) {
    const { hash, ...body } = chain.append(draft);
    const { seq, at } = body;
    database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?)').run(seq, at, canonical(body), hash);
    const newHour = Math.floor(at / 3_600_000);
    if (newHour !== hour) database.prepare('INSERT INTO hour VALUES (?, ?)').run(seq, newHour);
    hour = newHour;
    for (const row of documentRows(body.effects)) {
      const { number, kind, date, total = null } = row;
      database
        .prepare('INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)')
        .run(number, seq, kind, row.at, date, total);
      for (const [line, { form, amount }] of row.payments.entries()) {
        database
          .prepare('INSERT INTO document_payment VALUES (?, ?, ?, ?)')
          .run(number, line, form, amount);
      }
    }
  }
  database.close();
  return chain.last?.hash ?? '';
}
