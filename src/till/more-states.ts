import type { CheckName } from './check.ts';
import type { FormName } from './form-book.ts';
import type { MoreEntry } from './menu.ts';
import {
  announce,
  effects,
  news,
  perform,
  refuse,
  refusedBy,
  unless,
  unlessClearing,
} from './till-output.ts';
import { till } from './till-setup.ts';

const chooses = (entry: MoreEntry) => ({ type: 'choosesEntry' as const, params: { entry } });
const refusedChoice = (entry: MoreEntry, check: CheckName) => ({
  guard: { type: 'choosesRefused' as const, params: { entry, check } },
  actions: refusedBy(check),
});
const asks = (form: FormName) => ({ type: 'askCashier' as const, params: { form } });

const choices = [
  refusedChoice('buyerNip', 'openReceipt'),
  { guard: chooses('buyerNip'), target: 'enteringNip' },
  refusedChoice('park', 'park'),
  { guard: chooses('park'), target: 'register', actions: ['park', announce('park.done')] },
  refusedChoice('recall', 'recall'),
  { guard: chooses('recall'), target: 'recalling' },
  refusedChoice('cashIn', 'cashMove'),
  { guard: chooses('cashIn'), target: 'fillingForm', actions: asks('cashIn') },
  refusedChoice('cashOut', 'cashMove'),
  { guard: chooses('cashOut'), target: 'fillingForm', actions: asks('cashOut') },
  refusedChoice('handOver', 'logout'),
  {
    guard: chooses('handOver'),
    target: 'fillingForm',
    actions: [perform(effects.kickDrawer), asks('handOver')],
  },
  { guard: chooses('lock'), target: 'keyboardLocked', actions: 'lockKeyboard' },
  { actions: refuse('menu.noSuchEntry') },
] as const;

/** The second page of FUNKCJE: what digits 1 to 9 have no room for. */
export const moreFunctions = till.createStateConfig({
  entry: 'markFirst',
  on: {
    'key.digit': choices,
    'key.RAZEM': choices,
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'more' } } },
    'key.C': { target: 'functions' },
  },
});

/** The buyer's NIP; the last one wins. */
export const enteringNip = till.createStateConfig({
  entry: 'clearTyped',
  on: {
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.C': [{ guard: 'typing', actions: 'clearTyped' }, { target: 'resuming' }],
    'key.RAZEM': [
      unlessClearing('buyerNip'),
      { target: 'resuming', actions: [announce(news.buyerNip), 'keepBuyerNip'] },
    ],
  },
});

/** The receipts that were put aside; RAZEM goes on with the marked one. */
export const recalling = till.createStateConfig({
  entry: 'markFirst',
  on: {
    'key.digit': [
      { guard: 'numbersParked', actions: 'markParked' },
      { actions: refuse('recall.noSuchNumber') },
    ],
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'parked' } } },
    'key.C': { target: 'resuming' },
    'key.RAZEM': { target: 'resuming', actions: ['recall', announce('recall.done')] },
  },
});
