import type {
  CancelledReceipt,
  FiscalReceipt,
  Frame,
  InterruptedPrint,
  NonFiscalNote,
  NumberedDocument,
} from '../../receipts/document.ts';
import { canonical } from '../kernel/canonical.ts';
import { documentDigest } from '../kernel/digest.ts';
import { formatGrosze, sum } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';
import { counting, type Day, dayWith } from './day.ts';
import { isFiscalised } from './fiscal-life.ts';
import { emptyReceipt, ratedValues, total } from './receipt.ts';
import type { Tally } from './tally.ts';
import { rateTotals } from './tax.ts';
import type { PendingPrint, TillContext } from './till-context.ts';

/** Where every document ends up: counted, chained to the one before, on its way to paper. */
export interface Issued {
  readonly day: Day;
  readonly shift: Tally;
  /** The last receipt that was sold, for a copy. */
  readonly lastReceipt?: FiscalReceipt | undefined;
  readonly printing: readonly PendingPrint[];
  readonly documentCount: number;
  readonly receiptCount: number;
  readonly lastDigest: string;
}

export function issueReceipt(context: TillContext, at: EpochMs): Issued {
  const receipt = context.receipt ?? emptyReceipt;
  const { lines, payments, change } = receipt;
  const rates = rateTotals(ratedValues(receipt), context.bases.rates);
  return issue(context, context.receiptCount + 1, {
    ...frame(context, at),
    kind: 'fiscalReceipt',
    receiptNumber: context.receiptCount + 1,
    lines,
    ...(receipt.adjustment && { adjustment: receipt.adjustment }),
    rates,
    totalTax: sum(rates.map(({ tax }) => tax)),
    total: total(receipt),
    payments: payments.map(({ attempt: _, refundRefused: __, ...payment }) => payment),
    change,
    ...(receipt.buyerNip !== undefined && { buyerNip: receipt.buyerNip }),
  } satisfies Undigested<FiscalReceipt>);
}

export function issueCancelledReceipt(context: TillContext, at: EpochMs): Issued {
  const receipt = context.receipt ?? emptyReceipt;
  return issue(context, context.receiptCount + 1, {
    ...frame(context, at),
    kind: 'cancelledReceipt',
    receiptNumber: context.receiptCount + 1,
    lines: receipt.lines,
    ...(receipt.adjustment && { adjustment: receipt.adjustment }),
    total: total(receipt),
  } satisfies Undigested<CancelledReceipt>);
}

export function issueNote(
  context: TillContext,
  at: EpochMs,
  note: Pick<NonFiscalNote, 'title' | 'rows'>,
): Issued {
  return issue(context, context.receiptCount, {
    ...frame(context, at),
    kind: 'nonFiscalNote',
    ...note,
  } satisfies Undigested<NonFiscalNote>);
}

/** The last receipt once more: no new document. */
export function issueCopy({ printing, lastReceipt }: TillContext): Partial<Issued> {
  if (!lastReceipt) return {};
  return { printing: [...printing, { document: lastReceipt, repeat: false, copy: true }] };
}

/** The confirmation of a BLIK refund. */
export function issueRefundNote(context: TillContext, at: EpochMs): Partial<Issued> {
  if (!context.attempt) return {};
  const { id, amount } = context.attempt;
  return issueNote(context, at, {
    title: 'ZWROT BLIK',
    rows: [
      { label: 'KWOTA ZWROTU', value: `${formatGrosze(amount)} PLN` },
      { label: 'NR PŁATNOŚCI', value: id },
    ],
  });
}

/**
 * What is printed once the printer runs again: the document itself if nothing of it is on paper,
 * otherwise the strip and then the document marked as a repeat, never a second original.
 */
export function resumedPrinting(printing: readonly PendingPrint[], at: EpochMs): PendingPrint[] {
  const [head, ...rest] = printing;
  if (head === undefined) return [];
  const { document } = head;
  const copied = head.copy ? { copy: head.copy } : {};
  if (head.fate === 'notBegun') return [{ ...copied, document, repeat: head.repeat }, ...rest];
  if (document.kind === 'interruptedPrint') return [{ document, repeat: false }, ...rest];
  const strip: InterruptedPrint = {
    kind: 'interruptedPrint',
    documentNumber: document.documentNumber,
    at,
  };
  return [{ document: strip, repeat: false }, { ...copied, document, repeat: true }, ...rest];
}

export type Undigested<T> = T extends unknown ? Omit<T, 'digest'> : never;
/** Counts a document, chains it to the one before and sends it to paper. */
export function issue(
  context: TillContext,
  receiptCount: number,
  content: Undigested<NumberedDocument>,
): Issued {
  const digest = documentDigest(context.lastDigest, canonical(content));
  const document: NumberedDocument = { ...content, digest };
  return {
    printing: [...context.printing, { document, repeat: false }],
    documentCount: content.documentNumber,
    receiptCount,
    lastDigest: digest,
    day: dayWith(context.day, document),
    shift: counting(context.shift, document),
    lastReceipt: document.kind === 'fiscalReceipt' ? document : context.lastReceipt,
  };
}

/** What every document bears, at this moment. */
export function frame(context: TillContext, at: EpochMs): Undigested<Frame> {
  const { shop, till } = context.bases;
  return {
    seller: shop,
    documentNumber: context.documentCount + 1,
    tillNumber: till.number,
    uniqueNumber: till.uniqueNumber,
    cashier: context.cashier ?? { number: 0, name: '' },
    at,
    fiscal: isFiscalised(context),
  };
}
