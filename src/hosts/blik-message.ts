import { z } from 'zod';
import { maxAmountGrosze } from '../kernel/money.ts';

/** What a till and the BLIK host say to each other, as JSON over HTTP. Both sides check by it. */

/** Chosen by the till and kept over a power cut: the key of every repeat. */
export const attemptId = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/, {
  error: 'must be 1 to 64 letters, digits or any of . _ : -',
});

export const amountGrosze = z.int().positive().max(maxAmountGrosze);

/** Why an attempt was refused or a refund not made (facts/terminal §3.2). */
export const reasonCode = z.enum([
  'ER_WRONG_TICKET',
  'ER_TIC_EXPIRED',
  'ER_TIC_STS',
  'ER_TIC_USED',
  'INSUFFICIENT_FUNDS',
  'LIMIT_EXCEEDED',
  'ER_BAD_PIN',
  'BAD_PIN',
  'ISSUER_DECLINED',
  'SEC_DECLINED',
  'USER_DECLINED',
  'USER_TIMEOUT',
  'TIMEOUT',
  'AM_TIMEOUT',
  'ER_DATAAMT_HUGE',
  'ALIAS_DECLINED',
  'ALIAS_NOT_FOUND',
  'TAS_DECLINED',
  'ISS_OUTOFSERVICE',
  'SYSTEM_ERROR',
  'GENERAL_ERROR',
  'RET_LATE',
  'RET_AMT_EXCEEDED',
  'OFFUS_NOT_ALLOWED',
]);
export type ReasonCode = z.infer<typeof reasonCode>;

/** `PUT /blik/attempts/{id}`. */
export const startRequest = z.strictObject({
  /** A code may begin with 0: never a number. */
  code: z.string().regex(/^\d{6}$/, { error: 'must be 6 digits' }),
  amountGrosze,
  tillId: z.string().min(1).max(64),
});
export type StartRequest = z.infer<typeof startRequest>;

/** How an attempt stands: the answer to its start, status, withdrawal and refund alike. */
export const attemptMessage = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('pending'), id: attemptId, amountGrosze }),
  z.strictObject({
    status: z.literal('approved'),
    id: attemptId,
    amountGrosze,
    /** Why a refund was not made: the attempt stays approved. */
    reason: reasonCode.exactOptional(),
  }),
  z.strictObject({ status: z.literal('refused'), id: attemptId, amountGrosze, reason: reasonCode }),
  z.strictObject({
    status: z.literal('withdrawn'),
    id: attemptId,
    /** Absent when the withdrawal came before the start. */
    amountGrosze: amountGrosze.exactOptional(),
  }),
  z.strictObject({ status: z.literal('refunded'), id: attemptId, amountGrosze }),
]);
export type AttemptMessage = z.infer<typeof attemptMessage>;

/** 404: the host knows no attempt of this id. Only with this body is it the host's own word. */
export const unknownAttempt = z.strictObject({
  error: z.literal('unknownAttempt'),
  id: attemptId,
  message: z.string(),
});

/** Every other refusal of a request. */
export const errorMessage = z.strictObject({ error: z.string(), message: z.string() });
