import type { Bases } from '../../src/till/bases.ts';

/** A shop small enough to be known by heart. PINs: 1111, 2222, 9999 (see `pinHash`). */
export const bases: Bases = {
  shop: { name: 'Sklep Pod Lipą', address: ['ul. Lipowa 7', '00-316 Warszawa'], nip: '1234563218' },
  till: { number: '1', uniqueNumber: 'ZBF 1801007587', fiscalised: true },
  rates: [
    { letter: 'A', percent: 2300 },
    { letter: 'B', percent: 800 },
    { letter: 'C', percent: 500 },
    { letter: 'E' },
  ],
  goods: [
    { code: '1', name: 'Towar testowy', rate: 'A', price: 1 },
    { code: '2', name: 'Chleb wiejski', rate: 'C', price: 499 },
    { code: '3', name: 'Kawa', rate: 'A', price: 1899, barcodes: ['5901234123457'] },
    { code: '4', name: 'Mleko', rate: 'B', price: 999 },
    { code: '99', name: 'Towar różny', rate: 'A' },
  ],
  cashiers: [
    { number: 1, name: 'Anna', role: 'cashier', pinHash: 'hash of 1111' },
    { number: 2, name: 'Piotr', role: 'cashier', pinHash: 'hash of 2222' },
    { number: 9, name: 'Kierownik', role: 'manager', pinHash: 'hash of 9999' },
  ],
  paymentForms: [
    { number: 1, name: 'GOTÓWKA', type: 'GOTÓWKA', maxChange: 100_000 },
    { number: 2, name: 'KARTA', type: 'KARTA' },
    { number: 3, name: 'BON', type: 'BON', maxChange: 500 },
    { number: 4, name: 'PRZELEW', type: 'PRZELEW' },
  ],
  percentMethod: 'value',
  embeddedCodes: [
    { prefix: '29', item: 5, value: 5, kind: 'weight', decimals: 3 },
    { prefix: '27', item: 5, value: 5, kind: 'price', decimals: 2 },
  ],
  blik: {
    answerMs: 8000,
    pollMs: [2000, 4000],
    giveUpMs: 120_000,
    codeLifeMs: 120_000,
    confirmationMs: 60_000,
  },
};
