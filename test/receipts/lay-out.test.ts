import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperText } from '../../devices/printer/paper.ts';
import type { Document } from '../../receipts/document.ts';
import { layOut } from '../../receipts/lay-out.ts';
import { characterOf, codePages } from '../../src/text/code-page.ts';
import { type Columns, paperWidths } from '../../src/text/layout.ts';
import { anyDocument } from './any-document.ts';
import { cancelled, note, receipt, strip, trainingReceipt } from './sample.ts';

const goldens: readonly [string, Document, Columns, { repeat?: boolean }?][] = [
  ['fiscal-receipt', receipt, 40],
  ['fiscal-receipt-32', receipt, 32],
  ['fiscal-receipt-42', receipt, 42],
  ['fiscal-receipt-48', receipt, 48],
  ['fiscal-receipt-training', trainingReceipt, 40],
  ['fiscal-receipt-repeat', receipt, 40, { repeat: true }],
  ['cancelled-receipt', cancelled, 40],
  ['non-fiscal-note', note, 40],
  ['interrupted-print', strip, 40],
];

describe('a document on paper', () => {
  test.each(goldens)('%s', async (name, document, columns, options) => {
    const paper = paperText(layOut(document, columns, options), columns);
    await expect(paper).toMatchFileSnapshot(`../../receipts/${name}.golden.txt`);
  });

  test('the receipt of facts/till is set as the example there', () => {
    const example: Document = {
      ...receipt,
      seller: { ...receipt.seller, name: 'Sklep', address: [] },
      receiptNumber: 1,
      tillNumber: '11',
      cashier: { number: 11, name: 'Wojtek' },
      lines: receipt.lines.slice(0, 1),
      rates: [{ letter: 'B', percent: 800, gross: 999, tax: 74 }],
      totalTax: 74,
      total: 999,
      payments: [{ type: 'KARTA', amount: 500 }],
      change: 0,
    };
    expect(layOut(example, 40).map(({ text }) => text)).toEqual([
      '                  Sklep',
      'NIP 5222628262                    nr:743',
      '            PARAGON FISKALNY',
      'Mleko                      1 x9,99 9,99B',
      '- - - - - - - - - - - - - - - - - - - -',
      'SPRZEDAŻ OPODATKOWANA B             9,99',
      'PTU B 8,00 %                        0,74',
      'SUMA PTU                            0,74',
      'SUMA PLN                            9,99',
      '- - - - - - - - - - - - - - - - - - - -',
      'ROZLICZENIE PŁATNOŚCI',
      'KARTA                           5,00 PLN',
      '00001 #11 Wojtek        2026-11-20 10:58',
      '5561F35A5FB3114F6B3A5E00354CA957CC7E99AC',
      '           {PL} ZBF 1801007587',
    ]);
  });

  test('only SUMA PLN is tall', () => {
    const tall = layOut(receipt, 40).filter(({ style }) => style === 'tall');
    expect(tall).toEqual([{ text: 'SUMA PLN                           82,27', style: 'tall' }]);
  });

  test('the fiscal logo stands on fiscal documents of a fiscalised till only', () => {
    const fiscalised: Document[] = [receipt, cancelled, note, strip];
    const training: Document[] = [receipt, cancelled, note].map((document) => ({
      ...document,
      fiscal: false,
    }));
    const hasLogo = (document: Document) =>
      layOut(document, 40).some(({ text }) => text.includes('{PL}'));
    expect(fiscalised.map(hasLogo)).toEqual([true, true, false, false]);
    expect(training.map(hasLogo)).toEqual([false, false, false]);
  });

  test('a strip is never marked as a repeat', () => {
    expect(layOut(strip, 40, { repeat: true })).toEqual(layOut(strip, 40));
  });

  test('no line is wider than the paper or holds a character that the page lacks', () => {
    fc.assert(
      fc.property(
        anyDocument,
        fc.constantFrom(...paperWidths),
        fc.constantFrom(...codePages),
        fc.record({ repeat: fc.boolean(), copy: fc.boolean() }),
        (document, columns, codePage, marks) => {
          const inPage = new Set(
            Array.from({ length: 0x100 - 0x20 }, (_, index) => characterOf(index + 0x20, codePage)),
          );
          for (const { text } of layOut(document, columns, { codePage, ...marks })) {
            expect([...text].length).toBeLessThanOrEqual(columns);
            expect([...text].filter((character) => !inPage.has(character))).toEqual([]);
          }
        },
      ),
    );
  });
});
