import type { Bases } from '../till/bases.ts';
import { type Section, sections, type WrittenFields, writeBases } from './bases-text.ts';
import { contradictionsIn } from './contradiction.ts';
import { type FieldPath, fieldName, type Problem, problemsIn } from './schema-problem.ts';
import { toBases } from './world-file.ts';
import { worldSchema } from './world-schema.ts';
import { readYaml } from './yaml-source.ts';

/** Bases as somebody wrote them into files: texts, not yet judged. */
export interface BasesSource {
  readonly sections: Readonly<Partial<Record<Section, unknown>>>;
  /** What is wrong with the form of the files, a line each. */
  readonly problems: readonly string[];
  /** `goods.csv:5: rate`, where a field is written. */
  place(path: FieldPath): string;
}

export type ReadBases = { readonly bases: Bases } | { readonly problems: readonly string[] };

/** Failures: those of `readYaml`. */
export function yamlBases(file: string): BasesSource {
  const source = readYaml(file);
  const written = source.value as Record<string, unknown>;
  const strange = Object.keys(written).filter((name) => !sections.some((known) => known === name));
  const none = Object.keys(written).length === 0 ? [`${file}:1: holds no base; ${basesAre}`] : [];
  return {
    sections: written,
    problems: [
      ...none,
      ...strange.map((name) => `${source.where([name])}: ${name}: is no base; ${basesAre}`),
    ],
    place: (path) => `${source.where(path)}: ${fieldName(path)}`,
  };
}

const basesAre = `bases are: ${sections.join(', ')}`;

/**
 * The till's bases with what the source gives: lists whole, fields of the shop, the rates and BLIK one by
 * one. A cashier without PIN or training keeps what that number has. All or nothing: every problem is a line.
 */
export function readBases(source: BasesSource, present: Bases): ReadBases {
  if (source.problems.length > 0) return { problems: source.problems };
  const parsed = worldSchema.safeParse(overlaid(source, present), { reportInput: true });
  const found = parsed.success ? contradictionsIn(parsed.data) : problemsIn(parsed.error);
  if (parsed.success && found.length === 0) {
    return { bases: { ...toBases(parsed.data), till: present.till } };
  }
  return { problems: found.map((problem) => inWords(source, problem)) };
}

/** What is not in the files can only clash with them. */
function inWords(source: BasesSource, { path, message }: Problem): string {
  const section = sections.find((name) => name === path[0]);
  const isGiven = section !== undefined && section in source.sections;
  return `${isGiven ? source.place(path) : `the till's own ${fieldName(path)}`}: ${message}`;
}

function overlaid({ sections: given }: BasesSource, present: Bases) {
  const own = writeBases(present);
  const { number, uniqueNumber, fiscalised } = present.till;
  return {
    ...own,
    ...given,
    ...(given.shop !== undefined && { shop: over(own.shop, given.shop) }),
    ...(given.rates !== undefined && { rates: over(own.rates, given.rates) }),
    ...(given.blik !== undefined && { blik: over(own.blik, given.blik) }),
    ...(given.cashiers !== undefined && { cashiers: withPins(own.cashiers, given.cashiers) }),
    till: { number, uniqueNumber, fiscalised: String(fiscalised) },
    printer: { profile: 'any' },
  };
}

function over(own: WrittenFields, given: unknown): unknown {
  return isFields(given) ? { ...own, ...given } : given;
}

function withPins(own: readonly WrittenFields[], given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  return given.map((row: unknown) => {
    if (!isFields(row)) return row;
    const known = own.find(({ number }) => number === row['number']);
    return known ? { trained: known['trained'], pin: known['pin'], ...row } : row;
  });
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
