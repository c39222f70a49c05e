import { announce, news, refuse } from './till-output.ts';
import { till } from './till-setup.ts';
import { takeAdjustment } from './taken-adjustment.ts';

const taken = [
  {
    guard: 'adjusts',
    target: 'resuming',
    actions: [announce(news.adjusted), 'adjust'],
  },
  {
    actions: refuse(({ context, event }) => {
      const made = takeAdjustment(context, event);
      return { text: 'refusal' in made ? made.refusal : 'key.notNow' };
    }),
  },
] as const;

/** Discounts and surcharges by percentage or amount, of what was typed before the key RABAT. */
export const adjusting = till.createStateConfig({
  entry: 'markFirst',
  on: {
    'key.digit': taken,
    'key.RAZEM': taken,
    'key.up': { actions: 'markUp' },
    'key.down': { actions: { type: 'markDown', params: { list: 'adjustments' } } },
    'key.C': { target: 'resuming' },
  },
});
