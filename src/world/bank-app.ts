import type { ReasonCode } from '../hosts/blik-message.ts';
import { Failure } from '../kernel/failure.ts';
import type { Grosze } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Clock } from '../runtime/ports.ts';
import type { CodeBook, ShownCode } from './code-book.ts';
import type { PhoneOwner } from './world-file.ts';

/** What the bank says to the host about a payment. */
export type Verdict = 'approved' | ReasonCode;

/** A payment on the phone's screen, waiting for its owner. */
export interface PaymentRequest {
  readonly attempt: string;
  readonly merchant: string;
  readonly amount: Grosze;
  readonly expiresAt: EpochMs;
  /** Tells the host; at most once. */
  readonly answer: (verdict: Verdict) => void;
}

/** What the phone's screen shows. */
export interface PhoneView {
  readonly id: string;
  readonly owner: string;
  readonly balanceGrosze: Grosze;
  readonly code?: { readonly code: string; readonly remainingMs: number };
  readonly request?: {
    readonly merchant: string;
    readonly amountGrosze: Grosze;
    readonly remainingMs: number;
  };
}

/** A customer's bank app. It does what its owner does and is silent otherwise. */
export class BankApp {
  readonly #phone: PhoneOwner;
  readonly #clock: Clock;
  readonly #codes: CodeBook;
  #balance: Grosze;
  #shown: ShownCode | undefined;
  #requests: readonly PaymentRequest[] = [];

  constructor(phone: PhoneOwner, { clock, codes }: { clock: Clock; codes: CodeBook }) {
    this.#phone = phone;
    this.#clock = clock;
    this.#codes = codes;
    this.#balance = phone.balance;
  }

  /** A fresh code. */
  showCode(): ShownCode {
    this.#shown = this.#codes.issue(this.#phone.id);
    return this.#shown;
  }

  /** The owner takes the payment; the bank still judges PIN, limit and balance. */
  confirm(pin: string = this.#phone.pin): Verdict {
    return this.#answer((request) => this.#judge(request, pin));
  }

  refuse(): Verdict {
    return this.#answer(() => 'USER_DECLINED');
  }

  /** The host asks for a payment. Several wait in their order. */
  ask(request: PaymentRequest): void {
    this.#requests = [...this.#requests, request];
  }

  /** The host asks no more: withdrawn, or out of time. */
  withdraw(attempt: string): void {
    this.#requests = this.#requests.filter((request) => request.attempt !== attempt);
  }

  /** A charge below zero is money given back. */
  charge(amount: Grosze): void {
    this.#balance -= amount;
  }

  view(): PhoneView {
    const now = this.#clock.now();
    const code = this.#shown?.code ?? '';
    const remainingMs = this.#codes.remainingMs(code);
    const request = this.#waiting();
    return {
      id: this.#phone.id,
      owner: this.#phone.owner,
      balanceGrosze: this.#balance,
      ...(remainingMs > 0 && { code: { code, remainingMs } }),
      ...(request && {
        request: {
          merchant: request.merchant,
          amountGrosze: request.amount,
          remainingMs: request.expiresAt - now,
        },
      }),
    };
  }

  #waiting(): PaymentRequest | undefined {
    return this.#requests.find(({ expiresAt }) => expiresAt > this.#clock.now());
  }

  #answer(decide: (request: PaymentRequest) => Verdict): Verdict {
    const request = this.#waiting();
    if (!request) {
      const { id } = this.#phone;
      throw new Failure('world.noRequest', `phone ${id}: no payment waits for confirmation`);
    }
    const verdict = decide(request);
    this.withdraw(request.attempt);
    request.answer(verdict);
    return verdict;
  }

  #judge({ amount }: PaymentRequest, pin: string): Verdict {
    if (pin !== this.#phone.pin) return 'ER_BAD_PIN';
    if (amount > this.#phone.limit) return 'LIMIT_EXCEEDED';
    return amount > this.#balance ? 'INSUFFICIENT_FUNDS' : 'approved';
  }
}
