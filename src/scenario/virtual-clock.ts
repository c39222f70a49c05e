import type { EpochMs } from '../kernel/time.ts';
import type { Clock } from '../runtime/ports.ts';

interface Alarm {
  readonly moment: EpochMs;
  readonly callback: () => void;
}

/** Time that passes only when it is told to. Alarms ring in order, each at its own moment. */
export class VirtualClock implements Clock {
  #now: EpochMs;
  #alarms: Alarm[] = [];

  constructor(start: EpochMs) {
    this.#now = start;
  }

  now(): EpochMs {
    return this.#now;
  }

  at(moment: EpochMs, callback: () => void): () => void {
    const alarm = { moment, callback };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** The moment of the next alarm. */
  get next(): EpochMs | undefined {
    return this.#alarms.length === 0
      ? undefined
      : Math.min(...this.#alarms.map(({ moment }) => moment));
  }

  /** Moves to a moment at or before the next alarm and rings what is due there. */
  moveTo(moment: EpochMs): void {
    this.#now = Math.max(this.#now, moment);
    const due = this.#alarms.filter((alarm) => alarm.moment <= this.#now);
    this.#alarms = this.#alarms.filter((alarm) => alarm.moment > this.#now);
    for (const { callback } of due.toSorted((a, b) => a.moment - b.moment)) callback();
  }
}
