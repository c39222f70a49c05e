import type { Grosze } from '../kernel/money.ts';
import type { EmbeddedRule } from './embedded-code.ts';

/** What the manager programs and the till sells by. Part of the till's state, so journaled. */
export interface Bases {
  readonly shop: {
    readonly name: string;
    readonly address: readonly string[];
    readonly nip: string;
  };
  readonly till: {
    readonly number: string;
    readonly uniqueNumber: string;
    readonly fiscalised: boolean;
  };
  readonly rates: readonly Rate[];
  readonly goods: readonly Item[];
  readonly cashiers: readonly Cashier[];
  /** In the order of the list on the display. */
  readonly paymentForms: readonly PaymentForm[];
  readonly blik: BlikTimings;
  /** What a percentage of discount or surcharge is rounded on. */
  readonly percentMethod: PercentMethod;
  /** How the shop's scales write weight or price into a barcode. */
  readonly embeddedCodes?: readonly EmbeddedRule[];
}

/**
 * What a percentage is rounded on (facts/till, rates and rounding). `value`: the adjusted value is
 * rounded and the adjustment is the difference. `discount`: the adjustment itself is rounded.
 */
export type PercentMethod = 'value' | 'discount';

/** A tax rate; letters and values differ per device (facts/till). Exempt has no `percent`. */
export interface Rate {
  readonly letter: string;
  /** Hundredths of a per cent: 23 % is 2300. */
  readonly percent?: number;
}

export interface Item {
  readonly code: string;
  readonly name: string;
  readonly rate: string;
  /** EAN, UPC and the like on its packages, beside its own code. */
  readonly barcodes?: readonly string[];
  /** Undefined: open price, typed by the cashier. */
  readonly price?: Grosze;
}

export interface Cashier {
  readonly number: number;
  readonly name: string;
  readonly role: 'cashier' | 'manager';
  /** Not trained to take cards and BLIK (RULES T2): sells for cash and other forms. */
  readonly untrained?: true;
  /** argon2id in PHC form; checked at the rim, never in the core. */
  readonly pinHash: string;
}

/** The fiscal types of facts/till; BLIK and its verification drive the host instead of being typed. */
export type PaymentFormType =
  'GOTÓWKA' | 'KARTA' | 'CZEK' | 'BON' | 'KREDYT' | 'INNA' | 'VOUCHER' | 'PRZELEW' | 'MOBILNA';

export interface PaymentForm {
  readonly number: number;
  readonly name: string;
  readonly type: PaymentFormType;
  /** The most that is given back in cash over this form; without it the form gives no change. */
  readonly maxChange?: Grosze;
  /** What choosing the form starts; without it the amount is taken as paid at once. */
  readonly action?: 'blik' | 'blikVerification';
}

/** The most change that cash gives where the base says nothing: 1000,00 zł. */
export const usualMaxChange: Grosze = 100_000;

export interface BlikTimings {
  /** How long the host may take to answer one request before it counts as unanswered. */
  readonly answerMs: number;
  /** Pauses between two questions for the outcome; the last one repeats. */
  readonly pollMs: readonly number[];
  /** From sending the code until the cashier is sent to the verification. */
  readonly giveUpMs: number;
  /** Life of a code and the customer's time to confirm: shown to the cashier, judged by the host. */
  readonly codeLifeMs: number;
  readonly confirmationMs: number;
}
