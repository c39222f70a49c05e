import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { entryTable } from '../../src/journal/entry-table.ts';
import { onDisk } from '../../src/journal/journal-failure.ts';
import { journalOver, openJournal, type Journal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { makeDurable, openForWriting, versionFlaw } from '../../src/journal/store.ts';
import { Failure } from '../../src/kernel/failure.ts';
import { eleven, keyStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The code of the Failure that an action throws, whose message must be one line naming the folder. */
function codeOf(folder: string, action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const isClear = error.message.includes(folder) && !error.message.includes('\n');
    return isClear ? error.code : `unclear message: ${error.message}`;
  }
  return 'no failure';
}

function open(folder: string): Journal {
  const journal = openJournal(folder);
  onTestFinished(() => journal.close());
  return journal;
}

function rawDatabase(folder: string): Database.Database {
  const raw = new Database(join(folder, 'journal.sqlite'));
  onTestFinished(() => void raw.close());
  return raw;
}

/** A folder whose journal holds `count` entries and is closed. */
function closedJournal(count: number): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (let seq = 1; seq <= count; seq++) journal.append(keyStep(eleven + seq));
  journal.close();
  return folder;
}

describe('journal.locked', () => {
  test('a second till in the same process is refused, and may run when the first has ended', () => {
    const folder = temporaryFolder();
    const first = openJournal(folder);
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.locked');
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.locked');
    first.append(keyStep(eleven));
    first.close();
    expect(open(folder).last?.seq).toBe(1);
  });

  test('a till in another process is refused until that process dies, whatever kills it', async () => {
    const folder = temporaryFolder();
    const module = new URL('../../src/journal/journal.ts', import.meta.url).href;
    const program = `
      const { openJournal } = await import(${JSON.stringify(module)});
      const journal = openJournal(${JSON.stringify(folder)});
      journal.append({ at: 1, event: { type: 'till.started' }, effects: [] });
      process.stdout.write('open');
      process.stdin.resume();`;
    const other = spawn(process.execPath, ['--input-type=module', '--eval', program]);
    await once(other.stdout, 'data');
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.locked');
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(open(folder).last?.seq).toBe(1);
  });
});

describe('a failed append leaves nothing behind and can be tried again', () => {
  test('journal.full: the disk is full', () => {
    const folder = temporaryFolder();
    const { connection, lock } = openForWriting(folder, 'till');
    const journal = journalOver(entryTable(connection, lock, folder));
    onTestFinished(() => journal.close());
    journal.append(keyStep(eleven));
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages}`);
    const long = keyStep(eleven, 'x'.repeat(10_000));
    expect(codeOf(folder, () => journal.append(long, 'state'))).toBe('journal.full');
    expect([journal.nextSeq, journal.checkpoint]).toEqual([2, undefined]);
    connection.pragma(`max_page_count = ${pages + 100}`);
    const entry = journal.append(long, 'state');
    expect([...journal.entriesAfter(1)]).toEqual([entry]);
  });

  test('journal.busy: another program writes into the journal', () => {
    const folder = temporaryFolder();
    const journal = open(folder);
    const raw = rawDatabase(folder);
    raw.exec('BEGIN IMMEDIATE');
    expect(codeOf(folder, () => journal.append(keyStep(eleven)))).toBe('journal.busy');
    raw.exec('ROLLBACK');
    const entry = journal.append(keyStep(eleven));
    expect([...journal.entriesAfter(0)]).toEqual([entry]);
  });
});

/** Acts as a user who is bound by file modes, which the superuser is not. */
function asOrdinaryUser(folder: string, action: () => void): void {
  if (process.geteuid?.() !== 0) return action();
  const nobody = 65_534;
  for (const name of ['.', 'journal.sqlite', 'lock.sqlite']) {
    chownSync(join(folder, name), nobody, nobody);
  }
  process.seteuid?.(nobody);
  try {
    action();
  } finally {
    process.seteuid?.(0);
  }
}

describe.skipIf(process.platform === 'win32')('journal.readOnly', () => {
  test('neither the journal nor its folder may be written', () => {
    const folder = closedJournal(1);
    chmodSync(join(folder, 'journal.sqlite'), 0o400);
    chmodSync(folder, 0o500);
    asOrdinaryUser(folder, () => {
      expect(codeOf(folder, () => openJournal(folder))).toBe('journal.readOnly');
    });
    chmodSync(folder, 0o700);
  });

  test.each(['journal.sqlite', 'lock.sqlite'])('only %s may not be written', (name) => {
    const folder = closedJournal(1);
    chmodSync(join(folder, name), 0o400);
    asOrdinaryUser(folder, () => {
      expect(codeOf(folder, () => openJournal(folder))).toBe('journal.readOnly');
    });
  });

  test('the folder cannot be made', () => {
    const folder = closedJournal(0);
    chmodSync(folder, 0o500);
    asOrdinaryUser(folder, () => {
      const below = join(folder, 'below');
      expect(codeOf(below, () => openJournal(below))).toBe('journal.readOnly');
    });
    chmodSync(folder, 0o700);
  });
});

describe('journal.corrupt', () => {
  test('a page of the database is overwritten', () => {
    const folder = closedJournal(200);
    const path = join(folder, 'journal.sqlite');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, 4096));
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.corrupt');
  });

  test('an entry is not what was written', () => {
    const folder = closedJournal(2);
    const path = join(folder, 'journal.sqlite');
    const bytes = readFileSync(path);
    bytes.write('9', bytes.indexOf('"key":"5"') + 7);
    writeFileSync(path, bytes);
    const journal = open(folder);
    expect(codeOf(folder, () => [...journal.entriesAfter(0)])).toBe('journal.corrupt');
  });

  test('the entries after the checkpoint’s are missing', () => {
    const folder = closedJournal(2);
    const journal = openJournal(folder);
    journal.append(keyStep(eleven), 'state');
    journal.close();
    rawDatabase(folder).exec('DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE seq = 3');
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.corrupt');
  });

  test('entries are asked for after one that is not there', () => {
    const folder = closedJournal(1);
    const journal = open(folder);
    expect(codeOf(folder, () => [...journal.entriesAfter(5)])).toBe('journal.corrupt');
  });
});

describe('a damaged checkpoint', () => {
  test.each([
    ["UPDATE checkpoint SET state = 'another' WHERE seq = 2", { seq: 1, state: 'state 1' }],
    ["UPDATE checkpoint SET entry_hash = '' WHERE seq = 2", { seq: 1, state: 'state 1' }],
    ["UPDATE checkpoint SET state = 'another'", undefined],
  ])('is passed over for the one before: %s', (sql, expected) => {
    const folder = temporaryFolder();
    const journal = openJournal(folder);
    journal.append(keyStep(eleven), 'state 1');
    journal.append(keyStep(eleven), 'state 2');
    journal.close();
    rawDatabase(folder).exec(sql);
    expect(open(folder).checkpoint).toEqual(expected);
  });
});

describe('what is not the journal of a till is left alone', () => {
  test.each([
    ['a database of something else', 'CREATE TABLE goods (name TEXT)', 'journal.foreign'],
    ['a database of another application', 'PRAGMA user_version = 3', 'journal.foreign'],
    [
      'a journal of a newer version',
      'PRAGMA application_id = 1380014669; PRAGMA user_version = 99',
      'journal.newer',
    ],
  ])('%s', (_what, sql, code) => {
    const folder = temporaryFolder();
    rawDatabase(folder).exec(sql);
    const before = readFileSync(join(folder, 'journal.sqlite'));
    expect(codeOf(folder, () => openJournal(folder))).toBe(code);
    expect(codeOf(folder, () => openJournalForReading(folder))).toBe(code);
    expect(readFileSync(join(folder, 'journal.sqlite'))).toEqual(before);
  });

  test('a file that is no database', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'journal.sqlite'),
      'Lista zakupów: mleko, chleb, masło. '.repeat(50),
    );
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.foreign');
    expect(codeOf(folder, () => openJournalForReading(folder))).toBe('journal.foreign');
  });

  test('a folder in its place', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'journal.sqlite'));
    expect(codeOf(folder, () => openJournal(folder))).toBe('journal.foreign');
    expect(codeOf(folder, () => openJournalForReading(folder))).toBe('journal.none');
  });
});

test('journal.noFolder: a file lies where the folder should be, or above it', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(codeOf(file, () => openJournal(file))).toBe('journal.noFolder');
  const below = join(file, 'till');
  expect(codeOf(below, () => openJournal(below))).toBe('journal.noFolder');
});

test('journal.none: there is nothing to read', () => {
  const folder = temporaryFolder();
  expect(codeOf(folder, () => openJournalForReading(folder))).toBe('journal.none');
  const missing = join(folder, 'missing');
  expect(codeOf(missing, () => openJournalForReading(missing))).toBe('journal.none');
  writeFileSync(join(folder, 'journal.sqlite'), '');
  expect(codeOf(folder, () => openJournalForReading(folder))).toBe('journal.none');
});

test('journal.diskFault: the disk fails', () => {
  const fault = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
  const failing = () => {
    throw fault;
  };
  expect(codeOf('folder', () => onDisk('folder', failing))).toBe('journal.diskFault');
});

test('a programmer’s error stays what it is', () => {
  const misuse = new Database.SqliteError('constraint failed', 'SQLITE_CONSTRAINT_PRIMARYKEY');
  const failing = () => {
    throw misuse;
  };
  expect(() => onDisk('folder', failing)).toThrow(misuse);
});

describe('journal.notDurable', () => {
  test('a database that does not take WAL is refused', () => {
    const inMemory = new Database(':memory:');
    expect(codeOf('folder', () => makeDurable(inMemory, 'folder'))).toBe('journal.notDurable');
    inMemory.close();
  });

  test('the settings hold in an open journal', () => {
    const folder = temporaryFolder();
    const { connection, lock } = openForWriting(folder, 'till');
    const read = (name: string) => connection.pragma(name, { simple: true });
    expect([read('journal_mode'), read('synchronous'), read('foreign_keys')]).toEqual([
      'wal',
      2,
      1,
    ]);
    connection.close();
    lock.close();
  });

  test.each([
    ['3.51.3', undefined],
    ['3.54.1', undefined],
    ['4.0.0', undefined],
    ['3.51.2', 'SQLite 3.51.2 is older than 3.51.3'],
    ['3.7.17', 'SQLite 3.7.17 is older than 3.51.3'],
  ])('SQLite %s: %s', (version, flaw) => {
    expect(versionFlaw(version)).toBe(flaw);
  });
});
