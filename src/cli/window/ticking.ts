/** Does something again and again while it is wanted, never twice at the same time. */
export class Ticking {
  readonly #everyMs: number;
  readonly #tick: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #busy = false;

  constructor(everyMs: number, tick: () => Promise<void>) {
    this.#everyMs = everyMs;
    this.#tick = tick;
  }

  run(wanted: boolean): void {
    if (!wanted) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    this.#timer ??= setInterval(() => void this.#once(), this.#everyMs);
  }

  async #once(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.#tick();
    } finally {
      this.#busy = false;
    }
  }
}
