import type { Document } from '../../receipts/document.ts';
import type { FiscalRecord } from '../kernel/fiscal-record.ts';
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
  /** Printed another time on demand: marked as a copy, which is no fiscal document. */
  readonly copy?: true | undefined;
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

/** A record and the place, counted from 1, where it is written for ever. */
export interface StoredRecord {
  readonly position: number;
  /** The id under which it was appended. */
  readonly id: string;
  readonly record: FiscalRecord;
}

/**
 * `full`: certainly nothing was written, nor ever will be. `failed`: it may be written or not, which
 * the memory itself only knows after it was without power; nothing else is taken until then.
 */
export type FiscalWrite =
  | { readonly result: 'written'; readonly position: number }
  | { readonly result: 'full' }
  | { readonly result: 'failed' };

/** In places; one that a power cut spoilt is used, too. */
export interface FiscalMemoryState {
  readonly used: number;
  readonly capacity: number;
  /** How many daily reports there is still room for. */
  readonly dailyLeft: number;
  /** The memory must soon be exchanged. */
  readonly warning: boolean;
}

/** Memory that is written once: nothing in it can be changed or taken out. */
export interface FiscalMemory {
  /**
   * Written for ever when answered so. May be called again with the same id and record: it answers
   * where that was written. Another record of the same id: Failure `memory.idTaken`.
   */
  append(id: string, record: FiscalRecord): Promise<FiscalWrite>;
  /** In the order in which they were written; from a place on, or all. */
  read(from?: { readonly fromPosition?: number }): Promise<readonly StoredRecord[]>;
  state(): FiscalMemoryState;
}

/** The till's own signing key, Ed25519; the private half never leaves the device. */
export interface DeviceKey {
  /** Makes the key, once and for ever; answers the public half of the one there is. Base64 SPKI DER. */
  create(): Promise<string>;
  /** The signature of the text in UTF-8, base64; the same text gives the same. Failure `key.none`. */
  sign(text: string): Promise<string>;
  /** The public half, undefined before `create`. */
  publicKey(): Promise<string | undefined>;
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

/** A new PIN as the hash that `PinCheck` knows; each time another one. */
export type PinHashing = (pin: string) => Promise<string>;

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
  readonly memory: FiscalMemory;
  readonly deviceKey: DeviceKey;
  readonly checkPin: PinCheck;
  readonly hashPin: PinHashing;
  readonly probe?: Probe | undefined;
}
