import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { journalFailure, onDisk } from './journal-failure.ts';
import { applicationId, schemaVersion, stepsFrom } from './schema.ts';

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
    const connection = openExisting(folder, { readonly: true });
    return closedUnless(connection, () => checkPresent(connection, folder));
  });
}

/**
 * Opens the journal of a folder beside the till that may run on it, for what is written by people and
 * not by the till: holds, requests, removal. The till waits no longer than its patience for these, so
 * each is a short transaction. What is deleted is overwritten, so that it cannot be read any more.
 */
export function openForKeeping(folder: string): Connection {
  return onDisk(folder, () => {
    const connection = openExisting(folder, {});
    return closedUnless(connection, () => {
      checkPresent(connection, folder);
      makeDurable(connection, folder);
      connection.pragma('secure_delete = ON');
      proveWritable(connection);
    });
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
  return closedUnless(connection, () => {
    const version = versionOf(connection, folder);
    makeDurable(connection, folder);
    // What the tree leaves behind as it grows would outlive its removal; costs no more writing.
    connection.pragma('secure_delete = FAST');
    proveWritable(connection);
    if (version < schemaVersion) {
      connection.transaction(() => raiseTables(connection, version, newId)).immediate();
    }
  });
}

function closedUnless(connection: Connection, prepare: () => void): Connection {
  try {
    prepare();
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

function openExisting(folder: string, mode: { readonly?: true }): Connection {
  const path = join(folder, 'journal.sqlite');
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw journalFailure('journal.none', folder);
  }
  return new Database(path, { ...mode, fileMustExist: true, timeout: readerPatienceMs });
}

/** Only the till itself raises an older journal: whoever reads beside it must not change its tables. */
function checkPresent(connection: Connection, folder: string): void {
  const version = versionOf(connection, folder);
  if (version === 0) throw journalFailure('journal.none', folder);
  if (version < schemaVersion) {
    throw journalFailure('journal.older', folder, `tables of version ${version}`);
  }
}

/** 0 for an empty database, such as a power cut during the very first start leaves. */
function versionOf(connection: Connection, folder: string): number {
  const version = Number(connection.pragma('user_version', { simple: true }));
  if (connection.pragma('application_id', { simple: true }) === applicationId) {
    if (version >= 1 && version <= schemaVersion) return version;
    throw journalFailure('journal.newer', folder, `tables of version ${version}`);
  }
  const tables: unknown = connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables !== 0 || version !== 0) throw journalFailure('journal.foreign', folder);
  return 0;
}

function raiseTables(connection: Connection, version: number, newId: string): void {
  for (const step of stepsFrom(version)) connection.exec(step);
  if (version === 0) connection.prepare('INSERT INTO journal (id) VALUES (?)').run(newId);
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
