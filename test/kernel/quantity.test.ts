import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxAmountGrosze } from '../../src/kernel/money.ts';
import {
  formatQuantity,
  lineValue,
  maxQuantity,
  one,
  parseQuantity,
} from '../../src/kernel/quantity.ts';

test.each([
  [1000, '1'],
  [3000, '3'],
  [250, '0,250'],
  [1500, '1,500'],
  [1, '0,001'],
  [maxQuantity, '99999,999'],
])('%i thousandths are written %s', (quantity, written) => {
  expect(formatQuantity(quantity)).toBe(written);
});

test.each([
  ['3', 3000],
  ['0,25', 250],
  [',125', 125],
  ['1,', 1000],
  ['0', 0],
])('typed %s is %i thousandths', (typed, quantity) => {
  expect(parseQuantity(typed)).toBe(quantity);
});

test.each(['', ',', '1,2345', '1,2,3', 'x'])('typed %o is no quantity', (typed) => {
  expect(parseQuantity(typed)).toBeUndefined();
});

test('what is written is read back as the same quantity', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: maxQuantity }), (quantity) => {
      expect(parseQuantity(formatQuantity(quantity))).toBe(quantity);
    }),
  );
});

test.each([
  [999, one, 999],
  [350, 1250, 438],
  [1, 499, 0],
  [1, 500, 1],
  [333, 3, 1],
])('price %i × %i thousandths is %i grosze', (price, quantity, value) => {
  expect(lineValue(price, quantity)).toBe(value);
});

test('the dearest item in the largest quantity still has a value', () => {
  expect(lineValue(maxAmountGrosze, maxQuantity)).toBe(999_999_989_900_000);
});
