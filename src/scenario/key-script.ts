import { type Key, parseKey } from '../till/key.ts';

/** Stands for the six digits that a phone has shown last. */
const codeWord = 'CODE';

export type KeyWord = Key | typeof codeWord;

/** `12 KOD RAZEM CODE` → single keys in order; undefined when a word is no key. */
export function parseKeys(text: string): KeyWord[] | undefined {
  const words = text.split(/\s+/).filter(Boolean);
  const keys = words.flatMap((word): (KeyWord | undefined)[] => {
    if (word.toUpperCase() === codeWord) return [codeWord];
    return /^[\d,]+$/.test(word) ? [...word].map(parseKey) : [parseKey(word)];
  });
  return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined;
}

/** The first word that is no key, to be named in an error. */
export function unknownKey(text: string): string | undefined {
  return text.split(/\s+/).find((word) => word !== '' && parseKeys(word) === undefined);
}
