import { canonical } from '../kernel/canonical.ts';
import { sha256 } from '../kernel/digest.ts';
import type { EpochMs } from '../kernel/time.ts';

/** What reached the till. The fields are the machine's own; the journal only keeps them. */
export interface JournalEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What was decided; `id` is `<seq>.<index>`, the same after a power cut. */
export interface JournalEffect {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** One step of the till: an event, what was decided upon it, and the refusal's name if it was refused. */
export interface EntryBody {
  readonly seq: number;
  readonly at: EpochMs;
  readonly event: JournalEvent;
  readonly effects: readonly JournalEffect[];
  readonly refusal?: string;
}

export interface Entry extends EntryBody {
  readonly hash: string;
}

/** An entry as it lies in the store: `text` is the canonical body, `hash` chains it to the one before. */
export interface StoredEntry {
  readonly seq: number;
  readonly at: EpochMs;
  readonly text: string;
  readonly hash: string;
}

/** A link of the chain: all that the next entry depends on. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** What the first entry is chained to. */
export const genesis: Link = { seq: 0, hash: '0'.repeat(64) };

/**
 * What can be wrong with a stored entry, in the order in which it is checked. `indexDiffers`: a column
 * or a document row that is derived from the text does not say what the text says.
 */
export type EntryProblem = 'seqGap' | 'hashDiffers' | 'notCanonical' | 'indexDiffers';

/** The hash of an entry's text, chained to the entry before. */
function chainHash(previousHash: string, text: string): string {
  return sha256(`${previousHash}\n${text}`);
}

export function sealEntry(body: EntryBody, previousHash: string): StoredEntry {
  const text = canonical(body);
  return { seq: body.seq, at: body.at, text, hash: chainHash(previousHash, text) };
}

/** The entry in a stored row, or why the row cannot be the one that follows `previous`. */
export function unsealEntry(
  stored: StoredEntry,
  previous: Link,
): { readonly entry: Entry } | { readonly problem: EntryProblem } {
  if (stored.seq !== previous.seq + 1) return { problem: 'seqGap' };
  if (stored.hash !== chainHash(previous.hash, stored.text)) return { problem: 'hashDiffers' };
  const body = parseBody(stored.text);
  if (body === undefined) return { problem: 'notCanonical' };
  if (body.seq !== stored.seq || body.at !== stored.at) return { problem: 'indexDiffers' };
  return { entry: { ...body, hash: stored.hash } };
}

function parseBody(text: string): EntryBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isEntryBody(body) && canonical(body) === text ? body : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEntryBody(value: unknown): value is EntryBody {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value['seq']) &&
    Number.isSafeInteger(value['at']) &&
    hasType(value['event']) &&
    Array.isArray(value['effects']) &&
    value['effects'].every((effect) => hasType(effect) && typeof effect['id'] === 'string')
  );
}

function hasType(value: unknown): value is JournalEvent {
  return isRecord(value) && typeof value['type'] === 'string';
}

/** An object of JSON, not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
