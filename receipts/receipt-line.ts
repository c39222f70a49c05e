import { formatGrosze } from '../src/kernel/money.ts';
import { formatQuantity } from '../src/kernel/quantity.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { ReceiptLine } from './document.ts';
import { sides } from './frame.ts';

/** `Mleko   1 x9,99 9,99B`; a line taken back is followed by `#STORNO#` and itself as negative. */
export function saleLine(line: ReceiptLine, columns: Columns): PaperLine[] {
  const sold = valued(line, line.value, columns);
  return line.voided
    ? [...sold, { text: '#STORNO#' }, ...valued(line, -line.value, columns)]
    : sold;
}

function valued(line: ReceiptLine, value: number, columns: Columns): PaperLine[] {
  const factors = `${formatQuantity(line.quantity)} x${formatGrosze(line.unitPrice)}`;
  return sides(line.name, `${factors} ${formatGrosze(value)}${line.rate}`, columns);
}
