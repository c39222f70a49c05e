import fc from 'fast-check';
import { expect, test } from 'vitest';
import { one } from '../../src/kernel/quantity.ts';
import {
  due,
  emptyReceipt,
  itemLine,
  type Receipt,
  soldLines,
  total,
  withLine,
  withLineVoided,
  withoutAttempt,
  withPayment,
} from '../../src/till/receipt.ts';

const bread = itemLine({ code: '2', name: 'Chleb', rate: 'C', price: 499 }, 499, one);
const apples = itemLine({ code: '7', name: 'Jabłka', rate: 'C', price: 350 }, 350, 1250);
const sale: Receipt = withLine(withLine(emptyReceipt, bread), apples);

test('a line is worth its price times its quantity, rounded half up', () => {
  expect(apples).toEqual({
    name: 'Jabłka',
    rate: 'C',
    unitPrice: 350,
    quantity: 1250,
    value: 438,
  });
});

test('a voided line stays on the receipt and counts nothing', () => {
  const voided = withLineVoided(sale, 0);
  expect(voided.lines).toEqual([{ ...bread, voided: true }, apples]);
  expect([soldLines(voided), total(voided), total(sale)]).toEqual([[apples], 438, 937]);
});

test('what is paid above the due amount is change', () => {
  const card = { type: 'KARTA', amount: 500 };
  const cash = { type: 'GOTÓWKA', amount: 1000 };
  const part = withPayment(sale, card);
  const paid = withPayment(part, cash);
  expect([due(sale), due(part), part.change, due(paid), paid.change]).toEqual([
    937, 437, 0, 0, 563,
  ]);
  expect(paid.payments).toEqual([card, cash]);
});

test('a refunded BLIK payment is due again', () => {
  const blik = { type: 'MOBILNA', name: 'Blik', amount: 937, attempt: 'a-1' };
  const paid = withPayment(sale, blik);
  expect([due(paid), withoutAttempt(paid, 'a-2'), withoutAttempt(paid, 'a-1')]).toEqual([
    0,
    paid,
    sale,
  ]);
});

test('payments less change are never more than the total, and cover it exactly when nothing is due', () => {
  const anyAmounts = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 5 });
  fc.assert(
    fc.property(anyAmounts, (amounts) => {
      let receipt = sale;
      for (const amount of amounts) {
        if (due(receipt) > 0) receipt = withPayment(receipt, { type: 'GOTÓWKA', amount });
      }
      const kept = receipt.payments.reduce((sum, { amount }) => sum + amount, -receipt.change);
      expect(kept + due(receipt)).toBe(total(sale));
      expect(receipt.change === 0 || due(receipt) === 0).toBe(true);
    }),
  );
});
