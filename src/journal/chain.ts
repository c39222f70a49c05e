import { bridge, type AnchorOver } from './anchor.ts';
import type { EntryStore } from './entry-store.ts';
import { genesis, unsealEntry, type Entry, type Link, type StoredEntry } from './entry.ts';
import { journalFailure } from './journal-failure.ts';

/**
 * Rows in their order, as journal and reader have them. Without anchors no entry may be missing: the
 * till reads on from a checkpoint, before which alone anything is ever removed.
 */
export type EntryRows = Pick<EntryStore, 'place' | 'entry' | 'entriesAfter'> & {
  readonly anchorOver?: AnchorOver;
};

/** In portions, so that no read stays open over what the caller does between two entries. */
export const portion = 256;

/** The entries after `seq` (0: all), each checked against the one before; throws `journal.corrupt`. */
export function* followChain(rows: EntryRows, seq: number): Generator<Entry, void> {
  let previous = linkAt(rows, seq);
  for (;;) {
    const found = rows.entriesAfter(previous.seq, portion);
    for (const row of found) {
      yield checkedEntry(rows, row, previous);
      previous = row;
    }
    if (found.length < portion) return;
  }
}

/** The entry `seq` by itself, checked against the one before; throws `journal.corrupt`. */
export function entryAt(rows: EntryRows, seq: number): Entry | undefined {
  const row = rows.entry(seq);
  return row && checkedEntry(rows, row, linkAt(rows, seq - 1));
}

function checkedEntry(rows: EntryRows, row: StoredEntry, previous: Link): Entry {
  const { anchorOver = noAnchors } = rows;
  const link = bridge(previous, row.seq, anchorOver);
  const read = unsealEntry(row, link);
  if ('entry' in read) return read.entry;
  const detail = `entry ${link.seq + 1}: ${read.problem}`;
  throw journalFailure('journal.corrupt', rows.place, detail);
}

function linkAt(rows: EntryRows, seq: number): Link {
  const { anchorOver = noAnchors } = rows;
  const link = seq === 0 ? genesis : (rows.entry(seq) ?? anchorOver(seq));
  if (link !== undefined) return link;
  throw journalFailure('journal.corrupt', rows.place, `entry ${seq} is missing`);
}

const noAnchors: AnchorOver = () => undefined;
