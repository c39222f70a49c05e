import { expect, test } from 'vitest';
import { PinField } from '../../src/runtime/pin-field.ts';
import { keys } from '../../src/till/key.ts';

test('digits are taken, up to eight; handing over empties the field', () => {
  const field = new PinField();
  const taken = [...'1234567890'].map((digit) =>
    field.press(keys.find((key) => key === digit) ?? 'C'),
  );
  expect(taken).toEqual(Array(10).fill('taken'));
  expect([field.length, field.press('RAZEM'), field.take(), field.length]).toEqual([
    ...[8, 'submit', '12345678', 0],
  ]);
});

test('an empty field lets every key but a digit pass', () => {
  const field = new PinField();
  const others = keys.filter((key) => !/^\d$/.test(key));
  expect(others.map((key) => field.press(key))).toEqual(others.map(() => 'notMine'));
});

test('C empties the field; other keys are not its', () => {
  const field = new PinField();
  field.press('1');
  expect([field.press('KOD'), field.length, field.press('C'), field.length]).toEqual([
    ...['notMine', 1, 'taken', 0],
  ]);
});
