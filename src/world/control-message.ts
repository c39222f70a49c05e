import { z } from 'zod';
import { reasonCode } from '../hosts/blik-message.ts';
import { ledgerRecord } from './blik-ledger.ts';

/** What the controls of the world say over HTTP: answers of phones, portal and ledger. */

const phoneView = z.strictObject({
  id: z.string(),
  owner: z.string(),
  balanceGrosze: z.int(),
  code: z.strictObject({ code: z.string(), remainingMs: z.int() }).exactOptional(),
  request: z
    .strictObject({ merchant: z.string(), amountGrosze: z.int(), remainingMs: z.int() })
    .exactOptional(),
});
export const phoneList = z.strictObject({ phones: z.array(phoneView) });
export const shownCode = z.strictObject({ code: z.string(), expiresAt: z.int() });
export const confirmation = z.strictObject({ pin: z.string().exactOptional() });
export const verdictMessage = z.strictObject({
  verdict: z.union([z.literal('approved'), reasonCode]),
});
export const portalChange = z.strictObject({
  assigned: z.boolean().exactOptional(),
  blik: z.boolean().exactOptional(),
  push: z.boolean().exactOptional(),
});
export const portalState = z.strictObject({
  uniqueNumber: z.string(),
  assigned: z.boolean(),
  blik: z.boolean(),
  push: z.boolean(),
});
export const ledgerMessage = z.strictObject({ records: z.array(ledgerRecord) });
export const done = z.strictObject({ status: z.literal('done') });
