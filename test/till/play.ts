import type { FiscalRecord } from '../../src/kernel/fiscal-record.ts';
import type { AttemptStatus, PrinterTrouble } from '../../src/kernel/outcome.ts';
import { contextOf, decide, initialState, type TillState } from '../../src/runtime/decide.ts';
import type { TextKey } from '../../src/text/catalogue.ts';
import { recordKey } from '../../src/till/fiscal-life.ts';
import { keyEvent, parseKey } from '../../src/till/key.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { TillEffect } from '../../src/till/till-effect.ts';
import type { BlikRequest, TillEvent } from '../../src/till/till-event.ts';
import type { TillStateName } from '../../src/till/till-machine.ts';
import { bases } from './shop.ts';

export type Undated<T> = T extends unknown ? Omit<T, 'at'> : never;

/** Keys as a script (`12 KOD RAZEM`), or what else happens, as it concerns the till as it stands. */
export type Play = string | ((context: TillContext) => Undated<TillEvent>);

export interface Played {
  readonly state: TillState;
  readonly effects: readonly TillEffect[];
  /** The names of what was refused, in order. */
  readonly refusals: readonly TextKey[];
}

/** 2026-11-20 12:00 in Warsaw: when everything happens. */
export const noon = Date.UTC(2026, 10, 20, 11);

/** Plays from a state on, without runtime or journal. */
export function play(from: TillState, ...plays: readonly Play[]): Played {
  let state = from;
  const effects: TillEffect[] = [];
  const refusals: TextKey[] = [];
  for (const one of plays) {
    const makers = typeof one === 'string' ? keyEvents(one).map((event) => () => event) : [one];
    for (const make of makers) {
      const event = { at: noon, ...make(contextOf(state)) } as TillEvent;
      const decision = decide(state, event);
      state = decision.state;
      effects.push(...decision.effects);
      if (decision.refusal) refusals.push(decision.refusal);
    }
  }
  return { state, effects, refusals };
}

/** `12 KOD` → the events of 1, 2, KOD. Throws on a word that is no key. */
export function keyEvents(script: string): Undated<TillEvent>[] {
  const words = script.split(' ').filter(Boolean);
  return words
    .flatMap((word) => (/^[\d,]+$/.test(word) ? [...word] : [word]))
    .map((name) => {
      const key = parseKey(name);
      if (key === undefined) throw new Error(`${name} is no key`);
      return keyEvent(key);
    });
}

const effect = '1.0';
const attemptOf = (context: TillContext) => context.attempt?.id ?? 'none';

export const configured: Play = () => ({
  type: 'till.configured',
  bases,
  installation: 'f00dcafe',
});
export const started: Play = () => ({ type: 'till.started' });
const blikPushed: Play = () => portalAnswered(true, true);
export const pinRight: Play = ({ candidate = -1 }) => ({
  type: 'pin.verified',
  cashier: candidate,
});
export const pinTyped: Play = () => ({ type: 'pin.typed' });
export const pinTooShort: Play = () => ({ type: 'pin.tooShort' });
export const pinDiffers: Play = () => ({ type: 'pin.differs' });
export const pinChosen: Play = () => ({ type: 'pin.chosen', pinHash: 'hash of 4444' });
export const pinWrong: Play = ({ candidate = -1 }) => ({
  type: 'pin.rejected',
  cashier: candidate,
});
export const printed: Play = () => ({ type: 'printer.printed', effect });
export const unanswered =
  (request: BlikRequest): Play =>
  (context) => ({
    type: 'blik.unanswered',
    effect,
    attempt: attemptOf(context),
    request,
  });
export const notSent =
  (request: BlikRequest): Play =>
  (context) => ({
    type: 'blik.notSent',
    effect,
    attempt: attemptOf(context),
    request,
  });
export const answered =
  (request: BlikRequest, status: AttemptStatus, reason?: string): Play =>
  (context) => ({
    type: 'blik.answered',
    effect,
    attempt: attemptOf(context),
    request,
    status,
    ...(reason !== undefined && { reason }),
  });
export const printerStopped =
  (fate: 'notBegun' | 'interrupted', trouble?: PrinterTrouble): Play =>
  () => ({ type: 'printer.stopped', effect, fate, ...(trouble && { trouble }) });

export function portalAnswered(blik: boolean, pushedOnly: boolean) {
  return { type: 'portal.answered' as const, effect, blik, pushedOnly };
}

export const keyCreated: Play = () => ({
  ...{ type: 'deviceKey.created', effect, publicKey: 'public key' },
});
export const written: Play = (context) => ({
  ...{ type: 'memory.written', effect, key: recordKey(context) },
});
export const signed: Play = () => ({ type: 'deviceKey.signed', effect, signature: 'signature' });
export const memoryFailed: Play = (context) => ({
  ...{ type: 'memory.failed', effect, key: recordKey(context) },
});
export const memoryFull: Play = (context) => ({
  ...{ type: 'memory.full', effect, key: recordKey(context) },
});
export const powerFailure: FiscalRecord = { kind: 'powerFailure', at: noon };
export const memoryAnswered =
  (records: readonly FiscalRecord[]): Play =>
  () => ({
    ...{ type: 'memory.answered', effect },
    records: records.map((record, index) => ({ position: index + 1, record })),
  });
/** A till that only trains yet. */
const training: Play = () => ({
  type: 'till.configured',
  bases: { ...bases, till: { ...bases.till, fiscalised: false } },
  installation: 'f00dcafe',
});
/** Born in the factory: with its key and its first record. */
const born: readonly Play[] = [configured, keyCreated, written];

const anna = [...born, blikPushed, '1 RAZEM', pinRight];
const manager = [...born, '9 RAZEM', pinRight, 'FUNKCJE 8'];
const atSubtotal = [...anna, '2 KOD RAZEM'];
const codeSent = [...atSubtotal, 'FUNKCJE 4 6 RAZEM 777123 RAZEM'];

/** A short way from power on into every state that the till can rest in. */
export const ways: Readonly<Record<TillStateName, readonly Play[]>> = {
  unconfigured: [],
  loggedOut: [...born, blikPushed],
  enteringPin: [...born, blikPushed, '1 RAZEM'],
  register: anna,
  functions: [...anna, 'FUNKCJE'],
  voidingLine: [...anna, '2 KOD 3 KOD FUNKCJE 5'],
  confirmingCancel: [...anna, '2 KOD C'],
  managerMenu: manager,
  fillingForm: [...manager, '4 1'],
  choosingPin: [...manager, '2 6 3 1 RAZEM'],
  repeatingPin: [...manager, '2 6 3 1 RAZEM', pinTyped],
  confirmingDailyReport: [...manager, '1 1'],
  recordingEvent: [...born, started, '9 RAZEM', pinRight, 'FUNKCJE 8 1 1 RAZEM'],
  signingReport: [...manager, '1 1 RAZEM'],
  writingReport: [...manager, '1 1 RAZEM', signed],
  readingMemory: [...manager, '1 2 20112026 RAZEM RAZEM RAZEM'],
  creatingKey: [configured],
  writingFiscalisation: [configured, keyCreated],
  fiscalFault: [configured, keyCreated, memoryFailed],
  confirmingFiscalisation: [training, '9 RAZEM', pinRight, 'FUNKCJE 8 5 2 1234563218 RAZEM'],
  unlocking: [...born, '9 RAZEM', pinRight, 'FUNKCJE 7'],
  keyboardLocked: [...anna, '2 KOD FUNKCJE 0 7'],
  namingUnlocker: [...anna, '2 KOD FUNKCJE 0 7 C'],
  checkingLink: [...anna, 'FUNKCJE 2'],
  fetchingConfiguration: [...anna, 'FUNKCJE 3'],
  subtotal: atSubtotal,
  adjusting: [...anna, '2 KOD 10 RABAT'],
  moreFunctions: [...anna, 'FUNKCJE 0'],
  enteringNip: [...anna, '2 KOD FUNKCJE 0 1'],
  recalling: [...anna, '2 KOD FUNKCJE 0 2 3 KOD FUNKCJE 0 2 FUNKCJE 0 3'],
  confirmingCash: [...codeSent, answered('start', 'refused'), 'RAZEM'],
  paymentForms: [...atSubtotal, 'FUNKCJE 4'],
  enteringCode: [...atSubtotal, 'FUNKCJE 4 6 RAZEM'],
  awaitingConfirmation: codeSent,
  verifying: [...codeSent, 'C FUNKCJE 4 5 RAZEM'],
  confirmingWithdrawal: [...codeSent, 'C FUNKCJE 6'],
  withdrawing: [...codeSent, 'C FUNKCJE 6 RAZEM'],
  withdrawnTooLate: [...codeSent, 'C FUNKCJE 6 RAZEM', answered('withdraw', 'approved')],
  refunding: [...codeSent, 'C FUNKCJE 6 RAZEM', answered('withdraw', 'approved'), 'C'],
  printing: [...atSubtotal, 'RAZEM'],
  printerStopped: [...atSubtotal, 'RAZEM', printerStopped('interrupted', 'paperOut')],
  askingPrinter: [...atSubtotal, 'RAZEM', printerStopped('interrupted', 'paperOut'), 'RAZEM'],
};

export function at(name: TillStateName): TillState {
  return play(initialState(), ...ways[name]).state;
}
