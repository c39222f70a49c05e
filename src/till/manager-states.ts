import type { FormTarget } from './form.ts';
import type { ManagerAct } from './manager-menu.ts';
import { announce, conclude, effects, news, perform, refuse, refusals } from './till-output.ts';
import { till } from './till-setup.ts';

const starts = (act: ManagerAct) => ({ type: 'takesAct' as const, params: { act } });

/** What an entry of the manager's menu leads to. */
const choices = [
  { guard: 'takesRefused', actions: refuse(refusals.entry) },
  { guard: 'takesBranch', actions: 'enterBranch' },
  { guard: 'takesForm', target: 'fillingForm', actions: 'openForm' },
  { guard: starts('drawer'), actions: ['markTaken', perform(effects.kickDrawer)] },
  { guard: starts('link'), target: 'checkingLink', actions: 'markTaken' },
  { guard: starts('dailyReport'), target: 'confirmingDailyReport', actions: 'markTaken' },
  {
    guard: starts('fiscalisationReport'),
    target: 'printing',
    actions: ['markTaken', ...conclude('report.printed'), 'issueFiscalisation'],
  },
  {
    guard: starts('receiptCopy'),
    target: 'printing',
    actions: ['markTaken', ...conclude('copy.printed'), 'issueCopy'],
  },
  {
    guard: 'takesTable',
    target: 'printing',
    actions: ['markTaken', ...conclude('report.printed'), 'issueTable'],
  },
  { guard: starts('configuration'), target: 'fetchingConfiguration', actions: 'markTaken' },
  { actions: refuse('menu.noSuchEntry') },
] as const;

/** The menu tree behind the manager's PIN; C leads one step back. */
export const managerMenu = till.createStateConfig({
  on: {
    'key.digit': choices,
    'key.RAZEM': choices,
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'manager' } } },
    'key.C': [{ guard: 'inBranch', actions: 'leaveBranch' }, { target: 'resuming' }],
  },
});

const typing = [
  { guard: 'inputRefused', actions: refuse(refusals.input) },
  { actions: 'takeInput' },
] as const;

const leadsTo = (target: FormTarget) => ({ type: 'formLeadsTo' as const, params: { target } });

/** A form, field by field: C empties the field, then leads one field back, then out of the form. */
export const fillingForm = till.createStateConfig({
  on: {
    'key.digit': typing,
    'key.comma': typing,
    'key.X': typing,
    'key.up': typing,
    'key.down': typing,
    'key.C': [
      { guard: 'inputGiven', actions: 'eraseInput' },
      { guard: 'midForm', actions: 'previousField' },
      { guard: 'formOfCashier', target: 'resuming', actions: 'closeForm' },
      { target: 'managerMenu', actions: 'closeForm' },
    ],
    'key.RAZEM': [
      { guard: 'answerRefused', actions: refuse(refusals.answer) },
      { guard: 'moreFields', actions: 'nextField' },
      { guard: 'formRefused', actions: refuse(refusals.form) },
      {
        guard: leadsTo('printing'),
        target: 'printing',
        actions: [...conclude(news.formDone), 'applyForm', 'closeForm'],
      },
      {
        guard: leadsTo('printingWithDrawer'),
        target: 'printing',
        actions: [
          ...conclude(news.formDone),
          perform(effects.kickDrawer),
          'applyForm',
          'closeForm',
        ],
      },
      { guard: leadsTo('readingMemory'), target: 'recordingEvents', actions: 'applyForm' },
      { guard: leadsTo('choosingPin'), target: 'choosingPin', actions: 'applyForm' },
      {
        guard: leadsTo('confirmingFiscalisation'),
        target: 'confirmingFiscalisation',
        actions: 'applyForm',
      },
      {
        target: 'managerMenu',
        actions: [announce(news.formDone), 'applyForm', 'closeForm'],
      },
    ],
  },
});
