import { adjustmentsOf } from '../../receipts/adjustment-line.ts';
import type { NumberedDocument } from '../../receipts/document.ts';
import type { DailyFigures, EventCounts, EventRecord, RateValue } from '../kernel/fiscal-record.ts';
import type { EpochMs } from '../kernel/time.ts';
import {
  emptyTally,
  hourOf,
  nextTally,
  type Tally,
  withAdjustments,
  withCancelled,
  withNonFiscal,
  withReceipt,
} from './tally.ts';

/** The till's birth: what its report says whenever it is printed. */
export interface Fiscalisation {
  readonly at: EpochMs;
  readonly publicKey: string;
  /** Programmed then. */
  readonly rates: readonly RateValue[];
}

/** What never goes back: the till trains until it is fiscalised, once. */
export interface FiscalLife {
  readonly fiscalisation?: Fiscalisation | undefined;
  /** The number of the last daily report. */
  readonly reports: number;
  /** Nothing was sold before the last daily report: there is no second such one. */
  readonly zeroReported: boolean;
  /** Events that the fiscal memory has taken. */
  readonly recorded: number;
  /** Those that it takes before the next report of it. */
  readonly unrecorded: readonly EventRecord[];
}

/** What the next daily report will say. */
export interface Day {
  readonly tally: Tally;
  readonly events: EventCounts;
  /** Moments of the first and the last document, if there are any. */
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  /** When the first receipt was issued: its date is the day that must be reported. */
  readonly soldAt?: EpochMs;
}

/** A daily report on its way: to the signature, into the memory, onto paper. */
export interface OpenReport {
  readonly figures: DailyFigures;
  readonly signature?: string;
}

export const unborn: FiscalLife = {
  reports: 0,
  zeroReported: false,
  recorded: 0,
  unrecorded: [],
};
const noEvents: EventCounts = { powerFailures: 0, rateChanges: 0, baseChanges: 0 };
export const emptyDay: Day = { tally: emptyTally, events: noEvents };

/** What happened while the report was on its way is the next one's. */
export function nextDay({ tally, events }: Day, reported: EventCounts): Day {
  return {
    tally: nextTally(tally),
    events: {
      powerFailures: events.powerFailures - reported.powerFailures,
      rateChanges: events.rateChanges - reported.rateChanges,
      baseChanges: events.baseChanges - reported.baseChanges,
    },
  };
}

/** The tally with a document that was issued; reports of the memory count nothing. */
export function counting(tally: Tally, document: NumberedDocument): Tally {
  switch (document.kind) {
    case 'fiscalReceipt':
      return withAdjustments(
        withReceipt(tally, document, hourOf(document.at)),
        adjustmentsOf(document),
      );
    case 'cancelledReceipt':
      return withCancelled(tally, document);
    case 'nonFiscalNote':
    case 'tableReport':
      return withNonFiscal(tally);
    default:
      return tally;
  }
}

export function dayWith(day: Day, document: NumberedDocument): Day {
  const { at, kind } = document;
  const sold = kind === 'fiscalReceipt' || kind === 'cancelledReceipt';
  return {
    ...day,
    tally: counting(day.tally, document),
    from: day.from ?? at,
    to: at,
    ...(sold && { soldAt: day.soldAt ?? at }),
  };
}

/** The day and the shift with what both of them count. */
export function counted(
  { day, shift }: { readonly day: Day; readonly shift: Tally },
  count: (tally: Tally) => Tally,
): { readonly day: Day; readonly shift: Tally } {
  return { day: { ...day, tally: count(day.tally) }, shift: count(shift) };
}

/** Whether there is nothing to report. */
export function isZero({ tally }: Day): boolean {
  return tally.receipts === 0 && tally.cancelled.count === 0;
}
