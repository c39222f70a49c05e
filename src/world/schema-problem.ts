import type { z } from 'zod';
import { Failure } from '../kernel/failure.ts';

export type FieldPath = readonly (string | number)[];

/** The first thing wrong with a value, in words that follow the field's name and a colon. */
export interface Problem {
  readonly path: FieldPath;
  readonly message: string;
}

/** Needs an error parsed with `reportInput`, to tell a missing field from a wrong one. */
export function firstProblem(error: z.ZodError): Problem {
  return problemsIn(error)[0] ?? { path: [], message: 'is not valid' };
}

/** Everything wrong with a value; as `firstProblem`. */
export function problemsIn(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path as FieldPath;
    if (issue.code !== 'unrecognized_keys') return [{ path, message: inWords(issue) }];
    return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field' }));
  });
}

/** `goods[3].rate`; a name that would break the line is quoted. */
export function fieldName(path: FieldPath): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return `.${/^[\p{L}\p{N}_-]+$/u.test(part) ? part : JSON.stringify(part)}`;
  });
  return parts.join('').replace(/^\./, '');
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${expected[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.join(', ')}`;
    case 'invalid_union':
      // Zod knows the discriminator's choices, but its types do not say so.
      return 'options' in issue && Array.isArray(issue.options)
        ? `must be one of: ${issue.options.join(', ')}`
        : issue.message;
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    default:
      return issue.message;
  }
}

/** Numbers are bounded themselves; lists and texts in their length. */
function bound(origin: string, relation: string, limit: number | bigint): string {
  if (origin !== 'array' && origin !== 'string') return `must be ${relation} ${limit}`;
  if (relation === 'at least' && limit === 1) return 'must not be empty';
  return `must have ${relation} ${limit} ${origin === 'array' ? 'entries' : 'characters'}`;
}

const expected: Readonly<Record<string, string>> = {
  string: 'one value',
  object: 'a group of fields',
  record: 'a group of fields',
  array: 'a list',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** The value as the schema reads it. Failure `world.badRequest`, naming the field. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, at: FieldPath = []): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const { path, message } = firstProblem(parsed.error);
  const field = fieldName([...at, ...path]) || 'the body';
  throw new Failure('world.badRequest', `${field}: ${message}`);
}
