import type { EpochMs } from '../kernel/time.ts';
import type { Digit } from './key.ts';

/** The last press in a text: pressed again soon enough, the same digit changes the letter it made. */
export interface Tap {
  readonly digit: Digit;
  readonly at: EpochMs;
  readonly capital: boolean;
}

export interface TappedText {
  readonly text: string;
  readonly tap: Tap;
}

const letterMs = 1000;
const letters: Readonly<Record<Digit, string>> = {
  '0': ' 0',
  '1': '.-/%&()+1',
  '2': 'abcąć2',
  '3': 'defę3',
  '4': 'ghi4',
  '5': 'jklł5',
  '6': 'mnońó6',
  '7': 'pqrsś7',
  '8': 'tuv8',
  '9': 'wxyzźż9',
};

/**
 * Letters by repeated presses, phone-style (facts/till, keypad tills). The first letter of a text is a
 * capital one; `shifted` turns that round for the letter that begins now.
 */
export function tapped(
  before: { readonly text: string; readonly tap?: Tap | undefined },
  digit: Digit,
  at: EpochMs,
  shifted = false,
): TappedText {
  const { text, tap } = before;
  const again = tap?.digit === digit && at - tap.at < letterMs;
  const kept = again ? text.slice(0, -1) : text;
  const capital = again ? tap.capital : (text === '') !== shifted;
  const last = again ? text.slice(-1).toLowerCase() : undefined;
  const row = letters[digit];
  const letter = row.charAt(last === undefined ? 0 : (row.indexOf(last) + 1) % row.length);
  return {
    text: kept + (capital ? letter.toUpperCase() : letter),
    tap: { digit, at, capital },
  };
}
