import {
  announce,
  conclude,
  effects,
  news,
  perform,
  refusals,
  refuse,
  unless,
  unlessClearing,
} from './till-output.ts';
import { till } from './till-setup.ts';

/** Items are sold (RULES P2); a receipt is open as soon as it has its first line. */
export const register = till.createStateConfig({
  on: {
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.comma': [unless('comma'), { actions: 'type' }],
    'key.X': [unlessClearing('quantity'), { actions: 'setQuantity' }],
    'key.CENA': [unlessClearing('price'), { actions: 'setPrice' }],
    'key.KOD': [unlessClearing('item'), { actions: 'sellItem' }],
    'scan.read': [
      unless('scan'),
      { guard: 'scanRefused', actions: refuse(refusals.scan) },
      { actions: 'sellItem' },
    ],
    'key.RAZEM': [unless('subtotal'), { target: 'subtotal', actions: 'openPayment' }],
    'key.C': [
      { guard: 'typing', actions: 'clearTyped' },
      { guard: 'receiptOpen', target: 'confirmingCancel' },
      { actions: refuse('clear.nothing') },
    ],
    'key.RABAT': [unless('adjustment'), { target: 'adjusting' }],
    'key.FUNKCJE': { target: 'functions' },
  },
});

/** The subtotal (RULES P3): RAZEM takes cash, FUNKCJE 4 any other form. */
export const subtotal = till.createStateConfig({
  on: {
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.comma': [unless('comma'), { actions: 'type' }],
    'key.KOD': { actions: refuse('subtotal.itemsClosed') },
    'scan.read': { actions: refuse('subtotal.itemsClosed') },
    'key.X': { actions: refuse('subtotal.itemsClosed') },
    'key.CENA': { actions: refuse('subtotal.itemsClosed') },
    'key.RAZEM': [
      unless('cash'),
      { guard: 'cashDoubted', target: 'confirmingCash' },
      { target: 'settling', actions: 'takeCash' },
    ],
    'key.C': [
      { guard: 'typing', actions: 'clearTyped' },
      unless('backToItems'),
      {
        guard: 'adjustedWhole',
        target: 'register',
        actions: ['reopenItems', announce('adjustment.dropped')],
      },
      { target: 'register', actions: 'reopenItems' },
    ],
    'key.RABAT': [unless('adjustment'), { target: 'adjusting' }],
    'key.FUNKCJE': { target: 'functions' },
  },
});

/** After a BLIK without payment RAZEM may be meant for BLIK: cash is taken by the second one only. */
export const confirmingCash = till.createStateConfig({
  on: {
    'key.RAZEM': { target: 'settling', actions: 'takeCash' },
    'key.digit': { target: 'subtotal', actions: 'type' },
    'key.comma': { target: 'subtotal', actions: 'type' },
    'key.FUNKCJE': { target: 'functions' },
    'key.*': { target: 'subtotal' },
  },
});

/** The payment-form base as a list that scrolls; digits mark a form by its number (RULES P4). */
export const paymentForms = till.createStateConfig({
  entry: 'markFirst',
  on: {
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'forms' } } },
    'key.digit': [
      { guard: 'numbersForm', actions: 'markNumber' },
      { actions: refuse('forms.noSuchNumber') },
    ],
    'key.C': { target: 'subtotal' },
    'key.RAZEM': [
      unless('form'),
      { guard: { type: 'marks', params: { action: 'blik' } }, target: 'enteringCode' },
      {
        guard: { type: 'marks', params: { action: 'refund' } },
        target: 'refunding',
      },
      {
        guard: { type: 'marks', params: { action: 'blikVerification' } },
        target: 'verifying',
      },
      { target: 'settling', actions: 'takeMarkedForm' },
    ],
  },
});

/** A payment was taken: the receipt is complete, or the rest is still to be paid. */
export const settling = till.createStateConfig({
  always: [
    {
      guard: 'coveredWithCash',
      target: 'printing',
      actions: [
        ...conclude(news.receiptPaid),
        perform(effects.kickDrawer),
        'issueReceipt',
        'closeReceipt',
      ],
    },
    {
      guard: 'covered',
      target: 'printing',
      actions: [...conclude(news.receiptPaid), 'issueReceipt', 'closeReceipt'],
    },
    { target: 'subtotal', actions: announce(news.rest) },
  ],
});

export const voidingLine = till.createStateConfig({
  entry: 'markLast',
  on: {
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'lines' } } },
    'key.C': { target: 'resuming' },
    'key.RAZEM': { target: 'resuming', actions: ['voidLine', announce('void.done')] },
  },
});

/** A cancelled receipt is recorded and printed; what BLIK paid is given back first. */
export const confirmingCancel = till.createStateConfig({
  on: {
    'key.C': { target: 'resuming' },
    'key.RAZEM': [
      { guard: 'paidByBlik', target: 'refunding', actions: 'oweRefundOfPayment' },
      {
        guard: 'cashTaken',
        target: 'printing',
        actions: [
          ...conclude(news.receiptCancelled),
          perform(effects.kickDrawer),
          'issueCancelledReceipt',
          'closeReceipt',
        ],
      },
      {
        target: 'printing',
        actions: [...conclude(news.receiptCancelled), 'issueCancelledReceipt', 'closeReceipt'],
      },
    ],
  },
});

/** Back to where the sale stood: from the menu, a list, a question, a print. */
export const resuming = till.createStateConfig({
  always: [
    { guard: 'atPayment', target: 'subtotal' },
    { guard: 'loggedIn', target: 'register' },
    { target: 'loggedOut' },
  ],
});
