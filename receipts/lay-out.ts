import { type CodePage, printable } from '../src/text/code-page.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import { cancelledReceipt } from './cancelled-receipt.ts';
import { dailyReport } from './daily-report.ts';
import type { Document, NumberedDocument, Report } from './document.ts';
import { eventsReport } from './events-report.ts';
import { fiscalReceipt } from './fiscal-receipt.ts';
import { fiscalisationReport } from './fiscalisation-report.ts';
import { centred, footer, header, nonFiscal } from './frame.ts';
import { interruptedPrint } from './interrupted-print.ts';
import { nonFiscalNote } from './non-fiscal-note.ts';
import { periodicReport } from './periodic-report.ts';
import { tableReport } from './table-report.ts';

/** How a print is marked above and below; a strip never is. */
export interface LayOutOptions {
  /** Printed again after an interrupted print. */
  readonly repeat?: boolean;
  /** Printed another time on demand: that copy is no fiscal document, whatever the original is. */
  readonly copy?: boolean;
  /** What the printer can print; CP852 is the page that nearly every printer has. */
  readonly codePage?: CodePage;
}

/** The lines of a document: every one fits the columns and holds only characters of the page. */
export function layOut(
  document: Document | Report,
  columns: Columns,
  { repeat = false, copy = false, codePage = 'cp852' }: LayOutOptions = {},
): PaperLine[] {
  const printed = inPage(document, codePage);
  if (printed.kind === 'interruptedPrint') return interruptedPrint(printed, columns);
  const marks = [...(repeat ? ['PONOWNY WYDRUK'] : []), ...(copy ? ['KOPIA'] : [])];
  const marked = (texts: string[]) => texts.flatMap((text) => centred(text, columns, 'bold'));
  return [...marked(marks), ...framed(printed, columns, copy), ...marked(marks.toReversed())];
}

type FramedDocument = NumberedDocument | Report;

function framed(document: FramedDocument, columns: Columns, copy: boolean): PaperLine[] {
  const fiscal = document.fiscal && isFiscal(document) && !copy;
  const body = content(document, columns);
  return [
    ...header(document, columns),
    ...(fiscal ? body : nonFiscal(document, body, columns)),
    ...footer(document, columns, fiscal),
  ];
}

function isFiscal({ kind }: FramedDocument): boolean {
  return kind !== 'nonFiscalNote' && kind !== 'tableReport';
}

function content(document: FramedDocument, columns: Columns): PaperLine[] {
  switch (document.kind) {
    case 'fiscalReceipt':
      return fiscalReceipt(document, columns);
    case 'cancelledReceipt':
      return cancelledReceipt(document, columns);
    case 'nonFiscalNote':
      return nonFiscalNote(document, columns);
    case 'dailyReport':
      return dailyReport(document, columns);
    case 'periodicReport':
      return periodicReport(document, columns);
    case 'eventsReport':
      return eventsReport(document, columns);
    case 'fiscalisationReport':
      return fiscalisationReport(document, columns);
    case 'tableReport':
      return tableReport(document, columns);
  }
}

/** Texts are made printable before they are set, because `€` takes three columns as `EUR`. */
function inPage<T extends Document | Report>(document: T, page: CodePage): T {
  const change = (_key: string, value: unknown) =>
    typeof value === 'string' ? printable(value, page) : value;
  return JSON.parse(JSON.stringify(document, change)) as T;
}
