import { canonical } from './canonical.ts';
import { type Grosze, sum } from './money.ts';
import type { EpochMs } from './time.ts';

/** A programmed rate; `percent` in hundredths of a per cent, undefined when it is exempt. */
export interface RateValue {
  readonly letter: string;
  readonly percent?: number;
}

/** What was sold at one rate: `net + tax = gross`. */
export interface RateSum extends RateValue {
  readonly gross: Grosze;
  readonly net: Grosze;
  readonly tax: Grosze;
}

export interface EventCounts {
  readonly powerFailures: number;
  readonly rateChanges: number;
  readonly baseChanges: number;
}

/** What is counted and summed alike over a day and over many days (facts/till, daily report). */
export interface SalesFigures {
  /** Every programmed rate, sold or not, in the order of the letters. */
  readonly rates: readonly RateSum[];
  /** How many receipts were closed. */
  readonly receipts: number;
  readonly cancelled: { readonly count: number; readonly amount: Grosze };
  /** How many non-fiscal documents were printed. */
  readonly nonFiscal: number;
  readonly events: EventCounts;
}

/** One day's report, as it is signed. */
export interface DailyFigures extends SalesFigures {
  readonly at: EpochMs;
  /** Of the daily report: 1, 2, 3 …, never reset. */
  readonly number: number;
  /** Moments of the first and the last document that the report counts. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Number and digest of the last document before the report: they bind all before it. */
  readonly lastDocument: number;
  readonly lastDigest: string;
}

export interface DailyRecord extends DailyFigures {
  readonly kind: 'daily';
  /** The printed report's own digest, 40 hex digits. */
  readonly digest: string;
  /** Ed25519 over `signedText`, base64. */
  readonly signature: string;
}

export interface FiscalisationRecord {
  readonly kind: 'fiscalisation';
  readonly at: EpochMs;
  readonly uniqueNumber: string;
  readonly registrationNumber?: string;
  readonly nip: string;
  /** Base64 of the SPKI in DER. */
  readonly publicKey: string;
}

export interface RateChangeRecord {
  readonly kind: 'rateChange';
  readonly at: EpochMs;
  readonly before: readonly RateValue[];
  readonly after: readonly RateValue[];
}

export interface PowerFailureRecord {
  readonly kind: 'powerFailure';
  readonly at: EpochMs;
}

/** The working memory was emptied. */
export interface ResetRecord {
  readonly kind: 'reset';
  readonly at: EpochMs;
  readonly reason: string;
}

export type EventRecord = FiscalisationRecord | RateChangeRecord | PowerFailureRecord | ResetRecord;

/** What the fiscal memory keeps for ever: plain JSON. */
export type FiscalRecord = DailyRecord | EventRecord;

/** Sums of the daily reports among some records. */
export interface PeriodSum extends SalesFigures {
  /** How many daily reports, and the numbers of the first and the last, if any. */
  readonly days: number;
  readonly firstNumber?: number;
  readonly lastNumber?: number;
}

/** What the till's key signs of a daily report: the same text whoever verifies it. */
export function signedText(report: DailyFigures): string {
  const { at, number, from, to, rates, receipts, cancelled, nonFiscal, events } = report;
  const { lastDocument, lastDigest } = report;
  const figures = { at, number, from, to, rates, receipts, cancelled, nonFiscal, events };
  return canonical({ ...figures, lastDocument, lastDigest });
}

/**
 * The daily reports added up: a periodic report works out no tax anew (facts/till, rates and
 * rounding). A letter whose rate was changed in between stands once for each value.
 */
export function sumOf(records: readonly FiscalRecord[]): PeriodSum {
  const days = records.filter((record) => record.kind === 'daily');
  const [first, last] = [days[0], days.at(-1)];
  const total = (of: (day: DailyRecord) => number) => sum(days.map(of));
  return {
    days: days.length,
    ...(first && { firstNumber: first.number }),
    ...(last && { lastNumber: last.number }),
    rates: sumOfRates(days.flatMap(({ rates }) => rates)),
    receipts: total((day) => day.receipts),
    cancelled: {
      count: total((day) => day.cancelled.count),
      amount: total((day) => day.cancelled.amount),
    },
    nonFiscal: total((day) => day.nonFiscal),
    events: {
      powerFailures: total((day) => day.events.powerFailures),
      rateChanges: total((day) => day.events.rateChanges),
      baseChanges: total((day) => day.events.baseChanges),
    },
  };
}

/** By letter; the values of one letter in the order in which they were in force. */
function sumOfRates(rates: readonly RateSum[]): RateSum[] {
  const groups = Map.groupBy(rates, ({ letter, percent }) => `${letter} ${percent ?? 'exempt'}`);
  const sums = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((rate) => ({
      ...rate,
      gross: sum(group.map(({ gross }) => gross)),
      net: sum(group.map(({ net }) => net)),
      tax: sum(group.map(({ tax }) => tax)),
    })),
  );
  return sums.toSorted((one, other) => compare(one.letter, other.letter));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
