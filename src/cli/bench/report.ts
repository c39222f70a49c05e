import { stdoutColours } from '../output.ts';
import type { Figure } from './figure.ts';
import type { BenchReport } from './run-bench.ts';

const titles = ['', 'ours', 'floor', 'ratio', 'goal'];

/** The figures as a table, and below it what each floor is. */
export function reportText(command: string, { machine, history, figures }: BenchReport): string {
  const { node, sqlite, platform, processor, cores, load } = machine;
  const { receipts, days, entries, megabytes, generatedInSeconds } = history;
  const rows = figures.map(cells);
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = figures.map((figure, index) => marked(aligned(rows[index] ?? [], widths), figure));
  const floors = figures.flatMap(({ name, floorName }) =>
    floorName === undefined ? [] : [`  ${name.padEnd(widths[0] ?? 0)}  ${floorName}`],
  );
  return [
    `${command}: Node ${node}, SQLite ${sqlite}, ${platform}, ${cores} cores, ${processor}`,
    `The old till: ${days} days, ${receipts} receipts, ${entries} entries, ` +
      `${megabytes.toFixed(0)} MB, sold in ${generatedInSeconds.toFixed(0)} s`,
    ...(load > cores / 2
      ? [`Load ${load.toFixed(1)}: other work takes this machine, the figures say little.`]
      : []),
    '',
    aligned(titles, widths),
    ...lines,
    '',
    'Medians unless said otherwise, ours and floor measured in turns. The floors:',
    ...floors,
  ].join('\n');
}

function cells({ name, unit, ours, floor, ratio, goal = '' }: Figure): string[] {
  const shown = (value: number | undefined) => (value === undefined ? '' : amount(value, unit));
  return [name, shown(ours), shown(floor), ratio?.toFixed(2) ?? '', goal];
}

function amount(value: number, unit: Figure['unit']): string {
  if (unit === 'per second') return `${value.toFixed(0)}/s`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

/** The name and the goal to the left, figures to the right. */
function aligned(row: readonly string[], widths: readonly number[]): string {
  const last = row.length - 1;
  return row
    .map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 || column === last ? cell.padEnd(width) : cell.padStart(width);
    })
    .join('  ')
    .trimEnd();
}

function marked(line: string, { met }: Figure): string {
  const { green, red } = stdoutColours();
  if (met === undefined) return line;
  return met ? `${line}  ${green('✓')}` : `${line}  ${red('✗ missed')}`;
}
