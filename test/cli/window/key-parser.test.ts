import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyParser, type KeyPress } from '../../../src/cli/window/key-parser.ts';

/** One word for each press, so that a table stays readable. */
function word(press: KeyPress): string {
  switch (press.kind) {
    case 'till':
      return press.key;
    case 'phone':
      return `phone ${press.does}`;
    case 'paper':
      return `paper ${press.pages}`;
    case 'end':
      return 'end';
    case 'unknown':
      return `unknown ${press.name ?? ''}`;
  }
}

function presses(pieces: readonly Uint8Array[]): string[] {
  const parser = new KeyParser();
  const fed = pieces.flatMap((piece) => parser.feed(piece));
  return [...fed, ...parser.flush()].map(word);
}

const parse = (text: string) => presses([Buffer.from(text)]);

const table: readonly [what: string, text: string, words: readonly string[]][] = [
  ['digits and both commas', '0,9.', ['0', ',', '9', ',']],
  ['Enter', '\r', ['RAZEM']],
  ['Enter of a pipe', '\n', ['RAZEM']],
  ['CR LF, which is one Enter', '\r\n1', ['RAZEM', '1']],
  ['two Enters', '\r\r\n', ['RAZEM', 'RAZEM']],
  ['a scanner burst', '5901234123457\r', [...'5901234123457', 'RAZEM']],
  ['letters of keys', 'kxpcf', ['KOD', 'X', 'CENA', 'C', 'FUNKCJE']],
  ['capital letters', 'KXPCFTYNQ', presses([Buffer.from('kxpcftynq')])],
  ['the times sign of a numeric block', '*', ['X']],
  ['Backspace, old Backspace and Delete', '\u007f\b\u001b[3~', ['C', 'C', 'C']],
  ['Esc', '\u001b', ['C']],
  ['Esc twice', '\u001b\u001b', ['C', 'C']],
  ['arrows', '\u001b[A\u001b[B', ['GÓRA', 'DÓŁ']],
  ['arrows in application mode', '\u001bOA\u001bOB', ['GÓRA', 'DÓŁ']],
  ['the phone', 'tyn\t', ['phone showCode', 'phone confirm', 'phone refuse', 'phone next']],
  ['paper', '\u001b[5~\u001b[6~', ['paper 1', 'paper -1']],
  ['q and Ctrl-C', 'q\u0003', ['end', 'end']],
  ['other letters by name', 'zł', ['unknown z', 'unknown ł']],
  ['a letter outside the basic plane', '𝒜', ['unknown 𝒜']],
  ['control keys by name', '\u0001\u001a', ['unknown Ctrl-A', 'unknown Ctrl-Z']],
  ['a space', ' ', ['unknown ']],
  [
    'function keys as one key each',
    '\u001bOP\u001b[15~\u001b[[A1',
    ['unknown ', 'unknown ', 'unknown ', '1'],
  ],
  ['other arrows', '\u001b[C\u001b[1;5A', ['unknown ', 'unknown ']],
  ['Alt and a letter', '\u001bk', ['unknown ']],
  ['a sequence that never ends', '\u001b[1;', ['unknown ']],
  ['bytes that are no text', Buffer.from([0x31]).toString() + '\ufffd', ['1', 'unknown \ufffd']],
];

test.each(table)('%s', (_what, text, words) => {
  expect(parse(text)).toEqual(words);
});

test('an Esc waits for what may belong to it', () => {
  const parser = new KeyParser();
  expect([parser.feed(Buffer.from('\u001b')), parser.waiting]).toEqual([[], true]);
  expect([parser.feed(Buffer.from('[A')).map(word), parser.waiting]).toEqual([['GÓRA'], false]);
});

test('however the bytes are cut on their way, the keys are the same', () => {
  const texts = fc.array(fc.constantFrom(...table.map(([, text]) => text)), { maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.array(fc.nat(40)), (parts, cuts) => {
      const bytes = Buffer.from(parts.join('1'));
      const ends = [...cuts, bytes.length].toSorted((a, b) => a - b);
      const pieces = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
      expect(presses(pieces)).toEqual(presses([bytes]));
    }),
  );
});
