import type { TextKey } from '../text/catalogue.ts';
import {
  type BaseName,
  baseRules,
  basesRefusal,
  cashierRefusal,
  formRefusal,
  itemRefusal,
  rateRefusal,
} from './base-rule.ts';
import type { Bases, Cashier, Item, PaymentForm, PercentMethod, Rate } from './bases.ts';
import { guardRates, type RateMarks } from './rate-guard.ts';

/** One act of programming. A changed entry is found by its code, letter or number. */
export type BaseChange =
  | { readonly type: 'item.add' | 'item.change'; readonly item: Item }
  | { readonly type: 'item.delete'; readonly code: string }
  /** Without a rate the letter becomes inactive. */
  | { readonly type: 'rate.set'; readonly letter: string; readonly rate?: Rate }
  | { readonly type: 'percent.set'; readonly method: PercentMethod }
  | { readonly type: 'shop.set'; readonly shop: Bases['shop'] }
  | { readonly type: 'cashier.add' | 'cashier.change'; readonly cashier: Cashier }
  | { readonly type: 'cashier.delete'; readonly number: number }
  | { readonly type: 'form.add' | 'form.change'; readonly form: PaymentForm }
  | { readonly type: 'form.delete'; readonly number: number };

/** What is programmed, and the circumstances that some changes depend on. */
export interface Programming {
  readonly bases: Bases;
  readonly rateMarks: RateMarks;
  /** Rates change only directly after a daily report. */
  readonly soldSinceReport: boolean;
  readonly fiscalised: boolean;
  /** The number of who is logged in. */
  readonly cashier?: number | undefined;
}

export type Programmed = Pick<Programming, 'bases' | 'rateMarks'> | { readonly refusal: TextKey };

/** The bases with one change, or why it is refused; then nothing is changed. */
export function changeBases(programming: Programming, change: BaseChange): Programmed {
  const refusal = missing(programming.bases, change) ?? wrongEntry(programming, change);
  if (refusal) return { refusal };
  const bases = changed(programming.bases, change);
  const base = baseOf(change);
  return guarded(programming, bases, base && baseRules[base](bases));
}

/** All bases in place of the present ones; the till itself stays what it is. */
export function replaceBases(programming: Programming, others: Bases): Programmed {
  const bases = { ...others, till: programming.bases.till };
  return guarded(programming, bases, basesRefusal(bases));
}

function guarded(programming: Programming, bases: Bases, wrong: TextKey | undefined): Programmed {
  const refusal = wrong ?? forbidden(programming, bases);
  if (refusal) return { refusal };
  const guard = guardGoods(programming, bases);
  return 'raised' in guard ? { refusal: 'item.rateRaised' } : { bases, rateMarks: guard.marks };
}

/** Which of the goods to come the rate guard refuses. */
export function raisedItems(programming: Programming, after: Bases): readonly Item[] {
  const guard = guardGoods(programming, after);
  return 'raised' in guard ? guard.raised : [];
}

function guardGoods({ bases: before, rateMarks }: Programming, after: Bases) {
  const [were, shall] = [new Set(before.goods.map(guardedOf)), new Set(after.goods.map(guardedOf))];
  return guardRates(
    rateMarks,
    { goods: before.goods.filter((item) => !shall.has(guardedOf(item))), rates: before.rates },
    { goods: after.goods.filter((item) => !were.has(guardedOf(item))), rates: after.rates },
  );
}

/** What the guard looks at: after a power cut the same goods are other objects. */
function guardedOf({ name, rate }: Item): string {
  return `${rate} ${name}`;
}

/** What the law and the moment forbid, whatever the bases would be like. */
function forbidden(programming: Programming, after: Bases): TextKey | undefined {
  const before = programming.bases;
  if (ratesDiffer(before, after) && programming.soldSinceReport) return 'rates.soldSince';
  if (programming.fiscalised && before.shop.nip !== after.shop.nip) return 'shop.nipFixed';
  const { cashier } = programming;
  const loggedIn = cashier === undefined || after.cashiers.some(({ number }) => number === cashier);
  return loggedIn ? undefined : 'cashier.loggedIn';
}

/** Whether receipts would be taxed otherwise. */
export function ratesDiffer({ rates: before }: Bases, { rates: after }: Bases): boolean {
  const same = (rate: Rate, index: number) =>
    rate.letter === after[index]?.letter && rate.percent === after[index]?.percent;
  return before.length !== after.length || !before.every(same);
}

/** A parameter has no rule beyond its own values. */
function baseOf({ type }: BaseChange): BaseName | undefined {
  if (type === 'percent.set') return undefined;
  if (type === 'shop.set') return 'shop';
  if (type === 'rate.set') return 'rates';
  if (type.startsWith('item.')) return 'goods';
  return type.startsWith('cashier.') ? 'cashiers' : 'paymentForms';
}

function missing(bases: Bases, change: BaseChange): TextKey | undefined {
  switch (change.type) {
    case 'item.change':
      return has(bases.goods, 'code', change.item.code) ? undefined : 'item.unknown';
    case 'item.delete':
      return has(bases.goods, 'code', change.code) ? undefined : 'item.unknown';
    case 'cashier.change':
      return has(bases.cashiers, 'number', change.cashier.number) ? undefined : 'cashier.unknown';
    case 'cashier.delete':
      return has(bases.cashiers, 'number', change.number) ? undefined : 'cashier.unknown';
    case 'form.change':
      return has(bases.paymentForms, 'number', change.form.number) ? undefined : 'form.unknown';
    case 'form.delete':
      return has(bases.paymentForms, 'number', change.number) ? undefined : 'form.unknown';
    default:
      return undefined;
  }
}

function wrongEntry({ bases }: Programming, change: BaseChange): TextKey | undefined {
  if ('item' in change) return itemRefusal(change.item, bases);
  if ('cashier' in change) return cashierRefusal(change.cashier);
  if ('form' in change) return formRefusal(change.form);
  if (change.type !== 'rate.set') return undefined;
  const { letter } = change;
  return rateRefusal(change.rate ? { ...change.rate, letter } : { letter });
}

function changed(bases: Bases, change: BaseChange): Bases {
  const { goods, rates, cashiers, paymentForms } = bases;
  switch (change.type) {
    case 'item.add':
      return { ...bases, goods: [...goods, change.item] };
    case 'item.change':
      return { ...bases, goods: replaced(goods, 'code', change.item) };
    case 'item.delete':
      return { ...bases, goods: goods.filter(({ code }) => code !== change.code) };
    case 'rate.set':
      return { ...bases, rates: withRate(rates, change.letter, change.rate) };
    case 'percent.set':
      return { ...bases, percentMethod: change.method };
    case 'shop.set':
      return { ...bases, shop: change.shop };
    case 'cashier.add':
      return { ...bases, cashiers: [...cashiers, change.cashier] };
    case 'cashier.change':
      return { ...bases, cashiers: replaced(cashiers, 'number', change.cashier) };
    case 'cashier.delete':
      return { ...bases, cashiers: cashiers.filter(({ number }) => number !== change.number) };
    case 'form.add':
      return { ...bases, paymentForms: [...paymentForms, change.form] };
    case 'form.change':
      return { ...bases, paymentForms: replaced(paymentForms, 'number', change.form) };
    case 'form.delete':
      return {
        ...bases,
        paymentForms: paymentForms.filter((form) => form.number !== change.number),
      };
  }
}

function withRate(rates: readonly Rate[], letter: string, rate: Rate | undefined): Rate[] {
  const others = rates.filter((other) => other.letter !== letter);
  const all = rate ? [...others, { ...rate, letter }] : others;
  return all.toSorted((one, other) => (one.letter < other.letter ? -1 : 1));
}

function has<Entry, Key extends keyof Entry>(
  entries: readonly Entry[],
  key: Key,
  value: Entry[Key],
): boolean {
  return entries.some((entry) => entry[key] === value);
}

function replaced<Entry>(entries: readonly Entry[], key: keyof Entry, entry: Entry): Entry[] {
  return entries.map((other) => (other[key] === entry[key] ? entry : other));
}
