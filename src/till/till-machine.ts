import type { SnapshotFrom } from 'xstate';
import { adjusting } from './adjustment-states.ts';
import {
  awaitingConfirmation,
  confirmingWithdrawal,
  enteringCode,
  refunding,
  verifying,
  withdrawing,
  withdrawnTooLate,
} from './blik-states.ts';
import {
  confirmingDailyReport,
  confirmingFiscalisation,
  creatingKey,
  fiscalFault,
  readingMemory,
  recordingEvent,
  recordingEvents,
  retryingFiscal,
  signingReport,
  writingFiscalisation,
  writingReport,
} from './fiscal-states.ts';
import { fillingForm, managerMenu } from './manager-states.ts';
import {
  enteringPin,
  keyboardLocked,
  loggedOut,
  namingUnlocker,
  unlocking,
} from './login-states.ts';
import { choosingPin, repeatingPin } from './pin-states.ts';
import { enteringNip, moreFunctions, recalling } from './more-states.ts';
import {
  confirmingCancel,
  confirmingCash,
  paymentForms,
  register,
  resuming,
  settling,
  subtotal,
  voidingLine,
} from './sale-states.ts';
import {
  askingPrinter,
  checkingLink,
  fetchingConfiguration,
  functions,
  printerStopped,
  printing,
} from './service-states.ts';
import { initialContext } from './till-context.ts';
import { announce, effects, news, perform, refusals, refuse } from './till-output.ts';
import { till } from './till-setup.ts';

/**
 * The till, from the cashier's login to the printed receipt (RULES P1–P13).
 *
 * loggedOut → enteringPin → register ⇄ subtotal → (cash | form | BLIK) → settling → printing → register
 *
 * Pure: what is to be done outside leaves as data (`perform`), what is to be said likewise (`announce`,
 * `refuse`). A wait is a moment in `context.deadlines`. What a state does not take is refused here, at
 * the root, by name.
 */
export const tillMachine = till.createMachine({
  id: 'till',
  context: initialContext,
  initial: 'unconfigured',
  on: {
    'till.configured': [
      { guard: 'receiptOpen', actions: refuse('till.receiptOpen') },
      { guard: 'receiptsParked', actions: refuse('park.unfinished') },
      { guard: 'printPending', actions: refuse('printer.wait') },
      { guard: 'fiscalPending', actions: refuse('fiscal.wait') },
      { guard: 'programmed', actions: ['noteWorld', announce('bases.kept')] },
      { guard: 'worldRefused', actions: refuse(refusals.world) },
      {
        guard: 'mustFiscalise',
        target: '.creatingKey',
        actions: ['loadBases', 'noteWorld', perform(effects.fetchPushedConfiguration)],
      },
      {
        target: '.loggedOut',
        actions: ['loadBases', 'noteWorld', perform(effects.fetchPushedConfiguration)],
      },
    ],
    'bases.imported': [
      { guard: 'attemptUnsettled', actions: refuse('attempt.unsettled') },
      { guard: 'receiptOpen', actions: refuse('till.receiptOpen') },
      { guard: 'printPending', actions: refuse('printer.wait') },
      { guard: 'fiscalPending', actions: refuse('fiscal.wait') },
      { guard: 'importRefused', actions: refuse(refusals.import) },
      { target: '.loggedOut', actions: ['importBases', announce('bases.imported')] },
    ],
    'till.started': [
      {
        guard: 'receiptOpen',
        // A question that the notice would cover is not left standing: the next key would answer it.
        target: '.resuming',
        actions: [
          'notePower',
          'clearTyped',
          announce(news.powerBack),
          perform(effects.fetchPushedConfiguration),
        ],
      },
      {
        target: '.loggedOut',
        actions: ['notePower', perform(effects.fetchPushedConfiguration)],
      },
    ],
    'till.stopped': { actions: 'noteStopped' },
    'portal.answered': [
      { guard: 'pushedBlik', actions: ['keepConfiguration', announce('configuration.blik')] },
      {},
    ],
    'portal.unreachable': {},
    'drawer.opened': { actions: 'countDrawerOpening' },
    // Asked for once more over a power cut, and answered before.
    'deviceKey.*': {},
    'memory.*': {},
    'drawer.unknown': {},
    'drawer.failed': { actions: refuse('drawer.failed') },
    'key.*': { actions: refuse(news.keyNotNow) },
    'scan.read': { actions: refuse('scan.notNow') },
    'deadline.*': {},
    'link.checked': {},
    // Whoever asked for this waits no more, and it brings no news.
    'blik.unanswered': {},
    'blik.notSent': {},
    'blik.answered': [
      { guard: 'concernsAttempt', actions: refuse('attempt.lateAnswer') },
      { actions: refuse('event.late') },
    ],
    '*': { actions: refuse('event.late') },
  },
  states: {
    unconfigured: {
      on: {
        'key.*': { actions: refuse('till.notReady') },
        'bases.imported': { actions: refuse('till.notReady') },
      },
    },
    loggedOut: { entry: 'logOut', ...loggedOut },
    enteringPin,
    register,
    functions,
    voidingLine,
    confirmingCancel,
    unlocking,
    keyboardLocked,
    namingUnlocker,
    managerMenu,
    fillingForm,
    choosingPin,
    repeatingPin,
    confirmingDailyReport,
    recordingEvents,
    recordingEvent,
    signingReport,
    writingReport,
    readingMemory,
    confirmingFiscalisation,
    creatingKey,
    writingFiscalisation,
    fiscalFault,
    retryingFiscal,
    checkingLink,
    fetchingConfiguration,
    subtotal,
    adjusting,
    moreFunctions,
    enteringNip,
    recalling,
    confirmingCash,
    paymentForms,
    settling,
    enteringCode,
    awaitingConfirmation,
    verifying,
    confirmingWithdrawal,
    withdrawing,
    withdrawnTooLate,
    refunding,
    printing,
    printerStopped,
    askingPrinter,
    cancelling: {
      always: [
        { guard: 'attemptUnsettled', target: 'confirmingWithdrawal' },
        { target: 'confirmingCancel' },
      ],
    },
    resuming,
  },
});

/** Left again in the step that enters them. */
type PassedState = 'retryingFiscal' | 'recordingEvents' | 'settling' | 'cancelling' | 'resuming';

/** Where the till may rest between two events: each has its view on the display. */
export type TillStateName = Exclude<SnapshotFrom<typeof tillMachine>['value'], PassedState>;
