import { randomUUID } from 'node:crypto';
import { sha256 } from '../kernel/digest.ts';
import type { EpochMs } from '../kernel/time.ts';
import { followChain } from './chain.ts';
import { documentRows } from './document-row.ts';
import { memoryStore, type EntryStore, type StoredCheckpoint } from './entry-store.ts';
import { entryTable } from './entry-table.ts';
import {
  genesis,
  sealEntry,
  type Entry,
  type EntryBody,
  type JournalEffect,
  type JournalEvent,
  type Link,
} from './entry.ts';
import { journalFailure } from './journal-failure.ts';
import { openForWriting } from './store.ts';

/** A step to be journaled; its effects bear ids `<nextSeq>.<index>`. */
export interface EntryDraft {
  readonly at: EpochMs;
  readonly event: JournalEvent | { readonly type: string };
  readonly effects: readonly (JournalEffect | { readonly id: string; readonly type: string })[];
  readonly refusal?: string | undefined;
}

/** A till's journal: append-only, hash-chained, durable before `append` returns. */
export interface Journal {
  /** Given once, when the journal was made. */
  readonly id: string;
  readonly nextSeq: number;
  readonly last: (Link & { readonly at: EpochMs }) | undefined;
  /** The newest state that recovery can begin at; it held after the entry `seq`. */
  readonly checkpoint: { readonly seq: number; readonly state: string } | undefined;
  /**
   * Appends one entry, indexes the documents it prints and keeps `checkpoint`, the state after it, all
   * in one commit. When it throws a Failure nothing was appended, and the same step may be tried again.
   */
  append(draft: EntryDraft, checkpoint?: string): Entry;
  /** Reads on from an entry (0: from the first) and follows the chain; throws `journal.corrupt`. */
  entriesAfter(seq: number): Iterable<Entry>;
  close(): void;
}

export interface JournalOptions {
  /** The id of a journal that is yet to be made; a random UUID unless given. */
  readonly id?: string;
}

/**
 * Opens the journal in a folder, or makes one. Its cost does not depend on the journal's age.
 * Throws a Failure, `journal.locked` when another till runs on the folder.
 */
export function openJournal(folder: string, options: JournalOptions = {}): Journal {
  const { connection, lock } = openForWriting(folder, options.id ?? randomUUID());
  try {
    return journalOver(entryTable(connection, lock, folder));
  } catch (error) {
    connection.close();
    lock.close();
    throw error;
  }
}

/** A journal in memory, with the same hashes: for replay without a disk. */
export function memoryJournal(options: JournalOptions = {}): Journal {
  return journalOver(memoryStore(options.id ?? randomUUID()));
}

/** The journal whose rows lie in `store`. */
export function journalOver(store: EntryStore): Journal {
  let last: Journal['last'] = store.last();
  let checkpoint: Journal['checkpoint'] = soundCheckpoint(store, last?.seq ?? 0);
  return {
    id: store.id,
    get nextSeq() {
      return (last?.seq ?? 0) + 1;
    },
    get last() {
      return last && { seq: last.seq, hash: last.hash, at: last.at };
    },
    get checkpoint() {
      return checkpoint;
    },
    append(draft, state) {
      const { seq: before, hash: previousHash } = last ?? genesis;
      const seq = before + 1;
      const body = entryBody(seq, draft);
      const stored = sealEntry(body, previousHash);
      const next = state === undefined ? undefined : checkpointAfter(stored, state);
      store.append(stored, documentRows(body.effects), next);
      last = stored;
      if (state !== undefined) checkpoint = { seq, state };
      return { ...body, hash: stored.hash };
    },
    entriesAfter: (seq) => followChain(store, seq),
    close: () => store.close(),
  };
}

function entryBody(seq: number, { at, event, effects, refusal }: EntryDraft): EntryBody {
  return { seq, at, event, effects, ...(refusal !== undefined && { refusal }) };
}

function checkpointAfter(entry: Link, state: string): StoredCheckpoint {
  return { seq: entry.seq, entryHash: entry.hash, state, stateHash: sha256(state) };
}

/** The newest checkpoint that is whole and stands on the entry it was written with. */
function soundCheckpoint(store: EntryStore, lastSeq: number): Journal['checkpoint'] {
  const checkpoints = store.checkpoints();
  const [newest] = checkpoints;
  if (newest !== undefined && newest.seq > lastSeq) {
    throw journalFailure('journal.corrupt', store.place, `entries after ${lastSeq} are missing`);
  }
  const sound = checkpoints.find(
    ({ seq, entryHash, state, stateHash }) =>
      store.entry(seq)?.hash === entryHash && sha256(state) === stateHash,
  );
  return sound && { seq: sound.seq, state: sound.state };
}
