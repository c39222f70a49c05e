import { announce, conclude, effects, news, perform, refuse, unless } from './till-output.ts';
import { till } from './till-setup.ts';

const concernsAny = { type: 'concerns', params: { request: 'any' } } as const;
const concernsStatus = { type: 'concerns', params: { request: 'status' } } as const;
const concernsWithdrawal = { type: 'concerns', params: { request: 'withdraw' } } as const;
const concernsRefund = { type: 'concerns', params: { request: 'refund' } } as const;

const armAnswer = { type: 'arm', params: { deadline: 'answer' } } as const;
const armPoll = { type: 'arm', params: { deadline: 'poll' } } as const;
const disarmAnswer = { type: 'disarm', params: { deadline: 'answer' } } as const;
const heard = { type: 'noteHeard', params: { heard: true } } as const;
const unheard = { type: 'noteHeard', params: { heard: false } } as const;
const disarmPoll = { type: 'disarm', params: { deadline: 'poll' } } as const;

const approved = {
  guard: { type: 'answers', params: { status: 'approved' } },
  target: 'settling',
  actions: 'takeBlik',
} as const;

/** Certainly not paid: another form or a new code may be taken. */
const ended = {
  guard: { type: 'answers', params: { status: ['refused', 'withdrawn', 'refunded'] } },
  target: 'subtotal',
  actions: [announce(news.attemptEnded), 'settle'],
} as const;

/** The host does not know the attempt. Its request may still be on the way, so it is withdrawn by id. */
const neverArrived = {
  guard: { type: 'answers', params: { status: 'unknownId' } },
  target: 'withdrawing',
  actions: 'noteNotArrived',
} as const;

const unverified = {
  guard: concernsStatus,
  target: 'subtotal',
  actions: announce('blik.unverified'),
} as const;

const notWithdrawn = {
  guard: concernsWithdrawal,
  target: 'subtotal',
  actions: ['leaveUnknown', announce('blik.notWithdrawn')],
} as const;

const refundUnanswered = { guard: concernsRefund, actions: [disarmAnswer, armPoll] } as const;

/** RULES P5: the six digits of the customer's bank app. */
export const enteringCode = till.createStateConfig({
  entry: 'clearCode',
  on: {
    'key.digit': [unless('codeDigit'), { actions: 'typeCode' }],
    'key.C': [{ guard: 'noCode', target: 'subtotal' }, { actions: 'clearCode' }],
    'key.RAZEM': [
      {
        guard: { type: 'refused', params: { check: 'code' } },
        actions: ['clearCode', refuse('blik.codeLength')],
      },
      { target: 'awaitingConfirmation', actions: ['openAttempt', perform(effects.blikStart)] },
    ],
  },
});

/**
 * The code is sent, the customer confirms in the app; the till asks until the outcome is certain.
 * C breaks off the waiting, never the transaction (RULES P9).
 */
export const awaitingConfirmation = till.createStateConfig({
  entry: armAnswer,
  exit: 'disarmAll',
  on: {
    // However long it was dark: nobody gives up before the host was asked again.
    'till.started': { actions: ['notePower', 'extendGiveUp'] },
    'blik.answered': [
      approved,
      ended,
      neverArrived,
      {
        guard: { type: 'answers', params: { status: 'pending' } },
        actions: [heard, disarmAnswer, armPoll],
      },
      { actions: refuse('event.late') },
    ],
    'blik.notSent': [
      {
        guard: { type: 'concerns', params: { request: 'start' } },
        target: 'subtotal',
        actions: ['settle', announce('blik.noConnection')],
      },
      { guard: concernsAny, actions: [unheard, disarmAnswer, armPoll] },
    ],
    'blik.unanswered': [{ guard: concernsAny, actions: [unheard, disarmAnswer, armPoll] }],
    'deadline.poll': {
      actions: [disarmPoll, 'countQuestion', perform(effects.blikStatus), armAnswer],
    },
    'deadline.answer': { actions: [unheard, disarmAnswer, armPoll] },
    'deadline.giveUp': {
      target: 'subtotal',
      actions: ['leaveUnknown', announce('blik.unknown')],
    },
    'key.C': { target: 'subtotal', actions: ['leaveUnknown', announce('blik.brokenOff')] },
  },
});

/** `Weryfikacja BLIK`: the host is asked once by the attempt's id (RULES P11). */
export const verifying = till.createStateConfig({
  entry: [perform(effects.blikStatus), armAnswer],
  exit: 'disarmAll',
  on: {
    'till.started': { actions: ['notePower', armAnswer] },
    'blik.answered': [
      approved,
      ended,
      neverArrived,
      {
        guard: { type: 'answers', params: { to: 'status', status: 'pending' } },
        target: 'subtotal',
        actions: announce('blik.stillPending'),
      },
      { actions: refuse('event.late') },
    ],
    'blik.notSent': unverified,
    'blik.unanswered': unverified,
    'deadline.answer': { target: 'subtotal', actions: announce('blik.unverified') },
    'key.C': { target: 'subtotal', actions: announce('blik.brokenOff') },
  },
});

export const confirmingWithdrawal = till.createStateConfig({
  on: {
    'key.C': { target: 'subtotal' },
    'key.RAZEM': [{ guard: 'refundOwed', target: 'refunding' }, { target: 'withdrawing' }],
  },
});

/** The host ends the attempt, or says that the withdrawal comes too late. */
export const withdrawing = till.createStateConfig({
  entry: [perform(effects.blikWithdraw), armAnswer],
  exit: 'disarmAll',
  on: {
    'till.started': { actions: ['notePower', armAnswer] },
    'blik.answered': [
      {
        guard: { type: 'answers', params: { to: 'withdraw', status: 'approved' } },
        target: 'withdrawnTooLate',
      },
      {
        guard: {
          type: 'answers',
          params: { to: 'withdraw', status: ['withdrawn', 'refused', 'refunded'] },
        },
        target: 'subtotal',
        actions: [announce(news.attemptEnded), 'settle'],
      },
      notWithdrawn,
      { actions: refuse('event.late') },
    ],
    'blik.notSent': notWithdrawn,
    'blik.unanswered': notWithdrawn,
    'deadline.answer': {
      target: 'subtotal',
      actions: ['leaveUnknown', announce('blik.notWithdrawn')],
    },
    'key.C': { target: 'subtotal', actions: ['leaveUnknown', announce('blik.brokenOff')] },
  },
});

/** The customer paid before the withdrawal arrived: the money goes into the sale or back, never away. */
export const withdrawnTooLate = till.createStateConfig({
  on: {
    'till.started': { actions: 'notePower' },
    'key.RAZEM': { target: 'settling', actions: 'takeBlik' },
    'key.C': { target: 'refunding', actions: 'oweRefund' },
  },
});

/** Asked again with the same id until the host confirms; C leaves it owed, the verification goes on. */
export const refunding = till.createStateConfig({
  entry: [perform(effects.blikRefund), armAnswer],
  exit: 'disarmAll',
  on: {
    'till.started': { actions: 'notePower' },
    'blik.answered': [
      {
        guard: { type: 'answers', params: { to: 'refund', status: 'refunded' } },
        target: 'printing',
        actions: [...conclude('blik.refunded'), 'issueRefundNote', 'settle'],
      },
      {
        guard: { type: 'answers', params: { to: 'refund', status: 'approved' } },
        target: 'withdrawnTooLate',
        actions: ['noteRefundRefused', announce(news.attemptEnded)],
      },
      refundUnanswered,
      { actions: refuse('event.late') },
    ],
    'blik.notSent': refundUnanswered,
    'blik.unanswered': refundUnanswered,
    'deadline.poll': {
      actions: [disarmPoll, 'countQuestion', perform(effects.blikRefund), armAnswer],
    },
    'deadline.answer': { actions: [disarmAnswer, armPoll] },
    'key.C': { target: 'subtotal', actions: announce('blik.refundOwed') },
  },
});
