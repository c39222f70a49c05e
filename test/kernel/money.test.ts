import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatGrosze,
  maxAmountGrosze,
  mulDiv,
  parseDecimal,
  parseGrosze,
  sum,
} from '../../src/kernel/money.ts';

const anyAmount = fc.integer({ min: 0, max: maxAmountGrosze });
const anySafe = fc.maxSafeInteger();

describe('amounts in writing', () => {
  test.each([
    [0, '0,00'],
    [1, '0,01'],
    [10, '0,10'],
    [1234, '12,34'],
    [-5, '-0,05'],
    [-1234, '-12,34'],
    [maxAmountGrosze, '99999999,99'],
  ])('%i grosze are written %s', (amount, written) => {
    expect(formatGrosze(amount)).toBe(written);
  });

  test.each([
    ['12', 1200],
    ['12,5', 1250],
    ['12,50', 1250],
    ['12,', 1200],
    [',05', 5],
    ['007', 700],
    ['0', 0],
  ])('typed %s is %i grosze', (typed, amount) => {
    expect(parseGrosze(typed)).toBe(amount);
  });

  test.each(['', ',', '1,234', '1,2,3', '-1', '1.5', ' 1', '1e3', '12a', '99999999999999999'])(
    'typed %o is no amount',
    (typed) => {
      expect(parseGrosze(typed)).toBeUndefined();
    },
  );

  test('what is written is read back as the same amount', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(parseGrosze(formatGrosze(amount))).toBe(amount);
      }),
    );
  });

  test('whatever is typed gives a safe integer that is not negative, or nothing', () => {
    const anyTyped = fc.string({ unit: fc.constantFrom(...'0123456789,'), maxLength: 20 });
    fc.assert(
      fc.property(anyTyped, fc.integer({ min: 0, max: 3 }), (typed, decimals) => {
        const value = parseDecimal(typed, decimals);
        if (value === undefined) return;
        expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
      }),
    );
  });
});

describe('mulDiv', () => {
  test.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [5, 1, 10, 1],
    [-5, 1, 10, -1],
    [4, 1, 10, 0],
    [7, -1, 2, -4],
    [7, 1, -2, -4],
    [0, -1, 3, 0],
  ])('%i × %i / %i is rounded half away from zero: %i', (a, b, c, result) => {
    expect(mulDiv(a, b, c)).toBe(result);
  });

  test('the result is never further than half a unit from the exact quotient', () => {
    const divisor = anySafe.filter((value) => value !== 0);
    fc.assert(
      fc.property(anySafe, fc.integer(), divisor, (a, b, c) => {
        const product = BigInt(a) * BigInt(b);
        const limit = BigInt(Number.MAX_SAFE_INTEGER) * BigInt(Math.abs(c));
        fc.pre(-limit < product && product < limit);
        const twiceRest = 2n * (BigInt(mulDiv(a, b, c)) * BigInt(c) - product);
        const size = BigInt(Math.abs(c));
        expect(-size <= twiceRest && twiceRest <= size).toBe(true);
      }),
    );
  });

  test('a result that is no safe integer is a fault of the program', () => {
    expect(() => mulDiv(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
    expect(() => mulDiv(1, 1, 0)).toThrow(RangeError);
  });

  test('zero is never negative', () => {
    expect(Object.is(mulDiv(-1, 1, 3), 0)).toBe(true);
  });
});

describe('sum', () => {
  test('adds amounts; of none it is zero', () => {
    expect([sum([]), sum([1, 2, 3]), sum([maxAmountGrosze, -1])]).toEqual([0, 6, 9_999_999_998]);
  });

  test('a sum that is no safe integer is a fault of the program', () => {
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sum([0.1])).toThrow(RangeError);
  });
});
