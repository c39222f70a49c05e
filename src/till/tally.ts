import type { Adjustment, CancelledReceipt, FiscalReceipt } from '../../receipts/document.ts';
import { type Grosze, sum } from '../kernel/money.ts';
import type { Thousandths } from '../kernel/quantity.ts';
import { type EpochMs, localDateTime } from '../kernel/time.ts';
import type { Rate } from './bases.ts';
import { cashOf, type Count, counted, type FormCounts, none, withForms } from './form-count.ts';
import { changed } from './record.ts';
import { taxOfGross } from './tax.ts';

export interface CashierTally {
  readonly receipts: number;
  readonly amount: Grosze;
  readonly forms: FormCounts;
}

/** What the till counts from one daily report, or shift, to the next. Plain JSON. */
export interface Tally {
  /** By letter of the rate. */
  readonly gross: Readonly<Record<string, Grosze>>;
  readonly receipts: number;
  readonly cancelled: Count;
  readonly nonFiscal: number;
  readonly forms: FormCounts;
  /** By number of the cashier. */
  readonly cashiers: Readonly<Record<string, CashierTally>>;
  /** By name of the item. */
  readonly items: Readonly<
    Record<string, { readonly quantity: Thousandths; readonly amount: Grosze }>
  >;
  /** By hour of the shop's day, 0 to 23. */
  readonly hours: Readonly<Record<string, { readonly receipts: number; readonly amount: Grosze }>>;
  readonly discounts: Grosze;
  readonly surcharges: Grosze;
  readonly drawerOpenings: number;
  readonly cashIn: Grosze;
  readonly cashOut: Grosze;
  /** Carried over when the others begin anew. */
  readonly cashInDrawer: Grosze;
}

export const emptyTally: Tally = {
  gross: {},
  receipts: 0,
  cancelled: none,
  nonFiscal: 0,
  forms: {},
  cashiers: {},
  items: {},
  hours: {},
  discounts: 0,
  surcharges: 0,
  drawerOpenings: 0,
  cashIn: 0,
  cashOut: 0,
  cashInDrawer: 0,
};

/** The next day or shift begins with nothing but the cash in the drawer. */
export function nextTally({ cashInDrawer }: Tally): Tally {
  return { ...emptyTally, cashInDrawer };
}

/** The hour of the shop's day. */
export function hourOf(at: EpochMs): number {
  return Number(localDateTime(at).slice(11, 13));
}

export function withReceipt(tally: Tally, receipt: FiscalReceipt, hour: number): Tally {
  const { total: amount } = receipt;
  return {
    ...tally,
    gross: receipt.rates.reduce(
      (gross, rate) => changed(gross, rate.letter, 0, (sold) => sold + rate.gross),
      tally.gross,
    ),
    receipts: tally.receipts + 1,
    forms: withForms(tally.forms, receipt),
    cashiers: changed(
      tally.cashiers,
      String(receipt.cashier.number),
      { receipts: 0, amount: 0, forms: {} },
      (cashier) => ({
        receipts: cashier.receipts + 1,
        amount: cashier.amount + amount,
        forms: withForms(cashier.forms, receipt),
      }),
    ),
    items: withItems(tally.items, receipt),
    hours: changed(tally.hours, String(hour), { receipts: 0, amount: 0 }, (sold) => ({
      receipts: sold.receipts + 1,
      amount: sold.amount + amount,
    })),
    cashInDrawer: tally.cashInDrawer + cashOf(receipt),
  };
}

export function withCancelled(tally: Tally, { total }: CancelledReceipt): Tally {
  return { ...tally, cancelled: counted(tally.cancelled, total) };
}

export function withNonFiscal(tally: Tally): Tally {
  return { ...tally, nonFiscal: tally.nonFiscal + 1 };
}

/** The discounts and surcharges of a receipt that was sold. */
export function withAdjustments(tally: Tally, adjustments: readonly Adjustment[]): Tally {
  const made = (kind: Adjustment['kind']) =>
    sum(adjustments.filter((one) => one.kind === kind).map(({ amount }) => amount));
  return {
    ...tally,
    discounts: tally.discounts + made('discount'),
    surcharges: tally.surcharges + made('surcharge'),
  };
}

export function withDrawerOpening(tally: Tally): Tally {
  return { ...tally, drawerOpenings: tally.drawerOpenings + 1 };
}

/** Cash that the cashier puts into the drawer without a sale. */
export function withCashIn(tally: Tally, amount: Grosze): Tally {
  return {
    ...tally,
    cashIn: tally.cashIn + amount,
    cashInDrawer: tally.cashInDrawer + amount,
  };
}

/** Cash taken out; never more than `cashInDrawer`, which is refused before. */
export function withCashOut(tally: Tally, amount: Grosze): Tally {
  return {
    ...tally,
    cashOut: tally.cashOut + amount,
    cashInDrawer: tally.cashInDrawer - amount,
  };
}

export interface RateSum {
  readonly letter: string;
  /** Missing for an exempt rate. Hundredths of a per cent. */
  readonly percent?: number;
  readonly gross: Grosze;
  readonly tax: Grosze;
  readonly net: Grosze;
}

/**
 * The day's tax, worked out anew on its gross totals (facts/till, rates and rounding), for every rate in
 * order. The rates are those of the sales: they change only while the tally is empty, otherwise it throws.
 */
export function rateSums({ gross }: Tally, rates: readonly Rate[]): RateSum[] {
  const lost = Object.keys(gross).find((sold) => rates.every(({ letter }) => letter !== sold));
  if (lost !== undefined) throw new RangeError(`sold at rate ${lost}, which is not in the base`);
  return rates.map((rate) => {
    const sold = gross[rate.letter] ?? 0;
    const tax = rate.percent === undefined ? 0 : taxOfGross(sold, rate.percent);
    return { ...rate, gross: sold, tax, net: sold - tax };
  });
}

/** Copied once for the whole receipt, and as entries: an item may be called `__proto__`. */
function withItems(items: Tally['items'], receipt: FiscalReceipt): Tally['items'] {
  const sold = new Map(Object.entries(items));
  for (const { name, quantity, value } of receipt.lines.filter(({ voided }) => !voided)) {
    const before = sold.get(name) ?? { quantity: 0, amount: 0 };
    sold.set(name, { quantity: before.quantity + quantity, amount: before.amount + value });
  }
  return Object.fromEntries(sold);
}
