import type { Grosze } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';

/**
 * One try to be paid by BLIK, from the moment its code is confirmed until its outcome is certain.
 * `sent`: the outcome is awaited. `unknown`: nobody waits any more, but the money may have moved.
 * `notArrived`: the host does not know it and is told to charge nothing should it still arrive.
 * `refundOwed`: it was paid, the sale does not take it, and the host has not yet confirmed the refund.
 * `refundRefused`: the host keeps the money: it goes into the sale, or back in cash.
 * A settled attempt is no longer in the till's state: the journal has it.
 */
export interface Attempt {
  readonly id: string;
  /** Six digits as text: a code may begin with 0. */
  readonly code: string;
  readonly amount: Grosze;
  readonly sentAt: EpochMs;
  readonly state: 'sent' | 'unknown' | 'notArrived' | 'refundOwed' | 'refundRefused';
  /** How often the host was asked in a row: chooses the pause before the next question. */
  readonly questions: number;
  /** The last question had no answer: nobody knows whether the customer is still being waited for. */
  readonly unheard?: boolean;
}

/** Unique for ever: the installation is random, the count never goes back. */
export function attemptId(installation: string, count: number): string {
  return `${installation.slice(0, 8)}-${count.toString().padStart(6, '0')}`;
}

/** The pause before the next question; the last one of the list repeats. */
export function nextPause(pauses: readonly number[], questions: number): number {
  return pauses[Math.min(questions, pauses.length - 1)] ?? 1000;
}

/** `777123` → `777 123`, as bank apps show it. */
export function spacedCode(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
