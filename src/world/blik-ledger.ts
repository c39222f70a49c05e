import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { amountGrosze, attemptId, reasonCode } from '../hosts/blik-message.ts';
import { Failure } from '../kernel/failure.ts';
import type { Grosze } from '../kernel/money.ts';

const fact = { at: z.int(), id: attemptId };

/** One thing that happened to an attempt, and to money. Never changed, never removed. */
export const ledgerRecord = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('opened'),
    ...fact,
    tillId: z.string(),
    code: z.string(),
    amountGrosze,
    /** Whose code it was, when any phone's. */
    phone: z.string().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('charged'), ...fact, amountGrosze }),
  z.strictObject({ kind: z.literal('refused'), ...fact, reason: reasonCode }),
  z.strictObject({ kind: z.literal('withdrawn'), ...fact }),
  z.strictObject({ kind: z.literal('refunded'), ...fact, amountGrosze }),
]);
export type LedgerRecord = z.infer<typeof ledgerRecord>;

/** The host's own book, apart from anything the till believes. */
export interface BlikLedger {
  readonly records: readonly LedgerRecord[];
  /** The record is on the disk when this returns. */
  append(record: LedgerRecord): void;
  close(): void;
}

/** What was really charged and not given back, by attempt. */
export function effectiveCharges(records: readonly LedgerRecord[]): ReadonlyMap<string, Grosze> {
  const charges = new Map<string, Grosze>();
  for (const record of records) {
    if (record.kind !== 'charged' && record.kind !== 'refunded') continue;
    const sign = record.kind === 'charged' ? 1 : -1;
    charges.set(record.id, (charges.get(record.id) ?? 0) + sign * record.amountGrosze);
  }
  return new Map([...charges].filter(([, amount]) => amount !== 0));
}

/**
 * JSON Lines, one record each; without a file the ledger lives in memory. A last line that a crash
 * tore off was never answered to anybody and is dropped.
 * Failures: `world.ledgerUnusable`, `world.ledgerCorrupt`.
 */
export function openLedger(file?: string): BlikLedger {
  if (file === undefined) return memoryLedger();
  const descriptor = open(file);
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const records = parse(whole, file);
  let sizeBytes = Buffer.byteLength(whole);
  if (whole !== text) ftruncateSync(descriptor, sizeBytes);
  return {
    records,
    append(record) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      try {
        if (writeSync(descriptor, line) < line.length) throw new Error(`${file}: the disk is full`);
        fsyncSync(descriptor);
      } catch (error) {
        ftruncateSync(descriptor, sizeBytes);
        throw error;
      }
      sizeBytes += line.length;
      records.push(record);
    },
    close: () => closeSync(descriptor),
  };
}

function memoryLedger(): BlikLedger {
  const records: LedgerRecord[] = [];
  return { records, append: (record) => void records.push(record), close: () => {} };
}

function open(file: string): number {
  try {
    return openSync(file, 'a+', 0o600);
  } catch (error) {
    throw new Failure('world.ledgerUnusable', `${file}: cannot be opened as the hosts’ ledger`, {
      cause: error,
    });
  }
}

function parse(text: string, file: string): LedgerRecord[] {
  const lines = text === '' ? [] : text.slice(0, -1).split('\n');
  return lines.map((line, index) => {
    const record = ledgerRecord.safeParse(json(line));
    if (record.success) return record.data;
    throw new Failure(
      'world.ledgerCorrupt',
      `${file}:${index + 1}: no record of a ledger; give another file`,
    );
  });
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
