import { parse } from 'csv-parse/sync';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { paperText } from '../../devices/printer/paper.ts';
import { layOut } from '../../receipts/lay-out.ts';
import { pagesOf } from '../../src/cli/export/page.ts';
import { pdfPieces } from '../../src/cli/export/pdf.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { printStep } from '../journal/journaled-step.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { note, receipt } from '../receipts/sample.ts';
import { razem } from './razem.ts';

const long = { ...receipt, lines: Array.from({ length: 90 }, () => receipt.lines[0]) };
const sold = [
  { ...receipt, documentNumber: 1 },
  { ...note, documentNumber: 2 },
  { ...long, documentNumber: 3, cashier: { number: 2, name: '=HYPERLINK("x")' } },
];

/** A receipt, a note and a receipt of ninety lines. */
function shop(): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (const [index, document] of sold.entries()) {
    journal.append(printStep(index + 1, document));
  }
  journal.close();
  return folder;
}

function hashes(folder: string): string[] {
  const reader = openJournalForReading(folder);
  const found = Array.from(reader.list(), ({ hash }) => hash);
  reader.close();
  return found;
}

/** What `printStep` gave to the printer: it fills in what a note does not bear. */
const noteAsPrinted = {
  total: 1234,
  payments: [{ type: 'GOTÓWKA', amount: 1234 }],
  ...note,
  documentNumber: 2,
};

test('T19 text is the paper, oldest first', () => {
  const { status, out } = razem('journal', 'export', '--document', '2', '1', '--data', shop());
  const papers = [
    { ...receipt, documentNumber: 1 },
    { ...note, documentNumber: 2 },
  ].map((document) => paperText(layOut(document, 40), 40));
  expect([status, out]).toEqual([0, papers.join('\n')]);
});

test('JSON is what was printed, with the hash of its entry', () => {
  const folder = shop();
  const words = ['--from', '2026-11-20', '--format', 'json', '--data', folder];
  const { documents } = JSON.parse(razem('journal', 'export', ...words).out) as {
    documents: readonly object[];
  };
  expect(documents).toEqual(
    [sold[0], noteAsPrinted, sold[2]].map((document, index) => ({
      number: index + 1,
      seq: index + 1,
      hash: hashes(folder)[index],
      document,
    })),
  );
});

test('CSV is a row per document, safe for spreadsheets', () => {
  const folder = shop();
  const file = join(folder, 'out.csv');
  const words = ['--from', '2026-11-20', '--format', 'csv', '--out', file, '--data', folder];
  expect(razem('journal', 'export', ...words)).toEqual({ status: 0, out: '', err: '' });
  const rows: object[] = parse(readFileSync(file), { columns: true, bom: true });
  const first = {
    number: '1',
    kind: 'fiscalReceipt',
    date: '2026-11-20',
    time: '10:58:00',
    receipt: '12',
    till: '001',
    unique_number: 'ZBF 1801007587',
    cashier: '1',
    cashier_name: 'Anna',
    total_grosze: '8227',
    tax_grosze: '378',
    change_grosze: '1773',
    payments: 'MOBILNA Blik 50,00; GOTÓWKA 50,00',
    digest: receipt.digest,
    entry: '1',
    entry_hash: hashes(folder)[0],
  };
  expect(rows[0]).toEqual(first);
  expect(rows[2]).toEqual({
    ...first,
    number: '3',
    cashier: '2',
    cashier_name: `'=HYPERLINK("x")`,
    entry: '3',
    entry_hash: hashes(folder)[2],
  });
  expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
});

/** The streams of a PDF, unpacked, as text of one byte per character. */
function streamsOf(pdf: Buffer): string[] {
  const pieces: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('\nendstream', at);
    if (pdf.subarray(at - 3, at).toString() === 'end') continue;
    const dictionary = pdf.subarray(pdf.lastIndexOf(' obj', at), at).toString('latin1');
    if (dictionary.includes('FlateDecode')) {
      pieces.push(inflateSync(pdf.subarray(at + 7, end)).toString('latin1'));
    }
  }
  return pieces;
}

test('T19 PDF is a page of A4 for each, more for a long one, with its fonts and Polish letters', () => {
  const folder = shop();
  const file = join(folder, 'out.pdf');
  const words = ['--document', '1', '2', '3', '--format', 'pdf', '--out', file, '--data', folder];
  expect(razem('journal', 'export', ...words)).toEqual({ status: 0, out: '', err: '' });
  const pdf = readFileSync(file);
  const text = pdf.toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  expect(text.match(/\/MediaBox \[0 0 595.28 841.89\]/g)?.length).toBe(5);
  expect(text.match(/\/FontFile2/g)?.length).toBe(2);
  const maps = streamsOf(pdf).filter((stream) => stream.includes('beginbfrange'));
  const letters = maps.join('').toLowerCase();
  const codes = Array.from('żółęŁŚ', (letter) => letter.charCodeAt(0).toString(16));
  expect(
    codes.filter((code) => !letters.includes(`<0${code}>`) && !letters.includes(`<00${code}>`)),
  ).toEqual([]);
});

test('the same documents give the same bytes, and say no moment but their own', async () => {
  const exported = sold.map((document, index) => ({
    number: index + 1,
    seq: index + 1,
    hash: '0'.repeat(64),
    document: { ...document },
  }));
  const bytes = async () => Buffer.concat(await Array.fromAsync(pdfPieces(exported)));
  const first = await bytes();
  expect(await bytes()).toEqual(first);
  expect(first.toString('latin1').match(/D:[0-9]{14}Z/g)).toEqual([
    'D:20261120095800Z',
    'D:20261120095800Z',
  ]);
});

test('a paper is enlarged as far as the sheet allows, in its middle', () => {
  const [page] = pagesOf(layOut(receipt, 40), 40);
  expect(page && { ...page, lines: page.lines.slice(0, 2) }).toMatchInlineSnapshot(`
    {
      "fontSize": 16,
      "lineHeight": 20,
      "lines": [
        {
          "left": 105.63999999999999,
          "text": "     Sklep Pod Lipą Wojciech Źdźbło",
          "top": 88.945,
        },
        {
          "left": 105.63999999999999,
          "text": "           ul. Świętojańska 7",
          "top": 108.945,
        },
      ],
      "page": 1,
      "pages": 1,
      "paper": {
        "height": 672,
        "left": 89.63999999999999,
        "top": 72.945,
        "width": 416,
      },
    }
  `);
});

test('a paper longer than a page goes on over the next, no line lost, none over the edge', () => {
  const paper = layOut(long as typeof receipt, 40);
  const pages = pagesOf(paper, 40);
  expect(pages.map(({ fontSize, page, pages: of }) => [fontSize, page, of])).toEqual([
    [11, 1, 3],
    [11, 2, 3],
    [11, 3, 3],
  ]);
  expect(pages.flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(
    paper.map(({ text }) => text),
  );
  for (const { lines, lineHeight, paper: sheet } of pages) {
    const last = lines.at(-1);
    expect((last?.top ?? 0) + lineHeight).toBeLessThanOrEqual(sheet.top + sheet.height);
    expect(sheet.top + sheet.height).toBeLessThanOrEqual(841.89 - 64);
  }
});

test.each([
  [['--document', '9'], 'no document 9 in the journal: look with find'],
  [['--from', '2027-01-01'], 'no document is like that: nothing was exported'],
  [[], 'find which document? Give --number'],
  [['--document', 'x'], '--document x: must be a whole number from 1 up'],
  [['--document', '1', '--form', 'KARTA'], 'give either --document or what the documents are like'],
  [['--document', '1', '--format', 'pdf'], 'a PDF is no text to show here: give --out FILE'],
  [['--document', '1', '--format', 'odt'], 'Allowed choices are text, json, csv, pdf'],
  [['--document', '1', '--out', 'no/such/file'], '--out no/such/file: cannot be written (ENOENT)'],
])('export %j is refused in one line', (words, refusal) => {
  const { status, out, err } = razem('journal', 'export', ...words, '--data', shop());
  expect([status, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  expect(err).toContain(refusal);
});

test('a document of the future is exported as JSON only, and no half file is left', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(printStep(1, { ...receipt, documentNumber: 1 }));
  journal.append(printStep(2, { documentNumber: 2, kind: 'invoice' }));
  journal.close();
  mkdirSync(join(folder, 'out'));
  const file = join(folder, 'out', 'documents');
  const words = ['export', '--document', '1', '2', '--out', file, '--data', folder, '--format'];
  expect(razem('journal', ...words, 'text').err).toContain('export it as json');
  expect(readdirSync(join(folder, 'out'))).toEqual([]);
  expect([razem('journal', ...words, 'json').status, existsSync(file)]).toEqual([0, true]);
});
