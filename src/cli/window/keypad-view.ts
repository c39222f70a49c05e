import { Text } from 'ink';
import { createElement, type ReactElement } from 'react';
import type { Key } from '../../till/key.ts';
import { keypadWidth } from './arrangement.ts';
import { framed } from './frame.ts';
import { label } from './window-text.ts';

/** A key of the till: the keyboard's key that presses it, and its cell's width. */
type Cell = readonly [key: Key, cap: string, columns: number];

const digit = (key: Key): Cell => [key, '', 3];

const rows: readonly (readonly Cell[])[] = [
  [digit('7'), digit('8'), digit('9'), ['KOD', 'k', 8], ['FUNKCJE', 'f', 11]],
  [digit('4'), digit('5'), digit('6'), ['X', 'x', 8], ['GÓRA', '↑', 11]],
  [digit('1'), digit('2'), digit('3'), ['CENA', 'p', 8], ['DÓŁ', '↓', 11]],
  [digit('0'), digit(','), ['C', 'c Esc', 9], ['RAZEM', 'Enter', 13]],
];

/** The keypad with the keyboard's keys; the pressed key stands in brackets. */
export function keypadView(pressed: Key | undefined): ReactElement {
  const lines = rows.map((cells) =>
    createElement(Text, { wrap: 'truncate-end' }, ...cells.map((cell) => keyCell(cell, pressed))),
  );
  return framed({ title: label.keypad, width: keypadWidth }, lines);
}

function keyCell([key, cap, columns]: Cell, pressed: Key | undefined): ReactElement {
  const words = `${cap} ${key}`.trim().padEnd(columns - 2);
  const down = key === pressed;
  return createElement(Text, { inverse: down }, down ? `[${words}]` : ` ${words} `);
}
