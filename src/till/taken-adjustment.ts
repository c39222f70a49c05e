import type { Adjustment } from '../../receipts/document.ts';
import { maxAmountGrosze, parseGrosze, sum } from '../kernel/money.ts';
import type { TextKey } from '../text/catalogue.ts';
import { adjust, type Adjusted, type AdjustmentOrder } from './adjustment.ts';
import type { Receipt } from './receipt.ts';
import { soldLines, total } from './receipt.ts';
import { type TillContext, voidable } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

/** The list behind the key RABAT, in the order of its digits from 1. */
export const adjustments = [
  { kind: 'discount', by: 'percent', text: 'adjustment.discountPercent' },
  { kind: 'discount', by: 'amount', text: 'adjustment.discountAmount' },
  { kind: 'surcharge', by: 'percent', text: 'adjustment.surchargePercent' },
  { kind: 'surcharge', by: 'amount', text: 'adjustment.surchargeAmount' },
] as const satisfies readonly { kind: Adjustment['kind']; by: string; text: TextKey }[];

export type TakenAdjustment =
  { readonly receipt: Receipt; readonly adjustment: Adjustment } | { readonly refusal: TextKey };

/** What the chosen entry makes of the last line, or of the whole receipt at the subtotal. */
export function takeAdjustment(context: TillContext, event: TillEvent): TakenAdjustment {
  const { receipt } = context;
  const index = event.type === 'key.digit' ? Number(event.digit) - 1 : context.cursor;
  const entry = adjustments[index];
  if (!entry || !receipt) return { refusal: 'menu.noSuchEntry' };
  const number = parseGrosze(context.typed);
  if (number === undefined) return { refusal: 'amount.invalid' };
  // Hundredths of a per cent are typed as grosze are.
  const order: AdjustmentOrder =
    entry.by === 'percent'
      ? { kind: entry.kind, percent: number }
      : { kind: entry.kind, amount: number };
  return receipt.stage === 'payment'
    ? ofSubtotal(context, receipt, order)
    : ofLastLine(context, receipt, order);
}

function ofSubtotal(
  context: TillContext,
  receipt: Receipt,
  order: AdjustmentOrder,
): TakenAdjustment {
  const before = sum(soldLines(receipt).map(({ value }) => value));
  const adjusted = adjust(before, order, context.bases.percentMethod);
  if ('refusal' in adjusted) return adjusted;
  const { adjustment } = adjusted;
  return { receipt: { ...receipt, adjustment }, adjustment };
}

function ofLastLine(
  context: TillContext,
  receipt: Receipt,
  order: AdjustmentOrder,
): TakenAdjustment {
  const index = voidable(context).at(-1) ?? -1;
  const line = receipt.lines[index];
  if (!line) return { refusal: 'adjustment.noLine' };
  const adjusted: Adjusted = adjust(line.value, order, context.bases.percentMethod);
  if ('refusal' in adjusted) return adjusted;
  const { adjustment, value } = adjusted;
  const changed = { ...receipt, lines: receipt.lines.with(index, { ...line, value, adjustment }) };
  if (total(changed) > maxAmountGrosze) return { refusal: 'adjustment.tooLarge' };
  return { receipt: changed, adjustment };
}
