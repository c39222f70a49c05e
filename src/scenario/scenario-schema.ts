import { z } from 'zod';
import { parseMoment } from '../kernel/time.ts';
import { catalogue } from '../text/catalogue.ts';
import { displayRows } from '../till/display-row.ts';
import { faultOrder } from '../world/fault.ts';
import { parseDuration } from './duration.ts';
import { parseKeys, unknownKey } from './key-script.ts';

/** The scenario format (DESIGN §6). Scalars arrive as text, so that codes keep their leading zeros. */

const number = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

const keys = z
  .string()
  .refine((text) => parseKeys(text) !== undefined, {
    error: ({ input }) => {
      const word = unknownKey(String(input));
      const keysAre = 'must be key names, digits or CODE, separated by spaces';
      return word === undefined ? keysAre : `${keysAre}; "${word}" is none`;
    },
  })
  .describe(
    'Keys by name, digits, and CODE for the digits that the phone shows: `3 X 2 KOD RAZEM`',
  );

const repeated = z.strictObject({ times: number, keys });

const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, {
    error: 'must be like 2 s, 500 ms or 2 min',
  })
  .transform((text) => parseDuration(text) ?? 0);

const phone = z.strictObject({
  does: z.enum(['showCode', 'confirm', 'refuse', 'confirmWithWrongPin']),
  id: z.string().exactOptional().describe('Which phone of the world; the first one unless given'),
});

/** Fault orders are numbers where the YAML has text. */
const fault = z.preprocess((order) => {
  if (typeof order !== 'object' || order === null) return order;
  return Object.fromEntries(
    Object.entries(order).map(([key, value]) => [
      key,
      typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
    ]),
  );
}, faultOrder);

const printerOrder = z.union([
  z.enum(['paperOut', 'paperNearEnd', 'paperLoaded', 'coverOpen', 'coverClosed', 'unplug', 'plug']),
  z.strictObject({ paperOutAfter: number.describe('So many more lines are on the roll') }),
]);

const refusal = z
  .string()
  .refine((name) => Object.hasOwn(catalogue, name), { error: 'no refusal of this name' });

const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');

const portal = z
  .strictObject({
    blik: z.enum(['active', 'inactive']).exactOptional().describe('BLIK at the location'),
    assigned: yesNo.exactOptional().describe('The till belongs to a location'),
    push: yesNo.exactOptional().describe('`Włącz BLIK na kasie` is pressed for the till'),
  })
  .describe('Somebody changes this in the portal');

export const expectation = z.strictObject({
  display: z
    .array(z.string())
    .max(displayRows)
    .exactOptional()
    .describe('The rows of the display, trailing blanks and rows left out'),
  refused: z
    .array(refusal)
    .exactOptional()
    .describe('The refusals since the step before last `refused`, by name'),
  printed: z
    .union([z.string(), z.array(z.string())])
    .exactOptional()
    .describe('What was printed since the last `printed`: the whole text, or lines it holds'),
  journal: z
    .array(z.string())
    .exactOptional()
    .describe('The types of the last events in the journal'),
  ledger: z
    .array(z.string())
    .exactOptional()
    .describe('All that the host has in its book: `opened 0,01`, `charged 0,01`, `withdrawn` …'),
  drawer: number.exactOptional().describe('How often the drawer was kicked since last asked'),
});

const cut = z
  .string()
  .min(1)
  .describe('`now`, or the point at which the power is cut when the till next comes to it');

/** Each step does one thing. */
export const step = z
  .strictObject({
    keys: keys.exactOptional(),
    repeat: repeated.exactOptional().describe('The same keys so many times'),
    scan: z
      .string()
      .min(1)
      .max(512)
      .exactOptional()
      .describe('What the scanner reads, with its AIM identifier if it sends one: `]E05900…`'),
    phone: phone.exactOptional(),
    host: z.union([z.literal('works'), fault]).exactOptional(),
    portal: portal.exactOptional(),
    printer: printerOrder.exactOptional(),
    wait: z
      .union([z.literal('quiet'), duration])
      .exactOptional()
      .describe('Time passes: so long, or until the till waits for a person'),
    cut: cut.exactOptional(),
    power: z
      .enum(['off', 'back'])
      .exactOptional()
      .describe('Switched off in order, or on again after that or a cut'),
    expect: expectation.exactOptional(),
  })
  .refine((fields) => Object.keys(fields).length === 1, {
    error: 'a step does exactly one thing',
  });

export const scenarioSchema = z.strictObject({
  title: z.string().min(1),
  rules: z.array(z.string().regex(/^[PTECF]\d+$/, 'must be like P6')).default([]),
  world: z
    .string()
    .default('corner-shop')
    .describe('A world of `fixtures/worlds`, or a file beside'),
  start: z
    .string()
    .refine(isMoment, { error: 'must be a moment like 2026-03-02T10:00' })
    .default('2026-03-02T10:00')
    .transform(parseMoment),
  seed: number.default(1),
  steps: z.array(step).min(1),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Step = z.output<typeof step>;
export type Expectation = z.output<typeof expectation>;

/** For editors: `razem replay --schema`. */
export function scenarioJsonSchema(): unknown {
  return z.toJSONSchema(scenarioSchema, { io: 'input' });
}

function isMoment(text: string): boolean {
  try {
    parseMoment(text);
    return true;
  } catch {
    return false;
  }
}
