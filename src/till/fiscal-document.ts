import type { DailyReport, FiscalisationReport, TableReport } from '../../receipts/document.ts';
import { canonical } from '../kernel/canonical.ts';
import { documentDigest } from '../kernel/digest.ts';
import type { DailyRecord } from '../kernel/fiscal-record.ts';
import type { EpochMs } from '../kernel/time.ts';
import { frame, issue, type Undigested } from './document.ts';
import { isZero, nextDay } from './day.ts';
import type { TillContext } from './till-context.ts';

type Change = Partial<TillContext>;

/** The daily report as the memory keeps it; the paper's digest is known before it is printed. */
export function dailyRecord(context: TillContext): DailyRecord {
  const content = dailyContent(context);
  const { figures, signature } = signed(context);
  const digest = documentDigest(context.lastDigest, canonical(content));
  return { kind: 'daily', ...figures, digest, signature };
}

/** What was moved into the memory is printed, and the day begins anew, its receipts with number 1. */
export function issueDailyReport(context: TillContext): Change {
  const { figures } = signed(context);
  return {
    ...issue(context, 0, dailyContent(context)),
    day: nextDay(context.day, figures.events),
    fiscal: {
      ...context.fiscal,
      reports: figures.number,
      zeroReported: isZero(context.day),
    },
    openReport: undefined,
  };
}

/** Printed at the fiscalisation, and whenever it is asked for. */
export function issueFiscalisationReport(context: TillContext, at: EpochMs): Change {
  const { fiscalisation } = context.fiscal;
  if (!fiscalisation) throw new Error('the till is not fiscalised');
  return issue(context, context.receiptCount, {
    ...frame(context, at),
    kind: 'fiscalisationReport',
    fiscalisedAt: fiscalisation.at,
    rates: fiscalisation.rates,
    publicKey: fiscalisation.publicKey,
  } satisfies Undigested<FiscalisationReport>);
}

export function issueTable(
  context: TillContext,
  at: EpochMs,
  table: Pick<TableReport, 'title' | 'sections'>,
): Change {
  return issue(context, context.receiptCount, {
    ...frame(context, at),
    kind: 'tableReport',
    ...table,
  } satisfies Undigested<TableReport>);
}

function dailyContent(context: TillContext): Undigested<DailyReport> {
  const { figures, signature } = signed(context);
  return { ...frame(context, figures.at), kind: 'dailyReport', ...figures, signature };
}

function signed({ openReport }: TillContext) {
  if (openReport?.signature === undefined) throw new Error('no signed report');
  return { figures: openReport.figures, signature: openReport.signature };
}
