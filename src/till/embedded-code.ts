import { type Grosze, mulDiv } from '../kernel/money.ts';
import type { Thousandths } from '../kernel/quantity.ts';
import { hasCheckDigit, valueCheckDigitOf } from './check-digit.ts';

/**
 * How the shop's scales write weight or price into an EAN-13: prefix, item, a check digit of the value if
 * they print one, value, check digit. `item` and `value` count digits.
 */
export interface EmbeddedRule {
  readonly prefix: string;
  readonly item: number;
  readonly value: number;
  readonly kind: 'weight' | 'price';
  /** Decimals of a kilogram or a złoty: 3 and 2 where the value is grams or grosze. */
  readonly decimals: number;
  readonly priceCheckDigit?: boolean;
}

export type EmbeddedCode =
  | { readonly itemCode: string; readonly quantity: Thousandths }
  | { readonly itemCode: string; readonly price: Grosze }
  | { readonly problem: 'checkDigit' };

/** Whether the parts of the rule fill thirteen digits and its value has a check digit if it says so. */
export function isWhole(rule: EmbeddedRule): boolean {
  const { prefix, item, value, decimals, priceCheckDigit = false } = rule;
  const length = prefix.length + item + Number(priceCheckDigit) + value + 1;
  const checkable = !priceCheckDigit || value === 4 || value === 5;
  return (
    /^\d+$/.test(prefix) && item > 0 && value > 0 && decimals >= 0 && checkable && length === 13
  );
}

/** What the first rule with its prefix reads in the code; undefined when no rule has it. */
export function readEmbedded(
  code: string,
  rules: readonly EmbeddedRule[],
): EmbeddedCode | undefined {
  const rule = rules.find(({ prefix }) => code.length === 13 && code.startsWith(prefix));
  if (!rule) return undefined;
  const itemEnd = rule.prefix.length + rule.item;
  const itemCode = code.slice(rule.prefix.length, itemEnd);
  const value = code.slice(-rule.value - 1, -1);
  const valueChecked = !rule.priceCheckDigit || valueCheckDigitOf(value) === code[itemEnd];
  if (!hasCheckDigit(code) || !valueChecked) return { problem: 'checkDigit' };
  const scale = 10 ** rule.decimals;
  return rule.kind === 'weight'
    ? { itemCode, quantity: mulDiv(Number(value), 1000, scale) }
    : { itemCode, price: mulDiv(Number(value), 100, scale) };
}
