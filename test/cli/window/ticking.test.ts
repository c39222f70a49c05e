import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ticking } from '../../../src/cli/window/ticking.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it ticks while it is wanted, and not faster when that is said again', async () => {
  let ticks = 0;
  const ticking = new Ticking(1000, async () => void (ticks += 1));
  ticking.run(true);
  await vi.advanceTimersByTimeAsync(900);
  ticking.run(true);
  await vi.advanceTimersByTimeAsync(2100);
  ticking.run(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect([ticks, vi.getTimerCount()]).toEqual([3, 0]);
});

test('a tick that takes long is not overtaken by the next', async () => {
  let begun = 0;
  const slow = Promise.withResolvers<void>();
  const ticking = new Ticking(1000, () => {
    begun += 1;
    return slow.promise;
  });
  ticking.run(true);
  await vi.advanceTimersByTimeAsync(3000);
  expect(begun).toBe(1);
  slow.resolve();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toBe(2);
});
