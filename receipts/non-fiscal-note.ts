import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { NonFiscalNote } from './document.ts';
import { centred, footer, header, nonFiscal, ruled, sides } from './frame.ts';

/** A titled list of facts, such as the confirmation of a BLIK refund. Never bears the fiscal logo. */
export function nonFiscalNote(note: NonFiscalNote, columns: Columns): PaperLine[] {
  const body = [
    ...centred(note.title, columns, 'bold'),
    ruled(columns),
    ...note.rows.flatMap(({ label, value }) => sides(label, value, columns)),
    ruled(columns),
  ];
  return [
    ...header(note, columns),
    ...nonFiscal(note, body, columns),
    ...footer(note, columns, false),
  ];
}
