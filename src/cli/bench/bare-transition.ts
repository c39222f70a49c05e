import { initialTransition, transition } from 'xstate';
import type { TillEvent } from '../../till/till-event.ts';
import { tillMachine } from '../../till/till-machine.ts';

/** The floor of a replay: the statechart alone over events that are in memory already. */
export function bareTransitions(events: readonly TillEvent[]): void {
  let [snapshot] = initialTransition(tillMachine);
  for (const event of events) [snapshot] = transition(tillMachine, snapshot, event);
}
