import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contextOf, initialState, stateName } from '../../src/runtime/decide.ts';
import type { TextKey } from '../../src/text/catalogue.ts';
import type { Bases } from '../../src/till/bases.ts';
import type { TillStateName } from '../../src/till/till-machine.ts';
import {
  answered,
  at,
  configured,
  keyCreated,
  memoryAnswered,
  memoryFailed,
  memoryFull,
  noon,
  written,
  pinDiffers,
  pinRight,
  pinTooShort,
  pinWrong,
  play,
  type Play,
  printed,
  printerStopped,
  ways,
} from './play.ts';
import { bases } from './shop.ts';

const scan =
  (code: string, symbology?: string): Play =>
  () => ({ type: 'scan.read', code, ...(symbology !== undefined && { symbology }) });

const imported =
  (change: Partial<Bases>): Play =>
  () => ({ type: 'bases.imported', bases: { ...bases, ...change } });
const world =
  (change: Partial<Bases>): Play =>
  () => ({
    ...{ type: 'till.configured', installation: 'f00dcafe' },
    bases: { ...bases, ...change },
  });

/** A state, what is done there, and the name under which the last of it is refused. */
type Case = readonly [from: TillStateName, plays: Play | readonly Play[], refusal: TextKey];

const fiveWrong: readonly Play[] = [pinWrong, pinWrong, pinWrong, pinWrong, pinWrong];
const otherRates = { rates: bases.rates.with(0, { letter: 'A', percent: 2200 }) };
const untrainedAnna = bases.cashiers.with(0, {
  ...{ number: 1, name: 'Anna', role: 'cashier', pinHash: 'hash of 1111', untrained: true },
});
const untrained = [imported({ cashiers: untrainedAnna }), '1 RAZEM', pinRight];
const attemptOpen: Play = 'FUNKCJE 4 6 RAZEM 777123 RAZEM C';

/** KOD, a day later. */
const kodTomorrow: Play = () => ({ ...{ type: 'key.KOD' as const }, at: noon + 86_400_000 });

const cases: readonly Case[] = [
  ['unconfigured', 'RAZEM', 'till.notReady'],
  ['register', ['2 KOD', configured], 'till.receiptOpen'],
  ['loggedOut', 'KOD', 'key.notNow'],
  ['loggedOut', 'C', 'clear.nothing'],
  ['unconfigured', imported({}), 'till.notReady'],
  ['subtotal', [attemptOpen, imported({})], 'attempt.unsettled'],
  ['register', ['2 KOD', imported({})], 'till.receiptOpen'],
  ['printing', imported({}), 'printer.wait'],
  ['loggedOut', imported({ paymentForms: [] }), 'form.cashMissing'],
  ['register', ['2 KOD RAZEM RAZEM', printed, imported(otherRates)], 'rates.soldSince'],
  ['register', ['2 KOD RAZEM RAZEM', printed, world(otherRates)], 'rates.soldSince'],
  ['register', '12345678901234', 'input.full'],
  ['register', '1234567890123,', 'input.full'],
  ['register', '1,2,', 'input.secondComma'],
  ['enteringCode', '12345678901234', 'input.full'],

  ['loggedOut', 'RAZEM', 'cashier.numberMissing'],
  ['loggedOut', '5 RAZEM', 'cashier.unknown'],
  ['enteringPin', fiveWrong, 'cashier.nowLocked'],
  ['enteringPin', [...fiveWrong, '1 RAZEM'], 'cashier.locked'],
  ['loggedOut', ['9 RAZEM', ...fiveWrong, '9 RAZEM'], 'manager.locked'],
  ['enteringPin', 'RAZEM', 'pin.missing'],
  ['enteringPin', pinWrong, 'pin.wrong'],
  ['choosingPin', 'RAZEM', 'pin.missing'],
  ['choosingPin', pinTooShort, 'pin.tooShort'],
  ['repeatingPin', 'RAZEM', 'pin.missing'],
  ['repeatingPin', pinDiffers, 'pin.differs'],
  ['unlocking', 'RAZEM', 'cashier.numberMissing'],
  ['unlocking', '5 RAZEM', 'cashier.unknown'],
  ['unlocking', '1 RAZEM', 'cashier.notLocked'],
  ['register', 'FUNKCJE 7', 'manager.only'],
  ['register', '2 KOD FUNKCJE 9', 'logout.receiptOpen'],

  ['register', 'KOD', 'item.codeMissing'],
  ['register', '5 KOD', 'item.unknown'],
  ['register', '02 KOD', 'item.unknown'],
  ['register', '5901234123458 KOD', 'barcode.checkDigit'],
  ['register', '5900000000053 KOD', 'item.unknown'],
  ['register', scan('5901234123458', ']E0'), 'barcode.checkDigit'],
  ['register', scan('2900002005005'), 'barcode.checkDigit'],
  ['register', scan('https://example.pl'), 'barcode.unreadable'],
  ['register', scan('11261120', ']C1'), 'barcode.unreadable'],
  ['register', ['2', scan('5901234123457')], 'subtotal.unusedDigits'],
  ['register', ['2 X', scan('2900002005004')], 'quantity.twice'],
  ['register', ['3 CENA', scan('2700099012349')], 'item.priceFixed'],
  ['subtotal', scan('5901234123457'), 'subtotal.itemsClosed'],
  ['functions', scan('5901234123457'), 'scan.notNow'],
  ['register', '99 KOD', 'item.priceMissing'],
  ['register', '1 CENA 2 KOD', 'item.priceFixed'],
  ['register', '0,001 X 1 KOD', 'item.worthNothing'],
  ['register', 'X', 'quantity.invalid'],
  ['register', '1,2345 X', 'quantity.invalid'],
  ['register', '0 X', 'quantity.zero'],
  ['register', '100000 X', 'quantity.tooLarge'],
  ['register', '2 X 3 X', 'quantity.twice'],
  ['register', '1,234 CENA', 'amount.invalid'],
  ['register', '0 CENA', 'amount.zero'],
  ['register', '100000000 CENA', 'amount.tooLarge'],
  ['register', '1 CENA 2 CENA', 'price.twice'],
  ['register', '99999999,99 CENA 99 KOD 1 KOD', 'receipt.tooLarge'],
  // The dearest item in the largest quantity: too much, but no fault of the program.
  ['register', '99999999,99 CENA 99999,999 X 99 KOD', 'receipt.tooLarge'],
  ['register', 'RAZEM', 'receipt.none'],
  ['register', '2 KOD FUNKCJE 5 RAZEM RAZEM', 'receipt.allVoided'],
  ['register', '2 KOD 3 RAZEM', 'subtotal.unusedDigits'],
  ['register', '2 KOD 3 X RAZEM', 'subtotal.unusedDigits'],
  ['register', '2 KOD 3 CENA RAZEM', 'subtotal.unusedDigits'],

  ['moreFunctions', '9', 'menu.noSuchEntry'],
  ['register', '2 KOD FUNKCJE 0 4', 'till.receiptOpen'],
  ['register', '2 KOD FUNKCJE 0 5', 'till.receiptOpen'],
  ['register', '2 KOD FUNKCJE 0 6', 'logout.receiptOpen'],
  ['register', '2 KOD FUNKCJE 0 2 FUNKCJE 0 6', 'park.unfinished'],
  ['moreFunctions', '4 0 RAZEM', 'amount.zero'],
  ['moreFunctions', '4 100000000 RAZEM', 'amount.tooLarge'],
  ['moreFunctions', '5 0,01 RAZEM', 'drawer.lessCash'],
  ['keyboardLocked', 'RAZEM', 'pin.missing'],
  ['keyboardLocked', 'KOD', 'key.notNow'],
  ['keyboardLocked', pinWrong, 'pin.wrong'],
  ['keyboardLocked', fiveWrong, 'cashier.nowLocked'],
  ['keyboardLocked', [...fiveWrong, 'C'], 'cashier.locked'],
  ['keyboardLocked', [...fiveWrong, '1 RAZEM'], 'cashier.locked'],
  ['keyboardLocked', ['C 9 RAZEM', ...fiveWrong, '9 RAZEM'], 'manager.locked'],
  ['namingUnlocker', 'RAZEM', 'cashier.numberMissing'],
  ['namingUnlocker', '5 RAZEM', 'cashier.unknown'],
  ['namingUnlocker', '2 RAZEM', 'lock.notYours'],
  ['moreFunctions', '6 RAZEM', 'field.missing'],
  ['moreFunctions', '6 100000000 RAZEM', 'amount.tooLarge'],
  ['register', 'FUNKCJE 8', 'manager.only'],
  ['unlocking', 'C 2 KOD FUNKCJE 8', 'till.receiptOpen'],
  ['managerMenu', '0', 'menu.noSuchEntry'],
  ['fillingForm', 'RAZEM', 'field.missing'],
  ['fillingForm', 'GÓRA', 'key.notNow'],
  ['fillingForm', `${'1 DÓŁ '.repeat(40)}1`, 'input.full'],
  ['register', '2 KOD RABAT', 'adjustment.missing'],
  ['register', '2 KOD 2 X 5 RABAT', 'subtotal.unusedDigits'],
  ['register', '5 RABAT', 'receipt.none'],
  ['register', '2 KOD FUNKCJE 5 RAZEM 5 RABAT', 'adjustment.noLine'],
  ['adjusting', '1 10 RABAT', 'adjustment.twice'],
  ['adjusting', '5', 'menu.noSuchEntry'],
  ['register', '2 KOD , RABAT 1', 'amount.invalid'],
  ['register', '2 KOD 100 RABAT 1', 'adjustment.percentRange'],
  ['register', '2 KOD 1000 RABAT 3', 'adjustment.percentRange'],
  ['register', '2 KOD 0 RABAT 2', 'adjustment.amountRange'],
  ['register', '1 KOD 1 RABAT 1', 'adjustment.worthNothing'],
  ['register', '2 KOD 4,99 RABAT 2', 'adjustment.nothingLeft'],
  ['register', '99999999,98 CENA 99 KOD 0,02 RABAT 4', 'adjustment.tooLarge'],
  ['register', '99999999,98 CENA 99 KOD 1 KOD 0,01 RABAT 4', 'adjustment.tooLarge'],
  ['subtotal', '10 RABAT 1 10 RABAT', 'adjustment.twice'],
  ['subtotal', '1 FUNKCJE 4 2 RAZEM 10 RABAT', 'receipt.partlyPaid'],
  ['subtotal', [attemptOpen, '10 RABAT'], 'attempt.unsettled'],
  ['moreFunctions', '1', 'receipt.none'],
  ['enteringNip', 'RAZEM', 'nip.length'],
  ['enteringNip', '123456321 RAZEM', 'nip.length'],
  ['enteringNip', '1234563219 RAZEM', 'nip.checkDigit'],
  ['enteringNip', '0234563218 RAZEM', 'nip.office'],
  ['moreFunctions', '2', 'receipt.none'],
  ['subtotal', 'FUNKCJE 0 2', 'park.afterSubtotal'],
  ['register', `${'1 KOD FUNKCJE 0 2 '.repeat(9)}1 KOD FUNKCJE 0 2`, 'park.full'],
  ['moreFunctions', '3', 'recall.nothing'],
  ['recalling', 'C 2 KOD FUNKCJE 0 3', 'recall.receiptOpen'],
  ['recalling', '3', 'recall.noSuchNumber'],
  ['recalling', 'C FUNKCJE 9', 'park.unfinished'],
  ['recalling', configured, 'park.unfinished'],
  ['unlocking', 'C 2 KOD FUNKCJE 0 2 FUNKCJE 8', 'park.unfinished'],
  ['functions', '4', 'forms.needSubtotal'],
  ['functions', '5', 'void.nothing'],
  ['functions', '6', 'receipt.none'],
  ['subtotal', 'FUNKCJE 5', 'void.afterSubtotal'],
  ['subtotal', 'KOD', 'subtotal.itemsClosed'],
  ['subtotal', '1 RAZEM', 'cash.tooLittle'],
  ['subtotal', ', RAZEM', 'amount.invalid'],
  ['subtotal', '0 RAZEM', 'amount.zero'],
  ['subtotal', '100000000 RAZEM', 'amount.tooLarge'],
  ['subtotal', '777123 RAZEM', 'cash.changeTooLarge'],
  ['subtotal', '1005 RAZEM', 'cash.changeTooLarge'],
  ['subtotal', '777123 FUNKCJE 4 1 RAZEM', 'cash.changeTooLarge'],
  ['subtotal', '10 FUNKCJE 4 3 RAZEM', 'cash.changeTooLarge'],
  ['subtotal', '1 FUNKCJE 4 2 RAZEM C', 'receipt.partlyPaid'],
  ['subtotal', '5 FUNKCJE 4 2 RAZEM', 'amount.overDue'],
  ['subtotal', '5 FUNKCJE 4 6 RAZEM', 'amount.overDue'],
  ['subtotal', '0 FUNKCJE 4 2 RAZEM', 'amount.zero'],
  ['paymentForms', '7', 'forms.noSuchNumber'],
  ['paymentForms', '5 RAZEM', 'attempt.none'],
  ['loggedOut', [...untrained, '2 KOD RAZEM FUNKCJE 4 2 RAZEM'], 'form.untrained'],
  ['loggedOut', [...untrained, '2 KOD RAZEM FUNKCJE 4 6 RAZEM'], 'form.untrained'],

  ['enteringCode', '12345 RAZEM', 'blik.codeLength'],
  ['enteringCode', '1234567 RAZEM', 'blik.codeLength'],
  ['subtotal', [attemptOpen, 'RAZEM'], 'attempt.unsettled'],
  ['subtotal', [attemptOpen, 'C'], 'attempt.unsettled'],
  ['subtotal', [attemptOpen, 'FUNKCJE 4 1 RAZEM'], 'attempt.unsettled'],
  ['subtotal', [attemptOpen, 'FUNKCJE 4 6 RAZEM'], 'attempt.unsettled'],
  ['subtotal', [attemptOpen, answered('start', 'approved')], 'attempt.lateAnswer'],
  ['subtotal', answered('status', 'refused'), 'event.late'],
  ['register', pinRight, 'event.late'],

  ['creatingKey', 'RAZEM', 'fiscal.wait'],
  ['creatingKey', () => ({ type: 'deviceKey.failed', effect: '1.0' }), 'deviceKey.failed'],
  ['writingFiscalisation', memoryFull, 'memory.full'],
  ['writingFiscalisation', memoryFailed, 'memory.failed'],
  ['fiscalFault', 'C', 'fiscal.fault'],
  ['managerMenu', '5 2', 'fiscalisation.twice'],
  ['managerMenu', '3 1', 'copy.none'],
  ['confirmingFiscalisation', 'C C 1 1', 'report.training'],
  ['confirmingFiscalisation', 'C C 5 3', 'report.training'],
  ['confirmingFiscalisation', 'C 2 1 RAZEM', 'fiscalisation.nipDiffers'],
  ['writingReport', [written, printed, 'FUNKCJE 8 1 1'], 'report.zeroTwice'],
  ['writingReport', memoryFull, 'memory.full'],
  ['writingReport', memoryFailed, 'memory.failed'],
  ['signingReport', () => ({ type: 'deviceKey.failed', effect: '1.0' }), 'deviceKey.failed'],
  ['signingReport', configured, 'fiscal.wait'],
  ['signingReport', imported({}), 'fiscal.wait'],
  ['readingMemory', memoryAnswered([]), 'report.nothingFound'],
  ['managerMenu', '1 2 20112026 RAZEM 19112026 RAZEM', 'report.orderInvalid'],
  [
    'loggedOut',
    [() => ({ type: 'till.started', clockBack: true }), '1 RAZEM', pinRight, '2 KOD'],
    'clock.back',
  ],
  ['register', ['2 KOD RAZEM RAZEM', printed, '2', kodTomorrow], 'report.overdue'],

  ['printing', 'RAZEM', 'printer.wait'],
  ['printing', printerStopped('notBegun', 'offline'), 'printer.offline'],
  ['printing', printerStopped('interrupted', 'coverOpen'), 'printer.coverOpen'],
  ['printing', printerStopped('interrupted', 'paperOut'), 'printer.paperOut'],
  ['printerStopped', 'C', 'printer.mustFinish'],
  ['askingPrinter', 'RAZEM', 'printer.wait'],
  ['register', () => ({ type: 'drawer.failed', effect: '1.0' }), 'drawer.failed'],
];

test.each(cases)('%s, then %s: %s', (from, plays, refusal) => {
  const { refusals, state } = play(at(from), ...[plays].flat());
  expect({ last: refusals.at(-1), shown: state.notice?.text }).toEqual({
    last: refusal,
    shown: refusal,
  });
});

describe('bases that lack something', () => {
  const other = (change: Partial<Bases>): Play[] => [
    () => ({ type: 'till.configured', bases: { ...bases, ...change }, installation: 'f00dcafe' }),
    keyCreated,
    written,
    '1 RAZEM',
    pinRight,
  ];

  test('P1 without a defined item there is no sale', () => {
    const { refusals } = play(initialState(), ...other({ goods: [] }), '2 KOD');
    expect(refusals).toEqual(['goods.empty']);
  });

  test('P13 an empty base of payment forms leaves cash by RAZEM', () => {
    const plays = [...other({ paymentForms: [] }), '2 KOD RAZEM FUNKCJE 4 RAZEM C RAZEM'];
    const { refusals, effects } = play(initialState(), ...plays);
    expect([refusals, effects.map(({ type }) => type)]).toEqual([
      ['forms.empty'],
      ['portal.fetch', 'deviceKey.create', 'memory.append', 'drawer.open', 'print'],
    ]);
  });
});

test('a receipt has at most 500 lines', () => {
  const full = play(at('register'), '1 KOD '.repeat(500));
  expect(full.refusals).toEqual([]);
  expect(play(full.state, '1 KOD').refusals).toEqual(['receipt.full']);
});

test('what is refused changes nothing but what is said, and at most clears what was typed', () => {
  const typing = new Set(['typed', 'code', 'wrongPins', 'printing', 'candidate', 'cashier']);
  for (const [from, plays] of cases) {
    const all = [plays].flat();
    const last = all.at(-1);
    if (typeof last !== 'string') continue;
    const words = last.split(' ');
    const before = play(at(from), ...all.slice(0, -1), words.slice(0, -1).join(' ')).state;
    const key = words.at(-1) ?? '';
    const after = play(before, /^[\d,]+$/.test(key) ? key.slice(-1) : key).state;
    if (after.notice === before.notice) continue;
    const [was, is] = [contextOf(before), contextOf(after)].map((context) =>
      Object.fromEntries(Object.entries(context).filter(([name]) => !typing.has(name))),
    );
    if (/^\d{2,}/.test(key)) continue;
    expect([stateName(after), is]).toEqual([stateName(before), was]);
  }
});

test('every refusal that the till knows is in this table', () => {
  const folder = new URL('../../src/till/', import.meta.url);
  const sources = readdirSync(folder).map((name) => ({
    name,
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
  const known = sources.flatMap(({ name, text }) => [
    ...[...text.matchAll(/refuse\('([\w.]+)'\)/g)].map(([, key]) => key),
    ...(name === 'check.ts' ? [...text.matchAll(/'(\w+\.\w+)'/g)].map(([, key]) => key) : []),
  ]);
  const tested = new Set<string>([...cases.map(([, , key]) => key), 'goods.empty', 'forms.empty']);
  const untested = [...new Set(known)].filter(
    (key = '') => key !== 'receipt.full' && !tested.has(key),
  );
  expect(untested).toEqual([]);
  expect(known.length).toBeGreaterThan(40);
  expect(Object.keys(ways).length).toBeGreaterThan(20);
});
