import { Box } from 'ink';
import { createElement, type ReactElement } from 'react';
import { arrange, isTooSmall, paperRows, type Size, smallest } from './arrangement.ts';
import { displayView } from './display-view.ts';
import { line } from './frame.ts';
import { keypadView } from './keypad-view.ts';
import { paperView } from './paper-view.ts';
import { phonesView } from './phone-view.ts';
import { statusView } from './status-view.ts';
import type { WindowState } from './window-state.ts';
import { label } from './window-text.ts';

/** The whole window: at most one row less than the terminal has. */
export function counterView(state: WindowState, size: Size): ReactElement {
  if (isTooSmall(size)) {
    return line(label.tooSmall(size.columns, size.rows, smallest));
  }
  const arrangement = arrange(size, state.paperColumns);
  const phones = phonesView(state, arrangement);
  const beside = arrangement.phones === 'beside';
  const keypad = createElement(
    Box,
    { flexDirection: 'column', flexShrink: 0 },
    createElement(Box, { justifyContent: 'center' }, displayView(state.display)),
    keypadView(state.pressed),
    beside ? null : phones,
  );
  const body = createElement(
    Box,
    {
      height: arrangement.bodyRows,
      columnGap: arrangement.gapColumns,
      justifyContent: 'center',
      overflow: 'hidden',
    },
    keypad,
    beside ? phones : null,
    paperView(state, paperRows(arrangement)),
  );
  const { columns, rows } = size;
  return createElement(
    Box,
    { flexDirection: 'column', width: columns, height: rows - 1, overflow: 'hidden' },
    body,
    statusView(state),
  );
}
