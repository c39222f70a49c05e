import type { Adjustment } from '../../receipts/document.ts';
import { type Grosze, maxAmountGrosze, mulDiv, sum } from '../kernel/money.ts';
import type { PercentMethod } from './bases.ts';

/** What the cashier asks for: a percentage (hundredths of a per cent) or an amount. */
export type AdjustmentOrder =
  | { readonly kind: Adjustment['kind']; readonly percent: number }
  | { readonly kind: Adjustment['kind']; readonly amount: Grosze };

export type AdjustmentRefusal =
  /** No percentage from 0,01 to the kind's largest. */
  | 'adjustment.percentRange'
  /** No amount above zero, or more than a document can bear. */
  | 'adjustment.amountRange'
  /** The percentage of so small a value is less than a grosz. */
  | 'adjustment.worthNothing'
  /** The discount takes all there is, or more. */
  | 'adjustment.nothingLeft'
  /** The surcharge makes more than a document can bear. */
  | 'adjustment.tooLarge';

export type Adjusted =
  | { readonly adjustment: Adjustment; readonly value: Grosze }
  | { readonly refusal: AdjustmentRefusal };

/** 99,99 % and 999,99 %. */
export const maxPercent: Readonly<Record<Adjustment['kind'], number>> = {
  discount: 9_999,
  surcharge: 99_999,
};

/** A value, of a line or the subtotal, with its adjustment; `value` is above zero or it is refused. */
export function adjust(value: Grosze, order: AdjustmentOrder, method: PercentMethod): Adjusted {
  const refusal = orderRefusal(order);
  if (refusal) return { refusal };
  const amount = 'percent' in order ? percentAmount(value, order, method) : order.amount;
  if (amount === 0) return { refusal: 'adjustment.worthNothing' };
  const adjusted = order.kind === 'discount' ? value - amount : value + amount;
  if (adjusted <= 0) return { refusal: 'adjustment.nothingLeft' };
  if (adjusted > maxAmountGrosze) return { refusal: 'adjustment.tooLarge' };
  return { adjustment: { ...order, amount }, value: adjusted };
}

/** A value that belongs to a tax rate, such as a line of the receipt. */
export interface RatedValue {
  readonly rate: string;
  readonly value: Grosze;
}

/**
 * The values per rate, A to G, after the subtotal became `after`: each rate bears its share, and the
 * rests of the divisions are carried on from rate to rate, so that the parts add up to `after` exactly
 * (facts/till, amount discount over several rates). A subtotal percentage is shared out the same way,
 * because what it made is one amount on paper. `values` add up to more than zero.
 */
export function spread(values: readonly RatedValue[], after: Grosze): RatedValue[] {
  const before = sum(values.map(({ value }) => value));
  let carried = 0n;
  return perRate(values).map(({ rate, value }) => {
    const product = BigInt(value) * BigInt(after);
    const whole = BigInt(before);
    carried += product % whole;
    const carry = carried >= whole ? 1n : 0n;
    carried -= carry * whole;
    return { rate, value: Number(product / whole + carry) };
  });
}

function perRate(values: readonly RatedValue[]): RatedValue[] {
  const letters = [...new Set(values.map(({ rate }) => rate))].toSorted();
  return letters.map((rate) => {
    const ofRate = values.filter((other) => other.rate === rate);
    return { rate, value: sum(ofRate.map(({ value }) => value)) };
  });
}

function orderRefusal(order: AdjustmentOrder): AdjustmentRefusal | undefined {
  if ('percent' in order) {
    return isWithin(order.percent, maxPercent[order.kind]) ? undefined : 'adjustment.percentRange';
  }
  return isWithin(order.amount, maxAmountGrosze) ? undefined : 'adjustment.amountRange';
}

function isWithin(number: number, max: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= max;
}

function percentAmount(
  value: Grosze,
  { kind, percent }: { readonly kind: Adjustment['kind']; readonly percent: number },
  method: PercentMethod,
): Grosze {
  if (method === 'discount') return mulDiv(value, percent, 10_000);
  if (kind === 'discount') return value - mulDiv(value, 10_000 - percent, 10_000);
  return mulDiv(value, 10_000 + percent, 10_000) - value;
}
