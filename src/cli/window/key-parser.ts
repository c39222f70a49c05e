import { StringDecoder } from 'node:string_decoder';
import type { Key } from '../../till/key.ts';

/** What a key of the keyboard does at the counter. */
export type KeyPress =
  | { readonly kind: 'till'; readonly key: Key }
  | { readonly kind: 'phone'; readonly does: PhoneAct }
  /** Turns to older (1) or newer (-1) paper, by so many pages. */
  | { readonly kind: 'paper'; readonly pages: 1 | -1 }
  | { readonly kind: 'end' }
  /** Does nothing; `name` is missing when the key has none that could be shown. */
  | { readonly kind: 'unknown'; readonly name?: string };

export type PhoneAct = 'showCode' | 'confirm' | 'refuse' | 'next';

const escape = '\u001b';

/**
 * Bytes of a terminal in raw mode → key presses. A scanner's burst or a paste arrives as one piece and
 * is taken apart; a sequence or a letter that arrives in several pieces is put together.
 */
export class KeyParser {
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #afterReturn = false;

  /** What lies here may be the Esc key, or a sequence whose end is on its way. */
  get waiting(): boolean {
    return this.#rest !== '';
  }

  feed(bytes: Uint8Array): KeyPress[] {
    this.#rest += this.#decoder.write(bytes);
    return this.#take(false);
  }

  /** Nothing more is coming: what waited is what it is. */
  flush(): KeyPress[] {
    return this.#take(true);
  }

  #take(whole: boolean): KeyPress[] {
    const presses: KeyPress[] = [];
    for (;;) {
      const token = firstToken(this.#rest, whole);
      if (token === '') return presses;
      this.#rest = this.#rest.slice(token.length);
      // A scanner may end with CR LF: that is one Enter.
      if (!(token === '\n' && this.#afterReturn)) presses.push(meaning(token));
      this.#afterReturn = token === '\r';
    }
  }
}

/** A control sequence of ECMA-48 after its Esc; `[[A` is F1 on a Linux console. */
const sequence = /^(?:\[\[[A-E]|\[(?!\[)[0-?]*[ -/]*[@-~]|O[ -~])/;
const openSequence = /^(?:O|\[\[|\[[0-?]*[ -/]*)?$/;

/** One key's characters at the beginning; empty when there is none, or not yet all of it. */
function firstToken(text: string, whole: boolean): string {
  const [first = ''] = text;
  if (first !== escape) return first;
  const tail = text.slice(1);
  const [body] = sequence.exec(tail) ?? [];
  if (body !== undefined) return escape + body;
  if (openSequence.test(tail)) return whole ? text : '';
  const [second = ''] = tail;
  return second === escape ? escape : escape + second;
}

const till = (key: Key): KeyPress => ({ kind: 'till', key });
const phone = (does: PhoneAct): KeyPress => ({ kind: 'phone', does });

const bindings = new Map<string, KeyPress>([
  ['\r', till('RAZEM')],
  ['\n', till('RAZEM')],
  ['k', till('KOD')],
  ['x', till('X')],
  ['*', till('X')],
  ['p', till('CENA')],
  ['r', till('RABAT')],
  ['f', till('FUNKCJE')],
  ['c', till('C')],
  [escape, till('C')],
  ['\u007f', till('C')],
  ['\b', till('C')],
  [`${escape}[3~`, till('C')],
  [',', till(',')],
  // The comma of a numeric block that is set to another language.
  ['.', till(',')],
  ...(['[A', 'OA'] as const).map((up) => [escape + up, till('GÓRA')] as const),
  ...(['[B', 'OB'] as const).map((down) => [escape + down, till('DÓŁ')] as const),
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const).map(
    (digit) => [digit, till(digit)] as const,
  ),
  ['t', phone('showCode')],
  ['y', phone('confirm')],
  ['n', phone('refuse')],
  ['\t', phone('next')],
  [`${escape}[5~`, { kind: 'paper', pages: 1 }],
  [`${escape}[6~`, { kind: 'paper', pages: -1 }],
  ['q', { kind: 'end' }],
  ['\u0003', { kind: 'end' }],
]);

function meaning(token: string): KeyPress {
  const plain = token.length === 1 ? token.toLowerCase() : token;
  return bindings.get(plain) ?? unknown(token);
}

/** Only characters that cannot harm the screen are ever shown. */
function unknown(token: string): KeyPress {
  const code = token.codePointAt(0) ?? 0;
  if (token.length === 1 && code < 0x20) {
    return { kind: 'unknown', name: `Ctrl-${String.fromCodePoint(code + 0x40)}` };
  }
  const isCharacter = /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(token);
  return isCharacter ? { kind: 'unknown', name: token } : { kind: 'unknown' };
}
