import type { Item, Rate } from './bases.ts';
import { comparable } from './base-rule.ts';

/**
 * What the till remembers of the rates of items, by comparable name: an item whose rate was lowered may
 * never have it raised again (facts/till, rate guard), not even when it is deleted and added anew.
 */
export type RateMarks = Readonly<Record<string, RateMark>>;

interface RateMark {
  /** The rate's value when the item was last changed or deleted; see `valueOf`. */
  readonly value: number;
  readonly lowered: boolean;
}

type Guarded = { readonly marks: RateMarks } | { readonly raised: readonly Item[] };

/**
 * The marks after the goods were changed, or the items whose rates would be raised. Only the items that
 * differ are given: as they were and as they shall be, each with the rates of its time.
 */
export function guardRates(
  marks: RateMarks,
  before: { readonly goods: readonly Item[]; readonly rates: readonly Rate[] },
  after: { readonly goods: readonly Item[]; readonly rates: readonly Rate[] },
): Guarded {
  const next = new Map(Object.entries(marks));
  const raised: Item[] = [];
  const was = new Map(before.goods.map((item) => [comparable(item.name), item]));
  for (const [name, item] of was) {
    next.set(name, {
      value: valueOf(item, before.rates),
      lowered: next.get(name)?.lowered === true,
    });
  }
  for (const item of after.goods) {
    const name = comparable(item.name);
    const mark = next.get(name);
    // The law changed the rate, not the shop the item's.
    const sameLetter = was.get(name)?.rate === item.rate;
    const value = valueOf(item, after.rates);
    if (!mark || sameLetter || value === mark.value) continue;
    if (value > mark.value && mark.lowered) raised.push(item);
    next.set(name, { value, lowered: mark.lowered || value < mark.value });
  }
  if (raised.length > 0) return { raised };
  const sold = new Set(after.goods.map(({ name }) => comparable(name)));
  // Of an item that is in the base and was never lowered, the base itself says enough.
  const worthKeeping = [...next].filter(([name, { lowered }]) => lowered || !sold.has(name));
  return { marks: Object.fromEntries(worthKeeping) };
}

/** Rates in their order: an exempt item pays less than one at 0 %. */
function valueOf(item: Item, rates: readonly Rate[]): number {
  return rates.find(({ letter }) => letter === item.rate)?.percent ?? -1;
}
