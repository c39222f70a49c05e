import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FiscalReceipt } from '../../receipts/document.ts';
import { canonical } from '../../src/kernel/canonical.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import {
  emptyTally,
  hourOf,
  nextTally,
  rateSums,
  type Tally,
  withAdjustments,
  withCancelled,
  withCashIn,
  withCashOut,
  withDrawerOpening,
  withNonFiscal,
  withReceipt,
} from '../../src/till/tally.ts';
import { rateTotals } from '../../src/till/tax.ts';
import { cancelled, receipt } from '../receipts/sample.ts';
import { bases } from './shop.ts';

describe('a tally', () => {
  test('counts what was sold, by whom, when, and how it was paid, less the change', () => {
    expect(withReceipt(emptyTally, receipt, 10)).toEqual({
      ...emptyTally,
      gross: { A: 1230, B: 1997, E: 5000 },
      receipts: 1,
      forms: {
        'MOBILNA Blik': { count: 1, amount: 5000 },
        GOTÓWKA: { count: 1, amount: 3227 },
      },
      cashiers: {
        1: {
          receipts: 1,
          amount: 8227,
          forms: {
            'MOBILNA Blik': { count: 1, amount: 5000 },
            GOTÓWKA: { count: 1, amount: 3227 },
          },
        },
      },
      items: {
        Mleko: { quantity: 1000, amount: 999 },
        'Ser żółty dojrzewający w plastrach, opakowanie rodzinne': { quantity: 250, amount: 998 },
        Zeszyt: { quantity: 1000, amount: 1230 },
        'Porada prawna': { quantity: 1000, amount: 5000 },
      },
      hours: { 10: { receipts: 1, amount: 8227 } },
      cashInDrawer: 3227,
    } satisfies Tally);
  });

  test('change is cash even where no cash was taken, and comes off the cash form by its name', () => {
    const overpaid = {
      ...receipt,
      total: 4000,
      payments: [{ type: 'MOBILNA', name: 'Blik', amount: 5000 }],
      change: 1000,
    };
    const byBlik = withReceipt(emptyTally, overpaid, 10);
    expect([byBlik.forms, byBlik.cashInDrawer]).toEqual([
      { 'MOBILNA Blik': { count: 1, amount: 5000 }, GOTÓWKA: { count: 0, amount: -1000 } },
      -1000,
    ]);
    const inCash = { ...overpaid, payments: [{ type: 'GOTÓWKA', name: 'Kasa', amount: 5000 }] };
    const byCash = withReceipt(emptyTally, inCash, 10);
    expect([byCash.forms, byCash.cashInDrawer]).toEqual([
      { 'GOTÓWKA Kasa': { count: 1, amount: 4000 } },
      4000,
    ]);
  });

  test('counts what is no sale beside it', () => {
    const tally = [
      (before: Tally) => withCancelled(before, cancelled),
      (before: Tally) => withCancelled(before, { ...cancelled, total: 3 }),
      withNonFiscal,
      withDrawerOpening,
      (before: Tally) => withCashIn(before, 10_000),
      (before: Tally) => withCashOut(before, 2500),
      (before: Tally) =>
        withAdjustments(before, [
          { kind: 'discount', percent: 1500, amount: 525 },
          { kind: 'discount', amount: 100 },
          { kind: 'surcharge', amount: 50 },
        ]),
    ].reduce((before, step) => step(before), emptyTally);
    expect(tally).toEqual({
      ...emptyTally,
      cancelled: { count: 2, amount: 2000 },
      nonFiscal: 1,
      drawerOpenings: 1,
      cashIn: 10_000,
      cashOut: 2500,
      cashInDrawer: 7500,
      discounts: 625,
      surcharges: 50,
    } satisfies Tally);
    expect(nextTally(tally)).toEqual({ ...emptyTally, cashInDrawer: 7500 });
  });

  test('the hour is that of the shop, in summer and in winter', () => {
    const moments = ['2026-07-01T23:30Z', '2026-12-01T23:30Z', '2026-11-20T10:58'];
    expect(moments.map((moment) => hourOf(parseMoment(moment)))).toEqual([1, 0, 10]);
  });
});

describe('the tax of the day', () => {
  test('is worked out on the gross totals, not added up from the receipts', () => {
    const small = { ...receipt, rates: [{ letter: 'A', percent: 2300, gross: 1, tax: 0 }] };
    const tally = Array.from({ length: 10 }, () => small).reduce(
      (before, one) => withReceipt(before, one, 8),
      emptyTally,
    );
    expect(rateSums(tally, bases.rates)).toEqual([
      { letter: 'A', percent: 2300, gross: 10, tax: 2, net: 8 },
      { letter: 'B', percent: 800, gross: 0, tax: 0, net: 0 },
      { letter: 'C', percent: 500, gross: 0, tax: 0, net: 0 },
      { letter: 'E', gross: 0, tax: 0, net: 0 },
    ]);
  });

  test('of one receipt of 10,00 at 23 % is 1,87, net 8,13 (facts/till, daily report)', () => {
    expect(rateSums({ ...emptyTally, gross: { A: 1000, E: 490 } }, bases.rates)).toEqual([
      { letter: 'A', percent: 2300, gross: 1000, tax: 187, net: 813 },
      { letter: 'B', percent: 800, gross: 0, tax: 0, net: 0 },
      { letter: 'C', percent: 500, gross: 0, tax: 0, net: 0 },
      { letter: 'E', gross: 490, tax: 0, net: 490 },
    ]);
  });

  test('a sale at a rate that is not in the base is a fault of the program', () => {
    expect(() => rateSums({ ...emptyTally, gross: { F: 1 } }, bases.rates)).toThrow(RangeError);
  });
});

const anyLine = fc.record({
  name: fc.constantFrom('Mleko', 'Chleb', '__proto__', 'constructor', 'toString'),
  rate: fc.constantFrom('A', 'B', 'E'),
  quantity: fc.integer({ min: 1, max: 9999 }),
  value: fc.integer({ min: 1, max: 99_999 }),
  voided: fc.boolean(),
});

/** A receipt that adds up: paid partly by card, the rest in cash, with or without change. */
const anyReceipt = fc
  .record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
    cashier: fc.integer({ min: 1, max: 3 }),
    byCard: fc.boolean(),
    change: fc.integer({ min: 0, max: 500 }),
    hour: fc.integer({ min: 0, max: 23 }),
  })
  .map(({ lines, cashier, byCard, change, hour }) => {
    const printed = lines.map(({ voided, ...line }) => ({
      ...line,
      unitPrice: line.value,
      ...(voided ? { voided } : {}),
    }));
    const sold = printed.filter(({ voided }) => !voided);
    const rates = rateTotals(sold, bases.rates);
    const total = rates.reduce((sum, { gross }) => sum + gross, 0);
    const card = byCard ? Math.floor(total / 2) : 0;
    const document: FiscalReceipt = {
      ...receipt,
      lines: printed,
      cashier: { number: cashier, name: `${cashier}` },
      rates,
      total,
      payments: [
        ...(byCard ? [{ type: 'KARTA', amount: card }] : []),
        { type: 'GOTÓWKA', amount: total - card + change },
      ],
      change,
    };
    return { document, hour };
  });
const anyDay = fc.array(anyReceipt, { maxLength: 12 });

type Day = readonly { readonly document: FiscalReceipt; readonly hour: number }[];

function tallied(day: Day, before = emptyTally): Tally {
  return day.reduce((tally, { document, hour }) => withReceipt(tally, document, hour), before);
}

function amounts(record: Readonly<Record<string, { readonly amount: number }>>): number {
  return Object.values(record).reduce((sum, { amount }) => sum + amount, 0);
}

test('every breakdown of the day adds up to its receipts', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const tally = tallied(day);
      const total = day.reduce((sum, { document }) => sum + document.total, 0);
      const gross = Object.values(tally.gross).reduce((sum, amount) => sum + amount, 0);
      expect(tally.receipts).toBe(day.length);
      expect({
        gross,
        forms: amounts(tally.forms),
        cashiers: amounts(tally.cashiers),
        items: amounts(tally.items),
        hours: amounts(tally.hours),
      }).toEqual({ gross: total, forms: total, cashiers: total, items: total, hours: total });
      const byCashiers = Object.values(tally.cashiers).map(({ forms }) => amounts(forms));
      expect(byCashiers.reduce((sum, amount) => sum + amount, 0)).toBe(total);
      expect(tally.cashInDrawer).toBe(tally.forms['GOTÓWKA']?.amount ?? 0);
    }),
  );
});

test('the order of the receipts changes nothing, nor does a stop in between', () => {
  fc.assert(
    fc.property(anyDay, fc.nat({ max: 12 }), (day, cut) => {
      const whole = canonical(tallied(day));
      expect(canonical(tallied(day.toReversed()))).toBe(whole);
      const morning = JSON.parse(JSON.stringify(tallied(day.slice(0, cut)))) as Tally;
      expect(canonical(tallied(day.slice(cut), morning))).toBe(whole);
    }),
  );
});

test('the tax of the day is at most half a grosz off the exact share of each rate', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      for (const { percent = 0, gross, tax, net } of rateSums(tallied(day), bases.rates)) {
        expect(tax + net).toBe(gross);
        expect(Math.abs(net * percent - tax * 10_000)).toBeLessThanOrEqual((10_000 + percent) / 2);
      }
    }),
  );
});
