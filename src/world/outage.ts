import type { Clock } from '../runtime/ports.ts';
import type { Delivery } from './delivery.ts';
import type { Listener } from './listener.ts';

interface OutageParts {
  readonly clock: Clock;
  readonly listener: Listener;
  readonly delivery: Delivery;
}

/** The time in which nobody listens on the port. */
export class Outage {
  readonly #parts: OutageParts;
  #cancel: () => void = () => {};

  constructor(parts: OutageParts) {
    this.#parts = parts;
  }

  begin(ms?: number): void {
    const { clock, listener, delivery } = this.#parts;
    this.end();
    listener.refuse();
    delivery.drop();
    if (ms !== undefined) this.#cancel = clock.at(clock.now() + ms, () => void listener.open());
  }

  /** No more waiting for the end. */
  end(): void {
    this.#cancel();
  }

  async lift(): Promise<void> {
    this.end();
    await this.#parts.listener.open();
  }
}
