/**
 * The record with one entry changed; a missing one is `empty` first. Only own entries count, because
 * keys may be names that people type, such as `constructor`.
 */
export function changed<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  empty: T,
  change: (value: T) => T,
): Readonly<Record<string, T>> {
  const value = Object.hasOwn(record, key) ? (record[key] ?? empty) : empty;
  return { ...record, [key]: change(value) };
}
