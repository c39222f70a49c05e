import { formatGrosze, type Grosze, sum } from '../src/kernel/money.ts';
import type { Columns, PaperLine } from '../src/text/layout.ts';
import type { Adjustment, ReceiptLine } from './document.ts';
import { sides } from './frame.ts';

const names = { discount: 'OPUST', surcharge: 'NARZUT' } as const;
const sumNames = { discount: 'OPUSTY ŁĄCZNIE', surcharge: 'NARZUTY ŁĄCZNIE' } as const;

/** `OPUST   15,00 % -5,25`; taken back with the line it belongs to, the other way round. */
export function adjustmentLine(
  adjustment: Adjustment,
  columns: Columns,
  { takenBack = false } = {},
): PaperLine[] {
  const { kind, percent } = adjustment;
  const amount = takenBack ? -signed(adjustment) : signed(adjustment);
  const rate = percent === undefined ? '' : `${formatGrosze(percent)} % `;
  return sides(names[kind], `${rate}${formatGrosze(amount)}`, columns);
}

interface Adjusted {
  readonly lines: readonly ReceiptLine[];
  readonly adjustment?: Adjustment;
}

/** The subtotal before and after its adjustment, then all discounts and all surcharges (facts/till). */
export function adjustmentBlock(receipt: Adjusted, columns: Columns): PaperLine[] {
  const sold = soldOf(receipt);
  const all = adjustmentsOf(receipt);
  return [
    ...(receipt.adjustment ? subtotal(sold, receipt.adjustment, columns) : []),
    ...summed('discount', all, columns),
    ...summed('surcharge', all, columns),
  ];
}

/** All that were taken: of the lines that were sold, and of the subtotal. */
export function adjustmentsOf(receipt: Adjusted): Adjustment[] {
  return [...soldOf(receipt), receipt].flatMap(({ adjustment }) => adjustment ?? []);
}

/** Below zero for a discount. */
export function signed({ kind, amount }: Adjustment): Grosze {
  return kind === 'discount' ? -amount : amount;
}

function soldOf({ lines }: Adjusted): ReceiptLine[] {
  return lines.filter(({ voided }) => !voided);
}

function subtotal(
  sold: readonly ReceiptLine[],
  adjustment: Adjustment,
  columns: Columns,
): PaperLine[] {
  const before = sum(sold.map(({ value }) => value));
  return [
    ...sides('Podsuma:', formatGrosze(before), columns),
    ...adjustmentLine(adjustment, columns),
    ...sides('Podsuma:', formatGrosze(before + signed(adjustment)), columns),
  ];
}

function summed(
  kind: Adjustment['kind'],
  all: readonly Adjustment[],
  columns: Columns,
): PaperLine[] {
  const made = all.filter((one) => one.kind === kind);
  if (made.length === 0) return [];
  return sides(sumNames[kind], formatGrosze(sum(made.map(signed))), columns);
}
