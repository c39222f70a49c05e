import type { AttemptMessage, ReasonCode, StartRequest } from '../hosts/blik-message.ts';
import type { Clock } from '../runtime/ports.ts';
import type { BankApp, Verdict } from './bank-app.ts';
import type { BlikLedger, LedgerRecord } from './blik-ledger.ts';
import { type CodeBook, sandboxPrefix } from './code-book.ts';
import { sandboxOutcome } from './sandbox-outcome.ts';
import type { BlikRules } from './world-file.ts';

type Opened = Extract<LedgerRecord, { kind: 'opened' }>;

interface Attempt {
  /** Absent when the withdrawal came before the start: such an attempt never charges. */
  readonly opened?: Opened;
  readonly message: AttemptMessage;
}

export interface StartOutcome {
  readonly message: AttemptMessage;
  /** The start is processed but never answered (amount 94,88). */
  readonly silent: boolean;
}

export interface BlikHostParts {
  readonly rules: BlikRules;
  readonly clock: Clock;
  readonly ledger: BlikLedger;
  readonly codes: CodeBook;
  /** By id; the first one also confirms what a 777 code leaves open. */
  readonly phones: ReadonlyMap<string, BankApp>;
}

/**
 * The BLIK acquirer and the banks behind it. An attempt is opened once, by the till's id, and ends
 * once; whatever is repeated afterwards gets its state. The ledger comes first: what it holds is
 * what happened, also after a restart.
 */
export class EmulatedBlikHost {
  readonly #parts: BlikHostParts;
  readonly #attempts = new Map<string, Attempt>();
  readonly #timers = new Map<string, () => void>();

  constructor(parts: BlikHostParts) {
    this.#parts = parts;
    for (const record of parts.ledger.records) this.#follow(record);
    for (const { opened, message } of this.#attempts.values()) {
      if (opened && message.status === 'pending') this.#await(opened);
    }
  }

  /**
   * Undefined when the id was opened with another amount, code or till.
   * `ordered`: a fault refuses the attempt for this reason, whatever it is.
   */
  start(id: string, request: StartRequest, ordered?: ReasonCode): StartOutcome | undefined {
    const known = this.#attempt(id);
    if (known) {
      const { opened, message } = known;
      if (opened && !isSame(opened, request)) return undefined;
      return { message, silent: message.status === 'approved' && isSilent(request) };
    }
    const { phone, verdict } = this.#judge(request, ordered);
    const opened = this.#record({ kind: 'opened', id, ...request, ...(phone && { phone }) });
    if (verdict) this.#settle(id, verdict);
    else if (opened.kind === 'opened') this.#await(opened);
    return { message: this.#message(id), silent: !ordered && isSilent(request) };
  }

  /** Undefined when the host knows no such attempt. */
  status(id: string): AttemptMessage | undefined {
    return this.#attempt(id)?.message;
  }

  /** Too late for an approved attempt; an unknown one is withdrawn before it starts. */
  withdraw(id: string): AttemptMessage {
    const known = this.#attempt(id);
    if (!known || known.message.status === 'pending') this.#record({ kind: 'withdrawn', id });
    return this.#message(id);
  }

  /** Undefined when there is no such attempt. `ordered`: a fault keeps the money for this reason. */
  refund(id: string, ordered?: ReasonCode): AttemptMessage | undefined {
    const message = this.status(id);
    if (message?.status !== 'approved') return message;
    if (ordered) return { ...message, reason: ordered };
    this.#record({ kind: 'refunded', id, amountGrosze: message.amountGrosze });
    return this.#message(id);
  }

  /** No more timers. */
  close(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** The phone to ask, or the verdict when none is asked. */
  #judge(
    { code, amountGrosze }: StartRequest,
    ordered?: ReasonCode,
  ): { readonly phone?: string; readonly verdict?: Verdict } {
    if (ordered) return { verdict: ordered };
    if (amountGrosze > this.#parts.rules.limit) return { verdict: 'ER_DATAAMT_HUGE' };
    if (code.startsWith(sandboxPrefix)) {
      const outcome = sandboxOutcome(amountGrosze);
      if (outcome) return { verdict: outcome === 'noAnswer' ? 'approved' : outcome };
      const [first] = this.#parts.phones.keys();
      return first === undefined ? {} : { phone: first };
    }
    const found = this.#parts.codes.phoneOf(code);
    return 'reason' in found ? { verdict: found.reason } : found;
  }

  #await({ id, at, amountGrosze, phone }: Opened): void {
    const { rules, clock, phones } = this.#parts;
    const expiresAt = at + rules.confirmationMs;
    const answer = (verdict: Verdict) => this.#settle(id, verdict);
    this.#timers.set(
      id,
      clock.at(expiresAt, () => this.#settle(id, 'USER_TIMEOUT')),
    );
    const request = { attempt: id, merchant: rules.merchant, amount: amountGrosze, expiresAt };
    phones.get(phone ?? '')?.ask({ ...request, answer });
  }

  /** Ends a pending attempt; what is ended stays as it is. */
  #settle(id: string, verdict: Verdict): void {
    const attempt = this.#attempts.get(id);
    if (attempt?.message.status !== 'pending') return;
    const { amountGrosze } = attempt.message;
    if (verdict === 'approved') this.#record({ kind: 'charged', id, amountGrosze });
    else this.#record({ kind: 'refused', id, reason: verdict });
  }

  /** The attempt as of now: the time to confirm may be over before its timer is served. */
  #attempt(id: string): Attempt | undefined {
    const { rules, clock } = this.#parts;
    const opened = this.#attempts.get(id)?.opened;
    if (opened && opened.at + rules.confirmationMs <= clock.now()) this.#settle(id, 'USER_TIMEOUT');
    return this.#attempts.get(id);
  }

  #message(id: string): AttemptMessage {
    const attempt = this.#attempts.get(id);
    if (!attempt) throw new Error(`no attempt ${id}`);
    return attempt.message;
  }

  #record(fact: Untimed<LedgerRecord>): LedgerRecord {
    const record: LedgerRecord = { ...fact, at: this.#parts.clock.now() };
    this.#parts.ledger.append(record);
    this.#follow(record);
    return record;
  }

  /** What a record means for the attempt and for the phone's money: the same now and after a restart. */
  #follow(record: LedgerRecord): void {
    const { codes, phones } = this.#parts;
    const { id } = record;
    const opened = record.kind === 'opened' ? record : this.#attempts.get(id)?.opened;
    this.#attempts.set(id, { ...(opened && { opened }), message: messageAfter(record, opened) });
    if (record.kind === 'opened') {
      if (record.phone) codes.use(record.code, record.phone, record.at);
      return;
    }
    this.#timers.get(id)?.();
    this.#timers.delete(id);
    const phone = phones.get(opened?.phone ?? '');
    phone?.withdraw(id);
    if (record.kind === 'charged') phone?.charge(record.amountGrosze);
    if (record.kind === 'refunded') phone?.charge(-record.amountGrosze);
  }
}

type Untimed<R> = R extends unknown ? Omit<R, 'at'> : never;

function isSame(opened: Opened, { code, amountGrosze, tillId }: StartRequest): boolean {
  return opened.code === code && opened.amountGrosze === amountGrosze && opened.tillId === tillId;
}

function isSilent({ code, amountGrosze }: StartRequest): boolean {
  return code.startsWith(sandboxPrefix) && sandboxOutcome(amountGrosze) === 'noAnswer';
}

function messageAfter(record: LedgerRecord, opened: Opened | undefined): AttemptMessage {
  const { id } = record;
  if (!opened) return { id, status: 'withdrawn' };
  const { amountGrosze } = opened;
  switch (record.kind) {
    case 'opened':
      return { id, amountGrosze, status: 'pending' };
    case 'charged':
      return { id, amountGrosze, status: 'approved' };
    case 'refused':
      return { id, amountGrosze, status: 'refused', reason: record.reason };
    case 'withdrawn':
      return { id, amountGrosze, status: 'withdrawn' };
    case 'refunded':
      return { id, amountGrosze, status: 'refunded' };
  }
}
