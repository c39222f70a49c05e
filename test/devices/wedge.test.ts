import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KeyboardWedge, scanGapMs, type WedgeInput } from '../../devices/scanner/wedge.ts';

type Stroke = readonly [character: string, gapMs: number];

/** What the till gets of these strokes, each so long after the one before, and of the silence after. */
function through(strokes: readonly Stroke[]): WedgeInput[] {
  const wedge = new KeyboardWedge();
  let at = 1000;
  const inputs = strokes.flatMap(([character, gapMs]) => {
    at += gapMs;
    return wedge.press(character, at);
  });
  return [...inputs, ...wedge.pause(at + scanGapMs)];
}

function burst(text: string, gapMs: number): Stroke[] {
  return [...text].map((character) => [character, gapMs] as const);
}

describe('a keyboard with a scanner', () => {
  test.each([0, 19, 39])('six characters %i ms apart and Enter are a scan', (gapMs) => {
    expect(through(burst('963850\r', gapMs))).toEqual([{ scan: { code: '963850' } }]);
  });

  test('a scan bears its symbology, and one follows the other', () => {
    expect(through(burst(']E05901234123457\r96385074\n', 5))).toEqual([
      { scan: { code: '5901234123457', symbology: ']E0' } },
      { scan: { code: '96385074' } },
    ]);
  });

  test('CR and LF end one scan', () => {
    expect(through(burst('96385074\r\n96385074\r\n', 5))).toEqual([
      { scan: { code: '96385074' } },
      { scan: { code: '96385074' } },
    ]);
  });

  test('an LF long after a scan is a key, as is a second one', () => {
    expect(through([...burst('96385074\r', 5), ['\n', scanGapMs]])).toEqual([
      { scan: { code: '96385074' } },
      { typed: '\n' },
    ]);
    expect(through(burst('96385074\r\n\n', 5))).toEqual([
      { scan: { code: '96385074' } },
      { typed: '\n' },
    ]);
  });

  test('five characters and Enter are typed, however fast', () => {
    expect(through(burst('96385\r', 1))).toEqual([{ typed: '96385\r' }]);
  });

  test('a gap of 40 ms makes typing of what is before it', () => {
    expect(through([...burst('963', 5), ['8', 40], ...burst('50\r', 5)])).toEqual([
      { typed: '963' },
      { typed: '850\r' },
    ]);
    expect(through([...burst('96385074', 5), ['\r', 40]])).toEqual([
      { typed: '96385074' },
      { typed: '\r' },
    ]);
  });

  test('a scan right behind a typed digit is a scan', () => {
    expect(through([['3', 0], ['9', 60], ...burst('6385074\r', 5)])).toEqual([
      { typed: '3' },
      { scan: { code: '96385074' } },
    ]);
  });

  test('what is held back is given out when it is due, not before', () => {
    const wedge = new KeyboardWedge();
    expect(wedge.dueAt).toBeUndefined();
    expect(wedge.press('7', 1000)).toEqual([]);
    expect(wedge.dueAt).toBe(1040);
    expect(wedge.pause(1039)).toEqual([]);
    expect(wedge.pause(1040)).toEqual([{ typed: '7' }]);
    expect([wedge.dueAt, wedge.pause(2000)]).toEqual([undefined, []]);
  });
});

test('no character is lost or moved, whatever the pace; only the end of a scan is not given on', () => {
  const anyStroke = fc.tuple(
    fc.constantFrom('1', '2', 'a', '\r', '\n'),
    fc.integer({ min: 0, max: 60 }),
  );
  fc.assert(
    fc.property(fc.array(anyStroke, { maxLength: 40 }), (strokes) => {
      const text = through(strokes)
        .map((input) => ('typed' in input ? input.typed : input.scan.code))
        .join('');
      const plain = (all: string) => all.replaceAll(/[\r\n]/g, '');
      expect(plain(text)).toBe(plain(strokes.map(([character]) => character).join('')));
    }),
  );
});

test('people who take their time only type', () => {
  const anyStroke = fc.tuple(
    fc.constantFrom('1', ']', '\r', '\n'),
    fc.integer({ min: scanGapMs, max: 900 }),
  );
  fc.assert(
    fc.property(fc.array(anyStroke, { maxLength: 40 }), (strokes) => {
      expect(through(strokes)).toEqual(strokes.map(([typed]) => ({ typed })));
    }),
  );
});
