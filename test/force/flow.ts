import type { Step } from '../../src/scenario/scenario-schema.ts';

/** What the cashier is about, so that another cashier can finish it after a power cut. */
export interface Aim {
  readonly pays: 'cash' | 'blik';
  /** What is done about an attempt of unknown outcome. */
  readonly unknown: 'verify' | 'withdraw';
  readonly receipt: 'complete' | 'cancel';
}

/** A thing that is done at a counter: lines as they are piped to it. */
export interface Flow {
  readonly name: string;
  readonly lines: readonly string[];
  readonly aim: Aim;
}

const logIn = '1 RAZEM 1111 RAZEM';
const sell = '1 KOD RAZEM';
const chooseBlik = 'FUNKCJE 4 6 RAZEM';
const showAndTypeCode = ['phone code', 'CODE RAZEM'];

export const cashSale: Flow = {
  name: 'cash sale',
  lines: [logIn, sell, 'RAZEM'],
  aim: { pays: 'cash', unknown: 'verify', receipt: 'complete' },
};

export const blikSale: Flow = {
  name: 'BLIK sale',
  lines: [logIn, sell, chooseBlik, ...showAndTypeCode, 'phone confirm'],
  aim: { pays: 'blik', unknown: 'verify', receipt: 'complete' },
};

/** The customer confirms just before the withdrawal: the money goes back, the sale is paid in cash. */
export const lateWithdrawal: Flow = {
  name: 'withdrawal that comes too late, and refund',
  lines: [
    ...[logIn, sell, chooseBlik, ...showAndTypeCode],
    ...['C', 'phone confirm', 'FUNKCJE 6', 'RAZEM', 'C', 'RAZEM'],
  ],
  aim: { pays: 'cash', unknown: 'withdraw', receipt: 'complete' },
};

export const cancelledReceipt: Flow = {
  name: 'cancelled receipt after a withdrawn attempt',
  lines: [
    ...[logIn, sell, chooseBlik, ...showAndTypeCode],
    ...['C', 'FUNKCJE 6', 'RAZEM', 'FUNKCJE 6', 'RAZEM'],
  ],
  aim: { pays: 'cash', unknown: 'withdraw', receipt: 'cancel' },
};

/** A piped line as a step of a scenario. */
export function stepOf(line: string): Step {
  if (line === 'phone code') return { phone: { does: 'showCode' } };
  if (line === 'phone confirm') return { phone: { does: 'confirm' } };
  return { keys: line };
}
