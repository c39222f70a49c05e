import { z } from 'zod';
import { maxAmountGrosze, parseGrosze } from '../kernel/money.ts';
import { printable } from '../text/code-page.ts';
import { isPinHash } from './pin-hash.ts';

/** How a world is written in YAML. Every scalar arrives as text (yaml-source); it leaves as a number. */

const longestName = 40;

function line(longest: number) {
  return z
    .string()
    .refine((value) => value !== '' && value.trim() === value, {
      error: 'must not be empty, nor begin or end with a space',
    })
    .refine((value) => value.length <= longest, { error: `must be at most ${longest} characters` })
    .refine((value) => printable(value, 'cp852') === value.normalize('NFC'), {
      error: 'holds a character that the printer’s code page CP852 does not have',
    })
    .transform((value) => value.normalize('NFC'));
}

function matching(form: RegExp, error: string) {
  return z.string().regex(form, { error });
}

function whole(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return matching(/^\d{1,12}$/, error)
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
const activity = z.enum(['active', 'inactive']).transform((value) => value === 'active');
const milliseconds = whole(1, 3_600_000);

const amount = z.string().transform((value, context) => {
  const grosze = decimal(value);
  if (grosze !== undefined) return grosze;
  context.addIssue({ code: 'custom', message: 'must be an amount such as 12,34' });
  return z.NEVER;
});

/** `open` becomes undefined: the cashier types the price. */
const price = z.string().transform((value, context) => {
  if (value === 'open') return undefined;
  const grosze = decimal(value);
  if (grosze !== undefined && grosze > 0) return grosze;
  context.addIssue({ code: 'custom', message: 'must be a price such as 12,34, or the word open' });
  return z.NEVER;
});

/** `23` becomes 2300 hundredths of a per cent. */
const rate = z.string().transform((value, context) => {
  if (value === 'exempt' || value === 'inactive') return value;
  const percent = decimal(value);
  if (percent !== undefined && percent < 10_000) return percent;
  const message = 'must be a percentage such as 23 or 5,50, or one of: exempt, inactive';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const nip = matching(/^\d{10}$/, 'must be 10 digits').refine(hasNipCheckDigit, {
  error: 'is no NIP: its check digit is wrong',
});

const item = z.strictObject({
  code: matching(/^\d{1,13}$/, 'must be 1 to 13 digits'),
  barcodes: z
    .array(matching(/^\d{8,14}$/, 'must be 8 to 14 digits'))
    .min(1)
    .max(20)
    .exactOptional(),
  name: line(longestName),
  rate: matching(/^[A-G]$/, 'must be a letter from A to G'),
  price,
});

const cashier = z.strictObject({
  number: whole(1, 999),
  name: line(16),
  role: z.enum(['cashier', 'manager']),
  /** Whether the operator may take cards and BLIK (RULES T2). */
  trained: yesNo.default(true),
  pin: z
    .string()
    .refine(isPinHash, { error: 'must be an argon2id PHC string, never the PIN itself' }),
});

const paymentForm = z.strictObject({
  number: whole(1, 99),
  name: line(16),
  type: z.enum([
    'GOTÓWKA',
    'KARTA',
    'CZEK',
    'BON',
    'KREDYT',
    'INNA',
    'VOUCHER',
    'PRZELEW',
    'MOBILNA',
  ]),
  /** The most that is given back in cash; cash gives 1000,00 unless told, other forms nothing. */
  maxChange: amount.exactOptional(),
});

/** A code of the shop's scales: prefix, item, check digit of the value if there is one, value, check digit. */
const embeddedCode = z
  .strictObject({
    prefix: matching(/^\d{1,4}$/, 'must be 1 to 4 digits'),
    item: whole(1, 10),
    value: whole(1, 10),
    kind: z.enum(['weight', 'price']),
    decimals: whole(0, 3),
    priceCheckDigit: yesNo.exactOptional(),
  })
  .refine(
    ({ prefix, item: digits, value, priceCheckDigit = false }) =>
      prefix.length + digits + value + Number(priceCheckDigit) + 1 === 13,
    { error: 'prefix, item, value and check digits must be 13 digits together' },
  )
  .refine(({ value, priceCheckDigit }) => !priceCheckDigit || value === 4 || value === 5, {
    error: 'only a value of 4 or 5 digits has a check digit of its own',
  });

const phone = z.strictObject({
  id: matching(/^[a-z][a-z0-9-]{0,31}$/, 'must be a short name such as anna'),
  owner: line(longestName),
  balance: amount,
  /** The most that one payment may take. */
  limit: amount,
  pin: matching(/^\d{4,8}$/, 'must be 4 to 8 digits'),
});

const blik = z.strictObject({
  answerMs: milliseconds.default(10_000),
  pollMs: z.array(milliseconds).min(1).max(20).default([2_000, 2_000, 3_000, 5_000]),
  giveUpMs: milliseconds.default(90_000),
  codeLifeMs: milliseconds.default(120_000),
  confirmationMs: milliseconds.default(60_000),
  /** The most that the host takes in one payment. */
  limit: amount.default(5_000_000),
});

export const worldSchema = z.strictObject({
  shop: z.strictObject({
    name: line(longestName),
    address: z.array(line(longestName)).min(1).max(4),
    nip,
  }),
  till: z.strictObject({
    number: matching(/^\d{1,4}$/, 'must be 1 to 4 digits'),
    uniqueNumber: matching(/^[A-Z]{3} \d{10}$/, 'must be like ZBF 1801007587'),
    fiscalised: yesNo,
  }),
  printer: z.strictObject({ profile: matching(/^[a-z0-9-]+$/, 'must be a printer profile') }),
  rates: z.record(matching(/^[A-G]$/, 'must be a letter from A to G'), rate),
  goods: z.array(item).max(100_000),
  cashiers: z.array(cashier).min(1).max(999),
  paymentForms: z.array(paymentForm).min(1).max(20),
  /** What a percentage of discount or surcharge is rounded on: the value left, or the discount. */
  embeddedCodes: z.array(embeddedCode).max(50).exactOptional(),
  percentMethod: z.enum(['value', 'discount']).default('value'),
  blik: blik.prefault({}),
  portal: z
    .strictObject({
      /** Whether the till is assigned to a location (RULES P12). */
      assigned: yesNo.default(true),
      blik: activity.default(false),
      /** `Włącz BLIK na kasie` was pressed for this till (RULES P21). */
      push: yesNo.default(false),
    })
    .prefault({}),
  phones: z.array(phone).max(100).default([]),
});

export type WorldDescription = z.output<typeof worldSchema>;

/** A comma or a point before at most two decimals. */
function decimal(value: string): number | undefined {
  const hundredths = parseGrosze(value.replace('.', ','));
  return hundredths !== undefined && hundredths <= maxAmountGrosze ? hundredths : undefined;
}

function hasNipCheckDigit(digits: string): boolean {
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
  const weighed = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return weighed % 11 === Number(digits[9]);
}
