/**
 * Version 2: what is kept 13 months, then removed (RULES T19), by a door that stays shut otherwise.
 * An anchor says which run of entries is gone and what the next one is chained to. It can only be
 * written while all of the run is there, lies before both checkpoints, is old enough by the journal's
 * own time, and prints no document that is held; and only what an anchor covers can be deleted. 392
 * days are less than any 13 months: the calendar is reckoned by `retention.ts`, this is the second wall.
 */
export const retentionTables = `
CREATE TABLE document_key (
  document INTEGER NOT NULL REFERENCES document (number),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (document, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_key_by_value ON document_key (kind, value);
${[
  indexed('receipt', '$.document.receiptNumber'),
  indexed('cashier', '$.document.cashier.number'),
].join('')}

CREATE TABLE anchor (
  first_seq INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL UNIQUE,
  last_hash TEXT NOT NULL,
  first_document INTEGER,
  last_document INTEGER,
  at INTEGER NOT NULL,
  CHECK (first_seq <= last_seq)
) STRICT;

CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE hold_release (
  hold INTEGER PRIMARY KEY REFERENCES hold (id),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  sender TEXT NOT NULL,
  at INTEGER NOT NULL,
  due TEXT NOT NULL
) STRICT;
CREATE TABLE request_document (
  request INTEGER NOT NULL REFERENCES request (id),
  document INTEGER NOT NULL,
  PRIMARY KEY (request, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE request_delivery (
  request INTEGER PRIMARY KEY REFERENCES request (id),
  at INTEGER NOT NULL
) STRICT;

CREATE VIEW held AS
SELECT document FROM hold WHERE id NOT IN (SELECT hold FROM hold_release)
UNION
SELECT document FROM request_document WHERE request NOT IN (SELECT request FROM request_delivery);

CREATE TRIGGER anchor_due BEFORE INSERT ON anchor
BEGIN
  SELECT raise(ABORT, 'an anchor stands for entries that are there')
  WHERE NEW.last_hash IS NOT (SELECT hash FROM entry WHERE seq = NEW.last_seq)
    OR (SELECT count(*) FROM entry WHERE seq BETWEEN NEW.first_seq AND NEW.last_seq)
      <> NEW.last_seq - NEW.first_seq + 1;
  SELECT raise(ABORT, 'what recovery begins at is kept')
  WHERE NEW.last_seq >= coalesce((SELECT min(seq) FROM checkpoint), 0);
  SELECT raise(ABORT, 'the journal keeps 13 months')
  WHERE (SELECT max(at) FROM entry WHERE seq BETWEEN NEW.first_seq AND NEW.last_seq)
    > (SELECT at FROM entry ORDER BY seq DESC LIMIT 1) - 392 * 86400000;
  SELECT raise(ABORT, 'a held document is kept')
  FROM held JOIN document ON document.number = held.document
  WHERE document.seq BETWEEN NEW.first_seq AND NEW.last_seq;
END;

${[
  onlyBehindAnchor('entry', 'OLD.seq'),
  onlyBehindAnchor('hour', 'OLD.first_seq'),
  onlyBehindAnchor('document', 'OLD.seq'),
  onlyBehindAnchor('document_payment', seqOfDocument('OLD.document')),
  onlyBehindAnchor('document_key', seqOfDocument('OLD.document')),
  unchangeable('document_key'),
  ...['anchor', 'hold', 'hold_release', 'request', 'request_document', 'request_delivery'].flatMap(
    (table) => [unchangeable(table), undeletable(table)],
  ),
  onceOnly('hold', 'id'),
  onceOnly('hold_release', 'hold'),
  onceOnly('request', 'id'),
  onceOnly('request_delivery', 'request'),
  ofKnownDocument('hold'),
  ofKnownDocument('request_document'),
].join('')}`;

/** The keys that documents of version 1 can bear. */
function indexed(kind: string, path: string): string {
  return `
INSERT OR IGNORE INTO document_key (document, kind, value)
SELECT number, '${kind}', trim(effect.value ->> '${path}')
FROM document JOIN entry USING (seq), json_each(entry.text, '$.effects') AS effect
WHERE effect.value ->> '$.document.documentNumber' = number
  AND json_type(effect.value, '${path}') IN ('integer', 'text');
`;
}

/** An anchor of the same transaction covers the entry: afterwards nothing is left that it covers. */
function onlyBehindAnchor(table: string, seq: string): string {
  return `
DROP TRIGGER IF EXISTS ${table}_no_delete;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
WHEN coalesce((SELECT last_seq FROM anchor WHERE first_seq <= ${seq}
               ORDER BY first_seq DESC LIMIT 1), 0) < ${seq}
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
`;
}

function seqOfDocument(number: string): string {
  return `(SELECT seq FROM document WHERE number = ${number})`;
}

function unchangeable(table: string): string {
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
`;
}

function undeletable(table: string): string {
  return `
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
`;
}

/** REPLACE deletes without asking the triggers. */
function onceOnly(table: string, column: string): string {
  return `
CREATE TRIGGER ${table}_once BEFORE INSERT ON ${table}
WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${column} = NEW.${column})
BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
`;
}

function ofKnownDocument(table: string): string {
  return `
CREATE TRIGGER ${table}_of_known_document BEFORE INSERT ON ${table}
WHEN NOT EXISTS (SELECT 1 FROM document WHERE number = NEW.document)
BEGIN SELECT raise(ABORT, 'there is no such document'); END;
`;
}
