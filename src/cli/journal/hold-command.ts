import { type Command, Option } from 'commander';
import { type Hold, holdReasons, type HoldReason } from '../../journal/hold.ts';
import { localDate } from '../../kernel/time.ts';
import { jsonList, writeOut } from '../output.ts';
import { realClock } from '../real-clock.ts';
import { count } from './criteria.ts';
import { type Common, inFolder, subcommand, withArchive } from './subcommand.ts';
import { writtenLine } from './written.ts';

interface HoldOptions extends Common {
  readonly document: string;
  readonly reason: HoldReason;
  readonly note: string;
}

/** `hold`, `release` and `holds`: documents that a purge leaves in their place. */
export function addHolds(journal: Command): void {
  addHold(journal);
  addRelease(journal);
  subcommand(journal, 'holds', 'Documents that are held, and why')
    .addHelpText(
      'after',
      '\nExample:\n  razem journal holds\n' +
        '\nJSON: {"holds":[{"document","reason","note","at"}]}\n' +
        'Documents that are asked for are held too: razem journal request list',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<Common>();
      return withArchive(options, ({ holds }) => {
        const open = holds.open();
        return writeOut(options.json ? jsonList('holds', open) : holdRows(open));
      });
    });
}

function addHold(journal: Command): void {
  inFolder(journal, 'hold', 'Keep a document, and all about its sale, beyond its 13 months')
    .requiredOption('--document <number>', 'the number of the document')
    .addOption(new Option('--reason <reason>', 'why').choices(holdReasons).makeOptionMandatory())
    .requiredOption('--note <text>', 'what whoever releases it will want to know')
    .addHelpText(
      'after',
      "\nExample:\n  razem journal hold --document 3 --reason chargeback --note 'case 17'",
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<HoldOptions>();
      const document = count('--document', options.document);
      const note = writtenLine('--note', options.note);
      return withArchive(options, ({ holds }) => {
        holds.hold({ document, reason: options.reason, note, at: realClock.now() });
        return writeOut([`document ${document} is held: ${options.reason}\n`]);
      });
    });
}

function addRelease(journal: Command): void {
  inFolder(journal, 'release', 'End all holds of a document')
    .requiredOption('--document <number>', 'the number of the document')
    .addHelpText('after', '\nExample:\n  razem journal release --document 3')
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<Common & { readonly document: string }>();
      const document = count('--document', options.document);
      return withArchive(options, ({ holds, requests }) => {
        holds.release(document, realClock.now());
        const asked = requests
          .all()
          .find((one) => !one.delivered && one.documents.includes(document));
        const still = asked === undefined ? '' : `, but request ${asked.id} still holds it`;
        return writeOut([`document ${document} is released${still}\n`]);
      });
    });
}

function holdRows(holds: readonly Hold[]): string[] {
  if (holds.length === 0) return ['no document is held\n'];
  const width = Math.max(...holds.map(({ document }) => String(document).length));
  return holds.map(
    ({ document, reason, note, at }) =>
      `${String(document).padStart(width)}  ${localDate(at)}  ${reason.padEnd(10)}  ${note}\n`,
  );
}
