import { canonical } from '../kernel/canonical.ts';
import { Failure } from '../kernel/failure.ts';
import type { Entry } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';
import type { TillEvent } from '../till/till-event.ts';
import type { JournaledEffect } from './carry-out.ts';
import { decide, initialState, restoreState, saveState, type TillState } from './decide.ts';

/** What the runtime holds between two events, and all that a checkpoint keeps. */
export interface RuntimeState {
  readonly till: TillState;
  /** Effects that have no outcome yet, by id. */
  readonly pending: ReadonlyMap<string, JournaledEffect>;
}

const blankState: RuntimeState = { till: initialState(), pending: new Map() };

export function saveCheckpoint({ till, pending }: RuntimeState): string {
  return JSON.stringify({ till: saveState(till), pending: [...pending.values()] });
}

function loadCheckpoint(text: string): RuntimeState {
  const { till, pending } = JSON.parse(text) as { till: string; pending: JournaledEffect[] };
  return {
    till: restoreState(till),
    pending: new Map(pending.map((effect) => [effect.id, effect])),
  };
}

/** The effects with the ids under which they are journaled, carried out and asked for. */
export function identified(
  effects: readonly JournaledEffect[] | readonly Omit<JournaledEffect, 'id'>[],
  seq: number,
): JournaledEffect[] {
  return effects.map((effect, index) => ({ ...effect, id: `${seq}.${index}` }) as JournaledEffect);
}

/** Outcomes end the effect they answer; new effects begin. */
export function nextPending(
  pending: RuntimeState['pending'],
  event: TillEvent,
  effects: readonly JournaledEffect[],
): RuntimeState['pending'] {
  if (!('effect' in event) && effects.length === 0) return pending;
  const next = new Map(pending);
  if ('effect' in event) next.delete(event.effect);
  for (const effect of effects) next.set(effect.id, effect);
  return next;
}

/**
 * Last checkpoint + journal. Every entry is decided again and must give the effects that were journaled:
 * throws `journal.otherRules` when it does not, for then this program would act on another story.
 */
export function recoverState(journal: Journal): RuntimeState {
  const { checkpoint } = journal;
  let state = checkpoint ? loadCheckpoint(checkpoint.state) : blankState;
  for (const entry of journal.entriesAfter(checkpoint?.seq ?? 0)) state = replay(state, entry);
  return state;
}

function replay(state: RuntimeState, entry: Entry): RuntimeState {
  const event = { ...entry.event, at: entry.at } as TillEvent;
  const { state: till, effects } = decide(state.till, event);
  const decided = identified(effects, entry.seq);
  if (canonical(decided) !== canonical(entry.effects)) {
    throw new Failure(
      'journal.otherRules',
      `entry ${entry.seq} (${event.type}) was decided by other rules; start the version that wrote it and stop it in order, then update`,
    );
  }
  return { till, pending: nextPending(state.pending, event, decided) };
}
