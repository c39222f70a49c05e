import { expect, test } from 'vitest';
import { type RollItem, paperText, plainPaperText } from '../../devices/printer/paper.ts';

const roll: RollItem[] = [
  { text: 'PARAGON FISKALNY', style: 'bold' },
  { text: 'SUMA PLN   9,99', style: 'tall' },
  'cut',
  { text: 'zażółć' },
];

test('paper for looking at is framed and torn at the cuts', () => {
  expect(paperText(roll, 32)).toMatchInlineSnapshot(`
    "/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\
    ┃PARAGON FISKALNY                ┃
    ║SUMA PLN   9,99                 ║
    /\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\

    /\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\
    │zażółć                          │
    /\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\/\\
    "
  `);
  expect(paperText([], 32)).toBe('');
});

test('plain paper is its lines and its cuts', () => {
  expect(plainPaperText(roll, 32)).toMatchInlineSnapshot(`
    "PARAGON FISKALNY
    SUMA PLN   9,99
    ✂ - - - - - - - - - - - - - - -
    zażółć
    "
  `);
});
