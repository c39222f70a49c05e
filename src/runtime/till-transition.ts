import { createActor, type ExecutableActionObject, type SnapshotFrom } from 'xstate';
import type { TillEvent } from '../till/till-event.ts';
import { tillMachine } from '../till/till-machine.ts';

export type TillSnapshot = SnapshotFrom<typeof tillMachine>;

/** Never started. The machine spawns nothing, so nothing is ever kept in it or in its system. */
const idle = createActor(tillMachine);
const surroundings = {
  self: idle,
  system: idle.system,
  id: '',
  sessionId: '',
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
};

/**
 * What XState's own `transition` gives. That one makes an idle actor for every event, which costs twice
 * as much as the event itself; here one serves all.
 */
export function tillTransition(
  snapshot: TillSnapshot,
  event: TillEvent,
): readonly [TillSnapshot, readonly ExecutableActionObject[]] {
  const actions: ExecutableActionObject[] = [];
  const actionExecutor = (action: ExecutableActionObject) => void actions.push(action);
  return [tillMachine.transition(snapshot, event, { ...surroundings, actionExecutor }), actions];
}
