/** What looks like a full card number: where it begins, and its truncated form. */
export interface CardNumber {
  readonly offset: number;
  /** First 6, last 4: the finding must not tell the number again. */
  readonly truncated: string;
  readonly separated: boolean;
}

/**
 * Card numbers in a text of one byte per character: 13 to 19 digits that pass Luhn, begin as Visa,
 * Mastercard or Maestro do, and stand in one run, in groups of four, or each digit apart (which is
 * also how UTF-16 looks).
 *
 * Not taken for card numbers, each with what is thereby missed:
 * - a run within 24 or more hex digits: digests and identifiers; missed is a number glued to one;
 * - 13 digits with a right EAN-13 check digit: goods; missed is one in ten 13-digit Visa numbers;
 * - digits after a decimal point.
 * Moments in milliseconds, microseconds or nanoseconds begin with 1, dates with 20: no card does.
 * Base64, as in argon2 strings, hardly ever has 13 digits in a row. Numbers that a test uses should
 * also be given to the search as secrets, which then finds them however they are glued or packed.
 */
export function findCardNumbers(text: string): CardNumber[] {
  const separatedNumbers = [grouped, single].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ match, separated: true })),
  );
  const runs = [...text.matchAll(run)]
    .filter((match) => !isFraction(text, match.index) && !isInHex(text, match.index, match[0]))
    .map((match) => ({ match, separated: false }));
  return [...runs, ...separatedNumbers].flatMap(({ match, separated }) => {
    const digits = (match[1] ?? match[0]).replaceAll(/\D/g, '');
    if (!isCardNumber(digits)) return [];
    const truncated = `${digits.slice(0, 6)}…${digits.slice(-4)}`;
    return [{ offset: match.index, truncated, separated }];
  });
}

const run = /(?<!\d)\d{13,19}(?!\d)/g;
// The look-ahead lets matches overlap: a number may follow on digits that are none.
const grouped = /(?<!\d)(?=(\d{4}([ \-.\n\0])\d{4}\2\d{4}\2\d{1,4}(?:\2\d{1,3})?)(?!\d))/g;
const single = /(?<![0-9A-Za-z])(?=(\d([ \-.,;\n\0])\d(?:\2\d){11,17})(?!\2?\d))/g;

function isFraction(text: string, start: number): boolean {
  return /\d\.$/.test(text.slice(Math.max(0, start - 2), start));
}

const shortestDigest = 24;

function isInHex(text: string, start: number, digits: string): boolean {
  const before = /[0-9a-f]*$/i.exec(text.slice(Math.max(0, start - 128), start));
  const end = start + digits.length;
  const after = /^[0-9a-f]*/i.exec(text.slice(end, end + 128));
  const glued = (before?.[0].length ?? 0) + (after?.[0].length ?? 0);
  return glued > 0 && glued + digits.length >= shortestDigest;
}

const issuers: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^(?:5[06-8]|6)/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

function isCardNumber(digits: string): boolean {
  const issued = issuers.some(
    ({ prefix, lengths }) => prefix.test(digits) && lengths.includes(digits.length),
  );
  return issued && weighted(digits, luhn) % 10 === 0 && !isEan13(digits);
}

function isEan13(digits: string): boolean {
  return digits.length === 13 && weighted(digits, (digit) => digit * 3) % 10 === 0;
}

function luhn(digit: number): number {
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}

/** The sum of the digits, every second one from the right but one weighed. */
function weighted(digits: string, weigh: (digit: number) => number): number {
  return [...digits]
    .toReversed()
    .map((digit, index) => (index % 2 === 1 ? weigh(Number(digit)) : Number(digit)))
    .reduce((total, value) => total + value, 0);
}
