import type { Grosze } from '../kernel/money.ts';
import { keyValue, type DocumentKeyKind } from './document-key.ts';
import type { DocumentRow } from './document-row.ts';
import { documentLookup } from './entry-table.ts';
import type { Connection } from './store.ts';

/** What is known of a document; all that is given must hold. Dates are the shop's, `2026-11-20`. */
export interface DocumentSearch {
  readonly number?: number | undefined;
  readonly date?: string | undefined;
  /** First and last date, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The document's total. */
  readonly amount?: Grosze | undefined;
  /** A form it was paid with, as printed: `GOTÓWKA`, `MOBILNA Blik`. */
  readonly form?: string | undefined;
  /** A receipt's number, which begins anew every day; a cashier's number; what else it bears. */
  readonly keys?: Readonly<Partial<Record<DocumentKeyKind, string>>> | undefined;
  readonly limit?: number | undefined;
}

export interface FoundDocument extends DocumentRow {
  /** The entry that printed it. */
  readonly seq: number;
}

/** The search for documents by what a customer or an auditor knows of them, newest number first. */
export function documentSearch(
  connection: Connection,
): (search: DocumentSearch) => readonly FoundDocument[] {
  const lookup = documentLookup(connection);
  return (search) => {
    const { sql, values } = searchStatement(search);
    const found = connection.prepare<[object], { number: number; seq: number }>(sql).all(values);
    return found.flatMap(({ number, seq }) => {
      const row = lookup(number);
      return row === undefined ? [] : [{ ...row, seq }];
    });
  };
}

const conditions = {
  number: 'd.number = :number',
  date: 'd.date = :date',
  from: 'd.date >= :from',
  to: 'd.date <= :to',
  amount: 'd.total = :amount',
} as const;

/** Rare values are found by their own index; common ones are looked at in what else is known. */
const isPaidWith = 'd.number IN (SELECT document FROM document_payment WHERE form = :form)';
const isAlsoPaidWith =
  'EXISTS (SELECT 1 FROM document_payment WHERE document = d.number AND form = :form)';
const bearsKey = (kind: DocumentKeyKind) =>
  `d.number IN (SELECT document FROM document_key WHERE kind = '${kind}' AND value = :${kind})`;
const alsoBearsKey = (kind: DocumentKeyKind) =>
  'EXISTS (SELECT 1 FROM document_key' +
  ` WHERE document = d.number AND kind = '${kind}' AND value = :${kind})`;

const rareKeys: readonly DocumentKeyKind[] = ['receipt', 'nip', 'authorisation', 'card'];

/** A range of dates whose documents are looked at one by one sooner than those of a form. */
const shortRangeDays = 31;

/**
 * A number, a total, a few dates or a rare key leave few documents, whose payments and cashier are then
 * looked at; otherwise these are found by their own index. Exported for the test of the query plans.
 */
export function searchStatement(search: DocumentSearch): {
  readonly sql: string;
  readonly values: Readonly<Record<string, unknown>>;
} {
  const { keys = {}, limit = -1, ...plain } = search;
  const { number, date, amount, form } = plain;
  const names = ['number', 'date', 'from', 'to', 'amount'] as const;
  const rare = rareKeys.filter((kind) => keys[kind] !== undefined);
  const isNarrow =
    (number ?? date ?? amount) !== undefined || rare.length > 0 || isShortRange(search);
  const given = [
    ...names.filter((name) => plain[name] !== undefined).map((name) => conditions[name]),
    ...rare.map(bearsKey),
    ...(form === undefined ? [] : [isNarrow ? isAlsoPaidWith : isPaidWith]),
    ...(keys.cashier === undefined ? [] : [(isNarrow ? alsoBearsKey : bearsKey)('cashier')]),
  ];
  const where = given.length === 0 ? '' : ` WHERE ${given.join(' AND ')}`;
  const sql = `SELECT d.number, d.seq FROM document d${where} ORDER BY d.number DESC LIMIT :limit`;
  return { sql, values: { ...plain, ...keyValues(keys), limit } };
}

function isShortRange({ from, to }: DocumentSearch): boolean {
  if (from === undefined || to === undefined) return false;
  const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
  return days <= shortRangeDays;
}

function keyValues(keys: NonNullable<DocumentSearch['keys']>): Readonly<Record<string, string>> {
  const typed = Object.entries(keys) as [DocumentKeyKind, string][];
  return Object.fromEntries(typed.map(([kind, value]) => [kind, keyValue(kind, value)]));
}
