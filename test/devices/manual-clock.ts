import type { EpochMs } from '../../src/kernel/time.ts';
import type { Clock } from '../../src/runtime/ports.ts';

/** Time stands until the test lets it pass; each alarm is rung at its own moment. */
export class ManualClock implements Clock {
  #now: EpochMs = 0;
  readonly #alarms = new Set<{ readonly at: EpochMs; readonly ring: () => void }>();

  now(): EpochMs {
    return this.#now;
  }

  at(moment: EpochMs, callback: () => void): () => void {
    const alarm = { at: moment, ring: callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** How many alarms are set. */
  get armed(): number {
    return this.#alarms.size;
  }

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#alarms].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      const [next] = due;
      if (!next) break;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.ring();
    }
    this.#now = end;
  }
}

/** Lets everything that hangs on settled promises run. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
