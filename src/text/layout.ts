/** One printed line: its text fits the paper's columns; a tall line is printed in double height. */
export interface PaperLine {
  readonly text: string;
  readonly style?: 'bold' | 'tall';
}

/** How many characters a printer sets in a line. */
export type Columns = 32 | 40 | 42 | 48;

export const paperWidths: readonly Columns[] = [32, 40, 42, 48];

/** Sets words in lines of at most `columns`; a word longer than a line is broken. Never empty. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of composed(text).split(' ').filter(Boolean)) {
    let rest = line === '' ? word : `${line} ${word}`;
    if (width(rest) > columns && line !== '') {
      lines.push(line);
      rest = word;
    }
    while (width(rest) > columns) {
      const characters = [...rest];
      lines.push(characters.slice(0, columns).join(''));
      rest = characters.slice(columns).join('');
    }
    line = rest;
  }
  return line !== '' || lines.length === 0 ? [...lines, line] : lines;
}

/** The text wrapped, each line in the middle (of an odd rest, the larger half stands left). */
export function centre(text: string, columns: number): string[] {
  return wrap(text, columns).map((line) => {
    const left = Math.ceil((columns - width(line)) / 2);
    return ' '.repeat(left) + line;
  });
}

/**
 * A text at each margin. What does not fit in one line: the left part wraps, and the right part
 * stands in the last line if there is room, else in lines of its own. Nothing is ever cut away.
 */
export function leftRight(left: string, right: string, columns: number): string[] {
  const end = composed(right).trim();
  const lines = wrap(left, columns);
  const last = lines.at(-1) ?? '';
  const gap = columns - width(last) - width(end);
  if (gap >= (last === '' ? 0 : 1)) return [...lines.slice(0, -1), last + ' '.repeat(gap) + end];
  return [...lines, ...wrap(end, columns).map((line) => alignRight(line, columns))];
}

/** `- - - - `, across the paper. */
export function rule(columns: number): string {
  return '- '
    .repeat(Math.ceil(columns / 2))
    .slice(0, columns)
    .trimEnd();
}

function alignRight(line: string, columns: number): string {
  return ' '.repeat(columns - width(line)) + line;
}

/** Letters with their marks as one character, because printers and displays know no other. */
function composed(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ');
}

function width(text: string): number {
  return [...text].length;
}
