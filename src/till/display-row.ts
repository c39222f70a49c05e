export const displayColumns = 20;
export const displayRows = 4;

/** Left and right in one row; the right part, an amount or what was typed, is never cut. */
export function row(left: string, right: string, columns = displayColumns): string {
  const end = right.slice(-columns);
  if (end === '') return shortened(left, columns);
  return shortened(left, columns - end.length - 1).padEnd(columns - end.length) + end;
}

/** A name that is cut ends with a point, so that nobody takes its last digits for a quantity. */
export function shortened(name: string, columns: number): string {
  if (name.length <= columns) return name;
  return columns > 1 ? `${name.slice(0, columns - 1).trimEnd()}.` : '';
}

/** The window of a list around the marked row. */
export function scrolled(items: readonly string[], cursor: number, height = displayRows): string[] {
  const top = Math.max(0, Math.min(cursor - height + 2, items.length - height, cursor));
  return items
    .slice(top, top + height)
    .map((item, index) => `${top + index === cursor ? '>' : ' '}${item}`.slice(0, displayColumns));
}
