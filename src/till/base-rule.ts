import { maxAmountGrosze } from '../kernel/money.ts';
import type { TextKey } from '../text/catalogue.ts';
import { printable } from '../text/code-page.ts';
import type { Bases, Cashier, Item, PaymentForm, Rate } from './bases.ts';
import { parseNip } from './nip.ts';

/** The bases that are programmed; what the till itself is comes from the factory. */
export type BaseName = 'shop' | 'rates' | 'goods' | 'cashiers' | 'paymentForms';

export const longestName = { shop: 40, addressLine: 40, item: 40, cashier: 16, paymentForm: 16 };
const maxItems = 100_000;
const maxPaymentForms = 20;
const maxAddressLines = 4;
const maxCashiers = 999;

/** 99,99 %: a rate of 100 stands for an exempt one in the fiscal protocol (facts/till). */
const maxRatePercent = 9_999;

/** Names are compared without case and punctuation (facts/till, rate guard). */
export function comparable(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Why a name cannot be in a base; printers set one code page (facts/printing §1.2). */
function nameRefusal(name: string, longest: number): TextKey | undefined {
  if (name.trim() === '') return 'name.missing';
  if (name.length > longest) return 'name.tooLong';
  if (name !== name.trim()) return 'name.blankAtEnd';
  if (comparable(name) === '') return 'name.noLetters';
  return printable(name, 'cp852') === name ? undefined : 'name.unprintable';
}

export function itemRefusal(item: Item, { rates }: Bases): TextKey | undefined {
  const { code, name, rate, price } = item;
  if (!/^\d{1,13}$/.test(code)) return 'item.codeInvalid';
  const refusal = nameRefusal(name, longestName.item);
  if (refusal) return refusal;
  if (rates.every(({ letter }) => letter !== rate)) return 'item.rateUnknown';
  return price === undefined || isWithin(price, 1, maxAmountGrosze)
    ? undefined
    : 'item.priceInvalid';
}

export function rateRefusal({ letter, percent }: Rate): TextKey | undefined {
  if (!/^[A-G]$/.test(letter)) return 'rate.letterInvalid';
  return percent === undefined || isWithin(percent, 0, maxRatePercent)
    ? undefined
    : 'rate.percentInvalid';
}

export function cashierRefusal({ number, name, pinHash }: Cashier): TextKey | undefined {
  if (!isWithin(number, 1, 999)) return 'cashier.numberInvalid';
  return nameRefusal(name, longestName.cashier) ?? (pinHash ? undefined : 'cashier.pinMissing');
}

export function formRefusal({ number, name }: PaymentForm): TextKey | undefined {
  if (!isWithin(number, 1, 99)) return 'form.numberInvalid';
  const refusal = nameRefusal(name, longestName.paymentForm);
  if (refusal) return refusal;
  return reservedNames.has(comparable(name)) ? 'form.nameReserved' : undefined;
}

/** The names that BLIK's own forms have in the list (RULES P13). */
const reservedNames = new Set(['BLIK', 'WERYFIKACJABLIK']);

function shopRefusal({ shop }: Bases): TextKey | undefined {
  const refusal = nameRefusal(shop.name, longestName.shop);
  if (refusal) return refusal;
  if (shop.address.length === 0) return 'shop.addressMissing';
  if (shop.address.length > maxAddressLines) return 'shop.addressTooLong';
  const wrong = shop.address
    .map((line) => nameRefusal(line, longestName.addressLine))
    .find(Boolean);
  return wrong ?? ('problem' in parseNip(shop.nip) ? 'shop.nipInvalid' : undefined);
}

function ratesRefusal({ rates, goods }: Bases): TextKey | undefined {
  if (rates.length === 0) return 'rates.noneActive';
  const wrong = rates.map(rateRefusal).find(Boolean);
  if (wrong) return wrong;
  const letters = new Set(rates.map(({ letter }) => letter));
  if (letters.size < rates.length) return 'rate.letterTaken';
  return goods.every(({ rate }) => letters.has(rate)) ? undefined : 'rate.inUse';
}

function goodsRefusal({ goods }: Bases): TextKey | undefined {
  if (goods.length > maxItems) return 'goods.full';
  if (repeats(goods.map(({ code }) => code))) return 'item.codeTaken';
  return repeats(goods.map(({ name }) => comparable(name))) ? 'name.taken' : undefined;
}

function cashiersRefusal({ cashiers }: Bases): TextKey | undefined {
  if (cashiers.length > maxCashiers) return 'cashiers.full';
  if (cashiers.every(({ role }) => role !== 'manager')) return 'cashier.lastManager';
  return repeats(cashiers.map(({ number }) => number)) ? 'cashier.numberTaken' : undefined;
}

/** Facts/till, payment-form base. */
function formsRefusal({ paymentForms: forms }: Bases): TextKey | undefined {
  if (forms.length > maxPaymentForms) return 'forms.full';
  const cash = forms.filter(({ type }) => type === 'GOTÓWKA').length;
  if (cash === 0) return 'form.cashMissing';
  if (cash > 1) return 'form.secondCash';
  if (repeats(forms.map(({ number }) => number))) return 'form.numberTaken';
  return repeats(forms.map(({ name }) => comparable(name))) ? 'name.taken' : undefined;
}

/** Why a base as a whole cannot be like this, beyond its single entries. */
export const baseRules: Readonly<Record<BaseName, (bases: Bases) => TextKey | undefined>> = {
  shop: shopRefusal,
  rates: ratesRefusal,
  goods: goodsRefusal,
  cashiers: cashiersRefusal,
  paymentForms: formsRefusal,
};

/** Why the till cannot sell by these bases: the first broken rule, entry by entry and as a whole. */
export function basesRefusal(bases: Bases): TextKey | undefined {
  for (const rule of Object.values(baseRules)) {
    const refusal = rule(bases);
    if (refusal) return refusal;
  }
  return (
    firstRefusal(bases.goods, (item) => itemRefusal(item, bases)) ??
    firstRefusal(bases.cashiers, cashierRefusal) ??
    firstRefusal(bases.paymentForms, formRefusal)
  );
}

function firstRefusal<Entry>(
  entries: readonly Entry[],
  rule: (entry: Entry) => TextKey | undefined,
): TextKey | undefined {
  for (const entry of entries) {
    const refusal = rule(entry);
    if (refusal) return refusal;
  }
  return undefined;
}

function repeats(keys: readonly (string | number)[]): boolean {
  return new Set(keys).size < keys.length;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
