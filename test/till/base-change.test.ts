import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTextKey, type TextKey } from '../../src/text/catalogue.ts';
import {
  type BaseChange,
  changeBases,
  type Programmed,
  type Programming,
  replaceBases,
} from '../../src/till/base-change.ts';
import { basesRefusal } from '../../src/till/base-rule.ts';
import type { Bases, Cashier, Item, PaymentForm } from '../../src/till/bases.ts';
import { bases } from './shop.ts';

const fresh: Programming = { bases, rateMarks: {}, soldSinceReport: false, fiscalised: true };
const milk: Item = { code: '4', name: 'Mleko', rate: 'B', price: 999 };
const tea: Item = { code: '5', name: 'Herbata', rate: 'A', price: 1299 };
const ola: Cashier = { number: 3, name: 'Ola', role: 'cashier', pinHash: 'hash of 3333' };
const voucher: PaymentForm = { number: 5, name: 'VOUCHER', type: 'VOUCHER' };

const item = (change: Partial<Item>): BaseChange => ({
  type: 'item.add',
  item: { ...tea, ...change },
});
const cashier = (change: Partial<Cashier>): BaseChange => ({
  type: 'cashier.add',
  cashier: { ...ola, ...change },
});
const form = (change: Partial<PaymentForm>): BaseChange => ({
  type: 'form.add',
  form: { ...voucher, ...change },
});
const shop = (change: Partial<Bases['shop']>): BaseChange => ({
  type: 'shop.set',
  shop: { ...bases.shop, ...change },
});

/** The changes one after the other, from the shop on; the last one's answer. */
function program(changes: readonly BaseChange[], from: Programming = fresh): Programmed {
  let answer: Programmed = from;
  for (const change of changes) {
    const before: Programming = 'bases' in answer ? { ...from, ...answer } : from;
    answer = changeBases(before, change);
  }
  return answer;
}

describe('what is taken', () => {
  const taken = (...changes: BaseChange[]): Bases => {
    const answer = program(changes);
    if ('refusal' in answer) throw new Error(answer.refusal);
    expect(basesRefusal(answer.bases)).toBeUndefined();
    return answer.bases;
  };

  test('an item is added, changed and deleted', () => {
    expect(taken(item({})).goods.at(-1)).toEqual(tea);
    const dearer = { ...milk, price: 1099 };
    expect(taken({ type: 'item.change', item: dearer }).goods[3]).toEqual(dearer);
    expect(taken({ type: 'item.delete', code: '4' }).goods.map(({ code }) => code)).toEqual([
      ...['1', '2', '3', '99'],
    ]);
  });

  test('an item may have an open price, and its own name in other letters', () => {
    const { price: _, ...open } = { ...milk, name: 'MLEKO!' };
    expect(taken({ type: 'item.change', item: open }).goods[3]).toEqual(open);
  });

  test('a rate is set in its place by letter, exempt, or made inactive', () => {
    const rates = taken(
      { type: 'rate.set', letter: 'D', rate: { letter: 'D', percent: 0 } },
      { type: 'rate.set', letter: 'A', rate: { letter: 'A', percent: 2200 } },
      { type: 'rate.set', letter: 'G', rate: { letter: 'G' } },
      { type: 'rate.set', letter: 'E' },
    ).rates;
    expect(rates).toEqual([
      { letter: 'A', percent: 2200 },
      { letter: 'B', percent: 800 },
      { letter: 'C', percent: 500 },
      { letter: 'D', percent: 0 },
      { letter: 'G' },
    ]);
  });

  test('the header is set; its NIP only before the fiscalisation', () => {
    const training = { ...fresh, fiscalised: false };
    const moved = shop({ name: 'Sklep Nowy', address: ['ul. Krótka 1'], nip: '5222628262' });
    expect(program([moved], training)).toEqual({
      bases: {
        ...training.bases,
        shop: { name: 'Sklep Nowy', address: ['ul. Krótka 1'], nip: '5222628262' },
      },
      rateMarks: {},
    });
  });

  test('a cashier is added, changed and deleted', () => {
    const chief = { ...ola, role: 'manager' as const };
    const [added, changed] = [cashier({}), { type: 'cashier.change' as const, cashier: chief }];
    expect(taken(added, changed).cashiers.at(-1)).toEqual(chief);
    expect(taken(added, { type: 'cashier.delete', number: 3 }).cashiers).toEqual(bases.cashiers);
  });

  test('a payment form is added, changed and deleted', () => {
    const named = { ...voucher, name: 'Talon', type: 'BON' as const };
    expect(taken(form({}), { type: 'form.change', form: named }).paymentForms.at(-1)).toEqual(
      named,
    );
    expect(taken(form({}), { type: 'form.delete', number: 5 }).paymentForms).toEqual(
      bases.paymentForms,
    );
  });
});

const manyForms = Array.from({ length: 16 }, (_, index) =>
  form({ number: 10 + index, name: `BON ${index}`, type: 'BON' }),
);
const rateOf = (name: string, rate: string): BaseChange => ({
  type: 'item.change',
  item: { ...milk, name, rate },
});

/** What is asked for, the last of it refused under this name. */
const cases: readonly (readonly [TextKey, readonly BaseChange[], Partial<Programming>?])[] = [
  ['name.missing', [item({ name: ' ' })]],
  ['name.tooLong', [item({ name: 'x'.repeat(41) })]],
  ['name.tooLong', [cashier({ name: 'x'.repeat(17) })]],
  ['name.tooLong', [form({ name: 'x'.repeat(17) })]],
  ['name.tooLong', [shop({ name: 'x'.repeat(41) })]],
  ['name.blankAtEnd', [item({ name: 'Herbata ' })]],
  ['name.noLetters', [item({ name: '***' })]],
  ['name.unprintable', [item({ name: 'Herbata ☕' })]],
  ['name.unprintable', [shop({ address: ['ул. Мира 1'] })]],
  ['name.taken', [item({ name: 'mleko.' })]],
  ['name.taken', [form({ name: 'Karta' })]],

  ['item.codeInvalid', [item({ code: '' })]],
  ['item.codeInvalid', [item({ code: '12345678901234' })]],
  ['item.codeInvalid', [item({ code: '12,5' })]],
  ['item.codeTaken', [item({ code: '4' })]],
  ['item.rateUnknown', [item({ rate: 'F' })]],
  ['item.priceInvalid', [item({ price: 0 })]],
  ['item.priceInvalid', [item({ price: 10_000_000_000 })]],
  ['item.unknown', [{ type: 'item.change', item: tea }]],
  ['item.unknown', [{ type: 'item.delete', code: '5' }]],
  ['item.rateRaised', [rateOf('Mleko', 'C'), rateOf('Mleko', 'B')]],
  ['item.rateRaised', [rateOf('Mleko', 'E'), rateOf('M-L-E-K-O', 'C')]],
  [
    'item.rateRaised',
    [
      rateOf('Mleko', 'C'),
      { type: 'item.delete', code: '4' },
      item({ name: 'MLEKO', rate: 'B', code: '7' }),
    ],
  ],
  [
    'item.rateRaised',
    [
      { type: 'item.delete', code: '4' },
      { type: 'item.add', item: { ...milk, rate: 'C' } },
      rateOf('Mleko', 'B'),
    ],
  ],
  ['goods.full', [item({})], { bases: { ...bases, goods: manyGoods() } }],

  ['rate.letterInvalid', [{ type: 'rate.set', letter: 'H', rate: { letter: 'H' } }]],
  [
    'rate.percentInvalid',
    [{ type: 'rate.set', letter: 'A', rate: { letter: 'A', percent: 10_100 } }],
  ],
  ['rate.percentInvalid', [{ type: 'rate.set', letter: 'A', rate: { letter: 'A', percent: -1 } }]],
  ['rate.inUse', [{ type: 'rate.set', letter: 'B' }]],
  ['rates.noneActive', emptied(), { bases: { ...bases, goods: [] } }],
  [
    'rates.soldSince',
    [{ type: 'rate.set', letter: 'A', rate: { letter: 'A', percent: 2200 } }],
    { soldSinceReport: true },
  ],

  ['shop.addressMissing', [shop({ address: [] })]],
  ['shop.addressTooLong', [shop({ address: ['a', 'b', 'c', 'd', 'e'] })]],
  ['shop.nipInvalid', [shop({ nip: '1234563219' })]],
  ['shop.nipFixed', [shop({ nip: '5222628262' })]],

  ['cashier.numberInvalid', [cashier({ number: 1000 })]],
  ['cashier.numberTaken', [cashier({ number: 9 })]],
  ['cashier.pinMissing', [cashier({ pinHash: '' })]],
  ['cashier.unknown', [{ type: 'cashier.change', cashier: ola }]],
  ['cashier.unknown', [{ type: 'cashier.delete', number: 3 }]],
  ['cashier.lastManager', [{ type: 'cashier.delete', number: 9 }]],
  ['cashier.lastManager', [{ type: 'cashier.change', cashier: { ...ola, number: 9 } }]],
  ['cashier.loggedIn', [{ type: 'cashier.delete', number: 1 }], { cashier: 1 }],

  ['form.unknown', [{ type: 'form.change', form: voucher }]],
  ['form.unknown', [{ type: 'form.delete', number: 5 }]],
  ['form.numberInvalid', [form({ number: 100 })]],
  ['form.numberTaken', [form({ number: 4 })]],
  ['form.nameReserved', [form({ name: 'BLIK' })]],
  ['form.cashMissing', [{ type: 'form.delete', number: 1 }]],
  ['form.secondCash', [form({ type: 'GOTÓWKA' })]],
  ['forms.full', [...manyForms, form({ number: 99, name: 'Ostatni' })]],
];

function manyGoods(): Item[] {
  return Array.from({ length: 100_000 }, (_, index) => ({
    ...{ code: String(1000 + index), name: `Towar ${index}`, rate: 'A', price: 100 },
  }));
}

function emptied(): BaseChange[] {
  return bases.rates.map(({ letter }) => ({ type: 'rate.set', letter }));
}

const circumstanced = cases.map(
  ([refusal, changes, other = {}]) => [refusal, changes, other] as const,
);

test.each(circumstanced)('%s', (refusal, changes, circumstances) => {
  const from = { ...fresh, ...circumstances };
  expect(program(changes.slice(0, -1), from)).not.toHaveProperty('refusal');
  expect(program(changes, from)).toEqual({ refusal });
});

describe('the rate guard', () => {
  test('a rate that was never lowered may be raised, and lowered once', () => {
    const answer = program([rateOf('Mleko', 'A'), rateOf('Mleko', 'C')]);
    expect(answer).toEqual({
      bases: { ...bases, goods: bases.goods.with(3, { ...milk, rate: 'C' }) },
      rateMarks: { MLEKO: { value: 500, lowered: true } },
    });
  });

  test('a change of the law is no change of the item', () => {
    const byLaw: BaseChange = {
      type: 'rate.set',
      letter: 'C',
      rate: { letter: 'C', percent: 700 },
    };
    const dearer: BaseChange = { type: 'item.change', item: { ...milk, rate: 'C', price: 1 } };
    expect(program([rateOf('Mleko', 'C'), byLaw, dearer])).toEqual({
      bases: {
        ...bases,
        rates: bases.rates.with(2, { letter: 'C', percent: 700 }),
        goods: bases.goods.with(3, { ...milk, rate: 'C', price: 1 }),
      },
      rateMarks: { MLEKO: { value: 500, lowered: true } },
    });
  });
});

describe('all bases at once', () => {
  test('the till itself stays what it is', () => {
    const other = { number: '7', uniqueNumber: 'ABC 0000000000', fiscalised: false };
    const fewer = { ...bases, till: other, goods: bases.goods.slice(0, 2) };
    expect(replaceBases(fresh, fewer)).toEqual({
      bases: { ...fewer, till: bases.till },
      rateMarks: {
        KAWA: { value: 2300, lowered: false },
        MLEKO: { value: 800, lowered: false },
        TOWARRÓŻNY: { value: 2300, lowered: false },
      },
    });
  });

  const wrong: readonly (readonly [TextKey, Partial<Bases>])[] = [
    ['name.missing', { shop: { ...bases.shop, name: '' } }],
    ['rate.letterTaken', { rates: [...bases.rates, { letter: 'A', percent: 800 }] }],
    ['item.codeInvalid', { goods: [{ ...milk, code: 'x' }] }],
    ['item.codeTaken', { goods: [milk, { ...tea, code: '4' }] }],
    ['cashiers.full', { cashiers: Array.from({ length: 1000 }, () => ola) }],
    ['cashier.lastManager', { cashiers: [ola] }],
    ['cashier.pinMissing', { cashiers: [{ ...ola, role: 'manager', pinHash: '' }] }],
    ['form.cashMissing', { paymentForms: [voucher] }],
    ['form.nameReserved', { paymentForms: [...bases.paymentForms, { ...voucher, name: 'Blik' }] }],
  ];
  test.each(wrong)('%s', (refusal, change) => {
    expect(replaceBases(fresh, { ...bases, ...change })).toEqual({ refusal });
  });

  test('the guard holds for them, too', () => {
    const lowered = program([rateOf('Mleko', 'C')]);
    if ('refusal' in lowered) throw new Error(lowered.refusal);
    expect(replaceBases({ ...fresh, ...lowered }, bases)).toEqual({ refusal: 'item.rateRaised' });
  });
});

test('every refusal of the bases is in this table', () => {
  const sources = ['base-rule', 'base-change'].map((name) =>
    readFileSync(new URL(`../../src/till/${name}.ts`, import.meta.url), 'utf8'),
  );
  const known = sources
    .flatMap((source) => [...source.matchAll(/'(\w+\.\w+)'/g)].map(([, key = '']) => key))
    .filter(isTextKey);
  const tested = new Set<string>([
    ...cases.map(([key]) => key),
    ...['rate.letterTaken', 'cashiers.full'],
  ]);
  expect(known.length).toBeGreaterThan(30);
  expect([...new Set(known)].filter((key) => !tested.has(key))).toEqual([]);
});
