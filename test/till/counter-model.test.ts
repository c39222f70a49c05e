import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NumberedDocument } from '../../receipts/document.ts';
import { stateName } from '../../src/runtime/decide.ts';
import { due, total } from '../../src/till/receipt.ts';
import { deadlineNames } from '../../src/till/till-event.ts';
import { CounterModel } from './counter-model.ts';
import { MoneyCheck } from './money-check.ts';
import { wayOut } from './way-out.ts';

const blik = 'FUNKCJE 4 6 RAZEM 777123 RAZEM';
const scripts = [
  ...['1 KOD', '2 KOD', '80,88 CENA 99 KOD', '3 X 2 KOD', '2 KOD RAZEM', 'RAZEM', 'C', 'C C C'],
  ...['10 RABAT 1', '0,5 RABAT 2', '12,5 RABAT 3', '0,37 RABAT 4'],
  ...['FUNKCJE 0 1 1234563218 RAZEM', 'FUNKCJE 0 2', 'FUNKCJE 0 3 RAZEM'],
  ...['10 RAZEM', 'FUNKCJE 4 2 RAZEM', '1 FUNKCJE 4 3 RAZEM', '0,5 FUNKCJE 4 1 RAZEM', '2,5'],
  ...[blik, blik, `2 KOD RAZEM ${blik}`, `2 KOD RAZEM ${blik}`, `1 ${blik}`, `0,3 ${blik}`],
  ...['FUNKCJE 4 5 RAZEM', 'FUNKCJE 4 5 RAZEM', 'FUNKCJE 6 RAZEM', 'C FUNKCJE 6 RAZEM C'],
  ...['FUNKCJE 8 1 1 RAZEM', 'FUNKCJE 8 1 1 RAZEM', 'FUNKCJE 8 1 6 1 2 RAZEM', 'FUNKCJE 8 3 1'],
  ...['FUNKCJE 8 1 2 20112026 RAZEM RAZEM RAZEM', 'C C C'],
  ...['FUNKCJE 6', 'FUNKCJE 5 RAZEM', 'FUNKCJE 1', 'FUNKCJE 2', 'FUNKCJE 3'],
];

const anyPaper = fc.constantFrom('printed', 'printed', 'interrupted', 'notBegun' as const);
const anyWay = fc.constantFrom(
  ...(['answered', 'answered', 'answered', 'replyLost', 'requestLost', 'late', 'notSent'] as const),
);
type Step = (model: CounterModel) => void;
const anyStep: fc.Arbitrary<readonly [name: string, step: Step]> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...scripts)
      .map((keys) => [keys, (model: CounterModel) => model.press(keys)] as const),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.nat(4), anyWay, anyPaper, fc.boolean())
      .map(
        (how) =>
          [`answer ${how.join(' ')}`, (model: CounterModel) => model.answer(...how)] as const,
      ),
  },
  {
    weight: 4,
    arbitrary: fc.constant(['all answered', (model: CounterModel) => model.answerAll()] as const),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('waits', 'confirms', 'declines' as const)
      .map((does) => [`customer ${does}`, (model: CounterModel) => model.customer(does)] as const),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...deadlineNames)
      .map((name) => [`deadline ${name}`, (model: CounterModel) => model.ring(name)] as const),
  },
  {
    weight: 1,
    arbitrary: anyPaper.map(
      (paper) => [`restart ${paper}`, (model: CounterModel) => model.restart(paper)] as const,
    ),
  },
);

/** Everything works from now on, and the cashier goes on until no receipt is open. */
function finish(model: CounterModel): void {
  for (let turn = 0; turn < 60; turn += 1) {
    model.customer('declines');
    model.answerAll();
    model.unlock();
    const keys = wayOut(stateName(model.state), model.context);
    if (keys === undefined) return;
    model.press(keys);
  }
  throw new Error(`no way out of ${stateName(model.state)}`);
}

const blikOn = (documents: readonly NumberedDocument[]) =>
  documents
    .flatMap((document) => (document.kind === 'fiscalReceipt' ? document.payments : []))
    .filter(({ type }) => type === 'MOBILNA').length;

test('P9 P11 whatever is pressed, lost, late or cut: money and documents agree, and all ends well', () => {
  const seen = { receipts: 0, blik: 0, refunds: 0, cancelled: 0, days: 0 };
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 40, maxLength: 120, size: 'max' }), (steps) => {
      const money = new MoneyCheck();
      const model = new CounterModel(money.check);
      for (const [, step] of steps) step(model);
      finish(model);
      const charged = [...model.host].filter(([, status]) => status === 'approved');
      expect(charged.length).toBe(blikOn(money.issued));
      expect(charged.map(([id]) => id).filter((id) => !money.sold.has(id))).toEqual([]);
      const count = (kind: string) => money.issued.filter((one) => one.kind === kind).length;
      seen.receipts += count('fiscalReceipt');
      seen.blik += charged.length;
      seen.refunds += count('nonFiscalNote');
      seen.cancelled += count('cancelledReceipt');
      seen.days += count('dailyReport');
    }),
    { numRuns: 600 },
  );
  // The property is worth something only where there was something to see.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(3);
}, 30_000);

test('the money on a cash receipt is what was sold', () => {
  const money = new MoneyCheck();
  const model = new CounterModel(money.check);
  model.press('2 KOD 3 X 1 KOD RAZEM 10');
  const open = model.context.receipt;
  expect(open && [total(open), due(open)]).toEqual([502, 502]);
  model.press('RAZEM');
  finish(model);
  expect(
    money.issued.map((one) => (one.kind === 'fiscalReceipt' ? [one.total, one.change] : one.kind)),
  ).toEqual([[502, 498]]);
});
