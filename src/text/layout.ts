/** One printed line: its text fits the paper's columns; a tall line is printed in double height. */
export interface PaperLine {
  readonly text: string;
  readonly style?: 'bold' | 'tall';
}

/** How many characters a printer sets in a line. */
export type Columns = 32 | 40 | 42 | 48;

export const paperWidths: readonly Columns[] = [32, 40, 42, 48];
