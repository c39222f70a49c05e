import type { DailyFigures, EventRecord, FiscalisationRecord } from '../kernel/fiscal-record.ts';
import { type EpochMs, localDate } from '../kernel/time.ts';
import { emptyDay, type FiscalLife } from './day.ts';
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

/** Under which what is written now stands in the memory. */
export function recordKey({ openReport, fiscalising, fiscal }: TillContext): string {
  if (openReport) return `daily-${openReport.figures.number}`;
  return fiscalising || fiscal.unrecorded.length === 0
    ? 'fiscalisation'
    : `event-${fiscal.recorded + 1}`;
}

/** A till that trains has nothing to record. */
export function withEvent(context: TillContext, record: EventRecord): FiscalLife {
  const { fiscal } = context;
  if (!isFiscalised(context)) return fiscal;
  return { ...fiscal, unrecorded: [...fiscal.unrecorded, record] };
}

/** The first event is in the memory, or there is no room for events any more. */
export function withEventRecorded({ fiscal }: TillContext): FiscalLife {
  return { ...fiscal, recorded: fiscal.recorded + 1, unrecorded: fiscal.unrecorded.slice(1) };
}

/** The power came back though nobody had switched the till off. */
export function withPowerFailure(context: TillContext, at: EpochMs): Partial<TillContext> {
  const { events } = context.day;
  return {
    day: { ...context.day, events: { ...events, powerFailures: events.powerFailures + 1 } },
    fiscal: withEvent(context, { kind: 'powerFailure', at }),
  };
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
