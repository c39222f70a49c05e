import { Text } from 'ink';
import { createElement, type ReactElement } from 'react';
import type { Key } from '../../till/key.ts';
import { keypadWidth } from './arrangement.ts';
import { framed } from './frame.ts';
import { label } from './window-text.ts';

/** A key of the till: the keyboard's key that presses it, and its cell's width. */
type Cell = readonly [key: Key, cap: string, columns: number];

/** A key that is the keyboard's own. */
const same = (key: Key): Cell => [key, '', 3];

const rows: readonly (readonly Cell[])[] = [
  [same('7'), same('8'), same('9'), ['KOD', 'k', 8], ['FUNKCJE', 'f', 11]],
  [same('4'), same('5'), same('6'), ['RABAT', 'r', 9], ['GÓRA', '↑', 10]],
  [same('1'), same('2'), same('3'), same('X'), ['CENA', 'p', 8], ['DÓŁ', '↓', 8]],
  [same('0'), same(','), ['C', 'c Esc', 9], ['RAZEM', 'Enter', 13]],
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
