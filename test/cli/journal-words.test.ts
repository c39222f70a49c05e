import { expect, test } from 'vitest';
import { documentRows } from '../../src/cli/journal/document-words.ts';
import { decisionWords, eventWords } from '../../src/cli/journal/entry-words.ts';
import { eleven } from '../journal/journaled-step.ts';

test.each([
  [{ type: 'key.digit', digit: '7' }, 'key 7'],
  [{ type: 'key.comma' }, 'key ,'],
  [{ type: 'key.up' }, 'key GÓRA'],
  [{ type: 'key.down' }, 'key DÓŁ'],
  [{ type: 'key.RAZEM' }, 'key RAZEM'],
  [{ type: 'pin.verified', cashier: 1 }, 'PIN right, cashier 1'],
  [{ type: 'pin.rejected', cashier: 2 }, 'PIN wrong, cashier 2'],
  [{ type: 'blik.answered', request: 'status', status: 'approved' }, 'BLIK status: approved'],
  [
    { type: 'blik.answered', request: 'start', status: 'refused', reason: 'USER_DECLINED' },
    'BLIK start: USER_DECLINED',
  ],
  [{ type: 'blik.notSent', request: 'refund' }, 'BLIK refund: notSent'],
  [{ type: 'blik.unanswered', request: 'start' }, 'BLIK start: unanswered'],
  [{ type: 'portal.answered', blik: false }, 'portal: BLIK off'],
  [{ type: 'link.checked', up: true }, 'link up'],
  [{ type: 'printer.printed', effect: '13.1' }, 'printed 13.1'],
  [
    { type: 'printer.stopped', effect: '13.1', fate: 'interrupted', trouble: 'paperOut' },
    'print 13.1 interrupted: paperOut',
  ],
  [{ type: 'printer.stopped', effect: '13.1', fate: 'notBegun' }, 'print 13.1 notBegun: power cut'],
  [{ type: 'till.started' }, 'till started'],
  [{ type: 'deadline.poll' }, 'deadline poll'],
  [{ type: 'card.presented' }, 'card presented'],
])('%j is said as %s', (event, words) => {
  expect(eventWords(event)).toBe(words);
});

test('effects and the refusal are said in one line', () => {
  const print = { id: '1.0', type: 'print', repeat: true };
  const note = { ...print, document: { kind: 'nonFiscalNote', documentNumber: 4 } };
  const cancelled = { kind: 'cancelledReceipt', documentNumber: 5, total: 100 };
  expect(
    decisionWords({
      effects: [
        note,
        { id: '1.1', type: 'print', document: cancelled, repeat: false },
        { id: '1.2', type: 'blik.start', amount: 8088 },
        { id: '1.3', type: 'blik.withdraw' },
        { id: '1.4', type: 'portal.fetch' },
        { id: '1.5', type: 'link.check' },
        { id: '1.6', type: 'card.read' },
      ],
      refusal: 'event.late',
    }),
  ).toBe(
    'print note 4 again, print cancelled receipt 5 1,00, BLIK start 80,88, BLIK withdraw, ' +
      'ask portal, check link, card.read, refused: event.late',
  );
  expect(decisionWords({ effects: [] })).toBe('');
});

test('documents are aligned, those of an unknown kind too', () => {
  const date = '2026-11-20';
  expect(
    documentRows([
      { number: 12, seq: 9, kind: 'invoice', at: eleven, date, payments: [], keys: [] },
      {
        number: 7,
        seq: 3,
        kind: 'fiscalReceipt',
        at: eleven,
        date,
        total: 123_456,
        payments: [
          { form: 'BON', amount: 5000 },
          { form: 'GOTÓWKA', amount: 118_456 },
        ],
        keys: [],
      },
    ]),
  ).toEqual([
    '12  invoice  2026-11-20 11:00',
    ' 7  receipt  2026-11-20 11:00  1234,56  BON 50,00, GOTÓWKA 1184,56',
  ]);
});
