import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNip } from '../../src/till/nip.ts';

test.each([
  ['5222628262', '5222628262'],
  ['522-262-82-62', '5222628262'],
  ['522-26-28-262', '5222628262'],
  ['PL5222628262', '5222628262'],
  [' pl 522 262 82 62 ', '5222628262'],
  ['1234563218', '1234563218'],
  ['5250007313', '5250007313'],
])('%o is the NIP %s', (typed, nip) => {
  expect(parseNip(typed)).toEqual({ nip });
});

test.each([
  ['nip.characters', '522262826A'],
  ['nip.characters', 'DE5222628262'],
  ['nip.characters', '522,262,82,62'],
  ['nip.length', ''],
  ['nip.length', 'PL'],
  ['nip.length', '522262826'],
  ['nip.length', '52226282620'],
  ['nip.office', '0000000000'],
  ['nip.office', '0222628262'],
  ['nip.office', '5002628262'],
  ['nip.checkDigit', '5222628263'],
  // The rest is ten, which no check digit is.
  ['nip.checkDigit', '1111111170'],
])('is refused as %s: %o', (problem, typed) => {
  expect(parseNip(typed)).toEqual({ problem });
});

/** Every number that the tens of its last digit make valid: found by asking, not by computing it again. */
const anyNip = fc
  .stringMatching(/^[1-9][1-9]\d{7}$/)
  .map((body) =>
    Array.from('0123456789', (last) => body + last).filter((nip) => 'nip' in parseNip(nip)),
  )
  .filter((nips) => nips.length > 0)
  .map(([nip = '']) => nip);

test('of the ten last digits at most one makes a number valid', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9][1-9]\d{7}$/), (body) => {
      const valid = Array.from('0123456789', (last) => parseNip(body + last)).filter(
        (read) => 'nip' in read,
      );
      expect(valid.length).toBeLessThanOrEqual(1);
    }),
  );
});

test('a valid number with one digit wrong, or two neighbours swapped, is refused', () => {
  const anyError = fc.record({
    nip: anyNip,
    at: fc.integer({ min: 0, max: 9 }),
    off: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(anyError, ({ nip, at, off }) => {
      const wrong = nip
        .split('')
        .with(at, String((Number(nip[at]) + off) % 10))
        .join('');
      expect(parseNip(wrong)).toHaveProperty('problem');
      const [left = '', right = ''] = [nip[at], nip[at + 1]];
      if (right === '' || left === right) return;
      const swapped = nip.slice(0, at) + right + left + nip.slice(at + 2);
      expect(parseNip(swapped)).toHaveProperty('problem');
    }),
  );
});
