import { Command, Option } from 'commander';
import { type Journal, openJournal } from '../journal/journal.ts';
import { openJournalForReading } from '../journal/read.ts';
import { Failure } from '../kernel/failure.ts';
import { SwitchedOffTill } from '../runtime/switched-off-till.ts';
import { type BasesFormat, exportBases } from './bases/export.ts';
import { importBases } from './bases/import.ts';
import { defaultDataFolder } from './data-folder.ts';
import { killProbe } from './power-cut.ts';
import { realClock } from './real-clock.ts';

interface ExportOptions {
  readonly data?: string;
  readonly format: BasesFormat;
  readonly out: string;
  readonly withPins?: boolean;
}

interface ImportOptions {
  readonly data?: string;
  readonly dryRun?: boolean;
}

/** `razem bases …`: what the till is programmed with, out of it and into it, while it is switched off. */
export function basesCommand(): Command {
  const bases = new Command('bases')
    .description("A till's bases as files: goods, rates, header, cashiers, payment forms")
    .exitOverride();
  addExport(bases);
  addImport(bases);
  return bases;
}

function addExport(bases: Command): void {
  bases
    .command('export')
    .description('Write the bases of a till that is switched off')
    .addOption(
      new Option('--format <format>', 'one YAML file, or a folder of CSV files')
        .choices(['yaml', 'csv'])
        .default('yaml'),
    )
    .requiredOption('--out <path>', 'the file or folder to write; nothing is overwritten')
    .option('--with-pins', "with the hashes of the cashiers' PINs")
    .option('--data <folder>', "the till's data folder (default: the platform's state folder)")
    .addHelpText(
      'after',
      '\nExamples:\n  razem bases export --out bases.yaml\n' +
        '  razem bases export --format csv --out my-bases --data till-1\n',
    )
    .action(({ data, format, out, withPins = false }: ExportOptions) =>
      withTill(data, (till) => {
        const files = exportBases(till.context.bases, { format, out, withPins });
        process.stdout.write(files.map((file) => `${file}\n`).join(''));
      }),
    );
}

function addImport(bases: Command): void {
  bases
    .command('import')
    .description('Take bases into a till that is switched off: all of them, or nothing')
    .argument('<path>', 'a YAML file, or a folder of CSV files')
    .option('--dry-run', 'only say what would change')
    .option('--data <folder>', "the till's data folder (default: the platform's state folder)")
    .addHelpText(
      'after',
      '\nA list in the files takes the place of the whole list; bases that they do not hold stay.\n' +
        'A cashier whose PIN or training is left out keeps what that number has.\n' +
        '\nExamples:\n  razem bases import bases.yaml\n' +
        '  razem bases import my-bases --dry-run --data till-1\n' +
        '\nExit codes: 0 imported, 2 refused, a line for each problem, and nothing changed\n',
    )
    .action((path: string, { data, dryRun = false }: ImportOptions) =>
      withTill(data, (till) => {
        const imported = importBases(till, path, { dryRun });
        if ('problems' in imported) {
          for (const problem of imported.problems) process.stderr.write(`razem: ${problem}\n`);
          process.exitCode = 2;
          return;
        }
        const { changes } = imported;
        const said = changes.length === 0 ? ['nothing differs'] : changes;
        process.stdout.write(said.map((line) => `${line}\n`).join(''));
      }),
    );
}

/** Failures: those of the journal, `journal.locked` while the till runs; `bases.noTill`. */
function withTill(data: string | undefined, work: (till: SwitchedOffTill) => void): void {
  const folder = data ?? defaultDataFolder();
  // A till that never ran is not made by asking for its bases.
  openJournalForReading(folder).close();
  const journal: Journal = openJournal(folder);
  try {
    const till = new SwitchedOffTill(journal, realClock.now(), killProbe(process.env));
    if (till.context.installation === '') {
      throw new Failure('bases.noTill', `${folder}: this till was never started; start it once`);
    }
    work(till);
  } finally {
    journal.close();
  }
}
