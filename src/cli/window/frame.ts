import { Box, Text, type TextProps } from 'ink';
import { createElement, type ReactElement } from 'react';

const corners = { single: ['┌', '─', '┐'], double: ['╔', '═', '╗'] } as const;

/** Rows in a frame with a title in its upper edge. `width` counts the frame. */
export function framed(
  { title, width, border = 'single' }: FrameOptions,
  rows: readonly ReactElement[],
): ReactElement {
  const [left, edge, right] = corners[border];
  const words = ` ${title.slice(0, width - 6)} `;
  const top = `${left}${edge}${words}`.padEnd(width - 1, edge) + right;
  const body = { flexDirection: 'column', width, borderStyle: border, borderTop: false } as const;
  return createElement(
    Box,
    { flexDirection: 'column', flexShrink: 0 },
    line(top),
    createElement(Box, body, ...rows),
  );
}

interface FrameOptions {
  readonly title: string;
  readonly width: number;
  readonly border?: keyof typeof corners;
}

/** One row of text; what does not fit is cut, never wrapped. */
export function line(text: string, style: Omit<TextProps, 'children'> = {}): ReactElement {
  // An empty text would take no row at all.
  return createElement(Text, { wrap: 'truncate-end', ...style }, text === '' ? ' ' : text);
}

/** A text at each edge of a row; the right one is never cut. */
export function sides(left: string, right: string, width: number): string {
  const room = Math.max(0, width - right.length - 1);
  return left.slice(0, room).padEnd(width - right.length) + right;
}
