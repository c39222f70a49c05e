import { expect, test } from 'vitest';
import { documentRows } from '../../src/journal/document-row.ts';
import { eleven } from './journaled-step.ts';

const receipt = {
  kind: 'fiscalReceipt',
  documentNumber: 7,
  at: eleven,
  total: 12_345,
  receiptNumber: 5,
  cashier: { number: 1, name: 'Anna' },
  payments: [
    { type: 'GOTÓWKA', amount: 10_000 },
    { type: 'MOBILNA', name: 'Blik', amount: 2345 },
  ],
};

function rowsOf(...documents: readonly unknown[]) {
  return documentRows(
    documents.map((document, index) => ({ id: `1.${index}`, type: 'print', document })),
  );
}

test('a printed receipt is found by number, date, total and the forms it was paid with', () => {
  expect(rowsOf(receipt)).toEqual([
    {
      number: 7,
      kind: 'fiscalReceipt',
      at: eleven,
      date: '2026-11-20',
      total: 12_345,
      payments: [
        { form: 'GOTÓWKA', amount: 10_000 },
        { form: 'MOBILNA Blik', amount: 2345 },
      ],
      keys: [
        { kind: 'cashier', value: '1' },
        { kind: 'receipt', value: '5' },
      ],
    },
  ]);
});

test('the date is the shop’s, not that of Greenwich', () => {
  const [row] = rowsOf({ ...receipt, at: Date.UTC(2026, 10, 20, 23, 30) });
  expect(row?.date).toBe('2026-11-21');
});

test('a note bears no total and no payments', () => {
  expect(rowsOf({ kind: 'nonFiscalNote', documentNumber: 8, at: eleven, rows: [] })).toEqual([
    { number: 8, kind: 'nonFiscalNote', at: eleven, date: '2026-11-20', payments: [], keys: [] },
  ]);
});

test('two documents of one step are two rows, in their order', () => {
  expect(rowsOf(receipt, { ...receipt, documentNumber: 8 }).map(({ number }) => number)).toEqual([
    7, 8,
  ]);
});

test.each([
  ['a repeat', { id: '1.0', type: 'print', document: receipt, repeat: true }],
  [
    'the strip of an interrupted print',
    {
      id: '1.0',
      type: 'print',
      document: { kind: 'interruptedPrint', documentNumber: 7, at: eleven },
    },
  ],
  ['an effect that prints nothing', { id: '1.0', type: 'blik.start', document: receipt }],
  ['a document without a number', { id: '1.0', type: 'print', document: { kind: 'x', at: 1 } }],
  ['no document', { id: '1.0', type: 'print' }],
])('%s gives no row', (_what, effect) => {
  expect(documentRows([effect])).toEqual([]);
});

test('a payment that is none is left out', () => {
  const payments = [null, { type: 'KARTA' }, { amount: 5 }, { type: 'KARTA', name: '', amount: 5 }];
  const [row] = rowsOf({ ...receipt, payments });
  expect(row?.payments).toEqual([{ form: 'KARTA', amount: 5 }]);
});
