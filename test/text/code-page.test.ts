import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { characterOf, codePages, printable } from '../../src/text/code-page.ts';

const polish = 'ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ';

describe('what a printer can print', () => {
  test.each(codePages)('%s has all 18 Polish letters, composed or not', (page) => {
    expect(printable(polish, page)).toBe(polish);
    expect(printable(polish.normalize('NFD'), page)).toBe(polish);
  });

  test('signs of word processors become what the page has', () => {
    const typed = '„Gęś” – 5€ ‘x’ … •−²™';
    expect(printable(typed, 'cp852')).toBe('"Gęś" - 5EUR \'x\' ... *-2TM');
    expect(printable(typed, 'wpc1250')).toBe('„Gęś” – 5€ ‘x’ … •-2™');
  });

  test('control bytes, hearts and snowmen become question marks, blanks become spaces', () => {
    expect(printable('a\u001b@b\u0010\u0004\u0001c\u007f', 'cp852')).toBe('a?@b???c?');
    expect(printable('a\u00a0b\tc\nd\u00ade', 'wpc1250')).toBe('a b c de');
    expect(printable('☃ñ①ż', 'cp852')).toBe('???ż');
  });

  test('WPC1250 is the page that the platform calls windows-1250', () => {
    const decoder = new TextDecoder('windows-1250');
    const known = Array.from({ length: 0x80 }, (_, index) => index + 0x80).filter(
      (byte) => characterOf(byte, 'wpc1250') !== '\ufffd',
    );
    expect(known.map((byte) => characterOf(byte, 'wpc1250')).join('')).toBe(
      decoder.decode(Uint8Array.from(known)),
    );
    expect(known.length).toBe(123);
  });

  test('what is printable stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...codePages), (text, page) => {
        const once = printable(text, page);
        expect(printable(once, page)).toBe(once);
      }),
    );
  });
});
