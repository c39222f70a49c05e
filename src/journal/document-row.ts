import { canonical } from '../kernel/canonical.ts';
import type { Grosze } from '../kernel/money.ts';
import { localDate, type EpochMs } from '../kernel/time.ts';
import { documentKeys, type DocumentKey } from './document-key.ts';
import { isRecord, type JournalEffect } from './entry.ts';

/** A printed document as the index knows it. */
export interface DocumentRow {
  readonly number: number;
  readonly kind: string;
  readonly at: EpochMs;
  /** `2026-11-20`, the shop's date. */
  readonly date: string;
  /** Missing where the document bears no total. */
  readonly total?: Grosze;
  readonly payments: readonly PaymentRow[];
  readonly keys: readonly DocumentKey[];
}

export interface PaymentRow {
  /** As printed: `GOTÓWKA`, `MOBILNA Blik`. */
  readonly form: string;
  readonly amount: Grosze;
}

/**
 * The documents that an entry's effects print for the first time. A repeat, a copy and the strip of an
 * interrupted print bear the number of a document that is indexed already.
 */
export function documentRows(effects: readonly JournalEffect[]): DocumentRow[] {
  return effects.flatMap((effect) => {
    if (effect['repeat'] === true || effect['copy'] === true) return [];
    const row = documentRow(printedDocument(effect));
    return row === undefined ? [] : [row];
  });
}

/** The document a print effect bears, undefined for every other effect. */
export function printedDocument(
  effect: JournalEffect,
): Readonly<Record<string, unknown>> | undefined {
  const document = effect['document'];
  return effect.type === 'print' && isRecord(document) && document['kind'] !== 'interruptedPrint'
    ? document
    : undefined;
}

/** Whether two rows index the same document: one that is printed anew keeps its row. */
export function sameDocument(one: DocumentRow, other: DocumentRow): boolean {
  return canonical(one) === canonical(other);
}

function documentRow(document: Readonly<Record<string, unknown>> | undefined) {
  if (document === undefined) return undefined;
  const { documentNumber: number, kind, at, total, payments } = document;
  if (!isInteger(number) || !isInteger(at) || typeof kind !== 'string') return undefined;
  return {
    number,
    kind,
    at,
    date: localDate(at),
    ...(isInteger(total) && { total }),
    payments: Array.isArray(payments) ? payments.flatMap(paymentRow) : [],
    keys: documentKeys(document),
  };
}

function paymentRow(payment: unknown): PaymentRow[] {
  if (!isRecord(payment)) return [];
  const { type, name, amount } = payment;
  if (typeof type !== 'string' || !isInteger(amount)) return [];
  return [{ form: typeof name === 'string' && name !== '' ? `${type} ${name}` : type, amount }];
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
