import { expect, test } from 'vitest';
import { menu } from '../../src/till/menu.ts';
import { listedForms, printedForm } from '../../src/till/payment-form.ts';
import { bases } from './shop.ts';

const forms = bases.paymentForms;

test('P13 BLIK stands at the very end of the forms, its verification before it', () => {
  expect(listedForms(forms, true)).toEqual([
    ...forms,
    { number: 5, name: 'Weryfikacja BLIK', type: 'MOBILNA', action: 'blikVerification' },
    { number: 6, name: 'Blik', type: 'MOBILNA', action: 'blik' },
  ]);
});

test('P13 without a fetched configuration there is no BLIK', () => {
  expect(listedForms(forms, false)).toEqual(forms);
});

test('P13 BLIK is numbered after the highest number of the base, wherever that stands', () => {
  const gap = [
    { number: 7, name: 'BON', type: 'BON' as const },
    { number: 2, name: 'KARTA', type: 'KARTA' as const },
  ];
  const numbers = (list: typeof forms) => listedForms(list, true).map(({ number }) => number);
  expect([numbers(gap), numbers([])]).toEqual([
    [7, 2, 8, 9],
    [1, 2],
  ]);
});

test('P6 a form is printed with its name where that says more than its type', () => {
  expect(listedForms(forms, true).map(printedForm)).toEqual([
    { type: 'GOTÓWKA' },
    { type: 'KARTA' },
    { type: 'BON' },
    { type: 'PRZELEW' },
    { type: 'MOBILNA', name: 'Weryfikacja BLIK' },
    { type: 'MOBILNA', name: 'Blik' },
  ]);
});

test('P4 the payment forms are entry 4 of the menu; every entry has a digit of its own', () => {
  expect(menu.find(({ digit }) => digit === '4')?.entry).toBe('paymentForms');
  expect(new Set(menu.map(({ digit }) => digit)).size).toBe(menu.length);
});
