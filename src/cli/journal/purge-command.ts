import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { HeldDocument, MonthRemoved } from '../../journal/purge.ts';
import { retentionMonths } from '../../journal/retention.ts';
import { jsonText, progressLine, writeOut } from '../output.ts';
import { killProbe } from '../power-cut.ts';
import { realClock } from '../real-clock.ts';
import { type Common, subcommand, withArchive } from './subcommand.ts';

/** Longer than a portion takes: the till, which asks again and again, finds the journal free. */
const pauseMs = 20;

interface PurgeOptions extends Common {
  readonly yes?: true;
}

/** What a purge did or would do. */
export interface PurgeReport {
  readonly removed: boolean;
  /** The day from which the months are counted back: that of the newest entry, or the present one. */
  readonly today: string;
  readonly firstKept: string;
  readonly months: readonly MonthRemoved[];
  readonly held: readonly HeldDocument[];
}

export function addPurge(journal: Command): void {
  subcommand(journal, 'purge', `Remove what is older than ${retentionMonths} months and not held`)
    .option('--yes', 'remove it; without, only shows what would go')
    .addOption(
      new Option('--dry-run', 'only show what would go, as without --yes').conflicts('yes'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  razem journal purge\n  razem journal purge --yes\n' +
        '\nThe months are counted from the newest entry: a clock that is wrong removes nothing.\n' +
        'The till may run on meanwhile. What is gone is anchored: verify still proves the rest.\n' +
        '\nJSON: {"removed":false,"today":"2026-11-20","firstKept":"2025-10-20","months":[{"month","entries",' +
        '"documents"}],"held":[{"number","date"}]}',
    )
    .action((_, command: Command) => {
      const options = command.optsWithGlobals<PurgeOptions>();
      return withArchive(options, async (archive) => {
        const purge = archive.purge(realClock.now(), killProbe(process.env));
        const { today, firstKept, held } = purge;
        const removed = options.yes === true;
        const months = await summed(removed ? purge.remove() : purge.survey(), removed);
        const report = { removed, today, firstKept, months, held };
        await writeOut([options.json ? `${jsonText(report)}\n` : purgeText(report)]);
      });
    });
}

/** Adds up portion by portion; between two that remove something the till has its turn. */
async function summed(
  portions: Iterable<readonly MonthRemoved[]>,
  pausing: boolean,
): Promise<readonly MonthRemoved[]> {
  const progress = progressLine();
  const sums = new Map<string, MonthRemoved>();
  for (const { month, entries, documents } of flattened(portions)) {
    const before = sums.get(month) ?? { entries: 0, documents: 0 };
    const sum = { entries: before.entries + entries, documents: before.documents + documents };
    sums.set(month, { month, ...sum });
    progress.show(`${month}: ${sum.entries} entries`);
    if (pausing) await pause(pauseMs);
  }
  progress.clear();
  return [...sums.values()];
}

function* flattened<T>(portions: Iterable<readonly T[]>): Generator<T, void> {
  for (const portion of portions) yield* portion;
}

export function purgeText({ removed, today, firstKept, months, held }: PurgeReport): string {
  const counts = months.map(
    ({ month, entries, documents }) => `${month}  ${entries} entries, ${documents} documents\n`,
  );
  const heldLine = held.map(({ number, date }) => `${number} of ${date}`).join(', ');
  return [
    `kept from ${firstKept} on: ${retentionMonths} months before ${today}\n`,
    ...counts,
    ...(held.length === 0 ? [] : [`held, with all about their sales: ${heldLine}\n`]),
    months.length === 0 ? 'nothing is due\n' : removed ? 'removed\n' : 'to remove it: --yes\n',
  ].join('');
}
