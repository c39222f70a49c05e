import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Alarm, nextDeadline } from '../../src/runtime/deadline.ts';
import { SteadyClock } from '../../src/runtime/steady-clock.ts';
import { initialContext } from '../../src/till/till-context.ts';
import { FakeClock } from './fakes.ts';

test('time goes on from where it was when the clock is put back', async () => {
  const clock = new FakeClock(5000);
  const steady = new SteadyClock(clock, 9000);
  expect(steady.now()).toBe(9000);
  await clock.pass(10);
  expect(steady.now()).toBe(9010);
  clock.putBack(1000);
  expect(steady.now()).toBe(9010);
  await clock.pass(5);
  expect(steady.now()).toBe(9015);
});

test('what is waited for is waited for as long as it was to be', async () => {
  const clock = new FakeClock(5000);
  const steady = new SteadyClock(clock, 9000);
  let rung = false;
  steady.at(9100, () => (rung = true));
  await clock.pass(99);
  expect(rung).toBe(false);
  await clock.pass(1);
  expect(rung).toBe(true);
});

test('whatever is done to the clock, time never goes back', async () => {
  const anyMoves = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)));
  await fc.assert(
    fc.asyncProperty(anyMoves, async (moves) => {
      const clock = new FakeClock(0);
      const steady = new SteadyClock(clock, 0);
      let last = steady.now();
      for (const [on, back] of moves) {
        await clock.pass(on);
        clock.putBack(back);
        expect(steady.now()).toBeGreaterThanOrEqual(last);
        last = steady.now();
      }
    }),
  );
});

test('the next deadline is the earliest, whatever its name', () => {
  const deadlines = { giveUp: 50, answer: 40, poll: 45 };
  expect(nextDeadline({ ...initialContext, deadlines })).toEqual({ name: 'answer', at: 40 });
  expect(nextDeadline(initialContext)).toBeUndefined();
});

test('one alarm is set at a time, and the same one is not set twice', async () => {
  const clock = new FakeClock(0);
  const rung: string[] = [];
  const alarm = new Alarm(clock, ({ name, at }) => rung.push(`${name} ${at}`));
  alarm.set({ name: 'answer', at: 40 });
  alarm.set({ name: 'answer', at: 40 });
  expect(clock.armed).toBe(1);
  alarm.set({ name: 'poll', at: 20 });
  await clock.pass(100);
  expect([rung, clock.armed]).toEqual([['poll 20'], 0]);
  alarm.set({ name: 'poll', at: 20 });
  alarm.set(undefined);
  await clock.pass(100);
  expect([rung, clock.armed]).toEqual([['poll 20'], 0]);
});
