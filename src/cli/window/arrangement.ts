import type { Columns } from '../../text/layout.ts';

/** What a terminal can show. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A window smaller than this shows nothing but how large it should be. */
export const smallest: Size = { columns: 80, rows: 24 };

/** The frames of display and keypad; phones stand below them, or beside them where there is room. */
export const keypadWidth = 30;
const widePhoneWidth = 34;
const displayFrameRows = 6;
const keypadFrameRows = 6;
/** Saldo, code and the two rows of a payment; the chosen phone also tells its keys. */
const phoneFrameRows = 6;
const chosenPhoneRows = phoneFrameRows + 2;
const statusRows = 2;

/** What stands where, and how much of it, in a window of some size. */
export interface Arrangement {
  /** Of display, keypad, phones and paper; the status is below them. */
  readonly bodyRows: number;
  readonly gapColumns: number;
  readonly phones: 'below' | 'beside';
  readonly phoneWidth: number;
  /** How many phones have room. */
  readonly phoneCount: number;
}

/** The last row stays empty: a terminal scrolls when something is written behind it. */
export function arrange({ columns, rows }: Size, paper: Columns): Arrangement {
  const bodyRows = rows - 1 - statusRows;
  const paperWidth = paper + 2;
  const gap = (used: number, gaps: number) => Math.min(2, Math.floor((columns - used) / gaps));
  const wide = keypadWidth + widePhoneWidth + paperWidth;
  const beside = columns >= wide + 2;
  const room = beside ? bodyRows : bodyRows - displayFrameRows - keypadFrameRows;
  return {
    bodyRows,
    gapColumns: beside ? gap(wide, 2) : gap(keypadWidth + paperWidth, 1),
    phones: beside ? 'beside' : 'below',
    phoneWidth: beside ? widePhoneWidth : keypadWidth,
    phoneCount: 1 + Math.floor((room - chosenPhoneRows) / phoneFrameRows),
  };
}

export function isTooSmall({ columns, rows }: Size): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}

/** Rows of paper above the printer's slot. */
export function paperRows({ bodyRows }: Arrangement): number {
  return bodyRows - 1;
}
