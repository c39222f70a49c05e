import { type Grosze, maxAmountGrosze, sum } from '../kernel/money.ts';
import { maxLines } from './receipt.ts';

/** Packagings of the deposit scheme (law of 13.07.2023, in force since 1.10.2025). */
export type Packaging = 'plasticBottle' | 'metalCan' | 'glassBottle';

interface Scheme {
  /** As printed. */
  readonly name: string;
  readonly unit: Grosze;
  /** A larger packaging bears no deposit. */
  readonly maxMillilitres: number;
}

/** Single-use plastic bottles, metal cans and reusable glass, with their deposits. */
export const depositScheme: Readonly<Record<Packaging, Scheme>> = {
  plasticBottle: { name: 'Butelka plastikowa', unit: 50, maxMillilitres: 3000 },
  metalCan: { name: 'Puszka metalowa', unit: 50, maxMillilitres: 1000 },
  glassBottle: { name: 'Butelka szklana zwrotna', unit: 100, maxMillilitres: 1500 },
};

/**
 * Deposits of one packaging, beside the goods: no turnover, so neither in PTU nor in SUMA PLN.
 * `quantity` is pieces: above zero is charged, below zero is returned and paid out.
 */
export interface DepositLine {
  readonly name: string;
  readonly unit: Grosze;
  readonly quantity: number;
}

export type DepositRefusal =
  /** The packaging is too large for the scheme. */
  | 'deposit.notInScheme'
  /** No whole number of pieces, zero, or more than 99 999. */
  | 'deposit.quantity'
  /** No amount above zero. */
  | 'deposit.unit'
  /** As many lines as a receipt may have. */
  | 'deposit.full'
  /** The deposits come to more than a document can bear. */
  | 'deposit.tooLarge';

export const maxPieces = 99_999;

/** The line for pieces of a packaging: what a drink in it charges, or what is returned (below zero). */
export function depositLine(
  packaging: Packaging,
  millilitres: number,
  quantity: number,
): DepositLine | { readonly refusal: DepositRefusal } {
  const { name, unit, maxMillilitres } = depositScheme[packaging];
  if (millilitres > maxMillilitres) return { refusal: 'deposit.notInScheme' };
  return { name, unit, quantity };
}

/** Adds a line; pieces of one packaging that go the same way stand in one line. */
export function withDeposit(
  lines: readonly DepositLine[],
  line: DepositLine,
): { readonly lines: readonly DepositLine[] } | { readonly refusal: DepositRefusal } {
  const index = lines.findIndex((other) => isSame(other, line));
  const quantity = line.quantity + (lines[index]?.quantity ?? 0);
  const joined = { ...line, quantity };
  const added = index === -1 ? [...lines, joined] : lines.with(index, joined);
  const refusal = lineRefusal(line) ?? lineRefusal(joined) ?? listRefusal(added);
  return refusal ? { refusal } : { lines: added };
}

export function depositValue({ unit, quantity }: DepositLine): Grosze {
  return unit * quantity;
}

/** What is charged less what is paid out: below zero when more came back than was sold. */
export function depositTotal(lines: readonly DepositLine[]): Grosze {
  return sum(lines.map(depositValue));
}

/** `DO ZAPŁATY`: SUMA PLN and the deposits; below zero the till pays out. */
export function amountDue(total: Grosze, lines: readonly DepositLine[]): Grosze {
  return sum([total, depositTotal(lines)]);
}

function isSame(one: DepositLine, other: DepositLine): boolean {
  const way = Math.sign(one.quantity) === Math.sign(other.quantity);
  return way && one.name === other.name && one.unit === other.unit;
}

function lineRefusal({ unit, quantity }: DepositLine): DepositRefusal | undefined {
  const pieces = Math.abs(quantity);
  if (!Number.isInteger(pieces) || pieces < 1 || pieces > maxPieces) return 'deposit.quantity';
  const amount = Number.isInteger(unit) && unit > 0 && unit <= maxAmountGrosze;
  return amount ? undefined : 'deposit.unit';
}

/** Charged and paid out are each an amount of the document. */
function listRefusal(lines: readonly DepositLine[]): DepositRefusal | undefined {
  if (lines.length > maxLines) return 'deposit.full';
  const values = lines.map(depositValue);
  const charged = sum(values.filter((value) => value > 0));
  const paidOut = -sum(values.filter((value) => value < 0));
  return Math.max(charged, paidOut) > maxAmountGrosze ? 'deposit.tooLarge' : undefined;
}
