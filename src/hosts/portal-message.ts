import { z } from 'zod';

/** What a till and the customer portal say to each other (RULES P12, P13, P21). */

/** `GET /tills/{uniqueNumber}/configuration`. */
export const configurationQuery = z.strictObject({
  /** Only what the portal has ordered for the till (`Włącz BLIK na kasie`). */
  pushedOnly: z.enum(['true', 'false']),
});

export const configurationMessage = z.strictObject({
  uniqueNumber: z.string(),
  /** Whether the till may offer BLIK. */
  blik: z.boolean(),
});

/** 404: the till is assigned to no location, so it may not offer BLIK (RULES P12). */
export const unknownTill = z.strictObject({
  error: z.literal('unknownTill'),
  uniqueNumber: z.string(),
  message: z.string(),
});

/** `GET /health`, without a key. */
export const healthMessage = z.strictObject({ status: z.literal('up') });
