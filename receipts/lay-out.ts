import { type CodePage, printable } from '../src/text/code-page.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import { cancelledReceipt } from './cancelled-receipt.ts';
import type { Document } from './document.ts';
import { fiscalReceipt } from './fiscal-receipt.ts';
import { centred } from './frame.ts';
import { interruptedPrint } from './interrupted-print.ts';
import { nonFiscalNote } from './non-fiscal-note.ts';

export interface LayOutOptions {
  /** Printed again after an interrupted print: marked above and below. A strip is never marked. */
  readonly repeat?: boolean;
  /** What the printer can print; CP852 is the page that nearly every printer has. */
  readonly codePage?: CodePage;
}

/** The lines of a document: every one fits the columns and holds only characters of the page. */
export function layOut(
  document: Document,
  columns: Columns,
  options: LayOutOptions = {},
): PaperLine[] {
  const lines = content(inPage(document, options.codePage ?? 'cp852'), columns);
  if (!options.repeat || document.kind === 'interruptedPrint') return lines;
  const mark = centred('PONOWNY WYDRUK', columns, 'bold');
  return [...mark, ...lines, ...mark];
}

function content(document: Document, columns: Columns): PaperLine[] {
  switch (document.kind) {
    case 'fiscalReceipt':
      return fiscalReceipt(document, columns);
    case 'cancelledReceipt':
      return cancelledReceipt(document, columns);
    case 'nonFiscalNote':
      return nonFiscalNote(document, columns);
    case 'interruptedPrint':
      return interruptedPrint(document, columns);
  }
}

/** Texts are made printable before they are set, because `€` takes three columns as `EUR`. */
function inPage(document: Document, page: CodePage): Document {
  const change = (_key: string, value: unknown) =>
    typeof value === 'string' ? printable(value, page) : value;
  return JSON.parse(JSON.stringify(document, change)) as Document;
}
