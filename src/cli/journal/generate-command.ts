import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Failure } from '../../kernel/failure.ts';
import { progressLine, writeOut } from '../output.ts';
import { count, invalid } from './criteria.ts';

interface GenerateOptions {
  readonly data?: string;
  readonly months: string;
  readonly perDay: string;
  readonly seed: string;
  readonly from: string;
}

const most = { months: 120, perDay: 5000, seed: 2 ** 31 - 1 };

/** `generate`: a journal with a past, for trying searches, exports and a purge on. */
export function addGenerate(journal: Command): void {
  journal
    .command('generate')
    .description('Fill a new journal by selling for months, each key pressed on a real till')
    .option('--data <folder>', 'the folder of the new journal')
    .option('--months <count>', 'how many months', '13')
    .option('--per-day <count>', 'receipts a day', '300')
    .option('--seed <number>', 'chooses what is sold; the same seed gives the same documents', '1')
    .option('--from <date>', 'the first day', '2025-10-01')
    .addHelpText(
      'after',
      '\nExample:\n  razem journal generate --months 2 --per-day 20 --seed 7 --data past\n' +
        '\n13 months of 300 receipts a day take a minute or two and half a gigabyte.',
    )
    .action((_, command: Command) => generate(command.optsWithGlobals<GenerateOptions>()));
}

async function generate(options: GenerateOptions): Promise<void> {
  const { data, from } = options;
  if (data === undefined) throw new Failure('generate.noFolder', 'generate where? Give --data');
  const months = countTo('--months', options.months, most.months);
  const receiptsPerDay = countTo('--per-day', options.perDay, most.perDay);
  const seed = countTo('--seed', options.seed, most.seed);
  const days = daysOf(from, months);
  if (existsSync(join(data, 'journal.sqlite'))) {
    throw new Failure('generate.exists', `${data} holds a journal already: name a new folder`);
  }
  const [{ growJournal }, { defaultWorld, findWorld }] = await Promise.all([
    import('./past-trade.ts'),
    import('../../scenario/scenario-file.ts'),
  ]);
  const progress = progressLine();
  const receipts = days * receiptsPerDay;
  const onReceipt = (sold: number) => progress.show(`sold ${sold} of ${receipts} receipts`);
  const trade = { from, days, receiptsPerDay, seed, onReceipt };
  const entries = await growJournal(data, findWorld(defaultWorld, '.').bases, trade);
  progress.clear();
  await writeOut([`${receipts} receipts on ${days} days, ${entries} entries\n`]);
}

function countTo(option: string, typed: string, largest: number): number {
  const value = count(option, typed);
  if (value <= largest) return value;
  throw invalid(option, typed, `must be at most ${largest}`);
}

function daysOf(from: string, months: number): number {
  try {
    const first = Temporal.PlainDate.from(from, { overflow: 'reject' });
    if (first.toString() === from && first.year >= 2000 && first.year < 2100) {
      return first.until(first.add({ months }), { largestUnit: 'days' }).days;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalid('--from', from, 'must be a date such as 2025-10-01');
}
