import type { Document, Report } from '../../../receipts/document.ts';
import type { FoundDocument } from '../../journal/document-search.ts';
import { formatGrosze } from '../../kernel/money.ts';
import { localDateTime } from '../../kernel/time.ts';

const kinds: Readonly<Record<string, string>> = {
  fiscalReceipt: 'receipt',
  cancelledReceipt: 'cancelled receipt',
  nonFiscalNote: 'note',
  interruptedPrint: 'strip',
  dailyReport: 'daily report',
  periodicReport: 'periodic report',
  eventsReport: 'events report',
  fiscalisationReport: 'fiscalisation report',
  tableReport: 'table report',
} satisfies Record<(Document | Report)['kind'], string>;

/** Whether this program knows how a document of this kind is laid out. */
export function isLaidOut(document: { readonly kind?: unknown }): boolean {
  return typeof document.kind === 'string' && Object.hasOwn(kinds, document.kind);
}

/** A document in a few words: `receipt 3 12,34`. */
export function documentWords(document: Document): string {
  const total = 'total' in document ? ` ${formatGrosze(document.total)}` : '';
  return `${kinds[document.kind] ?? document.kind} ${document.documentNumber}${total}`;
}

/** Number, kind, time, total and payments, a line each, aligned. */
export function documentRows(found: readonly FoundDocument[]): string[] {
  const rows = found.map(({ number, kind, at, total, payments }) => ({
    number: String(number),
    kind: kinds[kind] ?? kind,
    time: localDateTime(at),
    total: total === undefined ? '' : formatGrosze(total),
    payments: payments.map(({ form, amount }) => `${form} ${formatGrosze(amount)}`).join(', '),
  }));
  const width = (name: 'number' | 'kind' | 'total') =>
    Math.max(0, ...rows.map((row) => row[name].length));
  const [number, kind, total] = [width('number'), width('kind'), width('total')];
  return rows.map((row) =>
    [
      row.number.padStart(number),
      row.kind.padEnd(kind),
      row.time,
      row.total.padStart(total),
      row.payments,
    ]
      .join('  ')
      .trimEnd(),
  );
}
