import type { ReasonCode } from '../hosts/blik-message.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Clock } from '../runtime/ports.ts';
import type { Chance } from './chance.ts';

/** A code on a phone's screen; it may begin with 0. */
export interface ShownCode {
  readonly code: string;
  readonly expiresAt: EpochMs;
}

interface Page {
  readonly phone: string;
  readonly expiresAt: EpochMs;
  state: 'shown' | 'replaced' | 'used';
}

/** Codes that testers may type without any phone. */
export const sandboxPrefix = '777';

/** Every BLIK code that a phone has shown, and what became of it. */
export class CodeBook {
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #lifeMs: number;
  readonly #pages = new Map<string, Page>();

  constructor({ clock, chance, lifeMs }: { clock: Clock; chance: Chance; lifeMs: number }) {
    this.#clock = clock;
    this.#chance = chance;
    this.#lifeMs = lifeMs;
  }

  /** A fresh code; the one that the phone showed before is no longer taken. */
  issue(phone: string): ShownCode {
    const now = this.#clock.now();
    for (const page of this.#pages.values()) {
      if (page.phone === phone && page.state === 'shown') page.state = 'replaced';
    }
    const code = this.#unusedCode(now);
    const expiresAt = now + this.#lifeMs;
    this.#pages.set(code, { phone, expiresAt, state: 'shown' });
    return { code, expiresAt };
  }

  /** The phone that shows the code; otherwise why the code is not taken. */
  phoneOf(code: string): { readonly phone: string } | { readonly reason: ReasonCode } {
    const page = this.#pages.get(code);
    if (!page) return { reason: 'ER_WRONG_TICKET' };
    if (page.state === 'used') return { reason: 'ER_TIC_USED' };
    if (page.expiresAt <= this.#clock.now()) return { reason: 'ER_TIC_EXPIRED' };
    if (page.state === 'replaced') return { reason: 'ER_TIC_STS' };
    return { phone: page.phone };
  }

  /** How long the code will still be taken; 0 when it will not. */
  remainingMs(code: string): number {
    const page = this.#pages.get(code);
    if (page?.state !== 'shown') return 0;
    return Math.max(0, page.expiresAt - this.#clock.now());
  }

  /** The host has taken the code: never again. Also for one that an earlier run of the host took. */
  use(code: string, phone: string, takenAt: EpochMs): void {
    this.#pages.set(code, { phone, expiresAt: takenAt + this.#lifeMs, state: 'used' });
  }

  #unusedCode(now: EpochMs): string {
    for (;;) {
      const code = this.#chance(1_000_000).toString().padStart(6, '0');
      const page = this.#pages.get(code);
      const alive = page !== undefined && page.expiresAt > now;
      if (!alive && !code.startsWith(sandboxPrefix)) return code;
    }
  }
}
