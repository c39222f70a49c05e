import type { TextKey } from '../text/catalogue.ts';
import {
  type BaseChange,
  changeBases,
  type Programmed,
  type Programming,
  ratesDiffer,
  replaceBases,
} from './base-change.ts';
import type { Bases } from './bases.ts';
import { lasting } from './till-change.ts';
import type { TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** What the till is programmed with, and who asks for a change. */
export function programmingOf(context: TillContext): Programming {
  const { bases, rateMarks, receiptCount, cashier } = context;
  return { bases, rateMarks, receiptCount, cashier: cashier?.number };
}

export function programmingRefusal(context: TillContext, change: BaseChange): TextKey | undefined {
  return refusalOf(changeBases(programmingOf(context), change));
}

/** From the first act of programming on the till's own bases count, not the world's. */
export function programmed(context: TillContext, change: BaseChange): Change {
  return taken(context, changeBases(programmingOf(context), change));
}

/** Nobody is at the till when bases come from a file. */
function imported(context: TillContext, bases: Bases): Programmed {
  return replaceBases({ ...programmingOf(context), cashier: undefined }, bases);
}

export function importRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  return event.type === 'bases.imported' ? refusalOf(imported(context, event.bases)) : undefined;
}

export function withImported(context: TillContext, event: TillEvent): Change {
  if (event.type !== 'bases.imported') return {};
  return taken(context, imported(context, event.bases));
}

/** A changed world with other rates has to wait for the daily report like anybody else. */
export function worldRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  if (event.type !== 'till.configured' || context.receiptCount === 0) return undefined;
  return ratesDiffer(context.bases, event.bases) ? 'rates.soldSince' : undefined;
}

function refusalOf(answer: Programmed): TextKey | undefined {
  return 'refusal' in answer ? answer.refusal : undefined;
}

function taken(context: TillContext, answer: Programmed): Change {
  if ('refusal' in answer) return {};
  const { wrongPins = {} } = lasting(context, answer.bases);
  return { ...answer, wrongPins, programmed: true };
}
