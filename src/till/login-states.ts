import { announce, refuse, unless, unlessClearing } from './till-output.ts';
import { till } from './till-setup.ts';

/** Nobody is logged in: the cashier's number is typed (RULES P1). */
export const loggedOut = till.createStateConfig({
  on: {
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.C': [{ guard: 'typing', actions: 'clearTyped' }, { actions: refuse('clear.nothing') }],
    'key.RAZEM': [unlessClearing('login'), { target: 'enteringPin', actions: 'nameCandidate' }],
  },
});

/** A verdict that the journal took late, when somebody else was logging in. */
const pinOfOther = { guard: 'ofOther', actions: refuse('event.late') } as const;

/** The rim collects the digits of the PIN and gives the verdict; RAZEM without digits arrives here. */
export const enteringPin = till.createStateConfig({
  tags: 'secret',
  on: {
    'pin.verified': [pinOfOther, { target: 'register', actions: 'logIn' }],
    'pin.rejected': [
      pinOfOther,
      {
        guard: 'lastPinTry',
        target: 'loggedOut',
        actions: ['countWrongPin', refuse('cashier.nowLocked')],
      },
      { actions: ['countWrongPin', refuse('pin.wrong')] },
    ],
    'key.RAZEM': { actions: refuse('pin.missing') },
    'key.C': { target: 'loggedOut' },
  },
});

/** The manager gives a locked cashier new tries. */
export const unlocking = till.createStateConfig({
  entry: 'clearTyped',
  on: {
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.C': { target: 'resuming', actions: 'clearTyped' },
    'key.RAZEM': [
      unlessClearing('unlock'),
      { target: 'resuming', actions: ['unlock', announce('cashier.unlocked')] },
    ],
  },
});
