import type { Grosze } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';
import { isTextKey, type TextKey } from '../text/catalogue.ts';
import { type Attempt, attemptId, nextPause } from './attempt.ts';
import { adjustments } from './taken-adjustment.ts';
import type { Bases } from './bases.ts';
import { amountToPay, maxTyped } from './check.ts';
import { openBranch } from './manager-menu.ts';
import { menu, type MenuRow, moreMenu } from './menu.ts';
import { keptWrongPins } from './programming.ts';
import { emptyReceipt, type Receipt, type TakenPayment, withPayment } from './receipt.ts';
import { forms, markedForm, type TillContext, voidable } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** The digits with the pressed key; what is too much has been refused before and changes nothing. */
export function typedWith(typed: string, event: TillEvent): string {
  if (typed.length >= maxTyped) return typed;
  if (event.type === 'key.digit') return typed + event.digit;
  return event.type === 'key.comma' && !typed.includes(',') ? `${typed},` : typed;
}

/** What outlives a change of the bases: counts and chains never go back. */
export function lasting(context: TillContext, bases: Bases): Change {
  const { blik, attemptCount, documentCount, receiptCount, lastDigest } = context;
  const { fiscal, day, shift, lastReceipt, stopped, clockBack } = context;
  return {
    blik,
    wrongPins: keptWrongPins(context, bases),
    attemptCount,
    documentCount,
    receiptCount,
    lastDigest,
    ...{ fiscal, day, shift, lastReceipt, stopped, clockBack },
  };
}

export function wrongPins(context: TillContext, cashier = context.candidate): number {
  return context.wrongPins[cashier ?? -1] ?? 0;
}

export function withWrongPins(
  context: TillContext,
  cashier: number | undefined,
  count: number,
): Change {
  const others = Object.entries(context.wrongPins).filter(([number]) => Number(number) !== cashier);
  const counted = count > 0 ? [...others, [cashier, count]] : others;
  return { wrongPins: Object.fromEntries(counted) as TillContext['wrongPins'] };
}

/** The entry of the menu that this key takes: by its digit, or the marked one by RAZEM. */
export function chosenEntry(
  rows: readonly MenuRow[],
  context: TillContext,
  event: TillEvent,
): string | undefined {
  if (event.type === 'key.RAZEM') return rows[context.cursor]?.entry;
  if (event.type !== 'key.digit') return undefined;
  return rows.find(({ digit }) => digit === event.digit)?.entry;
}

/** The till is given back to its cashier, with new tries, as is who unlocked it. */
export function keyboardUnlocked(context: TillContext): Change {
  const { cashier, candidate } = context;
  const own = { ...context, ...withWrongPins(context, cashier?.number, 0) };
  return { ...withWrongPins(own, candidate, 0), candidate: undefined };
}

/** Where the form with the typed number stands in the list; -1 when there is none. */
export function numberedForm(context: TillContext, event: TillEvent): number {
  const number = event.type === 'key.digit' ? Number(event.digit) : -1;
  return forms(context).findIndex((form) => form.number === number);
}

/** Where the receipt with this digit stands among those put aside. */
export function parkedIndex(event: TillEvent): number {
  return event.type === 'key.digit' ? Number(event.digit) - 1 : -1;
}

export type FormAction = 'blik' | 'blikVerification' | 'refund';

/** What the marked form starts: the verification of an owed refund goes on with the refund. */
export function markedAction(context: TillContext): FormAction | undefined {
  const action = markedForm(context)?.action;
  const owed = context.attempt?.state === 'refundOwed';
  return action === 'blikVerification' && owed ? 'refund' : action;
}

export type List = 'more' | 'parked' | 'adjustments' | 'menu' | 'forms' | 'lines' | 'manager';

export function rowCount(context: TillContext, list: List): number {
  switch (list) {
    case 'menu':
      return menu.length;
    case 'more':
      return moreMenu.length;
    case 'parked':
      return context.parked.length;
    case 'forms':
      return forms(context).length;
    case 'lines':
      return voidable(context).length;
    case 'adjustments':
      return adjustments.length;
    case 'manager':
      return openBranch(context).entries.length;
  }
}

export function inStage(context: TillContext, stage: Receipt['stage']): Change {
  const { adjustment: _, ...receipt } = { ...(context.receipt ?? emptyReceipt), stage };
  return { receipt, typed: '', cashDoubted: false };
}

export function paid(context: TillContext, payment: TakenPayment): Change {
  const receipt = withPayment(context.receipt ?? emptyReceipt, payment);
  return { receipt, typed: '', cashDoubted: false };
}

export function cashTaken({ receipt }: TillContext): boolean {
  return receipt?.payments.some(({ type }) => type === 'GOTÓWKA') === true;
}

/** The last BLIK payment that can be given back: what must be given back before the receipt is cancelled. */
export function blikPayment(
  context: TillContext,
): { readonly attempt: string; readonly amount: Grosze } | undefined {
  const paidByBlik = context.receipt?.payments.findLast(
    ({ attempt, refundRefused }) => attempt !== undefined && !refundRefused,
  );
  if (paidByBlik?.attempt === undefined) return undefined;
  return { attempt: paidByBlik.attempt, amount: paidByBlik.amount };
}

export function attemptOpened(context: TillContext, at: EpochMs): Change {
  const attemptCount = context.attemptCount + 1;
  const id = attemptId(context.installation, attemptCount);
  const { code } = context;
  return {
    attempt: { id, code, amount: amountToPay(context), sentAt: at, state: 'sent', questions: 0 },
    attemptCount,
    code: '',
    typed: '',
    deadlines: { giveUp: at + context.bases.blik.giveUpMs },
  };
}

/** A new state of the attempt begins with its first question. */
export function attemptIn(context: TillContext, state: Attempt['state']): Change {
  return context.attempt ? { attempt: { ...context.attempt, state, questions: 0 } } : {};
}

export function waitMs({ bases, attempt }: TillContext, deadline: 'answer' | 'poll'): number {
  if (deadline === 'answer') return bases.blik.answerMs;
  return nextPause(bases.blik.pollMs, attempt?.questions ?? 0);
}

/** How an attempt ended without a payment, with the next step (facts/terminal §3.2). */
export function endText(context: TillContext, event: TillEvent): TextKey {
  if (event.type !== 'blik.answered') return 'blik.noConnection';
  if (event.status === 'refunded') return 'blik.refunded';
  if (event.status === 'withdrawn') {
    return context.attempt?.state === 'notArrived' ? 'blik.neverArrived' : 'blik.withdrawn';
  }
  const key = `blik.reason.${event.reason}`;
  if (event.status === 'approved' && !isTextKey(key)) return 'blik.notRefunded';
  return isTextKey(key) ? key : 'blik.reason.GENERAL_ERROR';
}
