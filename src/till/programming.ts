import { canonical } from '../kernel/canonical.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import {
  type BaseChange,
  changeBases,
  type Programmed,
  type Programming,
  ratesDiffer,
  replaceBases,
} from './base-change.ts';
import type { Bases, Item } from './bases.ts';
import { type Day, isZero } from './day.ts';
import { isFiscalised, withEvent } from './fiscal-life.ts';
import { cashierOf, type TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** What the till is programmed with, and who asks for a change. */
export function programmingOf(context: TillContext): Programming {
  const { bases, rateMarks, cashier } = context;
  return {
    bases,
    rateMarks,
    soldSinceReport: !isZero(context.day),
    fiscalised: isFiscalised(context),
    cashier: cashier?.number,
  };
}

export function programmingRefusal(context: TillContext, change: BaseChange): TextKey | undefined {
  return refusalOf(changeBases(programmingOf(context), change));
}

/** From the first act of programming on the till's own bases count, not the world's. */
export function programmed(context: TillContext, change: BaseChange, at: EpochMs): Change {
  return taken(context, changeBases(programmingOf(context), change), at);
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
  return taken(context, imported(context, event.bases), event.at);
}

/** A changed world with other rates has to wait for the daily report like anybody else. */
export function worldRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  if (event.type !== 'till.configured' || isZero(context.day)) return undefined;
  return ratesDiffer(context.bases, event.bases) ? 'rates.soldSince' : undefined;
}

/** A new PIN has no wrong tries: the way out when the last manager is locked. */
export function keptWrongPins(context: TillContext, { cashiers }: Bases): TillContext['wrongPins'] {
  return Object.fromEntries(
    cashiers.flatMap(({ number, pinHash }) => {
      const known = cashierOf(context, number)?.pinHash === pinHash;
      const count = context.wrongPins[number];
      return known && count !== undefined ? [[number, count]] : [];
    }),
  );
}

function refusalOf(answer: Programmed): TextKey | undefined {
  return 'refusal' in answer ? answer.refusal : undefined;
}

function taken(context: TillContext, answer: Programmed, at: EpochMs): Change {
  if ('refusal' in answer) return {};
  const { rates: before } = context.bases;
  const { rates: after } = answer.bases;
  return {
    ...answer,
    ...(ratesDiffer(context.bases, answer.bases) && {
      fiscal: withEvent(context, { kind: 'rateChange', at, before, after }),
    }),
    wrongPins: keptWrongPins(context, answer.bases),
    day: withChanges(context.day, context.bases, answer.bases),
    programmed: true,
  };
}

/** The daily report counts changes of the rates and of the goods (facts/till, daily report). */
function withChanges(day: Day, before: Bases, after: Bases): Day {
  const { rateChanges, baseChanges, ...others } = day.events;
  const events = {
    ...others,
    rateChanges: rateChanges + (ratesDiffer(before, after) ? 1 : 0),
    baseChanges: baseChanges + (goodsDiffer(before, after) ? 1 : 0),
  };
  return { ...day, events };
}

/** By content: after a power cut the same goods are other objects. */
function goodsDiffer({ goods: before }: Bases, { goods: after }: Bases): boolean {
  const same = (item: Item, index: number) =>
    item === after[index] || canonical(item) === canonical(after[index] ?? null);
  return before.length !== after.length || !before.every(same);
}
