import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxAmountGrosze, sum } from '../../src/kernel/money.ts';
import { adjust, type AdjustmentOrder, maxPercent, spread } from '../../src/till/adjustment.ts';
import type { PercentMethod } from '../../src/till/bases.ts';
import { rateTotals } from '../../src/till/tax.ts';
import { bases } from './shop.ts';

const methods: readonly PercentMethod[] = ['value', 'discount'];
const anyValue = fc.integer({ min: 1, max: maxAmountGrosze });
const anyMethod = fc.constantFrom(...methods);

describe('published values of facts/till', () => {
  test.each(methods)('35,00 less 15 % is 29,75 with 5,56 of tax, by the %s', (method) => {
    expect(adjust(3500, { kind: 'discount', percent: 1500 }, method)).toEqual({
      adjustment: { kind: 'discount', percent: 1500, amount: 525 },
      value: 2975,
    });
    expect(rateTotals(spread([{ rate: 'A', value: 3500 }], 2975), bases.rates)).toEqual([
      { letter: 'A', percent: 2300, gross: 2975, tax: 556 },
    ]);
  });

  test.each(methods)(
    '1,00 at A and 2,00 at B less 20 %% are 0,80 and 1,60, by the %s',
    (method) => {
      expect(adjust(300, { kind: 'discount', percent: 2000 }, method)).toEqual({
        adjustment: { kind: 'discount', percent: 2000, amount: 60 },
        value: 240,
      });
      const parts = spread(
        [
          { rate: 'A', value: 100 },
          { rate: 'B', value: 200 },
        ],
        240,
      );
      expect(rateTotals(parts, bases.rates)).toEqual([
        { letter: 'A', percent: 2300, gross: 80, tax: 15 },
        { letter: 'B', percent: 800, gross: 160, tax: 12 },
      ]);
    },
  );
});

describe('an adjustment', () => {
  test('half a grosz falls to the value or to the discount, as the method says', () => {
    const order = { kind: 'discount', percent: 5000 } as const;
    expect(methods.map((method) => adjust(5, order, method))).toEqual([
      { adjustment: { ...order, amount: 2 }, value: 3 },
      { adjustment: { ...order, amount: 3 }, value: 2 },
    ]);
  });

  test('of an amount is taken as it is', () => {
    expect(adjust(1000, { kind: 'discount', amount: 1 }, 'value')).toEqual({
      adjustment: { kind: 'discount', amount: 1 },
      value: 999,
    });
    expect(adjust(1000, { kind: 'surcharge', amount: 250 }, 'value')).toEqual({
      adjustment: { kind: 'surcharge', amount: 250 },
      value: 1250,
    });
  });

  test.each<[string, number, AdjustmentOrder]>([
    ['adjustment.percentRange', 1000, { kind: 'discount', percent: 0 }],
    ['adjustment.percentRange', 1000, { kind: 'discount', percent: 10_000 }],
    ['adjustment.percentRange', 1000, { kind: 'surcharge', percent: 100_000 }],
    ['adjustment.percentRange', 1000, { kind: 'surcharge', percent: 0.5 }],
    ['adjustment.amountRange', 1000, { kind: 'discount', amount: 0 }],
    ['adjustment.amountRange', 1000, { kind: 'discount', amount: -1 }],
    ['adjustment.amountRange', 1000, { kind: 'surcharge', amount: maxAmountGrosze + 1 }],
    ['adjustment.worthNothing', 1, { kind: 'discount', percent: 1 }],
    ['adjustment.worthNothing', 1, { kind: 'surcharge', percent: 1 }],
    ['adjustment.nothingLeft', 1000, { kind: 'discount', amount: 1000 }],
    ['adjustment.nothingLeft', 1000, { kind: 'discount', amount: 1001 }],
    ['adjustment.nothingLeft', 1, { kind: 'discount', percent: 9999 }],
    ['adjustment.tooLarge', maxAmountGrosze, { kind: 'surcharge', amount: 1 }],
    ['adjustment.tooLarge', maxAmountGrosze, { kind: 'surcharge', percent: 1 }],
  ])('is refused as %s: %i with %o', (refusal, value, order) => {
    expect(methods.map((method) => adjust(value, order, method))).toEqual([
      { refusal },
      { refusal },
    ]);
  });

  test('the largest percentages are taken', () => {
    expect(adjust(10_000, { kind: 'discount', percent: maxPercent.discount }, 'value')).toEqual({
      adjustment: { kind: 'discount', percent: 9999, amount: 9999 },
      value: 1,
    });
    expect(adjust(10_000, { kind: 'surcharge', percent: maxPercent.surcharge }, 'value')).toEqual({
      adjustment: { kind: 'surcharge', percent: 99_999, amount: 99_999 },
      value: 109_999,
    });
  });

  test('explains the difference it makes, and is within half a grosz of the exact one', () => {
    const anyPercent = fc.integer({ min: 1, max: maxPercent.discount });
    const anyKind = fc.constantFrom('discount' as const, 'surcharge' as const);
    fc.assert(
      fc.property(anyValue, anyKind, anyPercent, anyMethod, (value, kind, percent, method) => {
        const adjusted = adjust(value, { kind, percent }, method);
        if ('refusal' in adjusted) return;
        const { amount } = adjusted.adjustment;
        expect(adjusted.value).toBe(kind === 'discount' ? value - amount : value + amount);
        expect(amount > 0 && adjusted.value > 0).toBe(true);
        const exact = BigInt(value) * BigInt(percent);
        const off = 2n * (BigInt(amount) * 10_000n - exact);
        expect(-10_000n <= off && off <= 10_000n).toBe(true);
      }),
    );
  });
});

const anyRated = fc
  .array(
    fc.record({
      rate: fc.constantFrom(...'ABCDEFG'),
      value: fc.integer({ min: 1, max: 1_000_000_000 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .chain((values) => fc.record({ values: fc.constant(values), after: anyValue }));

describe('an amount over several rates', () => {
  test('the rests are carried on from A to G', () => {
    const values = [
      { rate: 'C', value: 1 },
      { rate: 'A', value: 1 },
      { rate: 'B', value: 1 },
    ];
    expect([2, 1, 4].map((after) => spread(values, after).map(({ value }) => value))).toEqual([
      [0, 1, 1],
      [0, 0, 1],
      [1, 1, 2],
    ]);
  });

  test('parts add up to the whole, and each is the exact share or the next grosz', () => {
    fc.assert(
      fc.property(anyRated, ({ values, after }) => {
        const before = sum(values.map(({ value }) => value));
        const parts = spread(values, after);
        expect(sum(parts.map(({ value }) => value))).toBe(after);
        for (const { rate, value } of parts) {
          const of = sum(values.filter((one) => one.rate === rate).map((one) => one.value));
          const floor = Number((BigInt(of) * BigInt(after)) / BigInt(before));
          expect([floor, floor + 1]).toContain(value);
        }
      }),
    );
  });

  test('the order of the lines changes nothing, and an unchanged sum leaves the rates alone', () => {
    fc.assert(
      fc.property(anyRated, ({ values, after }) => {
        expect(spread(values.toReversed(), after)).toEqual(spread(values, after));
        const whole = sum(values.map(({ value }) => value));
        expect(spread(spread(values, whole), whole)).toEqual(spread(values, whole));
        expect(sum(spread(values, whole).map(({ value }) => value))).toBe(whole);
      }),
    );
  });

  test('a discount makes no rate dearer, a surcharge none cheaper', () => {
    fc.assert(
      fc.property(anyRated, ({ values, after }) => {
        const before = spread(values, sum(values.map(({ value }) => value)));
        const discounted = after < sum(values.map(({ value }) => value));
        spread(values, after).forEach(({ value }, index) => {
          const was = before[index]?.value ?? 0;
          expect(discounted ? value >= 0 && value <= was : value >= was).toBe(true);
        });
      }),
    );
  });
});
