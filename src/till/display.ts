import { formatGrosze } from '../kernel/money.ts';
import { formatQuantity } from '../kernel/quantity.ts';
import type { EpochMs } from '../kernel/time.ts';
import { wrap } from '../text/layout.ts';
import { text, type TextKey } from '../text/catalogue.ts';
import { spacedCode } from './attempt.ts';
import { amountToPay, dueOf } from './check.ts';
import { formRows, managerRows } from './manager-view.ts';
import { adjustments } from './taken-adjustment.ts';
import { menu, moreMenu } from './menu.ts';
import { emptyReceipt, soldLines, total } from './receipt.ts';
import { displayColumns, displayRows, row, scrolled, shortened } from './display-row.ts';
import { cashierOf, forms, type TillContext, voidable } from './till-context.ts';
import type { Notice } from './till-effect.ts';
import type { TillStateName } from './till-machine.ts';

/** Four rows of at most 20 characters. */
export type Display = readonly [string, string, string, string];

/** A notice over one of these views gives way to it again: something goes on there, or is asked. */
const liveViews = new Set<TillStateName>([
  'awaitingConfirmation',
  'verifying',
  'withdrawing',
  'refunding',
  'withdrawnTooLate',
  'confirmingWithdrawal',
  'confirmingCancel',
  'confirmingDailyReport',
  'confirmingFiscalisation',
  'confirmingCash',
]);
const noticeOverLiveMs = 3000;

/**
 * What the cashier sees: a pure view of the state. A notice covers it until the next key.
 * `pinLength` is how many digits the rim has collected for the secret field.
 */
export function display(
  state: TillStateName,
  context: TillContext,
  now: EpochMs,
  { notice, pinLength = 0 }: { notice?: Notice | undefined; pinLength?: number } = {},
): Display {
  const expired = notice && liveViews.has(state) && now >= notice.at + noticeOverLiveMs;
  if (notice && !expired) return wholeDisplay(text(notice.text, notice.params));
  return rows(views[state](context, now, pinLength));
}

/** A text alone on the display. */
export function wholeDisplay(words: string): Display {
  return rows(wrap(words, displayColumns));
}

type View = (context: TillContext, now: EpochMs, pinLength: number) => readonly string[];

const views: Record<TillStateName, View> = {
  unconfigured: () => [text('till.notReady')],
  loggedOut: ({ bases, typed }) => [
    bases.shop.name.slice(0, displayColumns),
    '',
    row(text('login.number'), typed),
  ],
  enteringPin: (context, _, pinLength) => [
    (cashierOf(context, context.candidate ?? -1)?.name ?? '').slice(0, displayColumns),
    '',
    row(text('login.pin'), '*'.repeat(pinLength)),
  ],
  choosingPin: (context, _, pinLength) => newPinRows(context, 'login.pin', pinLength),
  repeatingPin: (context, _, pinLength) => newPinRows(context, 'program.pinAgain', pinLength),
  register: (context) => [
    ...lastLine(context),
    context.receipt
      ? row(text('sale.total'), formatGrosze(total(context.receipt)))
      : context.parked.length > 0
        ? row(text('park.count'), String(context.parked.length))
        : '',
    typedRow(context),
  ],
  subtotal: (context) => [
    row(text('sale.total'), formatGrosze(total(context.receipt ?? emptyReceipt))),
    row(text('sale.due'), formatGrosze(dueOf(context))),
    context.attempt ? text('blik.verifying') + '!' : '',
    typedRow(context),
  ],
  functions: ({ cursor }) =>
    scrolled(
      menu.map((entry) => `${entry.digit} ${text(entry.text)}`),
      cursor,
    ),
  moreFunctions: ({ cursor }) =>
    scrolled(
      moreMenu.map((entry) => `${entry.digit} ${text(entry.text)}`),
      cursor,
    ),
  enteringNip: ({ typed, receipt }) => [
    text('nip.prompt'),
    typed,
    '',
    receipt?.buyerNip === undefined ? '' : `(${receipt.buyerNip})`,
  ],
  recalling: ({ parked, cursor }) =>
    scrolled(
      parked.map((receipt, index) =>
        row(
          `${index + 1} ${soldLines(receipt).at(-1)?.name ?? ''}`,
          formatGrosze(total(receipt)),
          displayColumns - 1,
        ),
      ),
      cursor,
    ),
  paymentForms: (context) =>
    scrolled(
      forms(context).map(({ number, name }) => `${number} ${name}`),
      context.cursor,
    ),
  voidingLine: (context) => [
    text('void.title'),
    ...scrolled(
      voidable(context).map((index) => {
        const line = context.receipt?.lines[index];
        return line ? row(line.name, formatGrosze(line.value), displayColumns - 1) : '';
      }),
      context.cursor,
      displayRows - 1,
    ),
  ],
  adjusting: ({ cursor }) =>
    scrolled(
      adjustments.map((entry, index) => `${index + 1} ${text(entry.text)}`),
      cursor,
    ),
  confirmingCash: (context) => [
    ...wrap(text('cash.question'), displayColumns),
    row(text('sale.due'), formatGrosze(dueOf(context))),
  ],
  confirmingCancel: () => [text('cancel.question'), '', '', text('question.answers')],
  confirmingDailyReport: () => [
    ...wrap(text('report.dailyQuestion'), displayColumns),
    '',
    text('question.answers'),
  ],
  recordingEvent: () => wrap(text('fiscal.working'), displayColumns),
  signingReport: () => wrap(text('fiscal.working'), displayColumns),
  writingReport: () => wrap(text('fiscal.working'), displayColumns),
  readingMemory: () => wrap(text('report.reading'), displayColumns),
  confirmingFiscalisation: () => [
    ...wrap(text('fiscalisation.question'), displayColumns),
    text('question.answers'),
  ],
  creatingKey: () => wrap(text('fiscal.working'), displayColumns),
  writingFiscalisation: () => wrap(text('fiscal.working'), displayColumns),
  fiscalFault: () => wrap(text('fiscal.fault'), displayColumns),
  managerMenu: managerRows,
  fillingForm: formRows,
  unlocking: ({ typed }) => [row(text('unlock.number'), typed)],
  keyboardLocked: (context, _, pinLength) => [
    text('lock.locked'),
    (cashierOf(context, context.candidate ?? -1)?.name ?? '').slice(0, displayColumns),
    row(text('login.pin'), '*'.repeat(pinLength)),
    text('lock.otherPin'),
  ],
  namingUnlocker: ({ typed }) => [text('lock.locked'), '', row(text('login.number'), typed)],
  checkingLink: () => [text('link.checking')],
  fetchingConfiguration: () => wrap(text('configuration.fetching'), displayColumns),
  enteringCode: (context) => [
    row(text('sale.due'), formatGrosze(dueOf(context))),
    row(text('blik.amount'), formatGrosze(amountToPay(context))),
    text('blik.code'),
    codeField(context.code),
  ],
  awaitingConfirmation: (context, now) => [
    ...attemptRows(context),
    ...(context.attempt?.unheard
      ? [text('blik.unheard'), text('blik.breakOff')]
      : [
          text('blik.waiting'),
          text('blik.timeLeft', { seconds: String(secondsLeft(context, now)) }),
        ]),
  ],
  verifying: (context) => [...attemptRows(context), text('blik.verifying')],
  confirmingWithdrawal: () => [
    ...wrap(text('blik.withdrawQuestion'), displayColumns),
    '',
    text('question.answers'),
  ],
  withdrawing: (context) => [...attemptRows(context), text('blik.withdrawing')],
  withdrawnTooLate: () => [
    text('blik.tooLate'),
    '',
    ...wrap(text('blik.tooLateAnswers'), displayColumns),
  ],
  refunding: (context) => [...attemptRows(context), text('blik.refunding')],
  printing: () => [text('printer.printing')],
  askingPrinter: () => [text('printer.printing')],
  printerStopped: () => wrap(text('printer.mustFinish'), displayColumns),
};

/** Whose PIN it is, and how many digits the rim has. */
function newPinRows({ form }: TillContext, prompt: TextKey, pinLength: number): string[] {
  const number = row(text('login.number'), String(form?.answers['number'] ?? ''));
  return [
    text('program.newPin'),
    number,
    row(text(prompt), '*'.repeat(pinLength)),
    text('program.pinHelp'),
  ];
}

function rows(lines: readonly string[]): Display {
  const [first = '', second = '', third = '', fourth = ''] = lines;
  return [first, second, third, fourth];
}

function lastLine({ cashier, receipt }: TillContext): [string, string] {
  const line = receipt?.lines.findLast(({ voided }) => voided !== true);
  if (!line) return [row(text('sale.ready'), cashier?.name ?? ''), ''];
  const count = `${formatQuantity(line.quantity)} x${formatGrosze(line.unitPrice)}`;
  const value = formatGrosze(line.value);
  // Half a unit price would be another price.
  const fits = count.length + value.length < displayColumns;
  return [shortened(line.name, displayColumns), row(fits ? count : '', value)];
}

/** What was typed last is never cut; `<` says that there is more before it. */
function typedRow({ quantity, price, typed }: TillContext): string {
  const count = quantity === undefined ? '' : `${formatQuantity(quantity)} X `;
  const cost = price === undefined ? '' : `${formatGrosze(price)} CENA `;
  const all = `${count}${cost}${typed}`;
  return all.length > displayColumns ? `<${all.slice(1 - displayColumns)}` : all;
}

/** BLIK digits in two groups of three, empty places shown. */
function codeField(code: string): string {
  return spacedCode(code.padEnd(6, '_'));
}

function attemptRows({ attempt }: TillContext): [string, string] {
  if (!attempt) return ['', ''];
  return [`BLIK ${spacedCode(attempt.code)}`.trimEnd(), `${formatGrosze(attempt.amount)} PLN`];
}

function secondsLeft({ attempt, bases }: TillContext, now: EpochMs): number {
  const end = (attempt?.sentAt ?? now) + bases.blik.confirmationMs;
  return Math.max(0, Math.ceil((end - now) / 1000));
}
