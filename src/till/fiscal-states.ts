import { announce, conclude, effects, news, perform, refuse } from './till-output.ts';
import { till } from './till-setup.ts';

/** What is under way goes on after a power cut: its effect is asked for again. */
const goesOn = { actions: 'notePower' } as const;
const wait = { actions: refuse('fiscal.wait') } as const;
/** An answer about a record that was written before. */
const ofOtherRecord = { guard: 'ofOtherRecord' } as const;

/** Irreversible, hence asked; the form before has compared the NIP. */
export const confirmingFiscalisation = till.createStateConfig({
  on: {
    'key.C': { target: 'managerMenu', actions: 'closeForm' },
    'key.RAZEM': { target: 'creatingKey', actions: 'closeForm' },
  },
});

/** A till comes fiscalised from the factory, then nobody is logged in yet; or the manager does it. */
export const creatingKey = till.createStateConfig({
  entry: perform(effects.createKey),
  on: {
    'bases.imported': wait,
    'till.started': goesOn,
    'deviceKey.created': { target: 'writingFiscalisation', actions: 'noteKey' },
    'deviceKey.failed': [
      { guard: 'loggedIn', target: 'resuming', actions: refuse('deviceKey.failed') },
      { target: 'fiscalFault', actions: refuse('deviceKey.failed') },
    ],
    'key.*': wait,
  },
});

export const writingFiscalisation = till.createStateConfig({
  entry: perform(effects.appendFiscalisation),
  on: {
    'till.started': goesOn,
    'memory.written': [
      ofOtherRecord,
      {
        guard: 'loggedIn',
        target: 'printing',
        actions: [...conclude('fiscalisation.done'), 'fiscalise', 'issueFiscalisation'],
      },
      { target: 'loggedOut', actions: 'fiscalise' },
    ],
    'memory.full': [ofOtherRecord, { target: 'fiscalFault', actions: refuse('memory.full') }],
    'memory.failed': [ofOtherRecord, { target: 'fiscalFault', actions: refuse('memory.failed') }],
    'key.*': wait,
  },
});

export const confirmingDailyReport = till.createStateConfig({
  on: {
    'key.C': { target: 'managerMenu' },
    'key.RAZEM': { target: 'recordingEvents' },
  },
});

/** A report of the memory is made once all that happened is in it. */
export const recordingEvents = till.createStateConfig({
  always: [
    { guard: 'eventsPending', target: 'recordingEvent' },
    { guard: 'formOpen', target: 'readingMemory' },
    { target: 'signingReport', actions: 'openReport' },
  ],
});

export const recordingEvent = till.createStateConfig({
  entry: perform(effects.appendEvent),
  on: {
    'till.started': goesOn,
    'memory.written': [ofOtherRecord, { target: 'recordingEvents', actions: 'noteRecorded' }],
    // Without room for events the days are reported all the same: they count them.
    'memory.full': [ofOtherRecord, { target: 'recordingEvents', actions: 'noteRecorded' }],
    'memory.failed': [ofOtherRecord, { target: 'fiscalFault', actions: refuse('memory.failed') }],
    'key.*': wait,
  },
});

/** Figures → signature → memory → paper, each step journaled: finished exactly once over any cut. */
export const signingReport = till.createStateConfig({
  entry: perform(effects.signReport),
  on: {
    'till.started': goesOn,
    'deviceKey.signed': { target: 'writingReport', actions: 'noteSignature' },
    'deviceKey.failed': {
      target: 'resuming',
      actions: [refuse('deviceKey.failed'), 'dropReport'],
    },
    'key.*': wait,
  },
});

export const writingReport = till.createStateConfig({
  entry: perform(effects.appendReport),
  on: {
    'till.started': goesOn,
    'memory.written': [
      ofOtherRecord,
      { target: 'printing', actions: [...conclude(news.reportDone), 'issueDailyReport'] },
    ],
    'memory.full': [
      ofOtherRecord,
      { target: 'resuming', actions: [refuse('memory.full'), 'dropReport'] },
    ],
    'memory.failed': [ofOtherRecord, { target: 'fiscalFault', actions: refuse('memory.failed') }],
    'key.*': wait,
  },
});

/** Key or memory does not work: nothing else is done before it does. */
export const fiscalFault = till.createStateConfig({
  on: {
    'till.started': { target: 'retryingFiscal', actions: 'notePower' },
    'key.RAZEM': { target: 'retryingFiscal' },
    'key.*': { actions: refuse('fiscal.fault') },
  },
});

export const retryingFiscal = till.createStateConfig({
  always: [
    { guard: 'reportOpen', target: 'writingReport' },
    { guard: 'fiscalising', target: 'writingFiscalisation' },
    { guard: 'eventsPending', target: 'recordingEvents' },
    { target: 'creatingKey' },
  ],
});

/** The memory gives the records that a report is made of. */
export const readingMemory = till.createStateConfig({
  entry: perform(effects.readMemory),
  on: {
    'till.started': goesOn,
    'memory.answered': [
      {
        guard: 'nothingFound',
        target: 'managerMenu',
        actions: [refuse('report.nothingFound'), 'closeForm'],
      },
      {
        target: 'printing',
        actions: [...conclude('report.printed'), 'issueMemoryReport', 'closeForm'],
      },
    ],
    'memory.unreadable': {
      target: 'managerMenu',
      actions: [announce('memory.failed'), 'closeForm'],
    },
    'key.*': wait,
  },
});
