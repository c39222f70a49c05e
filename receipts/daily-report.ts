import { localDateTime } from '../src/kernel/time.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { DailyReport } from './document.ts';
import { centred, fiscalWord, ruled, sides } from './frame.ts';
import { rateValues, salesFigures } from './sales-figures.ts';

/** The day's totals in the order of facts/till; its signature is abridged to what an eye compares. */
export function dailyReport(report: DailyReport, columns: Columns): PaperLine[] {
  return [
    ...centred(`RAPORT ${fiscalWord(report)}`, columns, 'bold'),
    ...centred(`DOBOWY NR ${report.number}`, columns, 'bold'),
    ...sides('OD:', localDateTime(report.from), columns),
    ...sides('DO:', localDateTime(report.to), columns),
    ruled(columns),
    ...rateValues(report.rates, columns),
    ruled(columns),
    ...salesFigures(report, columns),
    ruled(columns),
    ...sides('PODPIS', firstDigits(report.signature), columns),
  ];
}

/** The first 8 bytes of a base64 text as hex digits, in groups of four. */
function firstDigits(base64: string): string {
  const digits = Uint8Array.fromBase64(base64).slice(0, 8).toHex().toUpperCase();
  return digits.match(/.{4}/g)?.join(' ') ?? '';
}
