import { maxAmountGrosze, parseGrosze } from '../kernel/money.ts';
import type { Grosze } from '../kernel/money.ts';
import { lineValue, maxQuantity, one, parseQuantity } from '../kernel/quantity.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TextKey } from '../text/catalogue.ts';
import type { Cashier, PaymentForm } from './bases.ts';
import { parseNip } from './nip.ts';
import { findItem, type FoundItem, priceOf } from './item-code.ts';
import { cashForm } from './payment-form.ts';
import { isZero } from './day.ts';
import { isFiscalised, isOverdue } from './fiscal-life.ts';
import { due, maxLines, soldLines, total } from './receipt.ts';
import { cashierOf, isLocked, markedForm, type TillContext, voidable } from './till-context.ts';

/** Longest thing that can be typed: an EAN-13, or an amount with its comma. */
export const maxTyped = 13;

/** Each has a digit of its own in the list. */
const maxParked = 9;

/**
 * Why a key is not taken now: the name of the refusal, in the order in which it is checked, or nothing
 * when the way is free. Every refusal of the till that depends on more than its state is here.
 */
export const checks = {
  digit({ typed }: TillContext): TextKey | undefined {
    return typed.length >= maxTyped ? 'input.full' : undefined;
  },

  comma({ typed }: TillContext): TextKey | undefined {
    if (typed.includes(',')) return 'input.secondComma';
    return typed.length >= maxTyped ? 'input.full' : undefined;
  },

  login(context: TillContext): TextKey | undefined {
    const { typed } = context;
    if (typed === '') return 'cashier.numberMissing';
    const cashier = cashierOf(context, Number(typed));
    if (cashier === undefined) return 'cashier.unknown';
    return lockRefusal(context, cashier);
  },

  /** The keyboard is unlocked by who locked it, or by a manager. */
  unlocker(context: TillContext): TextKey | undefined {
    const refusal = checks.login(context);
    if (refusal) return refusal;
    const number = Number(context.typed);
    const isManager = cashierOf(context, number)?.role === 'manager';
    return isManager || number === context.cashier?.number ? undefined : 'lock.notYours';
  },

  ownPin(context: TillContext): TextKey | undefined {
    const own = cashierOf(context, context.cashier?.number ?? -1);
    return own && lockRefusal(context, own);
  },

  quantity({ typed, quantity }: TillContext): TextKey | undefined {
    if (quantity !== undefined) return 'quantity.twice';
    const value = parseQuantity(typed);
    if (value === undefined) return 'quantity.invalid';
    if (value === 0) return 'quantity.zero';
    return value > maxQuantity ? 'quantity.tooLarge' : undefined;
  },

  price({ typed, price }: TillContext): TextKey | undefined {
    return price === undefined ? amountRefusal(typed) : 'price.twice';
  },

  /** RULES P1, P2. */
  item(context: TillContext, at: EpochMs): TextKey | undefined {
    const refusal = context.receipt ? undefined : dayRefusal(context, at);
    if (refusal) return refusal;
    const { bases, typed, price, quantity = one, receipt } = context;
    if (bases.goods.length === 0) return 'goods.empty';
    if (typed === '') return 'item.codeMissing';
    const found = findItem(bases, typed);
    if ('refusal' in found) return found.refusal;
    const refused = labelRefusal(context, found);
    if (refused) return refused;
    if (receipt !== undefined && receipt.lines.length >= maxLines) return 'receipt.full';
    const sold = receipt === undefined ? 0 : total(receipt);
    const value = lineValue(priceOf(found, price), found.quantity ?? quantity);
    if (value === 0) return 'item.worthNothing';
    return sold + value > maxAmountGrosze ? 'receipt.tooLarge' : undefined;
  },

  /** A scan sells as KOD does; digits typed before it belong to something else. */
  scan({ typed }: TillContext): TextKey | undefined {
    return typed === '' ? undefined : 'subtotal.unusedDigits';
  },

  subtotal({ typed, quantity, price, receipt }: TillContext): TextKey | undefined {
    if (typed !== '' || quantity !== undefined || price !== undefined)
      return 'subtotal.unusedDigits';
    if (receipt === undefined) return 'receipt.none';
    return soldLines(receipt).length > 0 ? undefined : 'receipt.allVoided';
  },

  /** RABAT: on the last line, or on the whole receipt before anything is paid. */
  adjustment(context: TillContext): TextKey | undefined {
    const { typed, quantity, price, receipt, attempt } = context;
    if (typed === '') return 'adjustment.missing';
    if (quantity !== undefined || price !== undefined) return 'subtotal.unusedDigits';
    if (receipt === undefined) return 'receipt.none';
    if (receipt.stage === 'payment') {
      if (attempt) return 'attempt.unsettled';
      if (receipt.payments.length > 0) return 'receipt.partlyPaid';
      return receipt.adjustment ? 'adjustment.twice' : undefined;
    }
    const last = soldLines(receipt).at(-1);
    if (last === undefined) return 'adjustment.noLine';
    return last.adjustment ? 'adjustment.twice' : undefined;
  },

  /** RAZEM at the subtotal: cash, the whole rest or more. */
  cash(context: TillContext): TextKey | undefined {
    if (context.attempt) return 'attempt.unsettled';
    if (context.typed === '') return undefined;
    const refusal = amountRefusal(context.typed);
    if (refusal) return refusal;
    if (amountToPay(context) < dueOf(context)) return 'cash.tooLittle';
    return changeRefusal(context, cashForm(context.bases.paymentForms));
  },

  /** Back to the items: not once something was paid or may have been. */
  backToItems({ attempt, receipt }: TillContext): TextKey | undefined {
    if (attempt) return 'attempt.unsettled';
    return receipt && receipt.payments.length > 0 ? 'receipt.partlyPaid' : undefined;
  },

  /** RAZEM in the list of payment forms (RULES P4, P11). */
  form(context: TillContext): TextKey | undefined {
    const form = markedForm(context);
    if (form === undefined) return 'forms.empty';
    if (form.action === 'blikVerification') return context.attempt ? undefined : 'attempt.none';
    if (context.attempt) return 'attempt.unsettled';
    if (isForTrained(form) && isUntrained(context)) return 'form.untrained';
    if (context.typed === '') return undefined;
    const refusal = amountRefusal(context.typed);
    if (refusal) return refusal;
    return changeRefusal(context, form);
  },

  codeDigit({ code }: TillContext): TextKey | undefined {
    return code.length >= maxTyped ? 'input.full' : undefined;
  },

  code({ code }: TillContext): TextKey | undefined {
    return /^\d{6}$/.test(code) ? undefined : 'blik.codeLength';
  },

  openForms({ receipt }: TillContext): TextKey | undefined {
    return receipt?.stage === 'payment' ? undefined : 'forms.needSubtotal';
  },

  openVoid(context: TillContext): TextKey | undefined {
    if (context.receipt?.stage === 'payment') return 'void.afterSubtotal';
    return voidable(context).length > 0 ? undefined : 'void.nothing';
  },

  cancel({ receipt }: TillContext): TextKey | undefined {
    return receipt ? undefined : 'receipt.none';
  },

  logout({ receipt, parked }: TillContext): TextKey | undefined {
    if (receipt) return 'logout.receiptOpen';
    return parked.length > 0 ? 'park.unfinished' : undefined;
  },

  openReceipt({ receipt }: TillContext): TextKey | undefined {
    return receipt ? undefined : 'receipt.none';
  },

  buyerNip({ typed }: TillContext): TextKey | undefined {
    const parsed = parseNip(typed);
    return 'problem' in parsed ? parsed.problem : undefined;
  },

  park({ receipt, parked }: TillContext): TextKey | undefined {
    if (!receipt) return 'receipt.none';
    if (receipt.stage === 'payment') return 'park.afterSubtotal';
    return parked.length >= maxParked ? 'park.full' : undefined;
  },

  recall({ receipt, parked }: TillContext): TextKey | undefined {
    if (receipt) return 'recall.receiptOpen';
    return parked.length > 0 ? undefined : 'recall.nothing';
  },

  /** Cash goes in and out between two sales. */
  cashMove({ receipt }: TillContext): TextKey | undefined {
    return receipt ? 'till.receiptOpen' : undefined;
  },

  openUnlock(context: TillContext): TextKey | undefined {
    const role = cashierOf(context, context.cashier?.number ?? -1)?.role;
    return role === 'manager' ? undefined : 'manager.only';
  },

  /** The manager's menu: nothing is programmed or reported around an open receipt. */
  openManager(context: TillContext): TextKey | undefined {
    const refusal = checks.openUnlock(context);
    if (refusal) return refusal;
    if (context.receipt) return 'till.receiptOpen';
    return context.parked.length > 0 ? 'park.unfinished' : undefined;
  },

  dailyReport(context: TillContext): TextKey | undefined {
    if (!isFiscalised(context)) return 'report.training';
    return isZero(context.day) && context.fiscal.zeroReported ? 'report.zeroTwice' : undefined;
  },

  fiscalisation(context: TillContext): TextKey | undefined {
    return isFiscalised(context) ? 'fiscalisation.twice' : undefined;
  },

  fiscalisationReport(context: TillContext): TextKey | undefined {
    return isFiscalised(context) ? undefined : 'report.training';
  },

  receiptCopy({ lastReceipt }: TillContext): TextKey | undefined {
    return lastReceipt ? undefined : 'copy.none';
  },

  unlock(context: TillContext): TextKey | undefined {
    if (context.typed === '') return 'cashier.numberMissing';
    if (!cashierOf(context, Number(context.typed))) return 'cashier.unknown';
    return isLocked(context, Number(context.typed)) ? undefined : 'cashier.notLocked';
  },
};

function lockRefusal(context: TillContext, { number, role }: Cashier): TextKey | undefined {
  if (!isLocked(context, number)) return undefined;
  return role === 'manager' ? 'manager.locked' : 'cashier.locked';
}

/** What must be set right before a day's first sale. */
function dayRefusal(context: TillContext, at: EpochMs): TextKey | undefined {
  if (context.clockBack) return 'clock.back';
  return isOverdue(context, at) ? 'report.overdue' : undefined;
}

export type CheckName = keyof typeof checks;

/** RULES T2: only trained operators take what the acquirer settles. */
function isForTrained({ type }: PaymentForm): boolean {
  return type === 'KARTA' || type === 'MOBILNA';
}

function isUntrained(context: TillContext): boolean {
  return cashierOf(context, context.cashier?.number ?? -1)?.untrained === true;
}

/** What is missing, or given twice: by the base or the label, and by the cashier. */
function labelRefusal({ price, quantity }: TillContext, found: FoundItem): TextKey | undefined {
  if (found.quantity !== undefined && quantity !== undefined) return 'quantity.twice';
  const known = found.price ?? found.item.price;
  if (known === undefined) return price === undefined ? 'item.priceMissing' : undefined;
  return price === undefined ? undefined : 'item.priceFixed';
}

/** The change rules of the form: whether more than is due may be given, and how much more. */
function changeRefusal(context: TillContext, form: PaymentForm): TextKey | undefined {
  const change = amountToPay(context) - dueOf(context);
  if (change <= 0) return undefined;
  if (form.maxChange === undefined) return 'amount.overDue';
  return change > form.maxChange ? 'cash.changeTooLarge' : undefined;
}

export function dueOf({ receipt }: TillContext): Grosze {
  return receipt ? due(receipt) : 0;
}

/** What was typed, or the whole rest. */
export function amountToPay(context: TillContext): Grosze {
  return context.typed === '' ? dueOf(context) : (parseGrosze(context.typed) ?? 0);
}

function amountRefusal(typed: string): TextKey | undefined {
  const amount = parseGrosze(typed);
  if (amount === undefined) return 'amount.invalid';
  if (amount === 0) return 'amount.zero';
  return amount > maxAmountGrosze ? 'amount.tooLarge' : undefined;
}
