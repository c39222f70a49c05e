import { expect, test } from 'vitest';
import { keyEvent, keys, parseKey } from '../../src/till/key.ts';

test('every key is an event of its own', () => {
  const events = keys.map((key) => JSON.stringify(keyEvent(key)));
  expect(new Set(events).size).toBe(keys.length);
  expect([
    keyEvent('7'),
    keyEvent(','),
    keyEvent('GÓRA'),
    keyEvent('DÓŁ'),
    keyEvent('KOD'),
  ]).toEqual([
    { type: 'key.digit', digit: '7' },
    { type: 'key.comma' },
    { type: 'key.up' },
    { type: 'key.down' },
    { type: 'key.KOD' },
  ]);
});

test('a key is known by its name, in any case and without diacritics', () => {
  const names = ['razem', 'Funkcje', 'gora', 'GÓRA', 'góra', 'dol', 'dół', '5', ',', 'x'];
  expect(names.map(parseKey)).toEqual([
    ...['RAZEM', 'FUNKCJE', 'GÓRA', 'GÓRA', 'GÓRA', 'DÓŁ', 'DÓŁ', '5', ',', 'X'],
  ]);
  expect(['', '12', 'ENTER', 'RAZEM '].map(parseKey)).toEqual(Array(4).fill(undefined));
});
