import { Box } from 'ink';
import { createElement, type ReactElement } from 'react';
import { line } from './frame.ts';
import type { WindowState } from './window-state.ts';
import { label } from './window-text.ts';

/** The roll as it leaves the printer: the newest line just above the slot, older ones pushed up. */
export function paperView(state: WindowState, rows: number): ReactElement {
  const { paper, paperBelow, paperColumns } = state;
  const width = paperColumns + 2;
  const end = paper.length - paperBelow;
  const shown = paper.slice(Math.max(0, end - rows), Math.max(0, end));
  const blank = Array.from({ length: rows - shown.length }, () => '');
  const below = paperBelow > 0 ? ` ${label.rowsBelow(paperBelow)} ` : '';
  const slot = `══ ${label.printer} ══${below}`.padEnd(width, '═');
  return createElement(
    Box,
    { flexDirection: 'column', width, flexShrink: 0 },
    ...[...blank, ...shown, slot].map((row) => line(row)),
  );
}
