import { one } from '../kernel/quantity.ts';
import type { TextKey } from '../text/catalogue.ts';
import { checks } from './check.ts';
import { findItem, priceOf } from './item-code.ts';
import { emptyReceipt, itemLine, withLine, withLineVoided } from './receipt.ts';
import { takeAdjustment } from './taken-adjustment.ts';
import { type TillContext, voidable } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** What keeps a scanned item from being sold. */
export function scanRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  return checks.item(withScan(context, event), event.at);
}

/** The till as if the scanned code had been typed. */
function withScan(context: TillContext, event: TillEvent): TillContext {
  if (event.type !== 'scan.read') return context;
  return { ...context, typed: `${event.symbology ?? ''}${event.code}` };
}

/** The item with the typed or scanned code, in the quantity and at the price that were given before. */
export function itemSold(before: TillContext, event: TillEvent): Change {
  const context = withScan(before, event);
  const found = findItem(context.bases, context.typed);
  if ('refusal' in found) return {};
  const quantity = found.quantity ?? context.quantity ?? one;
  const line = itemLine(found.item, priceOf(found, context.price), quantity);
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
