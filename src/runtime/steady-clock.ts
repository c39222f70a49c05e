import type { EpochMs } from '../kernel/time.ts';
import type { Clock } from './ports.ts';

/**
 * A clock that never goes back: when the one behind it is put back, for instance between two lives of
 * the till, time goes on from `last` at its own pace, and what was waited for is not waited for longer.
 */
export class SteadyClock implements Clock {
  readonly #clock: Clock;
  #last: EpochMs;
  #aheadMs = 0;

  constructor(clock: Clock, last: EpochMs) {
    this.#clock = clock;
    this.#last = last;
  }

  now(): EpochMs {
    const now = this.#clock.now() + this.#aheadMs;
    this.#aheadMs += Math.max(0, this.#last - now);
    this.#last = Math.max(this.#last, now);
    return this.#last;
  }

  at(moment: EpochMs, callback: () => void): () => void {
    this.now();
    return this.#clock.at(moment - this.#aheadMs, callback);
  }
}
