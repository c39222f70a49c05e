import type { DocumentRow, PaymentRow } from './document-row.ts';
import { newDocuments, type EntryStore, type StoredCheckpoint } from './entry-store.ts';
import type { StoredEntry } from './entry.ts';
import { onDisk } from './journal-failure.ts';
import type { Connection } from './store.ts';

/** The rows of a journal in its database, which it closes with `lock`. */
export function entryTable(connection: Connection, lock: Connection, folder: string): EntryStore {
  return onDisk(folder, () => {
    const read = readingStatements(connection);
    const append = connection.transaction(appending(connection));
    return {
      id: String(connection.prepare('SELECT id FROM journal').pluck().get()),
      place: folder,
      last: () => onDisk(folder, () => read.last.get()),
      checkpoints: () => onDisk(folder, () => read.checkpoints.all()),
      entry: (seq) => onDisk(folder, () => read.entry.get(seq)),
      entriesAfter: (seq, limit) => onDisk(folder, () => read.after.all(seq, limit)),
      append: (entry, documents, checkpoint) =>
        onDisk(folder, () => append.immediate(entry, documents, checkpoint)),
      close() {
        connection.close();
        lock.close();
      },
    };
  });
}

function readingStatements(connection: Connection) {
  const columns = 'seq, at, text, hash';
  return {
    last: connection.prepare<[], StoredEntry>(
      `SELECT ${columns} FROM entry ORDER BY seq DESC LIMIT 1`,
    ),
    entry: connection.prepare<[number], StoredEntry>(`SELECT ${columns} FROM entry WHERE seq = ?`),
    after: connection.prepare<[number, number], StoredEntry>(
      `SELECT ${columns} FROM entry WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
    checkpoints: connection.prepare<[], StoredCheckpoint>(
      `SELECT seq, entry_hash AS entryHash, state, state_hash AS stateHash
       FROM checkpoint ORDER BY seq DESC`,
    ),
  };
}

function appending(connection: Connection) {
  const insertEntry = connection.prepare<[number, number, string, string]>(
    'INSERT INTO entry (seq, at, text, hash) VALUES (?, ?, ?, ?)',
  );
  const insertDocument = documentInsertion(connection);
  const findDocument = documentLookup(connection);
  const replaceCheckpoint = connection.prepare<StoredCheckpoint>(
    `INSERT OR REPLACE INTO checkpoint (slot, seq, entry_hash, state, state_hash)
     VALUES (
       (SELECT coalesce(1 - (SELECT slot FROM checkpoint ORDER BY seq DESC LIMIT 1), 0)),
       :seq, :entryHash, :state, :stateHash
     )`,
  );
  return (
    entry: StoredEntry,
    documents: readonly DocumentRow[],
    checkpoint: StoredCheckpoint | undefined,
  ): void => {
    insertEntry.run(entry.seq, entry.at, entry.text, entry.hash);
    for (const document of newDocuments(documents, findDocument))
      insertDocument(document, entry.seq);
    if (checkpoint !== undefined) replaceCheckpoint.run(checkpoint);
  };
}

function documentInsertion(connection: Connection) {
  const document = connection.prepare(
    'INSERT INTO document (number, seq, kind, at, date, total) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const payment = connection.prepare(
    'INSERT INTO document_payment (document, line, date, form, amount) VALUES (?, ?, ?, ?, ?)',
  );
  return (row: DocumentRow, seq: number): void => {
    document.run(row.number, seq, row.kind, row.at, row.date, row.total ?? null);
    row.payments.forEach(({ form, amount }, line) => {
      payment.run(row.number, line, row.date, form, amount);
    });
  };
}

type DocumentColumns = Omit<DocumentRow, 'total' | 'payments'> & { readonly total: number | null };

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
  return (number) => {
    const found = document.get(number);
    if (found === undefined) return undefined;
    const { total, ...row } = found;
    return { ...row, ...(total !== null && { total }), payments: payments.all(number) };
  };
}
