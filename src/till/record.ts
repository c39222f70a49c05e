/** The record with one entry changed; a missing one is `empty` first. */
export function changed<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  empty: T,
  change: (value: T) => T,
): Readonly<Record<string, T>> {
  return { ...record, [key]: change(record[key] ?? empty) };
}
