import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';
import { formatGrosze } from '../../kernel/money.ts';
import { localDateTime } from '../../kernel/time.ts';
import type { Frame } from '../../../receipts/document.ts';
import type { ExportedDocument } from './exported-document.ts';

/**
 * A row per document, amounts in grosze. A spreadsheet takes it as it is: it is told that the file is
 * UTF-8, and no text of a document can be taken for a formula.
 */
export function csvPieces(documents: Iterable<ExportedDocument>): AsyncIterable<string> {
  const rows = stringify({ header: true, bom: true, escape_formulas: true, encoding: 'utf8' });
  rows.setEncoding('utf8');
  return Readable.from(csvRows(documents)).pipe(rows) as AsyncIterable<string>;
}

function* csvRows(documents: Iterable<ExportedDocument>): Generator<object, void> {
  for (const document of documents) yield csvRow(document);
}

/** Every kind of document has all columns; what it does not bear is empty. */
export function csvRow({
  number,
  seq,
  hash,
  document,
}: ExportedDocument): Readonly<Record<string, string | number>> {
  const { at, cashier, tillNumber, uniqueNumber, digest }: Partial<Frame> = document;
  const [date = '', time = ''] = at === undefined ? [] : localDateTime(at, 'second').split(' ');
  return {
    number,
    kind: String(document['kind']),
    date,
    time,
    receipt: cell(document['receiptNumber']),
    till: cell(tillNumber),
    unique_number: cell(uniqueNumber),
    cashier: cell(cashier?.number),
    cashier_name: cell(cashier?.name),
    total_grosze: cell(document['total']),
    tax_grosze: cell(document['totalTax']),
    change_grosze: cell(document['change']),
    payments: paymentsCell(document['payments']),
    digest: cell(digest),
    entry: seq,
    entry_hash: hash,
  };
}

function cell(value: unknown): string | number {
  return typeof value === 'string' || typeof value === 'number' ? value : '';
}

/** `MOBILNA Blik 50,00; GOTÓWKA 32,27` */
function paymentsCell(payments: unknown): string {
  if (!Array.isArray(payments)) return '';
  const known = payments as readonly { type?: unknown; name?: unknown; amount?: unknown }[];
  return known
    .map(({ type, name, amount }) =>
      [cell(type), cell(name), formatGrosze(Number(amount))].filter(Boolean).join(' '),
    )
    .join('; ');
}
