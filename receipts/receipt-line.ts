import { adjustmentLine, signed } from './adjustment-line.ts';
import { formatGrosze } from '../src/kernel/money.ts';
import { formatQuantity } from '../src/kernel/quantity.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { ReceiptLine } from './document.ts';
import { sides } from './frame.ts';

/** `Mleko   1 x9,99 9,99B`; a line taken back is followed by `#STORNO#` and itself as negative. */
export function saleLine(line: ReceiptLine, columns: Columns): PaperLine[] {
  const sold = valued(line, columns);
  return line.voided
    ? [...sold, { text: '#STORNO#' }, ...valued(line, columns, { takenBack: true })]
    : sold;
}

/** An adjusted line tells its value before, the adjustment, and what it is sold for. */
function valued(line: ReceiptLine, columns: Columns, { takenBack = false } = {}): PaperLine[] {
  const { adjustment, rate } = line;
  const way = takenBack ? -1 : 1;
  const before = line.value - (adjustment ? signed(adjustment) : 0);
  const factors = `${formatQuantity(line.quantity)} x${formatGrosze(line.unitPrice)}`;
  const sold = sides(line.name, `${factors} ${formatGrosze(way * before)}${rate}`, columns);
  if (!adjustment) return sold;
  return [
    ...sold,
    ...adjustmentLine(adjustment, columns, { takenBack }),
    ...sides('', `${formatGrosze(way * line.value)}${rate}`, columns),
  ];
}
