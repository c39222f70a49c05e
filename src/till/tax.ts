import type { RateTotal } from '../../receipts/document.ts';
import { type Grosze, mulDiv, sum } from '../kernel/money.ts';
import type { Rate } from './bases.ts';

/** The tax contained in a gross amount: gross·S/(1+S), to the grosz (facts/till, rates and rounding). */
export function taxOfGross(gross: Grosze, percent: number): Grosze {
  return mulDiv(gross, percent, 10_000 + percent);
}

/** Gross and tax per rate that was sold, in the order of the rates. */
export function rateTotals(
  values: readonly { readonly rate: string; readonly value: Grosze }[],
  rates: readonly Rate[],
): RateTotal[] {
  return rates.flatMap(({ letter, percent }) => {
    const sold = values.filter(({ rate }) => rate === letter);
    if (sold.length === 0) return [];
    const gross = sum(sold.map(({ value }) => value));
    if (percent === undefined) return [{ letter, gross, tax: 0 }];
    return [{ letter, percent, gross, tax: taxOfGross(gross, percent) }];
  });
}
