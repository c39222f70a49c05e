/** An amount in grosze: a safe integer, never a float (DESIGN law; facts/till: amounts ≤ 9 999 999 999). */
export type Grosze = number & { readonly unit?: 'grosz' };

/** The largest amount a fiscal document can bear. */
export const maxAmountGrosze: Grosze = 9_999_999_999;

/** `a · b / c`, rounded half away from zero; exact, because the product goes through bigint. */
export function mulDiv(a: number, b: number, c: number): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const sign = product < 0n !== divisor < 0n ? -1n : 1n;
  const [p, d] = [product < 0n ? -product : product, divisor < 0n ? -divisor : divisor];
  return safe(Number(sign * ((2n * p + d) / (2n * d))));
}

/** The sum of amounts; throws when it is no safe integer, which no checked input can reach. */
export function sum(amounts: readonly Grosze[]): Grosze {
  return safe(amounts.reduce((total: number, amount) => total + amount, 0));
}

/** `1234` → `12,34`, `-5` → `-0,05`: how amounts are written in Polish. */
export function formatGrosze(amount: Grosze): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** Typed at the keypad: `12` → 1200, `12,5` → 1250, `,05` → 5; undefined when it is no amount. */
export function parseGrosze(typed: string): Grosze | undefined {
  return parseDecimal(typed, 2);
}

/** Digits with at most `decimals` places after a comma, as an integer of the smallest unit. */
export function parseDecimal(typed: string, decimals: number): number | undefined {
  const match = /^(\d*)(?:,(\d*))?$/.exec(typed);
  const [whole, fraction] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (!match || whole + fraction === '' || fraction.length > decimals) return undefined;
  const value = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  return value === 0 ? 0 : value;
}
