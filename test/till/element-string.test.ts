import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBarcode } from '../../src/till/barcode.ts';
import { checkDigitOf } from '../../src/till/check-digit.ts';
import { readElements } from '../../src/till/element-string.ts';

const gs = '\u001D';
const gtin = '09521234543213';

describe('an element string', () => {
  test('says what is sold, how much of it, and until when', () => {
    expect(readElements(`01${gtin}31030012501726113010AB-12${gs}3922199${gs}21S/9`)).toEqual({
      gtin,
      weight: 1250,
      expires: '2026-11-30',
      lot: 'AB-12',
      price: 199,
      serial: 'S/9',
    });
  });

  test('says what is in a box', () => {
    expect(readElements(`02${gtin}11260101152602283724`)).toEqual({
      contained: gtin,
      produced: '2026-01-01',
      bestBefore: '2026-02-28',
      containedPieces: 24,
    });
  });

  test('may have separators where none is needed', () => {
    expect(readElements(`${gs}01${gtin}${gs}3012${gs}`)).toEqual({ gtin, pieces: 12 });
  });

  test.each([
    ['3100000002', { weight: 2000 }],
    ['3103000250', { weight: 250 }],
    ['3105123456', { weight: 1235 }],
    ['3920999', { price: 99_900 }],
    ['392212345', { price: 12_345 }],
    ['392312345', { price: 1235 }],
  ])('%s has its decimals in its identifier', (data, content) => {
    expect(readElements(data)).toEqual(content);
  });

  test.each([
    ['17260200', '2026-02-28'],
    ['17280200', '2028-02-29'],
    ['17261231', '2026-12-31'],
    ['17000101', '2000-01-01'],
  ])('%s ends on %s: day 00 is the last of the month', (data, expires) => {
    expect(readElements(data)).toEqual({ expires });
  });

  test.each([
    ['checkDigit', '0109521234543214'],
    ['checkDigit', '0209521234543214'],
    ['length', ''],
    ['length', gs],
    ['length', '010952123454321'],
    ['length', '1726113'],
    ['length', '10'],
    ['length', `10${gs}17261130`],
    ['length', '10ABCDEFGHIJKLMNOPQRSTU'],
    ['length', '30123456789'],
    ['unknown', '00195212345432131234'],
    ['unknown', `01${gtin}7`],
    ['unknown', `01${gtin}991`],
    ['unknown', '310A001250'],
    ['value', '01095212345432AB'],
    ['value', '10lot 1'],
    ['value', '17261301'],
    ['value', '17260431'],
    ['value', '172611AB'],
    ['value', '300'],
    ['value', '37A'],
    ['value', '3103000000'],
    ['value', '3100100000'],
    ['value', '3922100000000000'],
    ['value', '39201000000000'],
    ['value', '39229,9'],
    ['value', `10A${gs}10B`],
  ])('is refused as %s: %o', (problem, data) => {
    expect(readElements(data)).toEqual({ problem });
  });
});

describe('a scan is taken as an element string', () => {
  const content = { gtin, lot: 'A' };

  test.each([']C1', ']e0', ']d2', ']Q3'])('when %s says so', (symbology) => {
    expect(readBarcode(`01${gtin}10A`, symbology)).toEqual({ symbology: 'GS1-128', content });
  });

  test('without an identifier, when there are separators in it or more behind an item number', () => {
    expect(readBarcode(`01${gtin}10A`)).toEqual({ symbology: 'GS1-128', content });
    expect(readBarcode(`10A${gs}01${gtin}`)).toEqual({ symbology: 'GS1-128', content });
  });

  test('and refused as one', () => {
    expect(readBarcode(`01${gtin}10`, ']C1')).toEqual({ problem: 'length' });
  });
});

/** Elements with their content; the separators stand only where they must. */
const anyElement = fc.oneof(
  fc
    .stringMatching(/^\d{13}$/)
    .map((digits) => digits + checkDigitOf(digits))
    .map((value) => ({ data: `01${value}`, fixed: true, field: 'gtin', value })),
  fc
    .stringMatching(/^[A-Z0-9/-]{1,20}$/)
    .map((value) => ({ data: `10${value}`, fixed: false, field: 'lot', value })),
  fc.integer({ min: 1, max: 999_999 }).map((value) => ({
    data: `3103${`${value}`.padStart(6, '0')}`,
    fixed: true,
    field: 'weight',
    value,
  })),
  fc
    .integer({ min: 1, max: 9_999_999_999 })
    .map((value) => ({ data: `3922${value}`, fixed: false, field: 'price', value })),
  fc
    .integer({ min: 1, max: 99_999_999 })
    .map((value) => ({ data: `30${value}`, fixed: false, field: 'pieces', value })),
);

test('elements are read back in whatever order they stand', () => {
  const anyElements = fc.uniqueArray(anyElement, {
    minLength: 1,
    selector: ({ field }) => field,
  });
  fc.assert(
    fc.property(anyElements, (elements) => {
      const data = elements
        .map(({ data: text, fixed }, index) =>
          fixed || index === elements.length - 1 ? text : text + gs,
        )
        .join('');
      expect(readElements(data)).toEqual(
        Object.fromEntries(elements.map(({ field, value }) => [field, value])),
      );
    }),
  );
});
