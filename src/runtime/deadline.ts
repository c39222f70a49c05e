import type { EpochMs } from '../kernel/time.ts';
import type { TillContext } from '../till/till-context.ts';
import { type DeadlineName, deadlineNames } from '../till/till-event.ts';
import type { Clock } from './ports.ts';

export interface Deadline {
  readonly name: DeadlineName;
  readonly at: EpochMs;
}

/** The next moment at which the till wants to be woken; it stands in the context, so nothing is lost. */
export function nextDeadline({ deadlines }: TillContext): Deadline | undefined {
  let next: Deadline | undefined;
  for (const name of deadlineNames) {
    const at = deadlines[name];
    if (at !== undefined && (!next || at < next.at)) next = { name, at };
  }
  return next;
}

/** Keeps one alarm at the clock set to the next deadline. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: (deadline: Deadline) => void;
  #armed: Deadline | undefined;
  #cancel: () => void = () => {};

  constructor(clock: Clock, ring: (deadline: Deadline) => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  set(deadline: Deadline | undefined): void {
    if (deadline?.name === this.#armed?.name && deadline?.at === this.#armed?.at) return;
    this.#cancel();
    this.#armed = deadline;
    this.#cancel = () => {};
    if (!deadline) return;
    this.#cancel = this.#clock.at(deadline.at, () => {
      this.#armed = undefined;
      this.#ring(deadline);
    });
  }
}
