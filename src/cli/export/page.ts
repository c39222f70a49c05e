import type { PaperLine } from '../../text/layout.ts';

/** A4 in points, a seventy-second of an inch each. */
export const a4 = { width: 595.28, height: 841.89 } as const;

/** All that a page shows: a piece of the paper, enlarged, in the middle of the sheet. */
export interface Page {
  readonly fontSize: number;
  readonly lineHeight: number;
  readonly paper: Box;
  readonly lines: readonly PlacedLine[];
  /** From 1; a long document takes several pages. */
  readonly page: number;
  readonly pages: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLine extends PaperLine {
  readonly left: number;
  readonly top: number;
}

/** A paper of 80 mm is printed at about 8,5 points: this is nearly twice as large. */
const largestSize = 16;
/** Smaller is no enlargement: a longer document goes on over the page. */
const smallestSize = 11;
const margin = { top: 40, bottom: 64 };
const padding = 16;
/** Of a letter of Noto Sans Mono, in ems; and from line to line. */
const letterWidth = 0.6;
const leading = 1.25;

/** A document's paper on as few pages as it takes, as large as they allow (RULES T19). */
export function pagesOf(paper: readonly PaperLine[], columns: number): Page[] {
  const usable = a4.height - margin.top - margin.bottom - 2 * padding;
  const fitting = usable / (rowsOf(paper) * leading);
  const fontSize = Math.min(largestSize, Math.max(smallestSize, Math.floor(fitting)));
  const lineHeight = fontSize * leading;
  const sheets = sheetsOf(paper, Math.floor(usable / lineHeight));
  return sheets.map((lines, index) => {
    const width = columns * fontSize * letterWidth + 2 * padding;
    const height = rowsOf(lines) * lineHeight + 2 * padding;
    const left = (a4.width - width) / 2;
    const free = a4.height - margin.top - margin.bottom - height;
    const top = margin.top + (sheets.length > 1 ? 0 : free / 2);
    return {
      fontSize,
      lineHeight,
      paper: { left, top, width, height },
      lines: placed(lines, { left: left + padding, top: top + padding }, lineHeight),
      page: index + 1,
      pages: sheets.length,
    };
  });
}

function placed(
  lines: readonly PaperLine[],
  { left, top }: { left: number; top: number },
  lineHeight: number,
): PlacedLine[] {
  let row = 0;
  return lines.map((line) => {
    const place = { left, top: top + row * lineHeight };
    row += rowsOf([line]);
    return { ...line, ...place };
  });
}

/** A tall line takes two rows. */
function rowsOf(lines: readonly PaperLine[]): number {
  return lines.reduce((rows, { style }) => rows + (style === 'tall' ? 2 : 1), 0);
}

function sheetsOf(lines: readonly PaperLine[], rows: number): PaperLine[][] {
  const sheets: PaperLine[][] = [[]];
  for (const line of lines) {
    const sheet = sheets.at(-1) ?? [];
    if (rowsOf([...sheet, line]) > rows) sheets.push([line]);
    else sheet.push(line);
  }
  return sheets;
}
