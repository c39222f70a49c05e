import { formatGrosze } from '../src/kernel/money.ts';
import { adjustmentBlock } from './adjustment-line.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { FiscalReceipt, Payment, RateTotal } from './document.ts';
import { centred, fiscalWord, ruled, sides } from './frame.ts';
import { saleLine } from './receipt-line.ts';

/** The receipt in the order of § 22 (facts/till), between header and footer. */
export function fiscalReceipt(receipt: FiscalReceipt, columns: Columns): PaperLine[] {
  return [
    ...centred(`PARAGON ${fiscalWord(receipt)}`, columns, 'bold'),
    ...receipt.lines.flatMap((line) => saleLine(line, columns)),
    ...adjustmentBlock(receipt, columns),
    ruled(columns),
    ...totals(receipt, columns),
    ruled(columns),
    ...settlement(receipt, columns),
  ];
}

function totals(receipt: FiscalReceipt, columns: Columns): PaperLine[] {
  return [
    ...receipt.rates.flatMap((rate) => grossOf(rate, columns)),
    ...receipt.rates.flatMap((rate) => taxOf(rate, columns)),
    ...sides('SUMA PTU', formatGrosze(receipt.totalTax), columns),
    ...sides('SUMA PLN', formatGrosze(receipt.total), columns, 'tall'),
  ];
}

function grossOf({ letter, percent, gross }: RateTotal, columns: Columns): PaperLine[] {
  const kind = percent === undefined ? 'ZWOLNIONA' : 'OPODATKOWANA';
  return sides(`SPRZEDAŻ ${kind} ${letter}`, formatGrosze(gross), columns);
}

/** `PTU B 8,00 %`: hundredths of a per cent are written as grosze are. An exempt rate has no tax. */
function taxOf({ letter, percent, tax }: RateTotal, columns: Columns): PaperLine[] {
  if (percent === undefined) return [];
  return sides(`PTU ${letter} ${formatGrosze(percent)} %`, formatGrosze(tax), columns);
}

function settlement({ payments, change }: FiscalReceipt, columns: Columns): PaperLine[] {
  return [
    { text: 'ROZLICZENIE PŁATNOŚCI' },
    ...payments.flatMap((payment) => paid(payment, columns)),
    ...(change > 0 ? sides('RESZTA', `${formatGrosze(change)} PLN`, columns) : []),
  ];
}

function paid({ type, name, amount }: Payment, columns: Columns): PaperLine[] {
  const form = name === undefined ? type : `${type} ${name}`;
  return sides(form, `${formatGrosze(amount)} PLN`, columns);
}
