import { setImmediate } from 'node:timers/promises';
import { contextOf } from '../runtime/decide.ts';
import { nextDeadline } from '../runtime/deadline.ts';
import type { Counter } from './counter.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The hosts as far as time goes: requests they hold back, and customers who are being asked. */
export interface HostsInTime {
  /** Requests held by a fault until time passes. */
  holding(): number;
  onHoldingChanged(listener: () => void): () => void;
  /** A phone shows a payment that its owner has not answered. */
  awaitPerson(): Promise<boolean>;
}

/** What the devices on the counter carry out, without sockets and within a few turns of the loop. */
const deviceEffects: ReadonlySet<string> = new Set([
  ...['print', 'print.ask', 'drawer.open'],
  ...['deviceKey.create', 'deviceKey.sign', 'memory.append', 'memory.read'],
]);
/** After so many turns without an outcome a device waits for time: the printer does not answer. */
const deviceTurns = 100;

/** No till waits longer than this for anything but a person. */
const longestFlowMs = 15 * 60_000;

/** Lets virtual time pass around a counter, and knows when nothing more happens without it. */
export class TimeKeeper {
  readonly #clock: VirtualClock;
  readonly #counter: Counter;
  readonly #hosts: HostsInTime;

  constructor(clock: VirtualClock, counter: Counter, hosts: HostsInTime) {
    this.#clock = clock;
    this.#counter = counter;
    this.#hosts = hosts;
  }

  /** Until every effect under way has its outcome, is held back by the hosts or waits for time. */
  async settle(): Promise<void> {
    let turnsLeft = deviceTurns;
    while (this.#running() && turnsLeft > 0) {
      if (this.#hostsBusy()) await this.#change();
      else if (this.#devicesBusy() > 0) await setImmediate();
      else return;
      turnsLeft = this.#hostsBusy() ? deviceTurns : turnsLeft - 1;
    }
  }

  /** Time passes, every alarm at its own moment. */
  async pass(ms: number): Promise<void> {
    const end = this.#clock.now() + ms;
    for (;;) {
      await this.settle();
      const next = this.#clock.next;
      if (next === undefined || next > end) break;
      this.#clock.moveTo(next);
    }
    this.#clock.moveTo(end);
    await this.settle();
  }

  /** Time passes while the till waits for the hosts and no person is being waited for. */
  async flow(): Promise<void> {
    const end = this.#clock.now() + longestFlowMs;
    await this.settle();
    while (await this.#waitsForTime()) {
      const next = this.#clock.next;
      if (next === undefined || next > end) return;
      this.#clock.moveTo(next);
      await this.settle();
    }
  }

  async #waitsForTime(): Promise<boolean> {
    if (!this.#running()) return false;
    const waits =
      nextDeadline(contextOf(this.#counter.till.state.till)) !== undefined ||
      this.#devicesBusy() > 0 ||
      this.#hosts.holding() > 0;
    return waits && !(await this.#hosts.awaitPerson());
  }

  #running(): boolean {
    return this.#counter.powered && !this.#counter.till.dead;
  }

  #devicesBusy(): number {
    const { pending } = this.#counter.till.state;
    return [...pending.values()].filter(({ type }) => deviceEffects.has(type)).length;
  }

  #hostsBusy(): boolean {
    return this.#counter.till.inFlight - this.#devicesBusy() > this.#hosts.holding();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      const stops = [this.#counter.till.onChange(done), this.#hosts.onHoldingChanged(done)];
      function done() {
        for (const stop of stops) stop();
        resolve();
      }
    });
  }
}
