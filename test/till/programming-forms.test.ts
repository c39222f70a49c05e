import { describe, expect, test } from 'vitest';
import { contextOf, stateName, type TillState } from '../../src/runtime/decide.ts';
import type { TextKey } from '../../src/text/catalogue.ts';
import type { Bases } from '../../src/till/bases.ts';
import { display } from '../../src/till/display.ts';
import { cashierForms } from '../../src/till/cashier-forms.ts';
import { formBook } from '../../src/till/form-book.ts';
import { programmingForms } from '../../src/till/programming-forms.ts';
import { at, noon, pinChosen, pinRight, pinTyped, pinWrong, play, printed } from './play.ts';
import { bases } from './shop.ts';

const basesOf = (state: TillState): Bases => contextOf(state).bases;
const rows = (state: TillState) => display(stateName(state), contextOf(state), noon, {});
/** Digits that type a name: the same digit again is the next letter of its key. */
const [sok, kawa, bon2] = ['7777 666 55', '55 2 9 2', '22 666 DÓŁ 66 0 DÓŁ 222222'];

/** The menu's digits and the keys of the form, and what the bases are then. */
const taken: readonly (readonly [what: string, keys: string, change: Partial<Bases>])[] = [
  [
    'a new item',
    `2 1 1 77 RAZEM ${sok} RAZEM DÓŁ RAZEM 3,50 RAZEM`,
    { goods: [...bases.goods, { code: '77', name: 'Sok', rate: 'B', price: 350 }] },
  ],
  [
    'a new price; the rest is proposed',
    '2 1 1 4 RAZEM RAZEM RAZEM 10,49 RAZEM',
    { goods: bases.goods.with(3, { code: '4', name: 'Mleko', rate: 'B', price: 1049 }) },
  ],
  [
    'an open price: C empties what is proposed',
    '2 1 1 4 RAZEM RAZEM RAZEM C RAZEM',
    { goods: bases.goods.with(3, { code: '4', name: 'Mleko', rate: 'B' }) },
  ],
  [
    'an item goes',
    '2 1 2 4 RAZEM RAZEM',
    { goods: bases.goods.filter(({ code }) => code !== '4') },
  ],
  [
    'a rate in per cent',
    '2 2 1 1 RAZEM 22 RAZEM',
    { rates: bases.rates.with(0, { letter: 'A', percent: 2200 }) },
  ],
  ['an exempt rate', '2 2 2 7 RAZEM', { rates: [...bases.rates, { letter: 'G' }] }],
  ['a rate becomes inactive', '2 2 3 5 RAZEM', { rates: bases.rates.slice(0, 3) }],
  [
    'the header, with fewer lines',
    `2 3 C C C C C RAZEM RAZEM ${'C '.repeat(15)} RAZEM RAZEM RAZEM`,
    { shop: { ...bases.shop, name: 'Sklep Pod', address: ['ul. Lipowa 7'] } },
  ],
  [
    'a new payment form',
    `2 5 1 5 RAZEM ${bon2} RAZEM 4 RAZEM RAZEM`,
    { paymentForms: [...bases.paymentForms, { number: 5, name: 'Bon 2', type: 'BON' }] },
  ],
  [
    'a payment form changed: its change',
    '2 5 1 3 RAZEM RAZEM RAZEM 20 RAZEM',
    { paymentForms: bases.paymentForms.with(2, { ...formOf(3), maxChange: 2000 }) },
  ],
  [
    'a cashier becomes a manager',
    '2 6 2 2 RAZEM RAZEM 2 RAZEM RAZEM',
    { cashiers: bases.cashiers.with(1, { ...cashierOf(2), role: 'manager' }) },
  ],
  [
    'T2 a cashier may take no cards',
    '2 6 2 2 RAZEM RAZEM RAZEM 2 RAZEM',
    { cashiers: bases.cashiers.with(1, { ...cashierOf(2), untrained: true }) },
  ],
  [
    'a cashier goes',
    '2 6 4 2 RAZEM RAZEM',
    { cashiers: bases.cashiers.filter(({ number }) => number !== 2) },
  ],
  ['the rounding of percentages', '2 7 2 RAZEM', { percentMethod: 'discount' }],
  ['a payment form goes', '2 5 2 4 RAZEM RAZEM', { paymentForms: bases.paymentForms.slice(0, 3) }],
];

function cashierOf(number: number) {
  const cashier = bases.cashiers.find((one) => one.number === number);
  if (!cashier) throw new Error('no such cashier');
  return cashier;
}

function formOf(number: number) {
  const form = bases.paymentForms.find((one) => one.number === number);
  if (!form) throw new Error('no such form');
  return form;
}

describe('programming at the keypad', () => {
  test.each(taken)('%s', (_what, keys, change) => {
    const { state, refusals } = play(at('managerMenu'), keys);
    expect([refusals, stateName(state), state.notice?.text]).toEqual([
      ...[[], 'managerMenu', 'program.done'],
    ]);
    expect(basesOf(state)).toEqual({ ...bases, ...change });
    expect([contextOf(state).programmed, contextOf(state).form]).toEqual([true, undefined]);
  });

  test('the daily report counts what was programmed', () => {
    const eventsAfter = (keys: string) => contextOf(play(at('managerMenu'), keys).state).day.events;
    expect(eventsAfter('2 1 1 4 RAZEM RAZEM RAZEM 10,49 RAZEM')).toEqual({
      ...{ baseChanges: 1, powerFailures: 0, rateChanges: 0 },
    });
    expect(eventsAfter('2 2 1 1 RAZEM 22 RAZEM')).toEqual({
      ...{ baseChanges: 0, powerFailures: 0, rateChanges: 1 },
    });
  });

  test('what is sold next is sold by it', () => {
    const cheaper = '2 1 1 4 RAZEM RAZEM RAZEM 1,00 RAZEM C C C';
    const { state } = play(at('managerMenu'), cheaper, '4 KOD');
    expect(contextOf(state).receipt?.lines[0]?.unitPrice).toBe(100);
  });
});

/** The last key is refused, and the form waits with what was typed. */
const refused: readonly (readonly [TextKey, keys: string])[] = [
  ['item.unknown', '2 1 2 5 RAZEM'],
  ['item.priceInvalid', `2 1 1 77 RAZEM ${sok} RAZEM RAZEM 0 RAZEM`],
  ['name.taken', `2 1 1 77 RAZEM ${kawa} RAZEM RAZEM 3 RAZEM`],
  ['field.missing', '2 1 1 77 RAZEM RAZEM'],
  ['rate.percentInvalid', '2 2 1 1 RAZEM 101 RAZEM'],
  ['rate.inUse', '2 2 3 1 RAZEM'],
  ['shop.nipFixed', '2 4 5222628262 RAZEM'],
  ['shop.nipInvalid', '2 4 1234563219 RAZEM'],
  ['cashier.numberTaken', '2 6 1 2 RAZEM'],
  ['cashier.numberInvalid', `2 6 1 0 RAZEM ${kawa} RAZEM RAZEM RAZEM`],
  ['cashier.unknown', '2 6 3 5 RAZEM'],
  ['cashier.lastManager', '2 6 2 9 RAZEM RAZEM 1 RAZEM RAZEM'],
  ['cashier.lastManager', '2 6 4 9 RAZEM RAZEM'],
  ['form.unknown', '2 5 2 7 RAZEM'],
  ['form.cashMissing', '2 5 2 1 RAZEM RAZEM'],
  ['form.secondCash', `2 5 1 5 RAZEM ${bon2} RAZEM 1 RAZEM RAZEM`],
  ['form.numberInvalid', `2 5 1 0 RAZEM ${bon2} RAZEM 4 RAZEM RAZEM`],
];

test.each(refused)('%s is refused, and nothing is programmed', (refusal, keys) => {
  const { state, refusals } = play(at('managerMenu'), keys);
  expect([refusals, stateName(state), basesOf(state)]).toEqual([
    ...[[refusal], 'fillingForm', bases],
  ]);
});

describe('a PIN that is chosen at the rim', () => {
  const olga = '2 6 1 3 RAZEM 666 555 4 2 RAZEM 2 RAZEM RAZEM';

  test('T2 makes a new operator', () => {
    const { state, refusals } = play(at('managerMenu'), olga, pinTyped, pinChosen);
    const added = { number: 3, name: 'Olga', role: 'manager', pinHash: 'hash of 4444' };
    expect([refusals, stateName(state)]).toEqual([[], 'managerMenu']);
    expect(basesOf(state).cashiers).toEqual([...bases.cashiers, added]);
  });

  test('or a new PIN, whose wrong tries are forgotten', () => {
    const locked = play(at('enteringPin'), ...Array.from({ length: 5 }, () => pinWrong)).state;
    const manager = ['9 RAZEM', pinRight, 'FUNKCJE 8 2 6 3 1 RAZEM', pinTyped];
    const { state } = play(locked, ...manager, pinChosen);
    expect([basesOf(state).cashiers[0]?.pinHash, contextOf(state).wrongPins]).toEqual([
      ...['hash of 4444', {}],
    ]);
  });

  test('C leads back, and nobody is added', () => {
    const { state } = play(at('managerMenu'), olga, pinTyped, 'C C');
    expect([stateName(state), basesOf(state)]).toEqual(['managerMenu', bases]);
  });
});

test('rates wait for the daily report once something was sold', () => {
  const sold = play(at('subtotal'), 'C FUNKCJE 6 RAZEM', printed).state;
  const manager = play(sold, 'FUNKCJE 9 9 RAZEM', () => ({ type: 'pin.verified', cashier: 9 }));
  const { refusals } = play(manager.state, 'FUNKCJE 8 2 2 1 1 RAZEM 22 RAZEM');
  expect(refusals).toEqual(['rates.soldSince']);
});

test('every question fits the display', () => {
  for (const [name, { fields }] of Object.entries({ ...programmingForms, ...cashierForms })) {
    for (const index of fields.keys()) {
      const open = { name, index, answers: {}, input: '', proposed: false, marked: 0 };
      const from = at('fillingForm');
      const context = { ...contextOf(from), form: open };
      const shown = display('fillingForm', context, noon, {});
      expect(shown.filter((row) => row.length > 20)).toEqual([]);
      expect(shown[0].length + shown[1].length).toBeGreaterThan(0);
    }
  }
  expect(Object.keys(formBook)).toEqual(expect.arrayContaining(Object.keys(programmingForms)));
});

test('what is asked for and proposed, as the manager sees it', () => {
  const seen = ['2 1 1', '4 RAZEM', 'RAZEM', 'RAZEM'];
  const views = seen.map((_, index) =>
    rows(play(at('managerMenu'), seen.slice(0, index + 1).join(' ')).state),
  );
  expect(views).toEqual([
    ['Towar', 'Kod towaru:', '                   _', 'RAZEM=dalej C=wstecz'],
    ['Towar', 'Nazwa:', '               Mleko', 'X=aA DÓŁ=nast. znak'],
    ['Stawka PTU:', ' 1 A 23,00 %', '>2 B 8,00 %', ' 3 C 5,00 %'],
    ['Towar', 'Cena (C=otwarta):', '                9,99', 'RAZEM=dalej C=wstecz'],
  ]);
});
