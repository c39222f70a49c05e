import { expect, test } from 'vitest';
import type { Digit } from '../../src/till/key.ts';
import { type Tap, tapped } from '../../src/till/multi-tap.ts';

/** Presses as `digit@ms`; `^` turns the case of the next letter round, `|` ends the letter. */
function typed(script: string): string {
  let text = '';
  let tap: Tap | undefined;
  let shifted = false;
  for (const word of script.split(' ')) {
    if (word === '^') shifted = true;
    if (word === '^' || word === '|') {
      tap = undefined;
      continue;
    }
    const [digit = '', ms = ''] = word.split('@');
    ({ text, tap } = tapped({ text, tap }, digit as Digit, Number(ms), shifted));
    shifted = false;
  }
  return text;
}

test.each([
  ['2@0', 'A'],
  ['2@0 2@999', 'B'],
  ['2@0 2@1000', 'Aa'],
  ['2@0 3@1', 'Ad'],
  ['2@0 2@1 2@2 2@3', 'Ą'],
  ['2@0 2@1 2@2 2@3 2@4 2@5', '2'],
  ['2@0 2@1 2@2 2@3 2@4 2@5 2@6', 'A'],
  ['2@0 | 2@1', 'Aa'],
  ['^ 2@0', 'a'],
  ['2@0 ^ 2@1 2@2', 'AB'],
  ['5@0 | 0@1 ^ 5@2 5@3 5@4 5@5', 'J Ł'],
])('%s is %s', (script, text) => {
  expect(typed(script)).toBe(text);
});
