/** Whether the last digit is the check digit of the others: weights 3 and 1 from the right, modulo ten. */
export function hasCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigitOf(digits.slice(0, -1)) === digits.at(-1);
}

/** The check digit of EAN, UPC, ITF-14 and SSCC, whatever their length. */
export function checkDigitOf(digits: string): string {
  const total = [...digits]
    .toReversed()
    .reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (total % 10)) % 10);
}

// Products by weights, of which the tens are taken away from (-) or added to (+) the units.
const twoMinus = '0246891357';
const three = '0369258147';
const fiveMinus = '0594837261';
const fivePlus = '0516273849';

/**
 * The check digit of a price or weight of four or five digits inside an in-store code (GS1 General
 * Specifications, 7.9). Undefined for any other length.
 */
export function valueCheckDigitOf(digits: string): string | undefined {
  if (/^\d{4}$/.test(digits)) {
    return String((3 * weighed(digits, [twoMinus, twoMinus, three, fiveMinus])) % 10);
  }
  if (!/^\d{5}$/.test(digits)) return undefined;
  const total = weighed(digits, [fivePlus, twoMinus, fiveMinus, fivePlus, twoMinus]);
  return String(fiveMinus.indexOf(String((10 - (total % 10)) % 10)));
}

function weighed(digits: string, tables: readonly string[]): number {
  return tables.reduce((sum, table, index) => sum + Number(table[Number(digits[index])]), 0);
}
