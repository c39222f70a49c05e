import { isUtf8 } from 'node:buffer';
import type { EpochMs } from '../kernel/time.ts';
import type { DocumentKey } from './document-key.ts';
import type { DocumentRow, PaymentRow } from './document-row.ts';
import { newDocuments, type EntryStore, type StoredCheckpoint } from './entry-store.ts';
import type { StoredEntry } from './entry.ts';
import { onDisk } from './journal-failure.ts';
import { hourOf } from './schema.ts';
import type { Connection } from './store.ts';

/** The rows of a journal in its database, which it closes with `lock`. */
export function entryTable(connection: Connection, lock: Connection, folder: string): EntryStore {
  return onDisk(folder, () => {
    const rows = entryRows(connection, folder);
    const append = appending(connection, rows.last()?.at);
    return {
      ...rows,
      id: String(connection.prepare('SELECT id FROM journal').pluck().get()),
      checkpoints: () => onDisk(folder, () => checkpointRows(connection)),
      append: (entry, documents, checkpoint) =>
        onDisk(folder, () => append(entry, documents, checkpoint)),
      close() {
        connection.close();
        lock.close();
      },
    };
  });
}

type EntryColumns = Omit<StoredEntry, 'text'> & { readonly bytes: Buffer };

/** The entries of a journal, for its till and for its readers. */
export function entryRows(
  connection: Connection,
  folder: string,
): Pick<EntryStore, 'place' | 'last' | 'entry' | 'entriesAfter'> {
  const columns = 'seq, at, CAST(text AS BLOB) AS bytes, hash';
  const last = connection.prepare<[], EntryColumns>(
    `SELECT ${columns} FROM entry ORDER BY seq DESC LIMIT 1`,
  );
  const bySeq = connection.prepare<[number], EntryColumns>(
    `SELECT ${columns} FROM entry WHERE seq = ?`,
  );
  const after = connection.prepare<[number, number], EntryColumns>(
    `SELECT ${columns} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  return {
    place: folder,
    last: () => onDisk(folder, () => storedEntry(last.get())),
    entry: (seq) => onDisk(folder, () => storedEntry(bySeq.get(seq))),
    entriesAfter: (seq, limit) =>
      onDisk(folder, () => after.all(seq, limit).flatMap((row) => storedEntry(row) ?? [])),
  };
}

/**
 * Damaged bytes would be read as U+FFFD, which the text may rightly bear: so what is no UTF-8 is taken
 * byte for byte, and no hash can fit it.
 */
function storedEntry(row: EntryColumns | undefined): StoredEntry | undefined {
  if (row === undefined) return undefined;
  const { bytes, ...columns } = row;
  return { ...columns, text: bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1') };
}

/** The checkpoints kept, newest first. */
export function checkpointRows(connection: Connection): readonly StoredCheckpoint[] {
  return connection
    .prepare<[], StoredCheckpoint>(
      `SELECT seq, entry_hash AS entryHash, state, state_hash AS stateHash
       FROM checkpoint ORDER BY seq DESC`,
    )
    .all();
}

/** Most steps are one row, which is a transaction of its own; the rest takes an explicit one. */
function appending(connection: Connection, lastAt: EpochMs | undefined): EntryStore['append'] {
  const insertEntry = connection.prepare<[number, number, string, string]>(
    'INSERT INTO entry (seq, at, text, hash) VALUES (?, ?, ?, ?)',
  );
  const insertHour = connection.prepare('INSERT INTO hour (first_seq, hour) VALUES (?, ?)');
  const insertDocument = documentInsertion(connection);
  const findDocument = documentLookup(connection);
  const replaceCheckpoint = checkpointReplacement(connection);
  let hour = lastAt === undefined ? undefined : hourOf(lastAt);

  const insertAll = connection.transaction<EntryStore['append']>((entry, documents, checkpoint) => {
    insertEntry.run(entry.seq, entry.at, entry.text, entry.hash);
    if (hourOf(entry.at) !== hour) insertHour.run(entry.seq, hourOf(entry.at));
    for (const row of newDocuments(documents, findDocument)) insertDocument(row, entry.seq);
    if (checkpoint !== undefined) replaceCheckpoint.run(checkpoint);
  });
  return (entry, documents, checkpoint) => {
    if (documents.length === 0 && checkpoint === undefined && hourOf(entry.at) === hour) {
      insertEntry.run(entry.seq, entry.at, entry.text, entry.hash);
    } else {
      insertAll.immediate(entry, documents, checkpoint);
      hour = hourOf(entry.at);
    }
  };
}

/** Overwrites the older of the two checkpoints. */
function checkpointReplacement(connection: Connection) {
  return connection.prepare<StoredCheckpoint>(
    `INSERT OR REPLACE INTO checkpoint (slot, seq, entry_hash, state, state_hash)
     VALUES (
       (SELECT coalesce(1 - (SELECT slot FROM checkpoint ORDER BY seq DESC LIMIT 1), 0)),
       :seq, :entryHash, :state, :stateHash
     )`,
  );
}

function documentInsertion(connection: Connection) {
  const document = connection.prepare(
    'INSERT INTO document (number, seq, kind, at, date, total) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const payment = connection.prepare(
    'INSERT INTO document_payment (document, line, form, amount) VALUES (?, ?, ?, ?)',
  );
  const key = connection.prepare(
    'INSERT INTO document_key (document, kind, value) VALUES (?, ?, ?)',
  );
  return (row: DocumentRow, seq: number): void => {
    document.run(row.number, seq, row.kind, row.at, row.date, row.total ?? null);
    row.payments.forEach(({ form, amount }, line) => {
      payment.run(row.number, line, form, amount);
    });
    for (const { kind, value } of row.keys) key.run(row.number, kind, value);
  };
}

type DocumentColumns = Omit<DocumentRow, 'total' | 'payments' | 'keys'> & {
  readonly total: number | null;
};

/** The indexed row of a document number. */
export function documentLookup(
  connection: Connection,
): (number: number) => DocumentRow | undefined {
  const document = connection.prepare<[number], DocumentColumns>(
    'SELECT number, kind, at, date, total FROM document WHERE number = ?',
  );
  const payments = connection.prepare<[number], PaymentRow>(
    'SELECT form, amount FROM document_payment WHERE document = ? ORDER BY line',
  );
  const keys = connection.prepare<[number], DocumentKey>(
    'SELECT kind, value FROM document_key WHERE document = ? ORDER BY kind, value',
  );
  return (number) => {
    const found = document.get(number);
    if (found === undefined) return undefined;
    const { total, ...row } = found;
    return {
      ...row,
      ...(total !== null && { total }),
      payments: payments.all(number),
      keys: keys.all(number),
    };
  };
}
