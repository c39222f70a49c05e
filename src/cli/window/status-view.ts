import { Box } from 'ink';
import { createElement, type ReactElement } from 'react';
import { line } from './frame.ts';
import type { WindowState } from './window-state.ts';
import { journalReason, label } from './window-text.ts';

const links = {
  checking: label.linkChecking,
  up: label.linkUp,
  down: label.linkDown,
} as const;

/** The link to the hosts and the journal; below it the hint, or the window's own keys. */
export function statusView({ link, journal, hint }: WindowState): ReactElement {
  const { entries, hash, failure } = journal;
  const book = failure
    ? label.journalStopped(journalReason(failure.code))
    : label.journal(entries, hash);
  const alarmed = failure !== undefined || link === 'down';
  return createElement(
    Box,
    { flexDirection: 'column', flexShrink: 0 },
    line(` ${links[link]}   ${book}`, { bold: alarmed }),
    line(` ${hint ?? label.keys}`, { bold: hint !== undefined }),
  );
}
