import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandUpcE, readBarcode } from '../../src/till/barcode.ts';
import { checkDigitOf } from '../../src/till/check-digit.ts';

const item = (symbology: string, code: string, gtin: string) => ({ symbology, code, gtin });

describe('a code on a label', () => {
  test.each([
    ['5901234123457', undefined, item('EAN-13', '5901234123457', '05901234123457')],
    ['5901234123457', ']E0', item('EAN-13', '5901234123457', '05901234123457')],
    ['96385074', undefined, item('EAN-8', '96385074', '00000096385074')],
    ['96385074', ']E4', item('EAN-8', '96385074', '00000096385074')],
    ['036000291452', undefined, item('UPC-A', '036000291452', '00036000291452')],
    ['036000291452', ']E0', item('UPC-A', '036000291452', '00036000291452')],
    ['0036000291452', ']E0', item('EAN-13', '0036000291452', '00036000291452')],
    ['04252614', undefined, item('UPC-E', '04252614', '00042100005264')],
    ['04252614', ']E0', item('UPC-E', '04252614', '00042100005264')],
    ['15400141288763', undefined, item('ITF-14', '15400141288763', '15400141288763')],
    ['15400141288763', ']I1', item('ITF-14', '15400141288763', '15400141288763')],
    ['590123412345712', ']E3', item('EAN-13', '5901234123457', '05901234123457')],
    // Eight digits from 0 that are no UPC-E are an EAN-8 of the shop's own.
    ['00000017', undefined, item('EAN-8', '00000017', '00000000000017')],
  ])('%s (%s) is read', (code, symbology, read) => {
    expect(readBarcode(code, symbology)).toEqual(read);
  });

  test.each([
    ['checkDigit', '5901234123458', undefined],
    ['checkDigit', '96385075', ']E4'],
    ['checkDigit', '036000291453', ']E0'],
    ['checkDigit', '04252615', ']E0'],
    ['checkDigit', '15400141288764', ']I1'],
    ['checkDigit', '590123412345812', ']E3'],
    ['length', '590123412345', ']E4'],
    ['length', '12345', undefined],
    ['length', '5901234123457', ']I1'],
    ['length', '5901234123457', ']E3'],
    ['unknown', '', ']E0'],
    ['length', '', ']C1'],
    ['unknown', '', undefined],
    ['unknown', 'Mleko 2 %', undefined],
    ['unknown', '590123412345X', ']E0'],
    ['unknown', '24252614', ']E0'],
    ['unknown', '5901234123457', ']A0'],
    ['unknown', '5901234123457', 'constructor'],
  ])('is refused as %s: %o (%s)', (problem, code, symbology) => {
    expect(readBarcode(code, symbology)).toEqual({ problem });
  });
});

describe('UPC-E', () => {
  test.each([
    ['04252614', '042100005264'],
    ['01234505', '012000003455'],
    ['01234523', '012200003453'],
    ['01234531', '012300000451'],
    ['01234543', '012340000053'],
    ['01234565', '012345000065'],
    ['11234562', '112345000062'],
  ])('%s is short for %s', (short, whole) => {
    expect(expandUpcE(short)).toBe(whole);
  });

  test.each(['0425261', '042526144', '24252614', 'abcdefgh'])('%s is none', (code) => {
    expect(expandUpcE(code)).toBeUndefined();
  });
});

const lengths = [
  [']E4', 8],
  [']E0', 12],
  [']E0', 13],
  [']I1', 14],
] as const;

/** A number with its check digit, as any symbology may bear it. */
const anyCode = fc.constantFrom(...lengths).chain(([symbology, length]) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 })
    .map((digits) => digits.join(''))
    .map((digits) => ({ symbology, code: digits + checkDigitOf(digits) })),
);

test('every valid code is read, as itself', () => {
  fc.assert(
    fc.property(anyCode, ({ symbology, code }) => {
      expect(readBarcode(code, symbology)).toEqual({
        symbology: { 8: 'EAN-8', 12: 'UPC-A', 13: 'EAN-13', 14: 'ITF-14' }[code.length],
        code,
        gtin: code.padStart(14, '0'),
      });
    }),
  );
});

test('a valid code with one digit changed is refused', () => {
  const anyChange = fc.record({ at: fc.nat({ max: 13 }), off: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(anyCode, anyChange, ({ symbology, code }, { at, off }) => {
      const index = at % code.length;
      const digit = String((Number(code[index]) + off) % 10);
      const wrong = code.slice(0, index) + digit + code.slice(index + 1);
      expect(readBarcode(wrong, symbology)).toEqual({ problem: 'checkDigit' });
    }),
  );
});

test('so is a short UPC, unless the digit changed is the one that says where the zeros were', () => {
  const anyShort = fc
    .stringMatching(/^[01]\d{6}$/)
    .map((digits) => digits + checkDigitOf(expandUpcE(`${digits}0`)?.slice(0, -1) ?? ''));
  const anyChange = fc.record({
    index: fc.constantFrom(0, 1, 2, 3, 4, 5, 7),
    off: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(anyShort, anyChange, (code, { index, off }) => {
      expect(readBarcode(code, ']E0')).toEqual({
        symbology: 'UPC-E',
        code,
        gtin: `00${expandUpcE(code)}`,
      });
      const digit = String((Number(code[index]) + off) % 10);
      const wrong = code.slice(0, index) + digit + code.slice(index + 1);
      expect(readBarcode(wrong, ']E0')).toHaveProperty('problem');
    }),
  );
});

test('whatever comes from a scanner is read or refused', () => {
  const anyIdentifier = fc.constantFrom(undefined, ']E0', ']E3', ']E4', ']I1', ']C1', ']Q3', ']X9');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), anyIdentifier, (code, symbology) => {
      const read = readBarcode(code, symbology);
      expect('problem' in read || 'gtin' in read || 'content' in read).toBe(true);
    }),
  );
});
