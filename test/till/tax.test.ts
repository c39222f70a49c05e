import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../src/kernel/money.ts';
import { rateTotals, taxOfGross } from '../../src/till/tax.ts';
import { bases } from './shop.ts';

// Published values of facts/till.
test.each([
  [2975, 2300, 556],
  [999, 800, 74],
  [1000, 2300, 187],
  [80, 2300, 15],
  [160, 800, 12],
  [1, 2300, 0],
  [0, 2300, 0],
  [999, 0, 0],
])('in %i grosze at %i hundredths of a per cent there are %i grosze of tax', (gross, rate, tax) => {
  expect(taxOfGross(gross, rate)).toBe(tax);
});

test('totals come per rate that was sold, in the order of the base; an exempt rate has no percent', () => {
  const sold = [
    { rate: 'E', value: 490 },
    { rate: 'B', value: 999 },
    { rate: 'A', value: 1000 },
    { rate: 'A', value: 1975 },
  ];
  expect(rateTotals(sold, bases.rates)).toEqual([
    { letter: 'A', percent: 2300, gross: 2975, tax: 556 },
    { letter: 'B', percent: 800, gross: 999, tax: 74 },
    { letter: 'E', gross: 490, tax: 0 },
  ]);
});

const anySold = fc.array(
  fc.record({
    rate: fc.constantFrom(...bases.rates.map(({ letter }) => letter)),
    value: fc.integer({ min: 1, max: 99_999_999 }),
  }),
  { maxLength: 50 },
);

test('the rates add up to the whole, and tax is at most a grosz off the exact share', () => {
  fc.assert(
    fc.property(anySold, (sold) => {
      const rates = rateTotals(sold, bases.rates);
      expect(sum(rates.map(({ gross }) => gross))).toBe(sum(sold.map(({ value }) => value)));
      for (const { gross, percent = 0, tax } of rates) {
        const net = gross - tax;
        expect(Math.abs(net * percent - tax * 10_000)).toBeLessThanOrEqual((10_000 + percent) / 2);
      }
    }),
  );
});
