import { paperText } from '../../../devices/printer/paper.ts';
import { jsonList } from '../output.ts';
import { columns, type ExportedDocument, paperOf } from './exported-document.ts';

export const formats = ['text', 'json', 'csv', 'pdf'] as const;
export type Format = (typeof formats)[number];

type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>;

/** The documents in one of the formats, piece by piece. Failure: `journal.foreignDocument`. */
export async function piecesIn(
  format: Format,
  documents: Iterable<ExportedDocument>,
): Promise<Pieces> {
  switch (format) {
    case 'text':
      return papers(documents);
    case 'json':
      return jsonList('documents', documents);
    case 'csv':
      return (await import('./csv.ts')).csvPieces(documents);
    case 'pdf':
      // Fonts and compression take half a second to load.
      return (await import('./pdf.ts')).pdfPieces(documents);
  }
}

function* papers(documents: Iterable<ExportedDocument>): Generator<string, void> {
  let separator = '';
  for (const document of documents) {
    yield separator + paperText(paperOf(document), columns);
    separator = '\n';
  }
}
