/** The keys of the keypad, as they are printed on it. */
export const keys = [
  ...['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ','],
  ...['KOD', 'X', 'CENA', 'RABAT', 'C', 'FUNKCJE', 'GÓRA', 'DÓŁ', 'RAZEM'],
] as const;

export type Key = (typeof keys)[number];
export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

export type KeyEvent =
  | { readonly type: 'key.digit'; readonly digit: Digit }
  | { readonly type: 'key.comma' }
  | { readonly type: 'key.KOD' }
  | { readonly type: 'key.X' }
  | { readonly type: 'key.CENA' }
  | { readonly type: 'key.RABAT' }
  | { readonly type: 'key.C' }
  | { readonly type: 'key.FUNKCJE' }
  | { readonly type: 'key.up' }
  | { readonly type: 'key.down' }
  | { readonly type: 'key.RAZEM' };

/** The event that a pressed key is. */
export function keyEvent(key: Key): KeyEvent {
  switch (key) {
    case ',':
      return { type: 'key.comma' };
    case 'GÓRA':
      return { type: 'key.up' };
    case 'DÓŁ':
      return { type: 'key.down' };
    case 'KOD':
    case 'X':
    case 'CENA':
    case 'RABAT':
    case 'C':
    case 'FUNKCJE':
    case 'RAZEM':
      return { type: `key.${key}` };
    default:
      return { type: 'key.digit', digit: key };
  }
}

/** A key by its name, in any case and without diacritics; undefined when there is none. */
export function parseKey(name: string): Key | undefined {
  const plain = name.toUpperCase().replace('GORA', 'GÓRA').replace('DOL', 'DÓŁ');
  return keys.find((key) => key === plain);
}
