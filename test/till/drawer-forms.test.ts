import { describe, expect, test } from 'vitest';
import { contextOf, stateName, type TillState } from '../../src/runtime/decide.ts';
import { at, pinRight, pinWrong, play, printed } from './play.ts';

const drawerOf = (state: TillState) => {
  const { day, shift } = contextOf(state);
  return [day.tally, shift].map(({ cashIn, cashOut, cashInDrawer, nonFiscal }) => ({
    ...{ cashIn, cashOut, cashInDrawer, nonFiscal },
  }));
};

const notesOf = (effects: ReturnType<typeof play>['effects']) =>
  effects.flatMap((effect) =>
    effect.type === 'print' && effect.document.kind === 'nonFiscalNote'
      ? [[effect.document.title, ...effect.document.rows.map(({ value }) => value)].join(' ')]
      : [],
  );

describe('cash without a sale', () => {
  test('is counted for the day and the shift, kicks the drawer and is told by a note', () => {
    const plays = ['50 FUNKCJE 0 4 RAZEM', printed, 'FUNKCJE 0 5 12,34 RAZEM', printed];
    const { state, effects, refusals } = play(at('register'), ...plays);
    const counted = { cashIn: 5000, cashOut: 1234, cashInDrawer: 3766, nonFiscal: 2 };
    expect([stateName(state), refusals, drawerOf(state)]).toEqual([
      'register',
      [],
      [counted, counted],
    ]);
    expect(effects.map(({ type }) => type)).toEqual([
      ...['drawer.open', 'print', 'drawer.open', 'print'],
    ]);
    expect(notesOf(effects)).toEqual([
      'WPŁATA DO KASY 50,00 PLN 50,00 PLN',
      'WYPŁATA Z KASY 12,34 PLN 37,66 PLN',
    ]);
  });

  test('C leads from the question back to the sale, and nothing is counted', () => {
    const { state, effects } = play(at('register'), '50 FUNKCJE 0 4 C C');
    expect([stateName(state), effects, contextOf(state).typed]).toEqual(['register', [], '']);
  });
});

describe('P1 a change of cashier', () => {
  test.each([
    ['4,99', 'handOver.even', '4,99 PLN 4,99 PLN BRAK'],
    ['0', 'handOver.short', '4,99 PLN 0,00 PLN 4,99 PLN'],
    ['5', 'handOver.over', '4,99 PLN 5,00 PLN 0,01 PLN'],
  ])('%s counted: %s, and nobody is logged in', (counted, said, rows) => {
    const sold = play(at('register'), '2 KOD RAZEM RAZEM', printed).state;
    const { state, effects } = play(sold, `FUNKCJE 0 6 ${counted} RAZEM`, printed);
    expect([stateName(state), state.notice?.text, notesOf(effects)]).toEqual([
      'loggedOut',
      said,
      [`ROZLICZENIE SZUFLADY ${rows}`],
    ]);
    expect(drawerOf(state)[0]?.cashInDrawer).toBe(499);
  });
});

test('a manager who unlocks the keyboard gives its cashier new tries', () => {
  const wrong = [pinWrong, pinWrong, pinWrong, pinWrong, pinWrong];
  const { state } = play(at('keyboardLocked'), ...wrong, '9 RAZEM', pinWrong, pinRight);
  const { wrongPins, candidate, cashier } = contextOf(state);
  expect([stateName(state), wrongPins, candidate, cashier]).toEqual([
    'register',
    {},
    undefined,
    { number: 1, name: 'Anna' },
  ]);
});
