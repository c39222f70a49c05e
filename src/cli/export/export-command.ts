import { type Command, Option } from 'commander';
import { Failure } from '../../kernel/failure.ts';
import { count, documentCriteria, type FindOptions, hasCriteria } from '../journal/criteria.ts';
import { type Common, criteriaOptions, inFolder, withReader } from '../journal/subcommand.ts';
import { documentsLike, documentsOfNumbers, exportedDocuments } from './exported-document.ts';
import { type Format, formats, piecesIn } from './format.ts';
import { writeFileWhole, writeToStdout } from './write-out.ts';

interface ExportOptions extends Common, FindOptions {
  readonly document?: readonly string[];
  readonly format: Format;
  readonly out?: string;
}

/** `export`: documents as whoever asked for them gets them (RULES T19). */
export function addExport(journal: Command): void {
  const command = inFolder(journal, 'export', 'Documents as a PDF to send, as text, JSON or CSV')
    .option('--document <numbers...>', 'the documents of these numbers')
    .addOption(new Option('--format <format>', 'of the file').choices(formats).default('text'))
    .option('--out <file>', 'the file to write (default: standard output, but not for pdf)');
  criteriaOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  razem journal export --document 3 --format pdf --out receipt-3.pdf\n' +
        '  razem journal export --from 2026-11-01 --to 2026-11-30 --form KARTA --format csv' +
        ' --out cards.csv\n' +
        '\nJSON: {"documents":[{"number","seq","hash","document"}]}; seq and hash are those of the' +
        ' entry that printed it',
    )
    .action((_, self: Command) => exportDocuments(self.optsWithGlobals<ExportOptions>()));
}

async function exportDocuments(options: ExportOptions): Promise<void> {
  const { document, format, out } = options;
  if (format === 'pdf' && out === undefined) {
    throw new Failure('export.noFile', 'a PDF is no text to show here: give --out FILE');
  }
  const numbers = document?.map((number) => count('--document', number));
  const criteria = numbers === undefined ? documentCriteria(options) : undefined;
  if (numbers !== undefined && hasCriteria(options)) {
    throw new Failure('export.which', 'give either --document or what the documents are like');
  }
  await withReader(options, async (reader) => {
    const found =
      criteria === undefined
        ? documentsOfNumbers(reader, numbers ?? [])
        : documentsLike(reader, criteria);
    const pieces = await piecesIn(format, exportedDocuments(reader, found));
    await (out === undefined ? writeToStdout(pieces) : writeFileWhole(out, pieces));
  });
}
