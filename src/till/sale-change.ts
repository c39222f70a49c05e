import { one } from '../kernel/quantity.ts';
import { emptyReceipt, itemLine, withLine, withLineVoided } from './receipt.ts';
import { takeAdjustment } from './taken-adjustment.ts';
import { itemOf, type TillContext, voidable } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** The item with the typed code, in the quantity and at the price that were given before. */
export function itemSold(context: TillContext): Change {
  const item = itemOf(context, context.typed);
  if (!item) return {};
  const line = itemLine(item, item.price ?? context.price ?? 0, context.quantity ?? one);
  const receipt = withLine(context.receipt ?? emptyReceipt, line);
  return { receipt, typed: '', quantity: undefined, price: undefined };
}

export function markedLineVoided(context: TillContext): Change {
  const index = voidable(context)[context.cursor];
  if (!context.receipt || index === undefined) return {};
  return { receipt: withLineVoided(context.receipt, index) };
}

export function adjusted(context: TillContext, event: TillEvent): Change {
  const taken = takeAdjustment(context, event);
  return 'receipt' in taken ? { receipt: taken.receipt, typed: '' } : {};
}

export function withBuyerNip(context: TillContext): Change {
  const receipt = context.receipt ?? emptyReceipt;
  return { receipt: { ...receipt, buyerNip: context.typed }, typed: '' };
}

export function receiptParked({ parked, receipt }: TillContext): Change {
  return receipt ? { parked: [...parked, receipt], receipt: undefined } : {};
}

export function markedRecalled({ parked, cursor }: TillContext): Change {
  return { receipt: parked[cursor], parked: parked.toSpliced(cursor, 1) };
}
