import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeDocument } from '../../devices/printer/encoder.ts';
import { paperOf } from '../../devices/printer/print-head.ts';
import { printMark } from '../../devices/printer/print-mark.ts';
import {
  type PrinterProfile,
  profile,
  profileNames,
} from '../../devices/printer/printer-profile.ts';
import { layOut } from '../../receipts/lay-out.ts';
import { characterOf, codePages, printable } from '../../src/text/code-page.ts';
import { paperWidths } from '../../src/text/layout.ts';
import { anyDocument } from '../receipts/any-document.ts';

const mark = printMark('17.0');
const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
const chunks = (lines: Parameters<typeof encodeDocument>[0], name: string) =>
  encodeDocument(lines, profile(name), mark).map(hex);

describe('a document as printer bytes', () => {
  test('begins with reset, page and its mark; ends with the cut and its mark', () => {
    expect(mark).toEqual({ begin: ['(VQG', '[FGL'], end: [']VQG', ')FGL'] });
    expect(chunks([], 'emulated-40')).toEqual([
      '1b 40 1c 2e 1b 74 12 1d 61 0e' +
        ' 1d 28 48 06 00 30 30 28 56 51 47 1d 28 48 06 00 30 30 5b 46 47 4c',
      '1d 56 42 00 1d 28 48 06 00 30 30 5d 56 51 47 1d 28 48 06 00 30 30 29 46 47 4c',
    ]);
  });

  test('a model without a cutter is fed to the tear bar', () => {
    expect(chunks([], 'zjiang-pos-5890').at(-1)?.slice(0, 14)).toBe('0a 0a 0a 0a 1d');
  });

  test('the Polish bytes on which five encoders agree', () => {
    const lines = [{ text: 'zażółć gęślą jaźń PŁATNOŚĆ' }];
    const [cp852, wpc1250] = ['emulated-40', 'emulated-42'].map((name) => chunks(lines, name));
    expect(cp852?.[0]?.slice(12, 20)).toBe('1b 74 12');
    expect(cp852?.[1]).toBe(
      '7a 61 be a2 88 86 20 67 a9 98 6c a5 20 6a 61 ab e4 20 50 9d 41 54 4e 4f 97 8f 0a',
    );
    expect(wpc1250?.[0]?.slice(12, 20)).toBe('1b 74 2d');
    expect(wpc1250?.[1]).toBe(
      '7a 61 bf f3 b3 e6 20 67 ea 9c 6c b9 20 6a 61 9f f1 20 50 a3 41 54 4e 4f 8c c6 0a',
    );
  });

  test('styles are switched on before the line and off after it', () => {
    const lines = [
      { text: 'ó', style: 'bold' as const },
      { text: 'ó', style: 'tall' as const },
    ];
    expect(chunks([...lines, { text: '' }], 'emulated-40').slice(1, -1)).toEqual([
      '1b 45 01 a2 0a 1b 45 00',
      '1b 21 10 a2 0a 1b 21 00',
      '0a',
    ]);
  });

  test('never changes the page for a character it lacks, and composes letters', () => {
    const lines = [{ text: '„ż”–€①'.normalize('NFD') }];
    expect(chunks(lines, 'emulated-40')[1]).toBe('22 be 22 2d 45 55 52 3f 0a');
  });

  test('a line wider than the paper is a fault of the caller', () => {
    expect(() => chunks([{ text: 'x'.repeat(41) }], 'emulated-40')).toThrow(RangeError);
  });

  test.each(codePages)('%s: library and our own table agree on every character', (codePage) => {
    for (let byte = 0x20; byte <= 0xff; byte += 1) {
      const text = characterOf(byte, codePage);
      if (printable(text, codePage) !== text || byte === 0x7f) continue;
      const paper: PrinterProfile = { ...profile('emulated-40'), codePage };
      expect(hex(encodeDocument([{ text }], paper, mark)[1] ?? new Uint8Array())).toBe(
        `${byte.toString(16)} 0a`,
      );
    }
  });

  test('laid out, encoded and decoded, every document is the same on every paper', () => {
    const papers = paperWidths.flatMap((columns) => [
      { ...profile('emulated-40'), columns },
      { ...profile('emulated-42'), columns },
    ]);
    fc.assert(
      fc.property(
        anyDocument,
        fc.constantFrom(...papers),
        fc.boolean(),
        (document, paper, repeat) => {
          const lines = layOut(document, paper.columns, { repeat, codePage: paper.codePage });
          const bytes = Buffer.concat(encodeDocument(lines, paper, mark));
          const onPaper = lines.map(({ text, style }) =>
            style && text ? { text, style } : { text },
          );
          expect(paperOf(bytes, paper.columns)).toEqual([...onPaper, 'cut']);
        },
      ),
    );
  });
});

describe('a printer profile', () => {
  test('exists under each known name', () => {
    expect(profileNames.map((name) => profile(name).name)).toEqual(profileNames);
  });

  test('an unknown name is answered with the known ones', () => {
    expect(() => profile('posnet')).toThrow(
      expect.objectContaining({
        code: 'printer.unknownProfile',
        message:
          'no printer profile "posnet": choose one of emulated-40, emulated-32, emulated-42, ' +
          'emulated-48, epson-tm-t88v, zjiang-pos-5890',
      }),
    );
  });
});
