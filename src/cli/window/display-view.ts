import type { ReactElement } from 'react';
import type { Display } from '../../till/display.ts';
import { displayColumns } from '../../till/display-row.ts';
import { framed, line } from './frame.ts';
import { label } from './window-text.ts';

// Colour is mere decoration here; NO_COLOR (no-color.org) takes it away.
const lit = (process.env['NO_COLOR'] ?? '') === '' ? { color: 'green' } : {};

/** Four rows of 20 characters. */
export function displayView(display: Display): ReactElement {
  const rows = display.map((row) => line(row.padEnd(displayColumns), { bold: true, ...lit }));
  return framed({ title: label.display, width: displayColumns + 2, border: 'double' }, rows);
}
