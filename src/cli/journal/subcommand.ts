import type { Command } from 'commander';
import { openArchive, type Archive } from '../../journal/archive.ts';
import { openJournalForReading, type JournalReader } from '../../journal/read.ts';
import { defaultDataFolder } from '../data-folder.ts';

/** What every `razem journal …` takes. */
export interface Common {
  readonly data?: string;
  readonly json?: true;
}

export function subcommand(journal: Command, name: string, description: string): Command {
  return inFolder(journal, name, description).option('--json', 'one JSON document instead of text');
}

/** A subcommand whose output has one form. */
export function inFolder(journal: Command, name: string, description: string): Command {
  return journal
    .command(name)
    .description(description)
    .option('--data <folder>', "the till's data folder (default: the platform's state folder)");
}

/** What documents are found by, beside their number. */
export function criteriaOptions(command: Command): Command {
  return command
    .option('--date <date>', 'the date of sale')
    .option('--from <date>', 'the first date')
    .option('--to <date>', 'the last date')
    .option('--amount <amount>', 'the total, as printed: 12,34')
    .option('--form <form>', 'a form it was paid with, as printed: GOTÓWKA')
    .option('--receipt <number>', 'the receipt number, which begins anew every day')
    .option('--cashier <number>', 'the number of the cashier')
    .option('--nip <nip>', "the buyer's NIP")
    .option('--authorisation <code>', 'the authorisation code of the payment')
    .option('--card <digits>', 'the last four digits of the card');
}

export function openReader({ data }: Common): JournalReader {
  return openJournalForReading(folderOf(data));
}

export async function withReader(
  options: Common,
  read: (reader: JournalReader) => Promise<void>,
): Promise<void> {
  const reader = openReader(options);
  try {
    await read(reader);
  } finally {
    reader.close();
  }
}

export async function withArchive(
  { data }: Common,
  work: (archive: Archive) => Promise<void>,
): Promise<void> {
  const archive = openArchive(folderOf(data));
  try {
    await work(archive);
  } finally {
    archive.close();
  }
}

export function folderOf(data: string | undefined): string {
  return data ?? defaultDataFolder();
}
