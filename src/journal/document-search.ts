import type { Grosze } from '../kernel/money.ts';
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

const isPaidWith = 'd.number IN (SELECT document FROM document_payment WHERE form = :form)';
const isAlsoPaidWith =
  'EXISTS (SELECT 1 FROM document_payment WHERE document = d.number AND form = :form)';

/**
 * A number, a total or one date leaves few documents, whose payments are then looked at; otherwise the
 * rarest forms are found by their own index. Exported for the test of the query plans.
 */
export function searchStatement(search: DocumentSearch): {
  readonly sql: string;
  readonly values: Readonly<Record<string, unknown>>;
} {
  const names = ['number', 'date', 'from', 'to', 'amount'] as const;
  const given: string[] = names.filter((n) => search[n] !== undefined).map((n) => conditions[n]);
  if (search.form !== undefined) {
    const { number, date, amount } = search;
    given.push((number ?? date ?? amount) === undefined ? isPaidWith : isAlsoPaidWith);
  }
  const where = given.length === 0 ? '' : ` WHERE ${given.join(' AND ')}`;
  const sql = `SELECT d.number, d.seq FROM document d${where} ORDER BY d.number DESC LIMIT :limit`;
  const { limit = -1, ...values } = search;
  return { sql, values: { ...values, limit } };
}
