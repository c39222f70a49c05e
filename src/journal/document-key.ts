import { isRecord } from './entry.ts';

/** What a document is looked for by, beside its number, date, total and payments. */
export type DocumentKeyKind = 'receipt' | 'cashier' | 'nip' | 'authorisation' | 'card';

/** A value of one kind that a document bears: a document may bear several of a kind. */
export interface DocumentKey {
  readonly kind: DocumentKeyKind;
  readonly value: string;
}

/**
 * Where documents bear their keys; a list on the way is looked through. Another line here changes
 * the index of documents that are printed already: it takes a migration that indexes them anew.
 */
const places: readonly (readonly [DocumentKeyKind, path: string])[] = [
  ['receipt', 'receiptNumber'],
  ['cashier', 'cashier.number'],
  ['nip', 'buyer.nip'],
  ['nip', 'buyerNip'],
  ['authorisation', 'authorisationCode'],
  ['authorisation', 'payments.authorisationCode'],
  ['card', 'card.lastFour'],
  ['card', 'payments.card.lastFour'],
];

/** The keys of a document, each once, in the order of the index. */
export function documentKeys(document: Readonly<Record<string, unknown>>): DocumentKey[] {
  const keys = places.flatMap(([kind, path]) =>
    valuesAt(document, path.split('.')).map((value) => ({ kind, value: keyValue(kind, value) })),
  );
  const unique = new Map(keys.map((key) => [`${key.kind} ${key.value}`, key]));
  return [...unique.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

/** A value as it is indexed, whether it was printed or typed. */
export function keyValue(kind: DocumentKeyKind, value: string): string {
  if (kind === 'nip') return value.replaceAll(/\D/g, '');
  return kind === 'authorisation' ? value.trim().toUpperCase() : value.trim();
}

function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name !== undefined) return isRecord(value) ? valuesAt(value[name], rest) : [];
  return typeof value === 'string' || Number.isSafeInteger(value) ? [String(value)] : [];
}
