import { adjustmentBlock } from './adjustment-line.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { CancelledReceipt } from './document.ts';
import { centred, fiscalWord, ruled } from './frame.ts';
import { saleLine } from './receipt-line.ts';

/** What had been entered until the cashier cancelled; no totals and no payments (facts/till). */
export function cancelledReceipt(receipt: CancelledReceipt, columns: Columns): PaperLine[] {
  return [
    ...centred(`PARAGON ${fiscalWord(receipt)}`, columns, 'bold'),
    ...receipt.lines.flatMap((line) => saleLine(line, columns)),
    ...adjustmentBlock(receipt, columns),
    ruled(columns),
    ...centred('TRANSAKCJA ANULOWANA', columns, 'bold'),
    ruled(columns),
  ];
}
