import { describe, expect, test } from 'vitest';
import { paperText } from '../../devices/printer/paper.ts';
import type { DailyReport, Document, Report } from '../../receipts/document.ts';
import { layOut, type LayOutOptions } from '../../receipts/lay-out.ts';
import { sumOf } from '../../src/kernel/fiscal-record.ts';
import type { Columns } from '../../src/text/layout.ts';
import { rateTotals } from '../../src/till/tax.ts';
import { daily, events, fiscalisation, month, period, table } from './report-sample.ts';
import { cancelled, note, receipt } from './sample.ts';

const goldens: readonly [string, Document | Report, Columns, LayOutOptions?][] = [
  ['daily-report', daily, 40],
  ['daily-report-32', daily, 32],
  ['daily-report-48', daily, 48],
  ['daily-report-training', { ...daily, fiscal: false }, 40],
  ['daily-report-copy', daily, 40, { copy: true }],
  ['periodic-report', period, 40],
  ['periodic-report-month', month, 40],
  ['events-report', events, 40],
  ['fiscalisation-report', fiscalisation, 40],
  ['table-report', table, 40],
  ['fiscal-receipt-copy', receipt, 40, { copy: true }],
];

const texts = (document: Document | Report, options?: LayOutOptions) =>
  layOut(document, 40, options).map(({ text }) => text);

test.each(goldens)('%s on paper', async (name, document, columns, options) => {
  const paper = paperText(layOut(document, columns, options), columns);
  await expect(paper).toMatchFileSnapshot(`../../receipts/${name}.golden.txt`);
});

describe('a daily report', () => {
  test('of one receipt of 10,00 at 23 % has net 8,13 and PTU 1,87', () => {
    const rates = rateTotals([{ rate: 'A', value: 1000 }], [{ letter: 'A', percent: 2300 }]);
    const report: DailyReport = {
      ...daily,
      rates: rates.map((rate) => ({ ...rate, net: rate.gross - rate.tax })),
      receipts: 1,
    };
    expect(texts(report).slice(11, 17)).toEqual([
      'SPRZEDAŻ OPODATKOWANA PTU A         8,13',
      'KWOTA PTU A                         1,87',
      'ŁĄCZNA KWOTA PTU                    1,87',
      'ŁĄCZNA SPRZEDAŻ BRUTTO             10,00',
      'WALUTA EWIDENCYJNA                   PLN',
      '- - - - - - - - - - - - - - - - - - - -',
    ]);
  });
});

describe('a periodic report', () => {
  test('of a time without daily reports says so', () => {
    const empty: Report = { ...month, sum: sumOf([]) };
    expect(texts(empty).slice(6, 12)).toEqual([
      'OD: 2026-11-01            DO: 2026-11-30',
      '- - - - - - - - - - - - - - - - - - - -',
      'RAPORTY DOBOWE                         0',
      'ŁĄCZNA KWOTA PTU                    0,00',
      'ŁĄCZNA SPRZEDAŻ BRUTTO              0,00',
      'WALUTA EWIDENCYJNA                   PLN',
    ]);
  });
});

describe('an events report', () => {
  test('of a time without events says so', () => {
    expect(texts({ ...events, events: [] }).slice(4, 8)).toEqual([
      '         RAPORT FISKALNY ZDARZEŃ',
      'OD: 2026-11-01            DO: 2026-11-30',
      '- - - - - - - - - - - - - - - - - - - -',
      'LICZBA ZDARZEŃ                         0',
    ]);
  });
});

describe('what a report or a copy is taken for', () => {
  const logo = (document: Document | Report, options?: LayOutOptions) =>
    texts(document, options).some((text) => text.includes('{PL}'));
  const nonFiscal = (document: Document | Report, options?: LayOutOptions) =>
    texts(document, options).filter((text) => text.trim() === 'N I E F I S K A L N Y').length;
  const fiscalReports: Report[] = [daily, period, month, events, fiscalisation];

  test('fiscal reports of a fiscalised till bear the logo and no other word', () => {
    expect(fiscalReports.map((report) => logo(report))).toEqual(Array(5).fill(true));
    expect(fiscalReports.map((report) => nonFiscal(report))).toEqual(Array(5).fill(0));
  });

  test.each([
    ['a till that trains', (one: Report): Report => ({ ...one, fiscal: false }), {}],
    ['a copy', (one: Report): Report => one, { copy: true }],
  ])('%s prints NIEFISKALNY above and below, and no logo', (_name, change, options) => {
    const printed = [...fiscalReports, table].map(change);
    expect(printed.map((report) => logo(report, options))).toEqual(Array(6).fill(false));
    expect(printed.map((report) => nonFiscal(report, options))).toEqual(Array(6).fill(2));
  });

  test('a table is never fiscal', () => {
    expect([logo(table), nonFiscal(table)]).toEqual([false, 2]);
  });

  test('a copy says KOPIA first and last, one that was printed again that as well', () => {
    for (const document of [receipt, cancelled, note]) {
      const copy = texts(document, { copy: true }).map((text) => text.trim());
      expect([copy[0], copy.at(-1), logo(document, { copy: true })]).toEqual([
        'KOPIA',
        'KOPIA',
        false,
      ]);
      const again = texts(document, { copy: true, repeat: true }).map((text) => text.trim());
      expect(again).toEqual(['PONOWNY WYDRUK', ...copy, 'PONOWNY WYDRUK']);
    }
  });
});
