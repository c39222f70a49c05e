import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxAmountGrosze } from '../../src/kernel/money.ts';
import { maxQuantity } from '../../src/kernel/quantity.ts';
import { contextOf, initialState, stateName, type TillState } from '../../src/runtime/decide.ts';
import { catalogue, isTextKey } from '../../src/text/catalogue.ts';
import { type Display, display, wholeDisplay } from '../../src/till/display.ts';
import { displayColumns } from '../../src/till/display-row.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { TillStateName } from '../../src/till/till-machine.ts';
import { at, noon, play, type Play, ways } from './play.ts';

const names = Object.keys(ways) as TillStateName[];

function shown(state: TillState, now = noon): Display {
  return display(stateName(state), contextOf(state), now, { notice: state.notice });
}

function view(name: TillStateName, ...plays: readonly Play[]): Display {
  const state = play(at(name), ...plays).state;
  return display(stateName(state), contextOf(state), noon);
}

describe('each state has its view', () => {
  const views: Readonly<Record<TillStateName, Display>> = {
    unconfigured: ['Kasa nie jest gotowa', '', '', ''],
    loggedOut: ['Sklep Pod Lipą', '', 'Sprzedawca nr:', ''],
    enteringPin: ['Anna', '', 'PIN:', ''],
    register: ['Sprzedaż        Anna', '', '', ''],
    functions: ['>1 Szuflada', ' 2 Połączenie', ' 3 Konfiguracja', ' 4 Formy pł.'],
    voidingLine: ['Storno pozycji:', ' Chleb wiejski  4,99', '>Kawa          18,99', ''],
    adjusting: ['>1 Rabat %', ' 2 Rabat kwotowy', ' 3 Narzut %', ' 4 Narzut kwotowy'],
    moreFunctions: [
      '>1 NIP nabywcy',
      ' 2 Odłóż paragon',
      ' 3 Odłożone paragony',
      ' 4 Wpłata do kasy',
    ],
    enteringNip: ['NIP nabywcy:', '', '', ''],
    recalling: ['>1 Chleb wiejs. 4,99', ' 2 Kawa        18,99', '', ''],
    confirmingCash: ['Całość gotówką?', 'Potwierdź: RAZEM', 'Do zapłaty      4,99', ''],
    confirmingCancel: ['Anulować paragon?', '', '', 'RAZEM=tak C=nie'],
    managerMenu: ['>1 Raporty', ' 2 Programowanie', ' 3 Dziennik', 'Fiskalne i inne'],
    confirmingDailyReport: ['Raport dobowy:', 'zamknąć dzień?', '', 'RAZEM=tak C=nie'],
    recordingEvent: ['Zapis w pamięci', 'fiskalnej', '', ''],
    signingReport: ['Zapis w pamięci', 'fiskalnej', '', ''],
    writingReport: ['Zapis w pamięci', 'fiskalnej', '', ''],
    readingMemory: ['Czytam pamięć', 'fiskalną', '', ''],
    creatingKey: ['Zapis w pamięci', 'fiskalnej', '', ''],
    writingFiscalisation: ['Zapis w pamięci', 'fiskalnej', '', ''],
    fiscalFault: ['Pamięć fiskalna nie', 'działa. Wyłącz i', 'włącz kasę', ''],
    confirmingFiscalisation: ['Fiskalizacja jest', 'nieodwracalna.', 'Wykonać?', 'RAZEM=tak C=nie'],
    choosingPin: ['Nowy PIN', 'Sprzedawca nr:     1', 'PIN:', '4 do 8 cyfr i RAZEM'],
    repeatingPin: ['Nowy PIN', 'Sprzedawca nr:     1', 'Powtórz:', '4 do 8 cyfr i RAZEM'],
    fillingForm: ['Wydruk próbny', 'Tekst:', '                   _', 'X=aA DÓŁ=nast. znak'],
    unlocking: ['Odblokuj numer:', '', '', ''],
    keyboardLocked: ['Blokada klawiatury', 'Anna', 'PIN:', 'C=PIN kierownika'],
    namingUnlocker: ['Blokada klawiatury', '', 'Sprzedawca nr:', ''],
    checkingLink: ['Sprawdzam połączenie', '', '', ''],
    fetchingConfiguration: ['Pobieram', 'konfigurację', '', ''],
    subtotal: ['Razem           4,99', 'Do zapłaty      4,99', '', ''],
    paymentForms: ['>1 GOTÓWKA', ' 2 KARTA', ' 3 BON', ' 4 PRZELEW'],
    enteringCode: ['Do zapłaty      4,99', 'Kwota BLIK      4,99', 'Kod BLIK:', '___ ___'],
    awaitingConfirmation: ['BLIK 777 123', '4,99 PLN', 'Czekam na klienta', 'Pozostało 60 s'],
    verifying: ['BLIK 777 123', '4,99 PLN', 'Weryfikacja BLIK', ''],
    confirmingWithdrawal: ['Wycofać płatność', 'BLIK?', '', 'RAZEM=tak C=nie'],
    withdrawing: ['BLIK 777 123', '4,99 PLN', 'Wycofuję płatność', ''],
    withdrawnTooLate: ['Klient już zapłacił!', '', 'RAZEM=paragon', 'C=zwrot'],
    refunding: ['BLIK 777 123', '4,99 PLN', 'Zwrot BLIK w toku', ''],
    printing: ['Drukuję', '', '', ''],
    askingPrinter: ['Drukuję', '', '', ''],
    printerStopped: ['Dokument musi zostać', 'wydrukowany. RAZEM', '', ''],
  };

  test.each(Object.entries(views))('%s', (name, rows) => {
    expect(view(name as TillStateName)).toEqual(rows);
  });
});

describe('what is typed and sold is to be seen', () => {
  test.each<readonly [TillStateName, Play, Display]>([
    ['loggedOut', '12', ['Sklep Pod Lipą', '', 'Sprzedawca nr:    12', '']],
    ['register', '2 KOD', ['Chleb wiejski', '1 x4,99         4,99', 'Razem           4,99', '']],
    [
      'register',
      '2 KOD 0,5 X 12,5 CENA 99',
      ['Chleb wiejski', '1 x4,99         4,99', 'Razem           4,99', '<500 X 12,50 CENA 99'],
    ],
    ['register', '2 KOD FUNKCJE 5 RAZEM', ['Sprzedaż        Anna', '', 'Razem           0,00', '']],
    [
      'subtotal',
      '2 FUNKCJE 4 2 RAZEM 3,5',
      ['Razem           4,99', 'Do zapłaty      2,99', '', '3,5'],
    ],
    [
      'subtotal',
      'FUNKCJE 4 6 RAZEM 777123 RAZEM C',
      ['Razem           4,99', 'Do zapłaty      4,99', 'Weryfikacja BLIK!', ''],
    ],
    [
      'enteringCode',
      '7771',
      ['Do zapłaty      4,99', 'Kwota BLIK      4,99', 'Kod BLIK:', '777 1__'],
    ],
    // P13: one must scroll to BLIK.
    ['paymentForms', 'DÓŁ DÓŁ DÓŁ DÓŁ', [' 3 BON', ' 4 PRZELEW', '>5 Weryfikacja BLIK', ' 6 Blik']],
    ['paymentForms', '6', [' 3 BON', ' 4 PRZELEW', ' 5 Weryfikacja BLIK', '>6 Blik']],
    ['functions', '9', ['Sklep Pod Lipą', '', 'Sprzedawca nr:', '']],
  ])('%s, then %s', (name, plays, rows) => {
    expect(view(name, plays)).toEqual(rows);
  });

  test('the digits of a PIN are stars, never digits', () => {
    const context = contextOf(at('enteringPin'));
    expect(display('enteringPin', context, noon, { pinLength: 4 })).toEqual([
      ...['Anna', '', 'PIN:            ****', ''],
    ]);
  });

  test('P9 the seconds that the customer has left count down to nothing', () => {
    const waiting = at('awaitingConfirmation');
    const left = [0, 1, 1000, 59_001, 60_000, 99_000].map((ms) => shown(waiting, noon + ms)[3]);
    expect(left).toEqual(['60', '60', '59', '1', '0', '0'].map((s) => `Pozostało ${s} s`));
  });
});

describe('a notice', () => {
  test('covers the view until the next key', () => {
    const refused = play(at('register'), 'KOD').state;
    expect(shown(refused, noon + 60_000)).toEqual(wholeDisplay(catalogue['item.codeMissing']));
    expect(shown(play(refused, '2').state)).toEqual(['Sprzedaż        Anna', '', '', '2']);
  });

  test('gives way after 3 seconds where something goes on', () => {
    const late = play(at('verifying'), 'KOD').state;
    expect(shown(late, noon + 2999)).toEqual(['Klawisz KOD teraz', 'nie działa', '', '']);
    expect(shown(late, noon + 3000)).toEqual(view('verifying'));
  });
});

describe('whatever happens', () => {
  const anyName = fc.string({ unit: fc.constantFrom(...'aąBĆ 1%ż'), maxLength: 80, size: 'max' });
  const anyAmount = fc.integer({ min: 0, max: maxAmountGrosze });
  const anyTyped = fc.string({ unit: fc.constantFrom(...'0123456789,'), maxLength: 13 });
  const anyLine = fc.record({
    name: anyName,
    rate: fc.constant('A'),
    unitPrice: anyAmount,
    quantity: fc.integer({ min: 1, max: maxQuantity }),
    value: anyAmount,
  });
  const anyChange = fc.record(
    {
      typed: anyTyped,
      code: anyTyped,
      quantity: fc.integer({ min: 1, max: maxQuantity }),
      price: anyAmount,
      cursor: fc.integer({ min: 0, max: 20 }),
      cashier: fc.record({ number: fc.nat(), name: anyName }),
      receipt: fc.record({
        stage: fc.constant('items' as const),
        lines: fc.array(anyLine, { maxLength: 6 }),
        payments: fc.constant([]),
        change: fc.constant(0),
      }),
    },
    { requiredKeys: [] },
  );
  const anyBases = fc
    .tuple(anyName, fc.constant(contextOf(at('register')).bases))
    .map(([name, bases]): TillContext['bases'] => ({
      ...bases,
      shop: { ...bases.shop, name },
      cashiers: bases.cashiers.map((cashier) => ({ ...cashier, name })),
      paymentForms: bases.paymentForms.map((form) => ({ ...form, name })),
    }));
  const anyNotice = fc.option(
    fc.constantFrom(...Object.keys(catalogue).filter(isTextKey)).map((text) => ({
      ...{ tone: 'news' as const, text, at: noon, params: {} },
    })),
    { nil: undefined },
  );

  test('the display has four rows of at most twenty characters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        anyChange,
        anyBases,
        anyNotice,
        fc.nat(8),
        (name, change, bases, notice, pinLength) => {
          const context = { ...contextOf(at(name)), ...change, bases };
          const rows = display(name, context, noon, { notice, pinLength });
          expect(rows.length).toBe(4);
          const tooLong = rows.filter((row) => [...row].length > displayColumns);
          expect(tooLong).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('before anything has happened the till is not ready', () => {
  expect(shown(initialState())).toEqual(view('unconfigured'));
});
