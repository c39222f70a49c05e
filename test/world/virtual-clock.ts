import type { EpochMs } from '../../src/kernel/time.ts';
import type { Clock } from '../../src/runtime/ports.ts';

/** Time that passes only when told: set to each alarm before the alarm is called. */
export class VirtualClock implements Clock {
  #now: EpochMs = 1_795_168_800_000;
  #alarms: readonly { readonly moment: EpochMs; readonly callback: () => void }[] = [];

  now(): EpochMs {
    return this.#now;
  }

  at(moment: EpochMs, callback: () => void): () => void {
    const alarm = { moment, callback };
    this.#alarms = [...this.#alarms, alarm];
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#alarms.filter(({ moment }) => moment <= end);
      const next = due.toSorted((a, b) => a.moment - b.moment)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.moment);
      this.#alarms = this.#alarms.filter((other) => other !== next);
      next.callback();
    }
    this.#now = end;
  }
}
