import { expect, test } from 'vitest';
import { KeyRecord } from '../../src/scenario/key-record.ts';

/** The record after the keys of these places were told, then those concealed. */
function told(script: string, open: readonly number[], concealed: readonly number[] = []): string {
  const record = new KeyRecord(script);
  for (const index of open) record.tell(index);
  for (const index of concealed) record.conceal(index);
  return record.told;
}

test('digits of a secret are not told, its keys are', () => {
  expect(told('1 RAZEM 1234 RAZEM 2 KOD', [0, 1, 6, 7, 8], [2, 3, 4, 5])).toBe(
    '1 RAZEM **** RAZEM 2 KOD',
  );
});

test('what was never pressed is not told: it may have been meant for a secret field', () => {
  expect(told('1 RAZEM 1234 RAZEM', [0, 1])).toBe('1 RAZEM **** RAZEM');
});

test('a key that was secret once is not told, however often it was none', () => {
  expect(told('12', [0, 1], [1])).toBe('1*');
});

test('the layout of the line, the comma and CODE are kept', () => {
  expect(told('  4,50  CENA\n99 KOD CODE', [0, 1, 2, 3, 4, 5, 6, 7, 8])).toBe(
    '  4,50  CENA\n99 KOD CODE',
  );
});
