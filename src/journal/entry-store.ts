import { sameDocument, type DocumentRow } from './document-row.ts';
import type { StoredEntry } from './entry.ts';

/** A state of the till that replay may begin at, bound to the entry after which it held. */
export interface StoredCheckpoint {
  readonly seq: number;
  readonly entryHash: string;
  readonly state: string;
  /** SHA-256 of `state`. */
  readonly stateHash: string;
}

/** Where a journal's rows lie: on disk or in memory. Knows nothing of the chain. */
export interface EntryStore {
  readonly id: string;
  /** Names the place in a failure. */
  readonly place: string;
  last(): StoredEntry | undefined;
  /** The last two, newest first. */
  checkpoints(): readonly StoredCheckpoint[];
  entry(seq: number): StoredEntry | undefined;
  entriesAfter(seq: number, limit: number): readonly StoredEntry[];
  /** Durable, and all or nothing: when it throws, nothing of it is in the store. */
  append(
    entry: StoredEntry,
    documents: readonly DocumentRow[],
    checkpoint: StoredCheckpoint | undefined,
  ): void;
  close(): void;
}

/** Those of an entry's documents that are not indexed yet. Throws when a number was issued twice. */
export function newDocuments(
  documents: readonly DocumentRow[],
  indexed: (number: number) => DocumentRow | undefined,
): readonly DocumentRow[] {
  return documents.filter((document) => {
    const before = indexed(document.number);
    if (before !== undefined && !sameDocument(before, document)) {
      throw new Error(`document number ${document.number} was issued twice`);
    }
    return before === undefined;
  });
}

/** Plain arrays, for replay without a disk. */
export function memoryStore(id: string): EntryStore {
  const entries: StoredEntry[] = [];
  const documents = new Map<number, DocumentRow>();
  let checkpoints: readonly StoredCheckpoint[] = [];
  return {
    id,
    place: 'memory',
    last: () => entries.at(-1),
    checkpoints: () => checkpoints,
    entry: (seq) => entries[seq - 1],
    entriesAfter: (seq, limit) => entries.slice(seq, seq + limit),
    append(entry, printed, checkpoint) {
      for (const document of newDocuments(printed, (number) => documents.get(number))) {
        documents.set(document.number, document);
      }
      entries.push(entry);
      if (checkpoint !== undefined) checkpoints = [checkpoint, ...checkpoints.slice(0, 1)];
    },
    close() {},
  };
}
