import type { DailyFigures, PeriodSum } from '../src/kernel/fiscal-record.ts';
import { localDate } from '../src/kernel/time.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { PeriodicReport } from './document.ts';
import { centred, fiscalWord, ruled, sides } from './frame.ts';
import { rateValues, salesFigures } from './sales-figures.ts';

/** Each day as its daily report has it, then the sum; or the sum alone. */
export function periodicReport(report: PeriodicReport, columns: Columns): PaperLine[] {
  const { span, from, to, days, sum } = report;
  const name = span === 'month' ? 'MIESIĘCZNY' : 'OKRESOWY';
  return [
    ...centred(`RAPORT ${fiscalWord(report)} ${name}`, columns, 'bold'),
    ...centred(days ? 'PEŁNY' : 'ŁĄCZNY', columns, 'bold'),
    ...sides(`OD: ${from}`, `DO: ${to}`, columns),
    ruled(columns),
    ...(days ?? []).flatMap((day) => dayBlock(day, columns)),
    ...(days ? centred('PODSUMOWANIE', columns, 'bold') : []),
    ...sides(`RAPORTY DOBOWE${numbers(sum)}`, `${sum.days}`, columns),
    ...salesFigures(sum, columns),
  ];
}

function dayBlock(day: DailyFigures, columns: Columns): PaperLine[] {
  return [
    ...sides(`RAPORT DOBOWY NR ${day.number}`, localDate(day.at), columns, 'bold'),
    ...rateValues(day.rates, columns),
    ...salesFigures(day, columns),
    ruled(columns),
  ];
}

function numbers({ firstNumber, lastNumber }: PeriodSum): string {
  return firstNumber === undefined ? '' : ` NR ${firstNumber}-${lastNumber}`;
}
