import type { DailyFigures, FiscalisationRecord } from '../kernel/fiscal-record.ts';
import { type EpochMs, localDate } from '../kernel/time.ts';
import { emptyDay } from './day.ts';
import { emptyTally, rateSums } from './tally.ts';
import type { TillContext } from './till-context.ts';

export function isFiscalised({ fiscal }: TillContext): boolean {
  return fiscal.fiscalisation !== undefined;
}

/** A day before this moment's has sold and is not reported (facts/till, daily report). */
export function isOverdue(context: TillContext, at: EpochMs): boolean {
  const { soldAt } = context.day;
  return isFiscalised(context) && soldAt !== undefined && localDate(soldAt) < localDate(at);
}

export function dailyFigures(context: TillContext, at: EpochMs): DailyFigures {
  const { day, fiscal, bases, documentCount, lastDigest } = context;
  const { tally, events, from = at, to = at } = day;
  return {
    at,
    number: fiscal.reports + 1,
    from,
    to,
    rates: rateSums(tally, bases.rates),
    receipts: tally.receipts,
    cancelled: tally.cancelled,
    nonFiscal: tally.nonFiscal,
    events,
    lastDocument: documentCount,
    lastDigest,
  };
}

export function fiscalisationRecord(
  { bases }: TillContext,
  publicKey: string,
  at: EpochMs,
): FiscalisationRecord {
  const { uniqueNumber } = bases.till;
  return { kind: 'fiscalisation', at, uniqueNumber, nip: bases.shop.nip, publicKey };
}

/** Under which the open report or the fiscalisation stands in the memory. */
export function recordKey({ openReport }: TillContext): string {
  return openReport ? `daily-${openReport.figures.number}` : 'fiscalisation';
}

/** Born: what was only trained counts no longer. */
export function fiscalised(context: TillContext): Partial<TillContext> {
  const { fiscalising, fiscal } = context;
  if (!fiscalising) return {};
  const { at, publicKey } = fiscalising;
  return {
    fiscal: { ...fiscal, fiscalisation: { at, publicKey, rates: context.bases.rates } },
    fiscalising: undefined,
    day: emptyDay,
    shift: emptyTally,
    receiptCount: 0,
    lastReceipt: undefined,
  };
}
