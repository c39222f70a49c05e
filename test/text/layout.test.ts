import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centre, leftRight, rule, wrap } from '../../src/text/layout.ts';

const anyText = fc.string({ unit: fc.constantFrom(...'aą żZ Ó1.,-') });
const anyColumns = fc.integer({ min: 20, max: 48 });
const bare = (text: string) => text.normalize('NFC').replaceAll(' ', '');

describe('setting lines', () => {
  test('words wrap, a long word is broken', () => {
    expect(wrap('Zażółć gęślą jaźń', 12)).toEqual(['Zażółć gęślą', 'jaźń']);
    expect(wrap('Konstantynopolitańczykowianeczka', 20)).toEqual([
      'Konstantynopolitańcz',
      'ykowianeczka',
    ]);
    expect(wrap('', 20)).toEqual(['']);
  });

  test('a decomposed letter takes one column', () => {
    expect(wrap('żółć'.normalize('NFD'), 4)).toEqual(['żółć']);
  });

  test('the right part shares the last line of the left one, if there is room for a space', () => {
    expect(leftRight('Mleko', '9,99B', 11)).toEqual(['Mleko 9,99B']);
    expect(leftRight('Mleko', '9,99B', 10)).toEqual(['Mleko', '     9,99B']);
    expect(leftRight('Ser żółty tarty', '9,99B', 11)).toEqual(['Ser żółty', 'tarty 9,99B']);
    expect(leftRight('', '9,99B', 10)).toEqual(['     9,99B']);
    expect(leftRight('Kwota', '1234 5678', 6)).toEqual(['Kwota', '  1234', '  5678']);
  });

  test('the middle and the rule', () => {
    expect(centre('ZWROT', 10)).toEqual(['   ZWROT']);
    expect([rule(32).length, rule(7)]).toEqual([31, '- - - -']);
  });

  test('nothing is wider than the columns and nothing is lost', () => {
    fc.assert(
      fc.property(anyText, anyText, anyColumns, (left, right, columns) => {
        for (const lines of [wrap(left, columns), centre(left, columns)]) {
          expect(lines.every((line) => [...line].length <= columns)).toBe(true);
          expect(bare(lines.join(''))).toBe(bare(left));
        }
        const both = leftRight(left, right, columns);
        expect(both.every((line) => [...line].length <= columns)).toBe(true);
        expect(bare(both.join(''))).toBe(bare(left + right));
      }),
    );
  });
});
