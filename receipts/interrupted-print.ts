import { localDateTime } from '../src/kernel/time.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { InterruptedPrint } from './document.ts';
import { centred, sides } from './frame.ts';

/** Tells whoever reads the paper that the torso above is no document of its own. */
export function interruptedPrint(strip: InterruptedPrint, columns: Columns): PaperLine[] {
  return [
    ...centred('--- PRZERWANY WYDRUK ---', columns, 'bold'),
    ...sides(`nr:${strip.documentNumber}`, localDateTime(strip.at), columns),
    ...centred('dokument poniżej drukowany ponownie', columns),
  ];
}
