import { initialTransition } from 'xstate';
import type { TextKey } from '../text/catalogue.ts';
import { initialContext, type TillContext } from '../till/till-context.ts';
import type { Notice, TillEffect, Words } from '../till/till-effect.ts';
import type { TillEvent } from '../till/till-event.ts';
import { tillMachine, type TillStateName } from '../till/till-machine.ts';
import { type TillSnapshot, tillTransition } from './till-transition.ts';

/** What the till is between two events: the statechart's snapshot and the words on the display. */
export interface TillState {
  readonly snapshot: TillSnapshot;
  readonly notice: Notice | undefined;
}

export interface Decision {
  readonly state: TillState;
  readonly effects: readonly TillEffect[];
  /** The name of the refusal, when the event was refused. */
  readonly refusal: TextKey | undefined;
}

/** One event, run to completion. Pure: the same state and event always give the same decision. */
export function decide(state: TillState, event: TillEvent): Decision {
  const [snapshot, actions] = tillTransition(state.snapshot, event);
  let notice = clearsNotice(event) ? undefined : state.notice;
  let refusal: TextKey | undefined;
  const effects: TillEffect[] = [];
  for (const action of actions) {
    // Guarded by the types of till-setup: these three are all the actions that leave the machine.
    if (action.type === 'perform') effects.push(action.params as TillEffect);
    if (action.type !== 'announce' && action.type !== 'refuse') continue;
    const words = action.params as Words;
    notice = { tone: action.type === 'refuse' ? 'refusal' : 'news', ...words, at: event.at };
    if (action.type === 'refuse') refusal = words.text;
  }
  return { state: { snapshot, notice }, effects, refusal };
}

export function initialState(): TillState {
  const [snapshot] = initialTransition(tillMachine);
  return { snapshot, notice: undefined };
}

interface SavedState {
  readonly snapshot: { readonly context: Partial<TillContext> };
  readonly notice?: Notice;
}

/** A state as JSON text, from which `restoreState` makes it again. */
export function saveState({ snapshot, notice }: TillState): string {
  return JSON.stringify({ snapshot: tillMachine.getPersistedSnapshot(snapshot), notice });
}

export function restoreState(text: string): TillState {
  const { snapshot, notice } = JSON.parse(text) as SavedState;
  // What an older version did not know yet is as in a new till.
  const context = { ...initialContext, ...snapshot.context };
  const whole = { ...snapshot, context } as never;
  return { snapshot: tillMachine.restoreSnapshot(whole, noActors), notice };
}

/** The machines invoke nothing, so restoring one needs no actors around it. */
const noActors = undefined as never;

export function contextOf(state: TillState): TillContext {
  return state.snapshot.context;
}

/** The name of the state that the statechart rests in. */
export function stateName(state: TillState): TillStateName {
  // No step ends in a state that is only passed.
  return state.snapshot.value as TillStateName;
}

function clearsNotice(event: TillEvent): boolean {
  const { type } = event;
  return (
    type.startsWith('key.') ||
    type === 'scan.read' ||
    type === 'pin.verified' ||
    type === 'till.started'
  );
}
