import type { CheckName } from './check.ts';
import type { MenuEntry } from './menu.ts';
import { announce, effects, news, perform, refuse, refusedBy } from './till-output.ts';
import { till } from './till-setup.ts';

const chooses = (entry: MenuEntry) => ({ type: 'choosesEntry' as const, params: { entry } });
const refusedChoice = (entry: MenuEntry, check: CheckName) => ({
  guard: { type: 'choosesRefused' as const, params: { entry, check } },
  actions: refusedBy(check),
});

/** What each entry of the FUNKCJE menu leads to, after the check that may refuse it. */
const choices = [
  { guard: chooses('drawer'), target: 'resuming', actions: perform(effects.kickDrawer) },
  { guard: chooses('link'), target: 'checkingLink' },
  { guard: chooses('configuration'), target: 'fetchingConfiguration' },
  refusedChoice('paymentForms', 'openForms'),
  { guard: chooses('paymentForms'), target: 'paymentForms' },
  refusedChoice('voidLine', 'openVoid'),
  { guard: chooses('voidLine'), target: 'voidingLine' },
  refusedChoice('cancel', 'cancel'),
  { guard: chooses('cancel'), target: 'cancelling' },
  refusedChoice('unlock', 'openUnlock'),
  { guard: chooses('unlock'), target: 'unlocking' },
  refusedChoice('manager', 'openManager'),
  { guard: chooses('manager'), target: 'managerMenu', actions: 'openManagerMenu' },
  refusedChoice('logout', 'logout'),
  { guard: chooses('logout'), target: 'loggedOut' },
  { guard: chooses('more'), target: 'moreFunctions' },
] as const;

/** The FUNKCJE menu; an amount typed before it stays typed (RULES P4). */
export const functions = till.createStateConfig({
  entry: 'markFirst',
  on: {
    'key.digit': choices,
    'key.RAZEM': choices,
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'menu' } } },
    'key.C': { target: 'resuming' },
  },
});

const answerWait = { type: 'arm', params: { deadline: 'answer' } } as const;

/** RULES P10. */
export const checkingLink = till.createStateConfig({
  entry: [perform(effects.checkLink), answerWait],
  exit: 'disarmAll',
  on: {
    'link.checked': [
      { guard: 'linkUp', target: 'resuming', actions: announce('link.up') },
      { target: 'resuming', actions: announce('link.down') },
    ],
    'deadline.answer': { target: 'resuming', actions: announce('link.down') },
    'key.C': { target: 'resuming' },
  },
});

/** Answers about what the portal has ordered by itself do not say that BLIK is off. */
const ofPush = { guard: 'ofPush' } as const;

/** RULES P13: the configuration from the till's menu; Blik joins the end of the payment forms. */
export const fetchingConfiguration = till.createStateConfig({
  entry: [perform(effects.fetchConfiguration), answerWait],
  exit: 'disarmAll',
  on: {
    'portal.answered': [
      ofPush,
      {
        guard: 'blikActive',
        target: 'resuming',
        actions: ['keepConfiguration', announce('configuration.blik')],
      },
      { target: 'resuming', actions: ['keepConfiguration', announce('configuration.noBlik')] },
    ],
    'portal.unreachable': [
      ofPush,
      { target: 'resuming', actions: announce('configuration.noConnection') },
    ],
    'deadline.answer': { target: 'resuming', actions: announce('configuration.noConnection') },
    'key.C': { target: 'resuming' },
  },
});

const printed = [
  { guard: 'printedAll', target: 'resuming', actions: [announce(news.printed), 'dropPrinted'] },
  { target: 'printing', reenter: true, actions: 'dropPrinted' },
] as const;

/** Nothing is wrong with the printer: what a power cut or an empty roll broke off is printed again. */
const stopped = [
  {
    guard: 'printerReady',
    target: 'printing',
    reenter: true,
    actions: ['noteFate', 'resumePrinting'],
  },
  { target: 'printerStopped', actions: ['noteFate', refuse(news.printerTrouble)] },
] as const;

/** Documents go to paper one by one; nothing else is done until the printer has confirmed the last. */
export const printing = till.createStateConfig({
  entry: perform(effects.printFirst),
  on: {
    'till.started': { actions: 'notePower' },
    'printer.printed': printed,
    'printer.stopped': stopped,
    'key.*': { actions: refuse('printer.wait') },
  },
});

export const printerStopped = till.createStateConfig({
  on: {
    'till.started': { actions: 'notePower' },
    'key.RAZEM': { target: 'askingPrinter' },
    'key.*': { actions: refuse('printer.mustFinish') },
  },
});

/** The rest may have come to paper by itself, so the printer is asked before anything is repeated. */
export const askingPrinter = till.createStateConfig({
  entry: perform(effects.askPrinter),
  on: {
    'till.started': { actions: 'notePower' },
    'printer.printed': printed,
    'printer.stopped': stopped,
    'key.*': { actions: refuse('printer.wait') },
  },
});
