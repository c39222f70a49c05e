import type { Step } from '../scenario/scenario-schema.ts';

/** What is done next at the counter, and why, in one line of at most 78 characters. */
export interface DemoStep {
  readonly caption: string;
  /** Pressed one by one; CODE stands for the digits on the customer's phone. */
  readonly keys?: string;
  readonly customer?: 'showCode' | 'confirm';
  /** Seconds during which everybody only looks on. */
  readonly watchSeconds?: number;
  /** Time passes until the till waits for nobody. */
  readonly wait?: Extract<Step['wait'], 'quiet'>;
}

/** The test transaction: one grosz, paid by BLIK. */
export const demoScript: readonly DemoStep[] = [
  {
    caption: 'Anna logs in: her number 1 and RAZEM, then her PIN and RAZEM.',
    keys: '1 RAZEM 1111 RAZEM',
  },
  { caption: 'She sells one piece of item 1, for one grosz: its code, then KOD.', keys: '1 KOD' },
  { caption: 'RAZEM makes the subtotal: the customer wants to pay.', keys: 'RAZEM' },
  { caption: 'FUNKCJE 4 opens the list of payment forms.', keys: 'FUNKCJE 4' },
  {
    caption: 'DÓŁ goes down to Blik, the last of the list, and RAZEM takes it.',
    keys: 'DÓŁ DÓŁ DÓŁ DÓŁ DÓŁ RAZEM',
  },
  { caption: 'The customer asks the bank app on the phone for a BLIK code.', customer: 'showCode' },
  { caption: 'Anna types the six digits; RAZEM sends them to the BLIK host.', keys: 'CODE RAZEM' },
  { caption: 'The phone now asks the customer, who has 60 seconds to answer.', watchSeconds: 3 },
  {
    caption: 'The customer confirms; the till asks the host, and the receipt is printed.',
    customer: 'confirm',
    wait: 'quiet',
  },
];
