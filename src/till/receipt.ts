import { signed } from '../../receipts/adjustment-line.ts';
import type { Adjustment, Payment, ReceiptLine } from '../../receipts/document.ts';
import { type Grosze, sum } from '../kernel/money.ts';
import { lineValue, type Thousandths } from '../kernel/quantity.ts';
import { type RatedValue, spread } from './adjustment.ts';
import type { Item } from './bases.ts';

/** Facts/till: at most 500 lines on a receipt. */
export const maxLines = 500;

export interface TakenPayment extends Payment {
  /** The BLIK attempt that paid, so that it can be given back. */
  readonly attempt?: string;
  /** The host did not give it back: should the receipt be cancelled, the customer gets cash. */
  readonly refundRefused?: true;
}

/** The receipt being sold: lines first, then payments; no line is added once payment has begun. */
export interface Receipt {
  readonly stage: 'items' | 'payment';
  readonly lines: readonly ReceiptLine[];
  /** Of the subtotal; gone when the items are opened again. */
  readonly adjustment?: Adjustment;
  /** Ten digits, printed at the end. */
  readonly buyerNip?: string;
  readonly payments: readonly TakenPayment[];
  readonly change: Grosze;
}

export const emptyReceipt: Receipt = { stage: 'items', lines: [], payments: [], change: 0 };

export function itemLine(item: Item, unitPrice: Grosze, quantity: Thousandths): ReceiptLine {
  const value = lineValue(unitPrice, quantity);
  return { name: item.name, rate: item.rate, unitPrice, quantity, value };
}

export function soldLines(receipt: Receipt): ReceiptLine[] {
  return receipt.lines.filter((line) => line.voided !== true);
}

export function total(receipt: Receipt): Grosze {
  const { adjustment } = receipt;
  const sold = sum(soldLines(receipt).map(({ value }) => value));
  return sold + (adjustment ? signed(adjustment) : 0);
}

/** What each tax rate is reckoned on: the lines, or their shares of an adjusted subtotal. */
export function ratedValues(receipt: Receipt): RatedValue[] {
  const sold = soldLines(receipt);
  return receipt.adjustment ? spread(sold, total(receipt)) : sold;
}

/** What is still to be paid. */
export function due(receipt: Receipt): Grosze {
  return total(receipt) + receipt.change - sum(receipt.payments.map(({ amount }) => amount));
}

export function withLine(receipt: Receipt, line: ReceiptLine): Receipt {
  return { ...receipt, lines: [...receipt.lines, line] };
}

/** Takes back the line at this index of `lines`. */
export function withLineVoided(receipt: Receipt, index: number): Receipt {
  const lines = receipt.lines.map((line, i) =>
    i === index ? { ...line, voided: true as const } : line,
  );
  return { ...receipt, lines };
}

/** A payment of what was tendered; what exceeds the due amount is change, which only cash gives. */
export function withPayment(receipt: Receipt, payment: TakenPayment): Receipt {
  const change = receipt.change + Math.max(0, payment.amount - due(receipt));
  return { ...receipt, payments: [...receipt.payments, payment], change };
}

/** The receipt without the payment of this attempt, after its refund. */
export function withoutAttempt(receipt: Receipt, attempt: string): Receipt {
  return { ...receipt, payments: receipt.payments.filter((paid) => paid.attempt !== attempt) };
}
