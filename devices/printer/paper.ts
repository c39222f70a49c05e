import type { Columns, PaperLine } from '../../src/text/layout.ts';

/** What lies on the roll, from the top: printed lines and cuts. */
export type RollItem = PaperLine | 'cut';

/** Borders tell the style: bold in the middle weight, tall in the double line. */
const borders = { plain: '│', bold: '┃', tall: '║' } as const;

/** The paper for looking at: framed, torn where it was cut, with bold `┃` and tall `║` borders. */
export function paperText(roll: readonly RollItem[], columns: Columns): string {
  const torn = '/\\'.repeat(columns / 2 + 1);
  const sheets = sheetsOf(roll).map((lines) =>
    [torn, ...lines.map((line) => framed(line, columns)), torn, ''].join('\n'),
  );
  return sheets.join('\n');
}

/** The bare lines, with `✂` across the paper where it was cut. */
export function plainPaperText(roll: readonly RollItem[], columns: Columns): string {
  const cut = `✂${' -'.repeat(columns / 2 - 1)}`;
  return roll.map((item) => `${item === 'cut' ? cut : item.text}\n`).join('');
}

function sheetsOf(roll: readonly RollItem[]): PaperLine[][] {
  const sheets: PaperLine[][] = [];
  let open = false;
  for (const item of roll) {
    if (item !== 'cut') {
      if (!open) sheets.push([]);
      sheets.at(-1)?.push(item);
    }
    open = item !== 'cut';
  }
  return sheets;
}

function framed(line: PaperLine, columns: Columns): string {
  const border = borders[line.style ?? 'plain'];
  return border + line.text.padEnd(columns) + border;
}
