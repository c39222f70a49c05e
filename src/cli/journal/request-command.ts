import type { Command } from 'commander';
import { addBusinessDays } from '../../journal/business-day.ts';
import { deliveryDays, type DocumentRequest } from '../../journal/request.ts';
import { localDate } from '../../kernel/time.ts';
import { jsonList, stdoutColours, writeOut } from '../output.ts';
import { realClock } from '../real-clock.ts';
import { count } from './criteria.ts';
import { type Common, inFolder, subcommand, withArchive } from './subcommand.ts';
import { writtenLine } from './written.ts';

interface AddOptions extends Common {
  readonly document: readonly string[];
  readonly from: string;
}

/** `request add`, `list` and `deliver`: documents that somebody has asked for (RULES T19). */
export function addRequests(journal: Command): void {
  const request = journal
    .command('request')
    .description('Documents that the acquirer, a bank or a customer has asked for')
    .exitOverride();
  addAdd(request);
  addList(request);
  addDeliver(request);
}

function addAdd(request: Command): void {
  inFolder(request, 'add', 'Note who asks for which documents; they are held until delivered')
    .requiredOption('--document <numbers...>', 'the numbers of the documents')
    .requiredOption('--from <who>', 'who asks')
    .addHelpText(
      'after',
      `\nExample:\n  razem journal request add --document 3 7 --from 'eService, case 17'\n` +
        `\nDue ${deliveryDays} business days later, Polish holidays left out.`,
    )
    .action(async (_, command: Command) => {
      const options = command.optsWithGlobals<AddOptions>();
      const documents = options.document.map((number) => count('--document', number));
      const sender = writtenLine('--from', options.from);
      const at = realClock.now();
      const due = await addBusinessDays(localDate(at), deliveryDays);
      await withArchive(options, ({ requests }) => {
        const { id } = requests.add({ documents, sender, at, due });
        return writeOut([`request ${id}: deliver ${words(documents)} by ${due}\n`]);
      });
    });
}

function addList(request: Command): void {
  subcommand(request, 'list', 'The requests, with the date on which each is due')
    .option('--overdue', 'only those that should have been delivered')
    .addHelpText(
      'after',
      '\nExample:\n  razem journal request list --overdue\n' +
        '\nJSON: {"requests":[{"id","documents","sender","at","due","delivered"}]}',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<Common & { readonly overdue?: true }>();
      const today = localDate(realClock.now());
      return withArchive(options, ({ requests }) => {
        const all = requests.all();
        const shown = options.overdue ? all.filter((one) => isOverdue(one, today)) : all;
        return writeOut(options.json ? jsonList('requests', shown) : requestRows(shown, today));
      });
    });
}

function addDeliver(request: Command): void {
  inFolder(request, 'deliver', 'Note that the documents of a request were delivered')
    .argument('<id>', 'the number of the request')
    .addHelpText('after', '\nExample:\n  razem journal request deliver 1')
    .action((typed: string, _, command: Command) => {
      const id = count('request', typed);
      return withArchive(command.optsWithGlobals<Common>(), ({ requests }) => {
        const { documents } = requests.deliver(id, realClock.now());
        return writeOut([`request ${id}: ${words(documents)} delivered\n`]);
      });
    });
}

/** On the day it is due it is still in time. */
function isOverdue({ delivered, due }: DocumentRequest, today: string): boolean {
  return delivered === undefined && due < today;
}

/** Number, dates, documents and who asks, a line each. */
export function requestRows(requests: readonly DocumentRequest[], today: string): string[] {
  const { red, dim } = stdoutColours();
  if (requests.length === 0) return ['no request is like that\n'];
  return requests.map((request) => {
    const { id, documents, sender, at, due, delivered } = request;
    const state =
      delivered === undefined ? `due ${due}      ` : `delivered ${localDate(delivered)}`;
    const colour = delivered === undefined ? (text: string) => text : dim;
    const stated = isOverdue(request, today) ? red(`OVERDUE ${due}  `) : colour(state);
    return `${id}  ${localDate(at)}  ${stated}  ${words(documents)}, ${sender}\n`;
  });
}

function words(documents: readonly number[]): string {
  return `${documents.length === 1 ? 'document' : 'documents'} ${documents.join(', ')}`;
}
