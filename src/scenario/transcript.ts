import { paperText, plainPaperText, type RollItem } from '../../devices/printer/paper.ts';
import type { Columns } from '../text/layout.ts';
import type { Display } from '../till/display.ts';
import { displayColumns } from '../till/display-row.ts';

/** What a counter showed and printed, as text: display changes in boxes, paper as paper. */
export class Transcript {
  readonly #write: (text: string) => void;
  readonly #columns: Columns;
  #shown = '';
  #sheet: RollItem[] = [];
  #held: string[] | undefined;

  constructor(columns: Columns, write: (text: string) => void) {
    this.#columns = columns;
    this.#write = (text) => (this.#held ? void this.#held.push(text) : write(text));
  }

  /** What was done: `> 1 KOD`. */
  input(words: string): void {
    this.#write(`> ${words}\n`);
  }

  /** What follows waits for `release`: only then is it known which keys may be told. */
  hold(): void {
    this.#held ??= [];
  }

  release(words: string): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.input(words);
    for (const text of held) this.#write(text);
  }

  note(words: string): void {
    this.#write(`# ${words}\n`);
  }

  display(display: Display): void {
    const shown = displayText(display);
    if (shown !== this.#shown) this.#write(shown);
    this.#shown = shown;
  }

  /** The display without power: whatever it shows next is new. */
  dark(): void {
    this.#shown = '';
  }

  /** Paper is shown sheet by sheet, when it is cut. */
  paper(item: RollItem): void {
    this.#sheet.push(item);
    if (item === 'cut') this.tearOff();
  }

  /** Shows what lies uncut, for instance after an interrupted print. */
  tearOff(): void {
    if (this.#sheet.length > 0) this.#write(paperText(this.#sheet, this.#columns));
    this.#sheet = [];
  }
}

function displayText(display: Display): string {
  const edge = '─'.repeat(displayColumns);
  const rows = display.map((row) => `│${row.padEnd(displayColumns)}│\n`);
  return `┌${edge}┐\n${rows.join('')}└${edge}┘\n`;
}

/** Sheets as bare lines, to be compared with what a scenario expects. */
export function paperLines(items: readonly RollItem[], columns: Columns): string[] {
  return plainPaperText(items, columns)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line, index, all) => line !== '' || index < all.length - 1);
}
