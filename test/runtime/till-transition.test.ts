import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import { tillTransition } from '../../src/runtime/till-transition.ts';
import { defaultWorld, findWorld } from '../../src/scenario/scenario-file.ts';
import { type Key, keyEvent, keys } from '../../src/till/key.ts';
import type { TillEvent } from '../../src/till/till-event.ts';
import { tillMachine } from '../../src/till/till-machine.ts';

const { bases } = findWorld(defaultWorld, '.');
const opening: TillEvent[] = [
  { at: 1, type: 'till.configured', bases, installation: 'test' },
  { at: 2, type: 'portal.answered', effect: '1.0', blik: true, pushedOnly: true },
  { at: 3, type: 'key.digit', digit: '1' },
  { at: 4, type: 'key.RAZEM' },
  { at: 5, type: 'pin.verified', cashier: 1 },
];

const pressed = (...names: Key[]) => names.map((key): TillEvent => ({ at: 9, ...keyEvent(key) }));
const answer = { at: 9, effect: '1.0', attempt: 'test-000001' } as const;
const blik = pressed(
  'FUNKCJE',
  '4',
  '6',
  'RAZEM',
  ...(['7', '7', '7', '1', '2', '3', 'RAZEM'] as const),
);

/** What a cashier does in one go, and what comes from outside; single keys break in everywhere. */
const someEvents: fc.Arbitrary<TillEvent[]> = fc.oneof(
  fc.nat(keys.length - 1).map((index) => pressed(keys[index] ?? 'C')),
  fc.constantFrom<TillEvent[]>(
    pressed('2', 'KOD'),
    pressed('2', 'KOD', 'RAZEM', 'RAZEM'),
    [...pressed('5', 'KOD', 'RAZEM'), ...blik],
    [{ at: 9, type: 'printer.printed', effect: '1.0' }],
    [{ at: 9, type: 'printer.stopped', effect: '1.0', fate: 'interrupted', trouble: 'paperOut' }],
    [{ ...answer, type: 'blik.answered', request: 'start', status: 'approved' }],
    [{ ...answer, type: 'blik.unanswered', request: 'start' }],
    [{ at: 9, type: 'deadline.poll' }],
    [{ at: 9, type: 'till.started' }],
  ),
);

test('a transition is the one that XState makes, over any sequence of events', () => {
  fc.assert(
    fc.property(fc.array(someEvents, { maxLength: 30, size: 'max' }), (events) => {
      let [theirs] = initialTransition(tillMachine);
      let ours = theirs;
      for (const event of [...opening, ...events.flat()]) {
        const [theirNext, theirActions] = transition(tillMachine, theirs, event);
        const [next, actions] = tillTransition(ours, event);
        const told = (of: readonly { type: string; params?: unknown }[]) =>
          of.map(({ type, params }) => ({ type, params }));
        expect(told(actions)).toEqual(told(theirActions));
        expect(tillMachine.getPersistedSnapshot(next)).toEqual(
          tillMachine.getPersistedSnapshot(theirNext),
        );
        [ours, theirs] = [next, theirNext];
      }
    }),
    { numRuns: 60 },
  );
});
