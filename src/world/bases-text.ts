import { formatGrosze } from '../kernel/money.ts';
import type { Bases, Cashier, Item, PaymentForm, Rate } from '../till/bases.ts';

/** A base entry as it is written: each field a text, or a list of them. */
export type WrittenFields = Readonly<Record<string, string | readonly string[]>>;

/** The programmed bases as they stand in a world file. */
export interface WrittenBases {
  readonly shop: WrittenFields;
  readonly rates: Readonly<Record<string, string>>;
  readonly goods: readonly WrittenFields[];
  readonly cashiers: readonly WrittenFields[];
  readonly paymentForms: readonly WrittenFields[];
  readonly blik: WrittenFields;
  readonly percentMethod: string;
  readonly embeddedCodes?: readonly WrittenFields[];
}

export type Section = keyof WrittenBases;
export const sections = [
  ...[
    'shop',
    'rates',
    'goods',
    'cashiers',
    'paymentForms',
    'blik',
    'percentMethod',
    'embeddedCodes',
  ],
] as readonly Section[];

/** Everything in the bases but what the till itself is; with the hashes of the PINs. */
export function writeBases(bases: Bases): WrittenBases {
  const { shop, rates, goods, cashiers, paymentForms, blik, percentMethod } = bases;
  return {
    shop: { name: shop.name, address: shop.address, nip: shop.nip },
    rates: writeRates(rates),
    goods: goods.map(writeItem),
    cashiers: cashiers.map(writeCashier),
    paymentForms: paymentForms.map(writeForm),
    blik: {
      answerMs: String(blik.answerMs),
      pollMs: blik.pollMs.map(String),
      giveUpMs: String(blik.giveUpMs),
      codeLifeMs: String(blik.codeLifeMs),
      confirmationMs: String(blik.confirmationMs),
    },
    percentMethod,
    ...(bases.embeddedCodes && { embeddedCodes: bases.embeddedCodes.map(writeRule) }),
  };
}

/** All letters: what the till does not know is inactive. */
function writeRates(rates: readonly Rate[]): Record<string, string> {
  return Object.fromEntries(
    [...'ABCDEFG'].map((letter) => {
      const rate = rates.find((one) => one.letter === letter);
      if (!rate) return [letter, 'inactive'];
      return [letter, rate.percent === undefined ? 'exempt' : writePercent(rate.percent)];
    }),
  );
}

function writeItem({ code, name, rate, price, barcodes }: Item): WrittenFields {
  const cost = price === undefined ? 'open' : formatGrosze(price);
  return { code, name, rate, price: cost, ...(barcodes && { barcodes }) };
}

function writeRule(rule: NonNullable<Bases['embeddedCodes']>[number]): WrittenFields {
  return Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, String(value)]));
}

function writeCashier({ number, name, role, untrained, pinHash }: Cashier): WrittenFields {
  const trained = String(untrained !== true);
  return { number: String(number), name, role, trained, pin: pinHash };
}

function writeForm({ number, name, type, maxChange }: PaymentForm): WrittenFields {
  return {
    number: String(number),
    name,
    type,
    ...(maxChange !== undefined && { maxChange: formatGrosze(maxChange) }),
  };
}

/** `23`, `5,5`: no more decimals than there are. */
function writePercent(hundredths: number): string {
  return formatGrosze(hundredths).replace(/,?0+$/, '');
}
