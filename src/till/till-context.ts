import type { Document, FiscalReceipt } from '../../receipts/document.ts';
import type { FiscalisationRecord } from '../kernel/fiscal-record.ts';
import { canonical } from '../kernel/canonical.ts';
import { sha256 } from '../kernel/digest.ts';
import type { Grosze } from '../kernel/money.ts';
import type { Thousandths } from '../kernel/quantity.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Attempt } from './attempt.ts';
import type { Bases, Cashier, Item, PaymentForm } from './bases.ts';
import { type Day, emptyDay, type FiscalLife, type OpenReport, unborn } from './day.ts';
import type { OpenForm } from './open-form.ts';
import { listedForms } from './payment-form.ts';
import type { RateMarks } from './rate-guard.ts';
import type { Receipt } from './receipt.ts';
import { emptyTally, type Tally } from './tally.ts';
import type { Words } from './till-effect.ts';
import type { DeadlineName } from './till-event.ts';

/** Everything the till knows beyond the state it is in. Plain JSON: it is checkpointed. */
export interface TillContext {
  readonly bases: Bases;
  /** Somebody programmed the till: its own bases count, whatever the world's file says. */
  readonly programmed: boolean;
  /** Digest of the world's bases that were last loaded, or left aside because the till has its own. */
  readonly worldDigest: string;
  readonly rateMarks: RateMarks;
  /** Random name of this installation; attempt ids begin with it. */
  readonly installation: string;
  /** The portal's configuration has been fetched and allows BLIK. */
  readonly blik: boolean;

  readonly cashier?: { readonly number: number; readonly name: string } | undefined;
  /** The cashier whose PIN is awaited. */
  readonly candidate?: number | undefined;
  /** Wrong PINs in a row, by cashier number. */
  readonly wrongPins: Readonly<Record<string, number>>;

  /** Digits and comma typed and not yet used. */
  readonly typed: string;
  /** The BLIK code being typed, apart from an amount typed before. */
  readonly code: string;
  readonly quantity?: Thousandths | undefined;
  readonly price?: Grosze | undefined;
  /** The marked row of the list on the display. */
  readonly cursor: number;

  /** The manager's menu: the places of the entries that lead to the branch on the display. */
  readonly managerPath: readonly number[];
  /** The form that the manager fills in. */
  readonly form?: OpenForm | undefined;

  readonly receipt?: Receipt | undefined;
  /** Put aside before payment, in the order of their list. */
  readonly parked: readonly Receipt[];
  /** The BLIK attempt of the receipt whose outcome is not certain. */
  readonly attempt?: Attempt | undefined;
  readonly attemptCount: number;
  /** BLIK has just brought no payment: RAZEM alone may be meant for it and takes no cash unasked. */
  readonly cashDoubted: boolean;

  /** What the operator is told once all is printed. */
  readonly afterPrint?: Words | undefined;
  /** Documents on their way to paper, the first one being printed. */
  readonly printing: readonly PendingPrint[];
  readonly documentCount: number;
  readonly receiptCount: number;
  /** Digest of the last document, the next one is chained to. */
  readonly lastDigest: string;
  readonly lastReceipt?: FiscalReceipt | undefined;

  readonly fiscal: FiscalLife;
  readonly day: Day;
  /** Counted until the shift report puts it back to nothing. */
  readonly shift: Tally;
  readonly openReport?: OpenReport | undefined;
  /** The fiscalisation on its way into the memory. */
  readonly fiscalising?: FiscalisationRecord | undefined;
  /** The last switching off was in order: the next start is no power failure. */
  readonly stopped: boolean;
  /** The clock stood before the last document when the till was switched on. */
  readonly clockBack: boolean;

  readonly deadlines: Readonly<Partial<Record<DeadlineName, EpochMs>>>;
}

export interface PendingPrint {
  readonly document: Document;
  readonly repeat: boolean;
  /** Another print on demand, marked as a copy. */
  readonly copy?: true | undefined;
  /** The effect that printed it, and what became of it when the printer stopped. */
  readonly job?: string | undefined;
  readonly fate?: 'notBegun' | 'interrupted' | undefined;
}

export const wrongPinsAllowed = 5;

const noBases: Bases = {
  shop: { name: '', address: [], nip: '' },
  till: { number: '', uniqueNumber: '', fiscalised: false },
  rates: [],
  goods: [],
  percentMethod: 'value',
  cashiers: [],
  paymentForms: [],
  blik: { answerMs: 0, pollMs: [], giveUpMs: 0, codeLifeMs: 0, confirmationMs: 0 },
};

export const initialContext: TillContext = {
  bases: noBases,
  programmed: false,
  worldDigest: '',
  rateMarks: {},
  installation: '',
  blik: false,
  wrongPins: {},
  typed: '',
  code: '',
  cursor: 0,
  managerPath: [],
  attemptCount: 0,
  cashDoubted: false,
  parked: [],
  printing: [],
  documentCount: 0,
  receiptCount: 0,
  lastDigest: '0'.repeat(40),
  fiscal: unborn,
  day: emptyDay,
  shift: emptyTally,
  stopped: false,
  clockBack: false,
  deadlines: {},
};

/** By which a world's file is known again. */
export function basesDigest(bases: Bases): string {
  return sha256(canonical(bases));
}

export function cashierOf(context: TillContext, number: number): Cashier | undefined {
  return context.bases.cashiers.find((cashier) => cashier.number === number);
}

export function isLocked(context: TillContext, number: number): boolean {
  return (context.wrongPins[number] ?? 0) >= wrongPinsAllowed;
}

export function itemOf(context: TillContext, code: string): Item | undefined {
  return context.bases.goods.find((item) => item.code === code);
}

/** The verification stays while an attempt is unsettled, even if the portal has switched BLIK off. */
export function forms(context: TillContext): readonly PaymentForm[] {
  return listedForms(context.bases.paymentForms, context.blik || context.attempt !== undefined);
}

export function markedForm(context: TillContext): PaymentForm | undefined {
  return forms(context)[context.cursor];
}

/** Indices of the receipt's lines that are not voided, as the void list shows them. */
export function voidable(context: TillContext): number[] {
  const lines = context.receipt?.lines ?? [];
  return lines.flatMap((line, index) => (line.voided === true ? [] : [index]));
}
