import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { NonFiscalNote } from './document.ts';
import { centred, ruled, sides } from './frame.ts';

/** A titled list of facts, such as the confirmation of a BLIK refund. */
export function nonFiscalNote(note: NonFiscalNote, columns: Columns): PaperLine[] {
  return [
    ...centred(note.title, columns, 'bold'),
    ruled(columns),
    ...note.rows.flatMap(({ label, value }) => sides(label, value, columns)),
    ruled(columns),
  ];
}
