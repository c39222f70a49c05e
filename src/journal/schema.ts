import type { EpochMs } from '../kernel/time.ts';
import { retentionTables } from './retention-table.ts';

/** `RAZM`: marks the file as a till's journal. */
export const applicationId = 0x52415a4d;

/** The hour of the epoch that a moment lies in. */
export function hourOf(at: EpochMs): number {
  return Math.floor(at / 3_600_000);
}

/**
 * Entries are the truth; documents are an index of what they print, written in the same transaction.
 * Triggers keep both append-only even against another program, REPLACE included; checkpoints are but
 * a short cut and are replaced. An index of entries by time would double what each commit writes, so
 * `hour` notes the first entry of each run of entries within one hour of the clock.
 */
const firstTables = `
CREATE TABLE journal (
  id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE hour (
  first_seq INTEGER PRIMARY KEY,
  hour INTEGER NOT NULL
) STRICT;
CREATE INDEX hour_by_time ON hour (hour);

CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES entry (seq),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  date TEXT NOT NULL,
  total INTEGER
) STRICT;
CREATE INDEX document_by_entry ON document (seq);
CREATE INDEX document_by_date ON document (date);
CREATE INDEX document_by_total ON document (total, date);

CREATE TABLE document_payment (
  document INTEGER NOT NULL REFERENCES document (number),
  line INTEGER NOT NULL,
  form TEXT NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (document, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_payment_by_form ON document_payment (form);

CREATE TABLE checkpoint (
  slot INTEGER PRIMARY KEY CHECK (slot IN (0, 1)),
  seq INTEGER NOT NULL,
  entry_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  state_hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT raise(ABORT, 'entries are appended in order'); END;
CREATE TRIGGER document_once BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE number = NEW.number)
BEGIN SELECT raise(ABORT, 'a document number is issued once'); END;
${['journal', 'entry', 'hour', 'document', 'document_payment'].map(appendOnly).join('')}`;

function appendOnly(table: string): string {
  return ['UPDATE', 'DELETE']
    .map(
      (change) => `
CREATE TRIGGER ${table}_no_${change.toLowerCase()} BEFORE ${change} ON ${table}
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
`,
    )
    .join('');
}

/** What raises a journal from each version to the next; a new one goes through them all. */
const steps: readonly string[] = [firstTables, retentionTables];

/** The version of the tables that this program reads and writes. */
export const schemaVersion = steps.length;

/** The statements that raise the tables from a version; 0: there are none yet. */
export function stepsFrom(version: number): readonly string[] {
  return steps.slice(version);
}
