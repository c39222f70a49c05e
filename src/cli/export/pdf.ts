import { fileURLToPath } from 'node:url';
import Pdf from 'pdfkit';
import { simulatorNotice } from '../../../devices/printer/printer-driver.ts';
import { columns, type ExportedDocument, paperOf } from './exported-document.ts';
import { a4, type Page, pagesOf, type PlacedLine } from './page.ts';

const fonts = {
  regular: import.meta
    .resolve('@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf'),
  bold: import.meta.resolve('@expo-google-fonts/noto-sans-mono/700Bold/NotoSansMono_700Bold.ttf'),
};

const footSize = 7;

/**
 * The documents as PDF, a sheet of A4 or more for each: the paper enlarged (RULES T19), below it the
 * number, the entry and its hash. The same documents always give the same bytes.
 */
export async function* pdfPieces(
  documents: Iterable<ExportedDocument>,
): AsyncGenerator<Uint8Array, void> {
  let pdf: PDFKit.PDFDocument | undefined;
  for (const document of documents) {
    pdf ??= newPdf(document);
    for (const page of pagesOf(paperOf(document), columns)) drawPage(pdf, page, document);
    yield* finished(pdf);
  }
  if (pdf === undefined) return;
  pdf.end();
  for await (const piece of pdf) yield piece as Uint8Array;
}

/** What is done of the file: a year of receipts must not wait in memory for its last. */
function* finished(pdf: PDFKit.PDFDocument): Generator<Uint8Array, void> {
  for (let piece: unknown = pdf.read(); piece !== null; piece = pdf.read()) {
    yield piece as Uint8Array;
  }
}

/** Dated by its first document: the moment of the export would make each export another file. */
function newPdf({ document }: ExportedDocument): PDFKit.PDFDocument {
  const at = new Date(Number(document['at'] ?? 0));
  const pdf = new Pdf({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    lang: 'pl',
    info: { Title: 'Razem', Producer: 'Razem', Creator: 'Razem', CreationDate: at, ModDate: at },
  });
  for (const [name, place] of Object.entries(fonts)) pdf.registerFont(name, fileURLToPath(place));
  return pdf;
}

function drawPage(pdf: PDFKit.PDFDocument, page: Page, document: ExportedDocument): void {
  const { left, top, width, height } = page.paper;
  pdf.addPage();
  pdf.lineWidth(0.5).rect(left, top, width, height).stroke('#999999');
  for (const line of page.lines) drawLine(pdf, page, line);
  const { number, seq, hash } = document;
  const foot = [simulatorNotice, `nr:${number}   ${page.page}/${page.pages}   #${seq}   ${hash}`];
  pdf.font('regular').fontSize(footSize).fillColor('#555555');
  for (const [row, text] of foot.entries()) {
    const footTop = a4.height - 44 + row * footSize * 1.5;
    pdf.text(text, (a4.width - pdf.widthOfString(text)) / 2, footTop, { lineBreak: false });
  }
}

function drawLine(
  pdf: PDFKit.PDFDocument,
  page: Page,
  { text, style, left, top }: PlacedLine,
): void {
  pdf
    .font(style === undefined ? 'regular' : 'bold')
    .fontSize(page.fontSize)
    .fillColor('#000000');
  pdf.save();
  if (style === 'tall') pdf.scale(1, 2, { origin: [left, top] });
  pdf.text(text, left, top, { lineBreak: false });
  pdf.restore();
}
