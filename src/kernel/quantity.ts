import { type Grosze, mulDiv, parseDecimal } from './money.ts';

/** A quantity in thousandths of the unit: `1000` is one piece, `250` is 0,250 kg. */
export type Thousandths = number & { readonly unit?: 'thousandth' };

export const one: Thousandths = 1000;
/** The largest quantity of a line, 99 999,999: at the highest price its value is still a safe integer. */
export const maxQuantity: Thousandths = 99_999_999;

/** Price × quantity, rounded half up to the grosz. */
export function lineValue(unitPrice: Grosze, quantity: Thousandths): Grosze {
  return mulDiv(unitPrice, quantity, 1000);
}

/** `3000` → `3`, `250` → `0,250`, `1500` → `1,500`: decimals only where the quantity has them. */
export function formatQuantity(quantity: Thousandths): string {
  const digits = quantity.toString().padStart(4, '0');
  const whole = digits.slice(0, -3);
  return quantity % 1000 === 0 ? whole : `${whole},${digits.slice(-3)}`;
}

/** Typed at the keypad: `3` → 3000, `0,25` → 250; undefined when it is no quantity. */
export function parseQuantity(typed: string): Thousandths | undefined {
  return parseDecimal(typed, 3);
}
