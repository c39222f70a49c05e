const escape = '\u001b';

/**
 * What a terminal of this size shows of the bytes it is sent. Strict: a sequence that the window has
 * no reason to send is an error, and so is text that wraps or scrolls on the alternate screen.
 */
export class Screen {
  readonly columns: number;
  readonly rows: number;
  alternate = false;
  cursorShown = true;
  #cells: string[][];
  /** The screen of before, while the alternate one is shown. */
  #primary: { cells: string[][]; row: number; column: number };
  #row = 0;
  #column = 0;
  #rest = '';

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#cells = this.#blank();
    this.#primary = { cells: this.#cells, row: 0, column: 0 };
  }

  /** The rows without the blanks at their ends, nor those below the last written one. */
  get text(): string {
    return this.#cells
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  write(text: string): void {
    this.#rest += text;
    for (;;) {
      const [first = ''] = this.#rest;
      const [sequence] = /^\[[?\d;]*[A-Za-z]/.exec(this.#rest.slice(1)) ?? [];
      const isSequence = first === escape;
      if (first === '' || (isSequence && sequence === undefined)) break;
      this.#rest = this.#rest.slice(isSequence ? 1 + (sequence ?? '').length : first.length);
      if (isSequence) this.#obey((sequence ?? '').slice(1));
      else this.#put(first);
    }
    if (this.#rest.length > 20) throw new Error(`no sequence: ${JSON.stringify(this.#rest)}`);
  }

  #put(character: string): void {
    if (character === '\r') this.#column = 0;
    else if (character === '\n') this.#newLine();
    else {
      if (this.#column >= this.columns) this.#wrap();
      const row = this.#cells[this.#row];
      if (row) row[this.#column] = character;
      this.#column += 1;
    }
  }

  #wrap(): void {
    if (this.alternate) throw new Error(`wraps: ${this.#cells[this.#row]?.join('')}`);
    this.#column = 0;
    this.#newLine();
  }

  #newLine(): void {
    if (this.#row === this.rows - 1) {
      if (this.alternate) throw new Error(`scrolls:\n${this.text}`);
      this.#cells = [...this.#cells.slice(1), ...this.#blank().slice(0, 1)];
    } else this.#row += 1;
  }

  #obey(sequence: string): void {
    const count = Number.parseInt(sequence, 10) || 1;
    switch (sequence.replace(/^\d+(?=[A-G]$)/, '')) {
      case '?1049h':
        this.#primary = { cells: this.#cells, row: this.#row, column: this.#column };
        this.alternate = true;
        this.#cells = this.#blank();
        break;
      case '?1049l':
        this.alternate = false;
        ({ cells: this.#cells, row: this.#row, column: this.#column } = this.#primary);
        break;
      case '?25h':
      case '?25l':
        this.cursorShown = sequence.endsWith('h');
        break;
      case 'H':
        [this.#row, this.#column] = [0, 0];
        break;
      case 'J':
        this.#cells = this.#cells
          .with(this.#row, this.#erased())
          .map((row, index) => (index > this.#row ? this.#blankRow() : row));
        break;
      case '2K':
        this.#cells[this.#row] = this.#blankRow();
        break;
      case 'A':
        this.#row = Math.max(0, this.#row - count);
        break;
      case 'G':
        this.#column = count - 1;
        break;
      default:
        // Colours, and the brackets of a synchronised drawing.
        if (!/^[\d;]*m$|^\?2026[hl]$/.test(sequence)) throw new Error(`unexpected: ${sequence}`);
    }
  }

  #erased(): string[] {
    return (this.#cells[this.#row] ?? []).fill(' ', this.#column);
  }

  #blank(): string[][] {
    return Array.from({ length: this.rows }, () => this.#blankRow());
  }

  #blankRow(): string[] {
    return Array.from({ length: this.columns }, () => ' ');
  }
}
