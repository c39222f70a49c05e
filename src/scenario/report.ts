import { stripVTControlCharacters } from 'node:util';
import type { FoundDifference, Replayed } from './replay.ts';

/** Rows around the first difference of a long value. */
const contextRows = 4;
const columnWidth = 46;

/** A difference for people: expected and got side by side, differing rows marked. */
export function differenceText(difference: FoundDifference): string {
  const { where, what } = difference;
  const rows = sideBySide(difference.expected, difference.got);
  return `  ${where}: ${what}\n${rows.map((row) => `    ${row}\n`).join('')}`;
}

function sideBySide(expected: readonly string[], got: readonly string[]): string[] {
  const length = Math.max(expected.length, got.length);
  const first = Array.from({ length }, (_, row) => row).find((row) => expected[row] !== got[row]);
  const from = Math.max(0, (first ?? 0) - contextRows);
  const to = Math.min(length, (first ?? 0) + 2 * contextRows);
  const head = `${'  expected'.padEnd(columnWidth)} | got`;
  const rows = [head];
  if (from > 0) rows.push(`  … ${from} equal rows`);
  for (let row = from; row < to; row += 1) rows.push(compared(expected[row], got[row]));
  if (to < length) rows.push(`  … ${length - to} more rows`);
  return rows;
}

function compared(expected: string | undefined, got: string | undefined): string {
  const [left, right] = [printable(expected), printable(got)];
  const row = `${left.padEnd(columnWidth - 2)} | ${right}`;
  return expected === got ? `  ${row}` : `! ${row}`;
}

function printable(row: string | undefined): string {
  return row === undefined ? '—' : stripVTControlCharacters(row);
}

/** JUnit XML, as CI servers read it. */
export function junitXml(results: readonly Replayed[]): string {
  const failures = results.filter(({ differences }) => differences.length > 0).length;
  const cases = results.map(junitCase).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuite name="razem" tests="${results.length}" failures="${failures}">\n` +
    `${cases}</testsuite>\n`
  );
}

function junitCase({ file, title, differences }: Replayed): string {
  const open = `  <testcase classname="${escaped(file)}" name="${escaped(title)}"`;
  if (differences.length === 0) return `${open}/>\n`;
  const failures = differences.map(
    ({ where, what, expected, got }) =>
      `    <failure message="${escaped(`${where}: ${what}`)}">` +
      `${escaped(`expected\n${expected.join('\n')}\ngot\n${got.join('\n')}`)}</failure>\n`,
  );
  return `${open}>\n${failures.join('')}  </testcase>\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
