import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { journalFailure, onDisk } from './journal-failure.ts';
import { applicationId, schema, schemaVersion } from './schema.ts';

/** An open database; statements are prepared by the file that knows the tables. */
export type Connection = Database.Database;

/** How long to wait for another program's lock; a till must answer its keys. */
const writerPatienceMs = 100;
const readerPatienceMs = 1000;

/**
 * Opens the journal of a folder for the one till that runs on it, and makes folder and journal where
 * there are none; `newId` is the id a new journal gets. The lock is an open exclusive transaction on
 * a database of its own: the system drops it with the process, whatever ends that.
 */
export function openForWriting(
  folder: string,
  newId: string,
): { readonly connection: Connection; readonly lock: Connection } {
  return onDisk(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = takeLock(folder);
    try {
      return { connection: openJournalFile(folder, newId), lock };
    } catch (error) {
      lock.close();
      throw error;
    }
  });
}

/** Opens the journal of a folder to read it, also while a till runs there. */
export function openForReading(folder: string): Connection {
  return onDisk(folder, () => {
    const connection = openExisting(folder);
    try {
      if (!isJournal(connection, folder)) throw journalFailure('journal.none', folder);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

/**
 * Commits of this connection survive a power cut from here on. The driver is built with
 * `synchronous=NORMAL` for WAL, which loses the last commits (facts/terminal §6.1), so the settings are
 * read back: a file system that cannot share memory, for one, silently refuses WAL.
 */
export function makeDurable(connection: Connection, folder: string): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  const version: unknown = connection.prepare('SELECT sqlite_version()').pluck().get();
  const flaw =
    versionFlaw(String(version)) ??
    settingFlaw(connection, 'journal_mode', 'wal') ??
    settingFlaw(connection, 'synchronous', 2) ??
    settingFlaw(connection, 'foreign_keys', 1);
  if (flaw !== undefined) throw journalFailure('journal.notDurable', folder, flaw);
}

/** SQLite before 3.51.3 can damage a WAL that two connections share. */
export function versionFlaw(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const sound = major * 1_000_000 + minor * 1000 + patch >= 3_051_003;
  return sound ? undefined : `SQLite ${version} is older than 3.51.3`;
}

function settingFlaw(connection: Connection, name: string, wanted: unknown): string | undefined {
  const found = connection.pragma(name, { simple: true });
  return found === wanted ? undefined : `${name} is ${String(found)}, not ${String(wanted)}`;
}

function takeLock(folder: string): Connection {
  const path = join(folder, 'lock.sqlite');
  createPrivately(path, folder);
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    proveWritable(lock);
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw journalFailure('journal.locked', folder, undefined, error);
    }
    throw error;
  }
}

function openJournalFile(folder: string, newId: string): Connection {
  const path = join(folder, 'journal.sqlite');
  createPrivately(path, folder);
  const connection = new Database(path, { timeout: writerPatienceMs });
  try {
    const isNew = !isJournal(connection, folder);
    makeDurable(connection, folder);
    proveWritable(connection);
    if (isNew) connection.transaction(() => createTables(connection, newId)).immediate();
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * SQLite opens a file that it may not write silently for reading, and then even an exclusive
 * transaction locks nothing. Only a writing statement is refused; this one writes nothing.
 */
function proveWritable(connection: Connection): void {
  connection.pragma('incremental_vacuum(0)');
}

function openExisting(folder: string): Connection {
  const path = join(folder, 'journal.sqlite');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw journalFailure('journal.none', folder);
  }
  return new Database(path, { readonly: true, fileMustExist: true, timeout: readerPatienceMs });
}

/** False for an empty database, such as a power cut during the very first start leaves. */
function isJournal(connection: Connection, folder: string): boolean {
  const version = Number(connection.pragma('user_version', { simple: true }));
  if (connection.pragma('application_id', { simple: true }) === applicationId) {
    if (version === schemaVersion) return true;
    throw journalFailure('journal.newer', folder, `tables of version ${version}`);
  }
  const tables: unknown = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables !== 0 || version !== 0) throw journalFailure('journal.foreign', folder);
  return false;
}

function createTables(connection: Connection, id: string): void {
  connection.exec(schema);
  connection.prepare('INSERT INTO journal (id) VALUES (?)').run(id);
  connection.pragma(`application_id = ${applicationId}`);
  connection.pragma(`user_version = ${schemaVersion}`);
}

/**
 * SQLite gives -wal and -shm the mode of the database. A file that exists is not opened here, for
 * closing it would drop the locks that this process holds on it.
 */
function createPrivately(path: string, folder: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (statSync(path).isDirectory()) throw journalFailure('journal.foreign', folder);
  }
}
