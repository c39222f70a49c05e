import { assign, setup } from 'xstate';
import { parseGrosze } from '../kernel/money.ts';
import { parseQuantity } from '../kernel/quantity.ts';
import { amountToPay, checks, type CheckName, dueOf } from './check.ts';
import {
  issueCancelledReceipt,
  issueCopy,
  issueReceipt,
  issueRefundNote,
  resumedPrinting,
} from './document.ts';
import { counted } from './day.ts';
import { issueTakenTable, poweredBack, withKey, withSignature } from './fiscal-change.ts';
import { issueDailyReport, issueFiscalisationReport } from './fiscal-document.ts';
import {
  dailyFigures,
  fiscalised,
  isFiscalised,
  recordKey,
  withEventRecorded,
} from './fiscal-life.ts';
import { entryRefusal } from './manager-choice.ts';
import { issueMemoryReport } from './report-forms.ts';
import { withDrawerOpening } from './tally.ts';
import {
  answerRefusal,
  applied,
  erased,
  type FormTarget,
  isOfCashier,
  formRefusal,
  inputRefusal,
  isLastField,
  opened,
  steppedBy,
  withInput,
} from './form.ts';
import { chosenRefusal, withChosenPin } from './cashier-forms.ts';
import { formBook, type FormName } from './form-book.ts';
import { inBranch, type ManagerAct, marking, outOfBranch, takenNode } from './manager-menu.ts';
import { type AnyEntry, menuWith } from './menu.ts';
import { printedForm } from './payment-form.ts';
import { importRefusal, withImported, worldRefusal } from './programming.ts';
import { withoutAttempt } from './receipt.ts';
import {
  adjusted,
  itemSold,
  markedLineVoided,
  markedRecalled,
  receiptParked,
  scanRefusal,
  withBuyerNip,
} from './sale-change.ts';
import { takeAdjustment } from './taken-adjustment.ts';
import {
  attemptIn,
  attemptOpened,
  blikPayment,
  cashTaken,
  chosenEntry,
  inStage,
  keyboardUnlocked,
  lasting,
  type FormAction,
  type List,
  markedAction,
  numberedForm,
  paid,
  parkedIndex,
  rowCount,
  typedWith,
  waitMs,
  withWrongPins,
  wrongPins,
} from './till-change.ts';
import {
  basesDigest,
  cashierOf,
  initialContext,
  markedForm,
  type TillContext,
  voidable,
  wrongPinsAllowed,
} from './till-context.ts';
import type { TillEffect, Words } from './till-effect.ts';
import type { BlikRequest, DeadlineName, TillEvent } from './till-event.ts';

const nothingTyped = { typed: '', code: '', quantity: undefined, price: undefined };

/** The named parts that the statechart is written with. Pure: outside effects leave as data. */
export const till = setup({
  types: { context: {} as TillContext, events: {} as TillEvent },

  guards: {
    refused: ({ context, event }, { check }: { check: CheckName }) =>
      checks[check](context, event.at) !== undefined,
    typing: ({ context }) =>
      context.typed !== '' || context.quantity !== undefined || context.price !== undefined,
    noCode: ({ context }) => context.code === '',
    programmed: ({ context }) => context.programmed,
    worldRefused: ({ context, event }) => worldRefusal(context, event) !== undefined,
    chosenRefused: ({ context, event }) => chosenRefusal(context, event) !== undefined,
    importRefused: ({ context, event }) => importRefusal(context, event) !== undefined,
    receiptOpen: ({ context }) => context.receipt !== undefined,
    scanRefused: ({ context, event }) => scanRefusal(context, event) !== undefined,
    receiptsParked: ({ context }) => context.parked.length > 0,
    printPending: ({ context }) => context.printing.length > 0,
    atPayment: ({ context }) => context.receipt?.stage === 'payment',
    attemptUnsettled: ({ context }) => context.attempt !== undefined,
    refundOwed: ({ context }) => context.attempt?.state === 'refundOwed',
    paidByBlik: ({ context }) => blikPayment(context) !== undefined,
    cashDoubted: ({ context }) => context.cashDoubted && context.typed === '',
    covered: ({ context }) => dueOf(context) === 0,
    coveredWithCash: ({ context }) => dueOf(context) === 0 && cashTaken(context),
    cashTaken: ({ context }) => cashTaken(context),
    numbersParked: ({ context, event }) => context.parked[parkedIndex(event)] !== undefined,
    adjusts: ({ context, event }) => 'receipt' in takeAdjustment(context, event),
    adjustedWhole: ({ context }) => context.receipt?.adjustment !== undefined,
    numbersForm: ({ context, event }) => numberedForm(context, event) >= 0,
    ofOther: ({ context, event }) => 'cashier' in event && event.cashier !== context.candidate,
    lastPinTry: ({ context }) => wrongPins(context) + 1 >= wrongPinsAllowed,
    marks: ({ context }, { action }: { action: FormAction }) => markedAction(context) === action,
    choosesEntry: ({ context, event }, { entry }: { entry: AnyEntry }) =>
      chosenEntry(menuWith(entry), context, event) === entry,
    choosesRefused: ({ context, event }, { entry, check }: { entry: AnyEntry; check: CheckName }) =>
      chosenEntry(menuWith(entry), context, event) === entry &&
      checks[check](context, event.at) !== undefined,
    answers: (
      { context, event },
      { to, status }: { to?: BlikRequest; status: string | readonly string[] },
    ) =>
      event.type === 'blik.answered' &&
      event.attempt === context.attempt?.id &&
      (to === undefined || event.request === to) &&
      [status].flat().includes(event.status),
    concerns: ({ context, event }, { request }: { request: BlikRequest | 'any' }) =>
      'attempt' in event &&
      event.attempt === context.attempt?.id &&
      (request === 'any' || event.request === request),
    concernsAttempt: ({ context, event }) =>
      'attempt' in event && event.attempt === context.attempt?.id,
    printedAll: ({ context }) => context.printing.length <= 1,
    printerReady: ({ event }) => event.type === 'printer.stopped' && event.trouble === undefined,
    pushedBlik: ({ context, event }) =>
      event.type === 'portal.answered' && event.blik && !context.blik,
    blikActive: ({ event }) => event.type === 'portal.answered' && event.blik,
    ofPush: ({ event }) => 'pushedOnly' in event && event.pushedOnly,
    loggedIn: ({ context }) => context.cashier !== undefined,
    mustFiscalise: ({ context, event }) =>
      event.type === 'till.configured' && event.bases.till.fiscalised && !isFiscalised(context),
    eventsPending: ({ context }) => context.fiscal.unrecorded.length > 0,
    formOpen: ({ context }) => context.form !== undefined,
    reportOpen: ({ context }) => context.openReport !== undefined,
    fiscalising: ({ context }) => context.fiscalising !== undefined,
    fiscalPending: ({ context }) => (context.openReport ?? context.fiscalising) !== undefined,
    ofOtherRecord: ({ context, event }) => 'key' in event && event.key !== recordKey(context),
    nothingFound: ({ event }) => event.type === 'memory.answered' && event.records.length === 0,
    takesRefused: ({ context, event }) => entryRefusal(context, event) !== undefined,
    takesTable: ({ context, event }) => 'table' in (takenNode(context, event)?.node ?? {}),
    inBranch: ({ context }) => context.managerPath.length > 0,
    takesBranch: ({ context, event }) => 'entries' in (takenNode(context, event)?.node ?? {}),
    takesForm: ({ context, event }) => 'form' in (takenNode(context, event)?.node ?? {}),
    takesAct: ({ context, event }, { act }: { act: ManagerAct }) => {
      const node = takenNode(context, event)?.node;
      return node !== undefined && 'act' in node && node.act === act;
    },
    inputRefused: ({ context, event }) => inputRefusal(context, event, formBook) !== undefined,
    inputGiven: ({ context }) => (context.form?.input ?? '') !== '',
    midForm: ({ context }) => (context.form?.index ?? 0) > 0,
    answerRefused: ({ context }) => answerRefusal(context, formBook) !== undefined,
    formOfCashier: ({ context }) => isOfCashier(context, formBook),
    moreFields: ({ context }) => !isLastField(context, formBook),
    formRefused: ({ context, event }) => formRefusal(context, event.at, formBook) !== undefined,
    formLeadsTo: ({ context }, { target }: { target: FormTarget }) =>
      formBook[context.form?.name ?? '']?.end.target === target,
    linkUp: ({ event }) => event.type === 'link.checked' && event.up,
  },

  actions: {
    // What leaves the machine: the runtime journals it before it is shown or carried out.
    perform: (_, _effect: TillEffect) => {},
    refuse: (_, _refusal: Words) => {},
    announce: (_, _news: Words) => {},
    keepNews: assign((_, news: Words) => ({ afterPrint: news })),

    notePower: assign(({ context, event }) => poweredBack(context, event)),
    noteRecorded: assign(({ context }) => ({ fiscal: withEventRecorded(context) })),
    noteStopped: assign({ stopped: true }),
    noteKey: assign(({ context, event }) => withKey(context, event)),
    fiscalise: assign(({ context }) => fiscalised(context)),
    issueFiscalisation: assign(({ context, event }) => issueFiscalisationReport(context, event.at)),
    openReport: assign(({ context, event }) => ({
      openReport: { figures: dailyFigures(context, event.at) },
    })),
    noteSignature: assign(({ context, event }) => withSignature(context, event)),
    dropReport: assign({ openReport: undefined }),
    issueDailyReport: assign(({ context }) => issueDailyReport(context)),
    issueMemoryReport: assign(({ context, event }) =>
      event.type === 'memory.answered' ? issueMemoryReport(context, event.records, event.at) : {},
    ),
    issueTable: assign(({ context, event }) => issueTakenTable(context, event)),
    issueCopy: assign(({ context }) => issueCopy(context)),
    countDrawerOpening: assign(({ context }) => counted(context, withDrawerOpening)),

    loadBases: assign(({ context, event }) =>
      event.type === 'till.configured'
        ? {
            ...initialContext,
            ...lasting(context, event.bases),
            bases: event.bases,
            installation: event.installation,
          }
        : {},
    ),
    noteWorld: assign(({ event }) =>
      event.type === 'till.configured' ? { worldDigest: basesDigest(event.bases) } : {},
    ),
    programPin: assign(({ context, event }) => withChosenPin(context, event)),
    importBases: assign(({ context, event }) => withImported(context, event)),

    type: assign(({ context, event }) => ({ typed: typedWith(context.typed, event) })),
    typeCode: assign(({ context, event }) => ({
      code: typedWith(context.code, event),
    })),
    clearTyped: assign(nothingTyped),
    clearDigits: assign({ typed: '' }),
    clearCode: assign({ code: '' }),
    markFirst: assign({ cursor: 0 }),
    markLast: assign(({ context }) => ({ cursor: voidable(context).length - 1 })),
    markUp: assign(({ context }) => ({ cursor: Math.max(0, context.cursor - 1) })),
    markDown: assign(({ context }, { list }: { list: List }) => ({
      cursor: Math.min(rowCount(context, list) - 1, context.cursor + 1),
    })),
    markNumber: assign(({ context, event }) => ({ cursor: numberedForm(context, event) })),

    openManagerMenu: assign({ managerPath: [], cursor: 0, typed: '' }),
    enterBranch: assign(({ context, event }) => inBranch(context, event)),
    markTaken: assign(({ context, event }) => marking(context, event)),
    leaveBranch: assign(({ context }) => outOfBranch(context)),
    openForm: assign(({ context, event }) => {
      const taken = takenNode(context, event);
      if (!taken || !('form' in taken.node)) return {};
      return { ...opened(context, taken.node.form, formBook), cursor: taken.index };
    }),
    askCashier: assign(({ context }, { form }: { form: FormName }) => ({
      ...opened(context, form, formBook),
      ...nothingTyped,
    })),
    takeInput: assign(({ context, event }) => withInput(context, event, formBook)),
    eraseInput: assign(({ context }) => erased(context, formBook)),
    nextField: assign(({ context }) => steppedBy(context, 1, formBook)),
    previousField: assign(({ context }) => steppedBy(context, -1, formBook)),
    applyForm: assign(({ context, event }) => applied(context, event.at, formBook)),
    closeForm: assign({ form: undefined }),

    nameCandidate: assign(({ context }) => ({ candidate: Number(context.typed), typed: '' })),
    logIn: assign(({ context }) => {
      const cashier = cashierOf(context, context.candidate ?? -1);
      if (!cashier) return {};
      const { number, name } = cashier;
      return {
        cashier: { number, name },
        candidate: undefined,
        ...withWrongPins(context, number, 0),
      };
    }),
    logOut: assign({ ...nothingTyped, form: undefined, cashier: undefined, candidate: undefined }),
    countWrongPin: assign(({ context }) =>
      withWrongPins(context, context.candidate, wrongPins(context) + 1),
    ),
    lockKeyboard: assign(({ context }) => ({
      ...nothingTyped,
      candidate: context.cashier?.number,
    })),
    unlockKeyboard: assign(({ context }) => keyboardUnlocked(context)),
    unlock: assign(({ context }) => ({
      ...withWrongPins(context, Number(context.typed), 0),
      typed: '',
    })),

    setQuantity: assign(({ context }) => ({ quantity: parseQuantity(context.typed), typed: '' })),
    setPrice: assign(({ context }) => ({ price: parseGrosze(context.typed), typed: '' })),
    sellItem: assign(({ context, event }) => itemSold(context, event)),
    voidLine: assign(({ context }) => markedLineVoided(context)),
    adjust: assign(({ context, event }) => adjusted(context, event)),
    keepBuyerNip: assign(({ context }) => withBuyerNip(context)),
    park: assign(({ context }) => receiptParked(context)),
    markParked: assign(({ event }) => ({ cursor: parkedIndex(event) })),
    recall: assign(({ context }) => markedRecalled(context)),
    openPayment: assign(({ context }) => inStage(context, 'payment')),
    reopenItems: assign(({ context }) => inStage(context, 'items')),

    takeCash: assign(({ context }) =>
      paid(context, { type: 'GOTÓWKA', amount: amountToPay(context) }),
    ),
    takeMarkedForm: assign(({ context }) => {
      const form = markedForm(context);
      return form ? paid(context, { ...printedForm(form), amount: amountToPay(context) }) : {};
    }),
    takeBlik: assign(({ context }) => {
      const { attempt } = context;
      if (!attempt) return {};
      const { id, amount, state } = attempt;
      const kept = state === 'refundRefused' ? ({ refundRefused: true } as const) : {};
      const form = { type: 'MOBILNA', name: 'Blik', amount, attempt: id, ...kept };
      return { ...paid(context, form), attempt: undefined };
    }),

    issueReceipt: assign(({ context, event }) => issueReceipt(context, event.at)),
    issueCancelledReceipt: assign(({ context, event }) => issueCancelledReceipt(context, event.at)),
    closeReceipt: assign({ receipt: undefined, typed: '', cashDoubted: false }),

    dropPrinted: assign(({ context }) => ({ printing: context.printing.slice(1) })),
    noteFate: assign(({ context, event }) => {
      const [first, ...rest] = context.printing;
      if (!first || event.type !== 'printer.stopped') return {};
      const job = first.job ?? event.effect;
      return { printing: [{ ...first, job, fate: event.fate }, ...rest] };
    }),
    resumePrinting: assign(({ context, event }) => ({
      printing: resumedPrinting(context.printing, event.at),
    })),

    arm: assign(({ context, event }, { deadline }: { deadline: 'answer' | 'poll' }) => ({
      deadlines: { ...context.deadlines, [deadline]: event.at + waitMs(context, deadline) },
    })),
    disarm: assign(({ context }, { deadline }: { deadline: DeadlineName }) => ({
      deadlines: Object.fromEntries(
        Object.entries(context.deadlines).filter(([name]) => name !== deadline),
      ),
    })),
    extendGiveUp: assign(({ context, event }) => {
      const { giveUp = 0 } = context.deadlines;
      const asked = event.at + context.bases.blik.answerMs;
      return { deadlines: { ...context.deadlines, giveUp: Math.max(giveUp, asked) } };
    }),
    disarmAll: assign({ deadlines: {} }),
    noteNotArrived: assign(({ context }) => attemptIn(context, 'notArrived')),
    openAttempt: assign(({ context, event }) => attemptOpened(context, event.at)),
    countQuestion: assign(({ context }) => {
      const { attempt } = context;
      return attempt ? { attempt: { ...attempt, questions: attempt.questions + 1 } } : {};
    }),
    noteHeard: assign(({ context }, { heard }: { heard: boolean }) =>
      context.attempt ? { attempt: { ...context.attempt, unheard: !heard } } : {},
    ),
    leaveUnknown: assign(({ context }) => attemptIn(context, 'unknown')),
    oweRefund: assign(({ context }) => attemptIn(context, 'refundOwed')),
    noteRefundRefused: assign(({ context }) => attemptIn(context, 'refundRefused')),
    oweRefundOfPayment: assign(({ context, event }) => {
      const payment = blikPayment(context);
      if (!payment || !context.receipt) return {};
      const { amount, attempt: id } = payment;
      return {
        receipt: withoutAttempt(context.receipt, id),
        attempt: { id, code: '', amount, sentAt: event.at, state: 'refundOwed', questions: 0 },
      };
    }),
    settle: assign({ attempt: undefined, cashDoubted: true }),
    issueRefundNote: assign(({ context, event }) => issueRefundNote(context, event.at)),

    keepConfiguration: assign(({ event }) =>
      event.type === 'portal.answered' ? { blik: event.blik } : {},
    ),
  },
});
