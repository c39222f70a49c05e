import { z } from 'zod';
import { attemptMessage, startRequest, unknownAttempt } from '../hosts/blik-message.ts';
import {
  configurationMessage,
  configurationQuery,
  healthMessage,
  unknownTill,
} from '../hosts/portal-message.ts';
import {
  confirmation,
  done,
  ledgerMessage,
  phoneList,
  portalChange,
  portalState,
  shownCode,
  verdictMessage,
} from './control-message.ts';
import { faultOrder } from './fault.ts';

/** One route of the emulated hosts: by this table the server serves and `openapi.json` describes. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Parameters as `:name`. */
  readonly url: string;
  readonly summary: string;
  /** Served without a key. */
  readonly open?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<number, z.ZodType>>;
}

const attempt = { 200: attemptMessage, 404: unknownAttempt };

export const operations = {
  start: {
    method: 'PUT',
    url: '/blik/attempts/:id',
    summary:
      'Starts an attempt; repeated, gives its state. 409 for the same id with other contents.',
    body: startRequest,
    answers: { 200: attemptMessage },
  },
  status: {
    method: 'GET',
    url: '/blik/attempts/:id',
    summary: 'How an attempt stands.',
    answers: attempt,
  },
  withdraw: {
    method: 'POST',
    url: '/blik/attempts/:id/withdrawal',
    summary: 'Ends a pending attempt, or one that has yet to start; too late when approved.',
    answers: { 200: attemptMessage },
  },
  refund: {
    method: 'POST',
    url: '/blik/attempts/:id/refund',
    summary: 'Gives an approved attempt back, once.',
    answers: attempt,
  },
  portal: {
    method: 'GET',
    url: '/tills/:uniqueNumber/configuration',
    summary: 'What the portal holds, or has pushed, for a till.',
    query: configurationQuery,
    answers: { 200: configurationMessage, 404: unknownTill },
  },
  health: {
    method: 'GET',
    url: '/health',
    summary: 'Whether the hosts are up.',
    open: true,
    answers: { 200: healthMessage },
  },
  description: {
    method: 'GET',
    url: '/openapi.json',
    summary: 'This description.',
    open: true,
    answers: { 200: z.looseObject({ openapi: z.string() }) },
  },
  phones: {
    method: 'GET',
    url: '/phones',
    summary: 'The screens of the customers’ bank apps.',
    answers: { 200: phoneList },
  },
  showCode: {
    method: 'POST',
    url: '/phones/:phone/code',
    summary: 'The customer asks for a fresh BLIK code.',
    answers: { 200: shownCode },
  },
  confirm: {
    method: 'POST',
    url: '/phones/:phone/confirm',
    summary: 'The customer confirms the payment on the screen.',
    body: confirmation,
    answers: { 200: verdictMessage },
  },
  refuse: {
    method: 'POST',
    url: '/phones/:phone/refuse',
    summary: 'The customer refuses the payment on the screen.',
    answers: { 200: verdictMessage },
  },
  orderFault: {
    method: 'POST',
    url: '/faults',
    summary: 'Orders something to go wrong between till and hosts.',
    body: faultOrder,
    answers: { 200: done },
  },
  liftFaults: {
    method: 'DELETE',
    url: '/faults',
    summary: 'Nothing that was ordered goes wrong any more.',
    answers: { 200: done },
  },
  changePortal: {
    method: 'POST',
    url: '/portal',
    summary: 'Somebody changes the till’s settings in the portal.',
    body: portalChange,
    answers: { 200: portalState },
  },
  ledger: {
    method: 'GET',
    url: '/ledger',
    summary: 'What the BLIK host has really done.',
    answers: { 200: ledgerMessage },
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
