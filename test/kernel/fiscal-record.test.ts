import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DailyRecord,
  type FiscalRecord,
  type RateSum,
  signedText,
  sumOf,
} from '../../src/kernel/fiscal-record.ts';
import { sum } from '../../src/kernel/money.ts';

const day: DailyRecord = {
  kind: 'daily',
  at: 40,
  number: 7,
  from: 10,
  to: 30,
  rates: [
    { letter: 'A', percent: 2300, gross: 1000, net: 813, tax: 187 },
    { letter: 'E', gross: 500, net: 500, tax: 0 },
  ],
  receipts: 2,
  cancelled: { count: 1, amount: 250 },
  nonFiscal: 3,
  events: { powerFailures: 1, rateChanges: 0, baseChanges: 4 },
  lastDocument: 6,
  lastDigest: 'A'.repeat(40),
  digest: 'B'.repeat(40),
  signature: 'c2lnbmF0dXJl',
};

const dayWith = (number: number, ...rates: RateSum[]): DailyRecord => ({ ...day, number, rates });

describe('the sum of daily reports', () => {
  test('adds up every figure, of daily reports only', () => {
    const records: FiscalRecord[] = [day, { kind: 'powerFailure', at: 41 }, { ...day, number: 8 }];
    expect(sumOf(records)).toEqual({
      days: 2,
      firstNumber: 7,
      lastNumber: 8,
      rates: [
        { letter: 'A', percent: 2300, gross: 2000, net: 1626, tax: 374 },
        { letter: 'E', gross: 1000, net: 1000, tax: 0 },
      ],
      receipts: 4,
      cancelled: { count: 2, amount: 500 },
      nonFiscal: 6,
      events: { powerFailures: 2, rateChanges: 0, baseChanges: 8 },
    });
  });

  test('of none is nothing', () => {
    expect(sumOf([{ kind: 'powerFailure', at: 41 }])).toEqual({
      days: 0,
      rates: [],
      receipts: 0,
      cancelled: { count: 0, amount: 0 },
      nonFiscal: 0,
      events: { powerFailures: 0, rateChanges: 0, baseChanges: 0 },
    });
  });

  test('works out no tax anew: a grosz lost by rounding on each day stays lost', () => {
    const grosz: RateSum = { letter: 'B', percent: 800, gross: 6, net: 6, tax: 0 };
    expect(sumOf([dayWith(1, grosz), dayWith(2, grosz)]).rates).toEqual([
      { letter: 'B', percent: 800, gross: 12, net: 12, tax: 0 },
    ]);
  });

  test('keeps the values apart that a letter had, in the order of the letters', () => {
    const old: RateSum = { letter: 'A', percent: 2300, gross: 123, net: 100, tax: 23 };
    const now: RateSum = { letter: 'A', percent: 2200, gross: 122, net: 100, tax: 22 };
    const exempt: RateSum = { letter: 'A', gross: 50, net: 50, tax: 0 };
    const other: RateSum = { letter: 'B', percent: 800, gross: 108, net: 100, tax: 8 };
    expect(
      sumOf([dayWith(1, other, old), dayWith(2, now), dayWith(3, exempt, other)]).rates,
    ).toEqual([old, now, exempt, { letter: 'B', percent: 800, gross: 216, net: 200, tax: 16 }]);
  });

  test('net and tax make gross, whatever the days were', () => {
    const anyRate = fc
      .record({
        letter: fc.constantFrom('A', 'B', 'C'),
        percent: fc.constantFrom(0, 800, 2300),
        net: fc.nat(49_999_999_999),
        tax: fc.nat(9_999_999_999),
      })
      .map((rate) => ({ ...rate, gross: rate.net + rate.tax }));
    fc.assert(
      fc.property(fc.array(fc.array(anyRate)), (days) => {
        const { rates } = sumOf(days.map((one, index) => dayWith(index + 1, ...one)));
        expect(rates.map(({ net, tax }) => net + tax)).toEqual(rates.map(({ gross }) => gross));
        expect(sum(rates.map(({ gross }) => gross))).toBe(
          sum(days.flat().map(({ gross }) => gross)),
        );
        const keys = rates.map(({ letter, percent }) => `${letter} ${percent}`);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('what is signed of a daily report', () => {
  test('is every figure, and nothing that is known only later', () => {
    expect(signedText(day)).toMatchInlineSnapshot(
      `"{"at":40,"cancelled":{"amount":250,"count":1},"events":{"baseChanges":4,"powerFailures":1,"rateChanges":0},"from":10,"lastDigest":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","lastDocument":6,"nonFiscal":3,"number":7,"rates":[{"gross":1000,"letter":"A","net":813,"percent":2300,"tax":187},{"gross":500,"letter":"E","net":500,"tax":0}],"receipts":2,"to":30}"`,
    );
    const printedLater: DailyRecord = { ...day, digest: 'C'.repeat(40), signature: '' };
    expect(signedText(printedLater)).toBe(signedText(day));
  });

  test('is another text when any figure is another', () => {
    const { kind: _, digest: __, signature: ___, ...figures } = day;
    for (const name of Object.keys(figures)) {
      expect(signedText({ ...day, [name]: 0 })).not.toBe(signedText(day));
    }
  });
});
