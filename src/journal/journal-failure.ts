import { Failure } from '../kernel/failure.ts';

/** Why a journal cannot be opened, written or read. */
export type JournalCode =
  | 'journal.none'
  | 'journal.noFolder'
  | 'journal.locked'
  | 'journal.busy'
  | 'journal.full'
  | 'journal.readOnly'
  | 'journal.corrupt'
  | 'journal.foreign'
  | 'journal.newer'
  | 'journal.older'
  | 'journal.notDurable'
  | 'journal.diskFault';

const sentences: Record<JournalCode, (folder: string) => string> = {
  'journal.none': (folder) => `no journal in ${folder}: name the folder of a till that has run`,
  'journal.noFolder': (folder) =>
    `${folder} is not a folder: name a folder for the till's data, or remove the file in its place`,
  'journal.locked': (folder) =>
    `another till runs on ${folder}: end it, or give this one another folder`,
  'journal.busy': (folder) =>
    `another program holds the journal in ${folder}: close it and try again`,
  'journal.full': (folder) => `no space for the journal in ${folder}: free space on its disk`,
  'journal.readOnly': (folder) =>
    `the journal in ${folder} is closed to this user: give them the right to read and write there`,
  'journal.corrupt': (folder) =>
    `the journal in ${folder} is damaged: verify it, and keep a copy before anything else`,
  'journal.foreign': (folder) =>
    `journal.sqlite in ${folder} is not a till's journal: name another folder, or move that file away`,
  'journal.newer': (folder) =>
    `the journal in ${folder} was written by a newer version: run that version`,
  'journal.older': (folder) =>
    `the journal in ${folder} was written by an older version: start the till on it once`,
  'journal.notDurable': (folder) =>
    `the journal in ${folder} would not survive a power cut: put the folder on a local disk`,
  'journal.diskFault': (folder) =>
    `the disk fails under the journal in ${folder}: check the disk before selling on`,
};

/** One clear line; `detail` says more exactly what is wrong. */
export function journalFailure(
  code: JournalCode,
  folder: string,
  detail?: string,
  cause?: unknown,
): Failure {
  const sentence = sentences[code](folder);
  return new Failure(code, detail === undefined ? sentence : `${sentence} (${detail})`, { cause });
}

/** Runs what touches the disk; what SQLite or the system refuse comes out as a Failure. */
export function onDisk<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw journalFailure(code, folder, undefined, error);
  }
}

/** The first prefix that matches counts. Constraint and misuse are programmer errors: no code. */
const codesByPrefix: readonly (readonly [prefix: string, code: JournalCode])[] = [
  ['SQLITE_BUSY', 'journal.busy'],
  ['SQLITE_LOCKED', 'journal.busy'],
  ['SQLITE_PROTOCOL', 'journal.busy'],
  ['SQLITE_FULL', 'journal.full'],
  ['SQLITE_READONLY', 'journal.readOnly'],
  ['SQLITE_PERM', 'journal.readOnly'],
  ['SQLITE_CANTOPEN', 'journal.readOnly'],
  ['SQLITE_NOTADB', 'journal.foreign'],
  ['SQLITE_CORRUPT', 'journal.corrupt'],
  ['SQLITE_FORMAT', 'journal.corrupt'],
  ['SQLITE_IOERR', 'journal.diskFault'],
  ['SQLITE_NOLFS', 'journal.diskFault'],
  ['ENOSPC', 'journal.full'],
  ['EDQUOT', 'journal.full'],
  ['EACCES', 'journal.readOnly'],
  ['EPERM', 'journal.readOnly'],
  ['EROFS', 'journal.readOnly'],
  ['EEXIST', 'journal.noFolder'],
  ['ENOTDIR', 'journal.noFolder'],
  ['EIO', 'journal.diskFault'],
];

function codeOf(error: unknown): JournalCode | undefined {
  if (!(error instanceof Error) || error instanceof Failure || !('code' in error)) return undefined;
  const text = String(error.code);
  return codesByPrefix.find(([prefix]) => text.startsWith(prefix))?.[1];
}
