import type { JournalReader } from '../../journal/read.ts';
import type { Verdict, VerifyProgress } from '../../journal/verify.ts';
import { Failure } from '../../kernel/failure.ts';
import { progressLine } from '../output.ts';

/** `unreadable`: the database itself is damaged, somewhere after the entry `seq` - 1. */
export type Finding =
  Verdict | { readonly sound: false; readonly seq: number; readonly problem: 'unreadable' };

type Problem = Extract<Finding, { sound: false }>['problem'];

/** Follows the whole chain; on a terminal it is seen how far. */
export function verified(open: () => JournalReader): Finding {
  const progress = progressLine();
  let reader: JournalReader | undefined;
  let done = 0;
  try {
    reader = open();
    return reader.verify((reached) => {
      done = reached.verified;
      progress.show(progressWords(reached));
    });
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'journal.corrupt') throw error;
    return { sound: false, seq: done + 1, problem: 'unreadable' };
  } finally {
    progress.clear();
    reader?.close();
  }
}

export function findingText(finding: Finding): string {
  if (!finding.sound) return `broken at entry ${finding.seq}: ${problems[finding.problem]}\n`;
  const { entries, removed = 0, lastHash } = finding;
  const anchored = removed === 0 ? '' : `, ${removed} removed before and anchored`;
  return `sound: ${counted(entries)}${anchored}, last hash ${lastHash}\n`;
}

function counted(entries: number): string {
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}`;
}

const problems: Readonly<Record<Problem, string>> = {
  seqGap: 'it is missing, or another stands in its place (seqGap)',
  hashDiffers: 'it, or the entry before, is not what was written (hashDiffers)',
  notCanonical: 'its text is not as the till writes it (notCanonical)',
  indexDiffers: 'its time or its documents are indexed otherwise than it says (indexDiffers)',
  entriesMissing: 'it and maybe more are missing at the end (entriesMissing)',
  checkpointDiffers: 'the checkpoint after it is damaged (checkpointDiffers)',
  unreadable: 'from about there the file cannot be read (unreadable)',
};

function progressWords({ verified: done, entries }: VerifyProgress): string {
  const percent = entries === 0 ? 100 : Math.floor((100 * done) / entries);
  return `verified ${done} of ${entries} entries (${percent} %)`;
}
