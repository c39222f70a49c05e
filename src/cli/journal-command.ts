import { Command } from 'commander';
import { Failure } from '../kernel/failure.ts';
import { addExport } from './export/export-command.ts';
import {
  documentCriteria,
  entryRange,
  type FindOptions,
  type ListOptions,
} from './journal/criteria.ts';
import { documentRows } from './journal/document-words.ts';
import { addGenerate } from './journal/generate-command.ts';
import { addHolds } from './journal/hold-command.ts';
import { entryLines } from './journal/list.ts';
import { addKey } from './journal/key-command.ts';
import { addPurge } from './journal/purge-command.ts';
import {
  readPublicKey,
  type SignatureFinding,
  signatureText,
  verifySignatures,
} from './journal/report-signature.ts';
import { addRequests } from './journal/request-command.ts';
import { shownDocument, shownEntry } from './journal/show.ts';
import {
  type Common,
  criteriaOptions,
  openReader,
  subcommand,
  withReader,
} from './journal/subcommand.ts';
import { findingText, verified } from './journal/verify.ts';
import { jsonList, jsonText, writeOut } from './output.ts';

/**
 * `razem journal …`: the journal as an auditor reads it and as those keep it who answer for its
 * documents, also while a till runs on its folder.
 */
export function journalCommand(): Command {
  const journal = new Command('journal')
    .description("Read and keep a till's journal, also while the till runs")
    .exitOverride();
  addVerify(journal);
  addKey(journal);
  addList(journal);
  addShow(journal);
  addFind(journal);
  addExport(journal);
  addRequests(journal);
  addHolds(journal);
  addPurge(journal);
  addGenerate(journal);
  return journal;
}

function addVerify(journal: Command): void {
  subcommand(journal, 'verify', 'Follow the whole chain and name the first bad entry')
    .option('--public-key <file>', 'hold every daily report against this key, too (PEM)')
    .addHelpText(
      'after',
      '\nExamples:\n  razem journal verify --data till-1\n' +
        '  razem journal verify --data till-1 --public-key till-1.pem\n' +
        '\nJSON: {"sound":true,"entries":N,"lastHash":"…"}' +
        ' or {"sound":false,"seq":N,"problem":"…"}\n' +
        'After a purge also "removed":N, the entries that anchors stand for.\n' +
        'With a key also "signatures":{"signed":true,"reports":N}' +
        ' or {"signed":false,"seq":N,"problem":"…"}\n' +
        'Exit codes: 0 sound, 1 broken, 2 unusable input',
    )
    .action(async (_, command: Command) => {
      const options = command.optsWithGlobals<Common & { readonly publicKey?: string }>();
      const key = options.publicKey === undefined ? undefined : readPublicKey(options.publicKey);
      const finding = verified(() => openReader(options));
      const signatures =
        finding.sound && key !== undefined ? signaturesOf(options, key) : undefined;
      await writeOut(
        options.json
          ? [`${jsonText(signatures ? { ...finding, signatures } : finding)}\n`]
          : [findingText(finding), ...(signatures ? [signatureText(signatures)] : [])],
      );
      process.exitCode = finding.sound && signatures?.signed !== false ? 0 : 1;
    });
}

function signaturesOf(options: Common, key: string): SignatureFinding {
  const reader = openReader(options);
  try {
    return verifySignatures(reader.list(), key);
  } finally {
    reader.close();
  }
}

function addList(journal: Command): void {
  subcommand(journal, 'list', 'A line per entry: what happened and what was decided')
    .option('--from <date>', 'the first date')
    .option('--to <date>', 'the last date')
    .option('--last <count>', 'only the newest so many (without dates: 40)')
    .addHelpText(
      'after',
      '\nExamples:\n  razem journal list --last 100\n' +
        '  razem journal list --from 2026-11-20 --to 2026-11-20 --json\n' +
        '\nJSON: {"entries":[{"seq","at","event","effects","refusal","hash"}]}, `at` in' +
        ' milliseconds since 1970',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<Common & ListOptions>();
      const range = entryRange(options);
      return withReader(options, (reader) => {
        const entries = reader.list(range);
        return writeOut(options.json ? jsonList('entries', entries) : entryLines(entries));
      });
    });
}

function addShow(journal: Command): void {
  subcommand(journal, 'show', 'One entry whole, or one document as it was printed')
    .argument('[seq]', 'the number of the entry')
    .option('--document <number>', 'the document of this number instead')
    .addHelpText(
      'after',
      '\nExamples:\n  razem journal show 17\n  razem journal show --document 3\n' +
        '\nJSON: the entry {"seq","at","event","effects","refusal","hash"}, or the document.\n' +
        'The hashes of PINs are withheld.',
    )
    .action((seq: string | undefined, _, command: Command) => {
      const options = command.optsWithGlobals<Common & { readonly document?: string }>();
      const { document, json = false } = options;
      return withReader(options, (reader) => {
        if (seq !== undefined && document === undefined) {
          return writeOut([shownEntry(reader, seq, json)]);
        }
        if (seq === undefined && document !== undefined) {
          return writeOut([shownDocument(reader, document, json)]);
        }
        throw new Failure('journal.showWhat', 'show what? Give one entry, or --document NUMBER');
      });
    });
}

function addFind(journal: Command): void {
  const find = subcommand(
    journal,
    'find',
    'Documents by what is known of them; all that is given must hold',
  ).option('--number <number>', 'the document number');
  criteriaOptions(find)
    .addHelpText(
      'after',
      "\nExamples:\n  razem journal find --date 2026-11-20 --form 'MOBILNA Blik'\n" +
        '  razem journal find --from 2026-11-01 --to 2026-11-30 --amount 12,34\n' +
        '  razem journal find --receipt 12 --date 2026-11-20 --cashier 1\n' +
        '\nJSON: {"documents":[{"number","seq","kind","at","date","total","payments":' +
        '[{"form","amount"}],\n"keys":[{"kind","value"}]}]}, amounts in grosze',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<Common & FindOptions>();
      const criteria = documentCriteria(options);
      return withReader(options, (reader) => {
        const found = reader.findDocuments(criteria);
        if (options.json) return writeOut(jsonList('documents', found));
        const rows = found.length === 0 ? ['no document is like that'] : documentRows(found);
        return writeOut(rows.map((row) => `${row}\n`));
      });
    });
}
