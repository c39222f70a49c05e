import { describe, expect, test } from 'vitest';
import type { Document } from '../../receipts/document.ts';
import { contextOf } from '../../src/runtime/decide.ts';
import { resumedPrinting } from '../../src/till/document.ts';
import type { PendingPrint } from '../../src/till/till-context.ts';
import { answered, at, noon, play, type Play } from './play.ts';
import { bases } from './shop.ts';

const frame = {
  seller: bases.shop,
  documentNumber: 1,
  tillNumber: '1',
  uniqueNumber: 'ZBF 1801007587',
  cashier: { number: 1, name: 'Anna' },
  at: noon,
  fiscal: true,
};
const bread = { name: 'Chleb wiejski', rate: 'C', unitPrice: 499, quantity: 1000, value: 499 };
const milk = { name: 'Mleko', rate: 'B', unitPrice: 999, quantity: 1000, value: 999 };

/** The documents that the plays from the register bring to the printer, without their digests. */
function printedBy(...plays: readonly Play[]): unknown[] {
  const { effects } = play(at('register'), ...plays);
  return effects
    .flatMap((effect) => (effect.type === 'print' ? [effect.document] : []))
    .map((document) => {
      const { digest, ...content } = document as Document & { digest?: string };
      expect(digest).toMatch(/^[0-9A-F]{40}$/);
      return content;
    });
}

const blik = 'FUNKCJE 4 6 RAZEM 777123 RAZEM';

describe('what is issued', () => {
  test('P3 a cash receipt, with its change', () => {
    expect(printedBy('4 KOD 2 KOD 3 KOD FUNKCJE 5 RAZEM RAZEM 20 RAZEM')).toEqual([
      {
        ...frame,
        kind: 'fiscalReceipt',
        receiptNumber: 1,
        lines: [
          milk,
          bread,
          {
            ...{ name: 'Kawa', rate: 'A', unitPrice: 1899, quantity: 1000, value: 1899 },
            voided: true,
          },
        ],
        rates: [
          { letter: 'B', percent: 800, gross: 999, tax: 74 },
          { letter: 'C', percent: 500, gross: 499, tax: 24 },
        ],
        totalTax: 98,
        total: 1498,
        payments: [{ type: 'GOTÓWKA', amount: 2000 }],
        change: 502,
      },
    ]);
  });

  test('P6 a BLIK receipt says MOBILNA Blik and nothing of the attempt', () => {
    expect(printedBy(`2 KOD RAZEM ${blik}`, answered('start', 'approved'))).toEqual([
      {
        ...frame,
        kind: 'fiscalReceipt',
        receiptNumber: 1,
        lines: [bread],
        rates: [{ letter: 'C', percent: 500, gross: 499, tax: 24 }],
        totalTax: 24,
        total: 499,
        payments: [{ type: 'MOBILNA', name: 'Blik', amount: 499 }],
        change: 0,
      },
    ]);
  });

  test('P8 a test transaction of one grosz sells', () => {
    const [receipt] = printedBy(`1 KOD RAZEM ${blik}`, answered('status', 'approved'));
    expect(receipt).toEqual(expect.objectContaining({ total: 1, totalTax: 0, change: 0 }));
  });

  test('a cancelled receipt is recorded and printed with its lines', () => {
    expect(printedBy('2 KOD C RAZEM')).toEqual([
      {
        ...frame,
        ...{ kind: 'cancelledReceipt', receiptNumber: 1, lines: [bread], total: 499 },
      },
    ]);
  });

  test('what BLIK has paid is given back, with a note, before the receipt is cancelled', () => {
    const documents = printedBy(
      `2 KOD RAZEM 2 ${blik}`,
      answered('start', 'approved'),
      'FUNKCJE 6 RAZEM',
      answered('refund', 'refunded'),
    );
    expect(documents).toEqual([
      {
        ...frame,
        kind: 'nonFiscalNote',
        title: 'ZWROT BLIK',
        rows: [
          { label: 'KWOTA ZWROTU', value: '2,00 PLN' },
          { label: 'NR PŁATNOŚCI', value: 'f00dcafe-000001' },
        ],
      },
    ]);
  });
});

describe('what is printed after a print broke off', () => {
  const { printing } = contextOf(at('printing'));
  const [original] = printing;
  const document = original?.document as Document;
  const strip = { kind: 'interruptedPrint' as const, documentNumber: 1, at: noon };
  const next: PendingPrint = { document: { ...strip, documentNumber: 9 }, repeat: false };

  test.each<readonly [string, PendingPrint, readonly PendingPrint[]]>([
    [
      'nothing is on paper',
      { document, repeat: false, fate: 'notBegun' },
      [{ document, repeat: false }],
    ],
    [
      'something may be on paper',
      { document, repeat: false, fate: 'interrupted' },
      [
        { document: strip, repeat: false },
        { document, repeat: true },
      ],
    ],
    [
      'nothing of the repeat is on paper',
      { document, repeat: true, fate: 'notBegun' },
      [{ document, repeat: true }],
    ],
    [
      'the strip itself broke off',
      { document: strip, repeat: false, fate: 'interrupted' },
      [{ document: strip, repeat: false }],
    ],
  ])('%s', (_name, broken, again) => {
    expect(resumedPrinting([broken, next], noon)).toEqual([...again, next]);
  });

  test('without anything to print there is nothing', () => {
    expect(resumedPrinting([], noon)).toEqual([]);
  });
});
