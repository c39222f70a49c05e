import { paperText, type RollItem } from '../../../devices/printer/paper.ts';
import type { Failure } from '../../kernel/failure.ts';
import type { Counter } from '../../scenario/counter.ts';
import type { Columns } from '../../text/layout.ts';
import type { Display } from '../../till/display.ts';
import type { Key } from '../../till/key.ts';
import type { PhoneView } from '../../world/bank-app.ts';

/** Everything the window shows; its views are functions of this. */
export interface WindowState extends Surroundings {
  readonly display: Display;
  readonly journal: {
    readonly entries: number;
    /** The first 8 digits of the last entry's hash. */
    readonly hash: string;
    /** Why it cannot be written. */
    readonly failure?: Failure | undefined;
  };
  readonly paperColumns: Columns;
}

/** What stands around the till. */
export interface Surroundings {
  readonly phones: readonly PhoneView[];
  readonly chosenPhone: number;
  readonly link: 'checking' | 'up' | 'down';
  /** Framed lines of the roll, from the top. */
  readonly paper: readonly string[];
  /** How many lines of it lie below what is shown. */
  readonly paperBelow: number;
  readonly pressed?: Key | undefined;
  /** One line below everything; without it the window tells its own keys. */
  readonly hint?: string | undefined;
}

/** The window onto a counter that has power. */
export function windowState(counter: Counter, around: Surroundings): WindowState {
  const { till, journal, profile } = counter;
  return {
    ...around,
    display: till.display(),
    journal: {
      entries: journal.nextSeq - 1,
      hash: journal.last?.hash.slice(0, 8) ?? '',
      failure: till.failure,
    },
    paperColumns: profile.columns,
  };
}

/** How much of the roll can be looked at. */
const rollItems = 1000;

/** The roll as framed lines; a sheet that is still in the printer is not torn off. */
export function framedPaper(roll: readonly RollItem[], columns: Columns): readonly string[] {
  if (roll.length === 0) return [];
  const lines = paperText(roll.slice(-rollItems), columns).trimEnd().split('\n');
  return roll.at(-1) === 'cut' ? lines : lines.slice(0, -1);
}
