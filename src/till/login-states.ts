import { announce, effects, perform, refuse, unless, unlessClearing } from './till-output.ts';
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

/** A power cut does not unlock: whoever comes back is no better known. */
const staysLocked = { actions: ['notePower', perform(effects.fetchPushedConfiguration)] } as const;

/** Locked over whatever is open, until the cashier's own PIN is typed, or, after C, a manager's. */
export const keyboardLocked = till.createStateConfig({
  tags: 'secret',
  on: {
    'till.started': staysLocked,
    'pin.verified': [pinOfOther, { target: 'resuming', actions: 'unlockKeyboard' }],
    'pin.rejected': [
      pinOfOther,
      {
        guard: 'lastPinTry',
        target: 'namingUnlocker',
        actions: ['countWrongPin', refuse('cashier.nowLocked')],
      },
      { actions: ['countWrongPin', refuse('pin.wrong')] },
    ],
    'key.RAZEM': { actions: refuse('pin.missing') },
    'key.C': { target: 'namingUnlocker' },
  },
});

/** Whose PIN will unlock the keyboard. */
export const namingUnlocker = till.createStateConfig({
  entry: 'clearTyped',
  on: {
    'till.started': staysLocked,
    'key.digit': [unless('digit'), { actions: 'type' }],
    'key.C': [
      { guard: 'typing', actions: 'clearTyped' },
      unless('ownPin'),
      { target: 'keyboardLocked', actions: 'lockKeyboard' },
    ],
    'key.RAZEM': [
      unlessClearing('unlocker'),
      { target: 'keyboardLocked', actions: 'nameCandidate' },
    ],
  },
});
