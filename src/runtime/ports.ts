import type { Document } from '../../receipts/document.ts';
import type { Grosze } from '../kernel/money.ts';
import type { AttemptStatus, PrintFate, PrinterTrouble } from '../kernel/outcome.ts';
import type { EpochMs } from '../kernel/time.ts';

/** The only source of time. The core is given moments; only the rim reads this. */
export interface Clock {
  now(): EpochMs;
  /** Calls back once at or after the moment; the returned function cancels it. */
  at(moment: EpochMs, callback: () => void): () => void;
}

export interface PrintJob {
  /** The effect's id: the same after a power cut. */
  readonly id: string;
  readonly document: Document;
  /** Printed again after an interrupted print: marked as such. */
  readonly repeat: boolean;
}

export interface Printer {
  /** Prints one document. Never begins an id a second time that `ask` would not call `notBegun`. */
  print(job: PrintJob): Promise<{ fate: PrintFate; trouble?: PrinterTrouble }>;
  /** What became of a job that broke off or whose outcome was lost, for instance over a power cut. */
  ask(id: string): Promise<PrintFate>;
  /** What keeps the printer from printing now; nothing when it is ready. */
  trouble(): Promise<PrinterTrouble | undefined>;
}

export interface Drawer {
  /** Kicks the drawer; must not be repeated after a power cut, for nobody may be there. */
  open(): Promise<void>;
}

/**
 * The answer of a host, as far as the till can know it.
 * `notSent`: certainly nothing left the till. `unanswered`: the request may have arrived; the answer
 * is missing, broken or not the awaited one. Unknown is not declined.
 */
export type HostAnswer<T> =
  | ({ readonly result: 'answered' } & T)
  | { readonly result: 'notSent' }
  | { readonly result: 'unanswered' };

export interface AttemptAnswer {
  readonly status: AttemptStatus;
  /** Why it was refused, one of facts/terminal §3.2 (`ER_TIC_EXPIRED`, `USER_DECLINED` …). */
  readonly reason?: string;
}

/** The BLIK acquirer. Every call may be repeated with the same attempt id. */
export interface BlikHost {
  start(attempt: { id: string; code: string; amount: Grosze }): Promise<HostAnswer<AttemptAnswer>>;
  status(id: string): Promise<HostAnswer<AttemptAnswer>>;
  /** Ends a pending attempt; answers `approved` when the withdrawal comes too late. An id the host has
   *  never seen is withdrawn too: should its request arrive later, it charges nothing. */
  withdraw(id: string): Promise<HostAnswer<AttemptAnswer>>;
  /** Gives back an approved attempt whole; answers `refunded` however often it is called. */
  refund(id: string): Promise<HostAnswer<AttemptAnswer>>;
}

/** The customer portal, as a till sees it (RULES P13). */
export interface Portal {
  /** `pushedOnly`: only what the portal has ordered for this till (`Włącz BLIK na kasie`). */
  fetchConfiguration(request: {
    uniqueNumber: string;
    pushedOnly: boolean;
  }): Promise<HostAnswer<{ readonly blik: boolean }>>;
  /** Whether the hosts can be reached at all (RULES P10). */
  reachable(): Promise<boolean>;
}

/** Whether the typed digits are the PIN of this hash: the only place where a PIN meets its hash. */
export type PinCheck = (pinHash: string, pin: string) => Promise<boolean>;

/**
 * A named point at which a power cut can be ordered: `before journal key.RAZEM`, `after blik.start`.
 * Called at each of them; a player throws, a test kills the process.
 */
export type Probe = (point: string) => void;

/** Everything that is plugged into the till's runtime. */
export interface Ports {
  readonly clock: Clock;
  readonly printer: Printer;
  readonly drawer: Drawer;
  readonly blik: BlikHost;
  readonly portal: Portal;
  readonly checkPin: PinCheck;
  readonly probe?: Probe | undefined;
}
