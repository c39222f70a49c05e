import type { EventCounts, RateSum, RateValue, SalesFigures } from '../src/kernel/fiscal-record.ts';
import { formatGrosze, sum } from '../src/kernel/money.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import { ruled, sides } from './frame.ts';

/** The figures of a day or of many, in the order of the daily report (facts/till). */
export function salesFigures(figures: SalesFigures, columns: Columns): PaperLine[] {
  const { rates, receipts, cancelled, nonFiscal, events } = figures;
  const cancellations = `${cancelled.count} / ${formatGrosze(cancelled.amount)}`;
  return [
    ...sales(rates, columns),
    ruled(columns),
    ...eventFigures(events, columns),
    ruled(columns),
    ...sides('PARAGONY', `${receipts}`, columns),
    ...sides('PARAGONY ANULOWANE', cancellations, columns),
    ...sides('DOKUMENTY NIEFISKALNE', `${nonFiscal}`, columns),
  ];
}

/** `PTU A   23,00 %`, a line for every rate. */
export function rateValues(rates: readonly RateValue[], columns: Columns): PaperLine[] {
  return rates.flatMap((rate) => sides(`PTU ${rate.letter}`, rateInWords(rate), columns));
}

/** Hundredths of a per cent are written as grosze are; `-` for a rate that is not in force. */
export function rateInWords(rate: RateValue | undefined): string {
  if (rate === undefined) return '-';
  return rate.percent === undefined ? 'ZW' : `${formatGrosze(rate.percent)} %`;
}

function sales(rates: readonly RateSum[], columns: Columns): PaperLine[] {
  const name = (rate: RateSum) => nameAmong(rate, rates);
  const taxed = rates.filter(({ percent }) => percent !== undefined);
  const exempt = rates.filter(({ percent }) => percent === undefined);
  const amount = (label: string, value: number, style?: 'bold') =>
    sides(label, formatGrosze(value), columns, style);
  return [
    ...taxed.flatMap((rate) => amount(`SPRZEDAŻ OPODATKOWANA PTU ${name(rate)}`, rate.net)),
    ...exempt.flatMap((rate) => amount(`SPRZEDAŻ ZWOLNIONA ${name(rate)}`, rate.net)),
    ...taxed.flatMap((rate) => amount(`KWOTA PTU ${name(rate)}`, rate.tax)),
    ...amount('ŁĄCZNA KWOTA PTU', sum(rates.map(({ tax }) => tax))),
    ...amount('ŁĄCZNA SPRZEDAŻ BRUTTO', sum(rates.map(({ gross }) => gross)), 'bold'),
    ...sides('WALUTA EWIDENCYJNA', 'PLN', columns),
  ];
}

/** The letter, and its value where the letter had several in the period. */
function nameAmong(rate: RateSum, rates: readonly RateSum[]): string {
  const values = rates.filter(({ letter }) => letter === rate.letter).length;
  return values > 1 ? `${rate.letter} ${rateInWords(rate)}` : rate.letter;
}

function eventFigures(events: EventCounts, columns: Columns): PaperLine[] {
  return [
    { text: 'ZDARZENIA' },
    ...sides('AWARIE ZASILANIA', `${events.powerFailures}`, columns),
    ...sides('ZMIANY STAWEK PTU', `${events.rateChanges}`, columns),
    ...sides('ZMIANY W BAZIE TOWARÓW', `${events.baseChanges}`, columns),
  ];
}
