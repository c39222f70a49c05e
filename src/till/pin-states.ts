import { announce, refuse, refusals } from './till-output.ts';
import { till } from './till-setup.ts';

/** A cashier's new PIN: the rim collects its digits and says only whether they can be one. */
export const choosingPin = till.createStateConfig({
  tags: 'secret',
  on: {
    'pin.typed': { target: 'repeatingPin' },
    'pin.tooShort': { actions: refuse('pin.tooShort') },
    'key.RAZEM': { actions: refuse('pin.missing') },
    'key.C': { target: 'managerMenu', actions: 'closeForm' },
  },
});

/** Typed twice, because nobody sees it; then the rim hands over its hash. */
export const repeatingPin = till.createStateConfig({
  tags: 'secret',
  on: {
    'pin.chosen': [
      {
        guard: 'chosenRefused',
        target: 'managerMenu',
        actions: [refuse(refusals.chosen), 'closeForm'],
      },
      {
        target: 'managerMenu',
        actions: [announce('program.done'), 'programPin', 'closeForm'],
      },
    ],
    'pin.differs': { target: 'choosingPin', actions: refuse('pin.differs') },
    'key.RAZEM': { actions: refuse('pin.missing') },
    'key.C': { target: 'choosingPin' },
  },
});
