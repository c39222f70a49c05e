import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitOf, valueCheckDigitOf } from '../../src/till/check-digit.ts';
import { type EmbeddedRule, isWhole, readEmbedded } from '../../src/till/embedded-code.ts';

const weight: EmbeddedRule = { prefix: '29', item: 5, value: 5, kind: 'weight', decimals: 3 };
const price: EmbeddedRule = {
  prefix: '24',
  item: 4,
  value: 5,
  kind: 'price',
  decimals: 2,
  priceCheckDigit: true,
};
const rules = [weight, price];

function withCheckDigit(digits: string): string {
  return digits + checkDigitOf(digits);
}

describe('an in-store code', () => {
  test('of the scales holds the weight', () => {
    expect(readEmbedded(withCheckDigit('290012301250'), rules)).toEqual({
      itemCode: '00123',
      quantity: 1250,
    });
  });

  test('of the scales holds the price, with a check digit of its own', () => {
    expect(readEmbedded(withCheckDigit('240123614685'), rules)).toEqual({
      itemCode: '0123',
      price: 14_685,
    });
  });

  test('counts its decimals as the rule says', () => {
    const coarse = [
      { ...weight, decimals: 2 },
      { ...weight, prefix: '24', kind: 'price' as const, decimals: 0 },
    ];
    expect(readEmbedded(withCheckDigit('290012300125'), coarse)).toEqual({
      itemCode: '00123',
      quantity: 1250,
    });
    expect(readEmbedded(withCheckDigit('240012300007'), coarse)).toEqual({
      itemCode: '00123',
      price: 700,
    });
  });

  test('is none when no rule has its prefix or it has not thirteen digits', () => {
    expect(readEmbedded('5901234123457', rules)).toBeUndefined();
    expect(readEmbedded('29012306', rules)).toBeUndefined();
  });

  test.each([['2900123012500'], [withCheckDigit('240123714685')]])(
    'is refused with a wrong check digit of the code or the price: %s',
    (code) => {
      expect(readEmbedded(code, rules)).toEqual({ problem: 'checkDigit' });
    },
  );
});

describe('a rule', () => {
  test.each<[boolean, Partial<EmbeddedRule>]>([
    [true, {}],
    [true, { prefix: '2', item: 6 }],
    [true, { item: 5, value: 4, priceCheckDigit: true }],
    [false, { item: 4 }],
    [false, { item: 0, value: 10 }],
    [false, { item: 10, value: 0 }],
    [false, { prefix: 'XX' }],
    [false, { prefix: '' }],
    [false, { decimals: -1 }],
    [false, { item: 3, value: 6, priceCheckDigit: true }],
  ])('is whole or not: %s %o', (whole, change) => {
    expect(isWhole({ ...weight, ...change })).toBe(whole);
  });
});

describe('the check digit of a price or weight', () => {
  // The examples of the GS1 General Specifications, 7.9.
  test.each([
    ['2875', '9'],
    ['14685', '6'],
    ['0000', '0'],
    ['00000', '0'],
  ])('of %s is %s', (digits, check) => {
    expect(valueCheckDigitOf(digits)).toBe(check);
  });

  test.each(['', '123', '123456', '12a4'])('is not known of %o', (digits) => {
    expect(valueCheckDigitOf(digits)).toBeUndefined();
  });

  test('makes the weighed digits of the specification come to nothing', () => {
    // Twice, three and five times the digit, with its tens taken away or added.
    const less = (times: number) => (digit: string) =>
      ((Number(digit) * times) % 10) - Math.floor((Number(digit) * times) / 10);
    const more = (digit: string) =>
      ((Number(digit) * 5) % 10) + Math.floor((Number(digit) * 5) / 10);
    const five = [more, less(2), less(5), more, less(2), less(5)];
    const four = [less(2), less(2), (digit: string) => 3 * Number(digit), less(5)];
    const weighed = (digits: string, weights: readonly ((digit: string) => number)[]) =>
      weights.reduce((total, weigh, index) => total + weigh(digits.charAt(index)), 0);
    const last = (total: number) => ((total % 10) + 10) % 10;
    fc.assert(
      fc.property(fc.stringMatching(/^\d{5}$/), (digits) => {
        expect(last(weighed(`${digits}${valueCheckDigitOf(digits)}`, five))).toBe(0);
        const short = digits.slice(1);
        expect(valueCheckDigitOf(short)).toBe(String(last(3 * weighed(short, four))));
      }),
    );
  });

  test('sees every single wrong digit', () => {
    const anyChange = fc.record({ at: fc.nat({ max: 4 }), off: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.stringMatching(/^\d{4,5}$/), anyChange, (digits, { at, off }) => {
        const index = at % digits.length;
        const digit = String((Number(digits[index]) + off) % 10);
        const wrong = digits.slice(0, index) + digit + digits.slice(index + 1);
        expect(valueCheckDigitOf(wrong)).not.toBe(valueCheckDigitOf(digits));
      }),
    );
  });
});
