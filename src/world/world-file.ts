import { Failure } from '../kernel/failure.ts';
import type { Grosze } from '../kernel/money.ts';
import { type Bases, type PaymentForm, type Rate, usualMaxChange } from '../till/bases.ts';
import { contradictionIn } from './contradiction.ts';
import { fieldName, firstProblem, type Problem } from './schema-problem.ts';
import { type WorldDescription, worldSchema } from './world-schema.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A shop, and the people and hosts around its counter. */
export interface World {
  readonly bases: Bases;
  /** The name of one of the printer's profiles. */
  readonly printer: { readonly profile: string };
  readonly portal: PortalState;
  readonly blikHost: BlikRules;
  readonly phones: readonly PhoneOwner[];
}

/** What the portal holds about the till. */
export interface PortalState {
  readonly uniqueNumber: string;
  /** The till belongs to a location (RULES P12). */
  readonly assigned: boolean;
  /** BLIK is active at that location. */
  readonly blik: boolean;
  /** `Włącz BLIK na kasie` was pressed for the till (RULES P21). */
  readonly push: boolean;
}

/** What the BLIK host judges by. */
export interface BlikRules {
  /** As the customer's bank app shows it. */
  readonly merchant: string;
  /** The most that one payment may take. */
  readonly limit: Grosze;
  readonly codeLifeMs: number;
  readonly confirmationMs: number;
}

export interface PhoneOwner {
  readonly id: string;
  readonly owner: string;
  readonly balance: Grosze;
  /** The most that one payment may take. */
  readonly limit: Grosze;
  readonly pin: string;
}

/**
 * Reads a world. Failures name file, line and field: `world.invalid`, or `file.unreadable`,
 * `file.syntax` and `file.extends` of `readYaml`.
 */
export function loadWorld(file: string): World {
  const source = readYaml(file);
  const parsed = worldSchema.safeParse(source.value, { reportInput: true });
  if (!parsed.success) throw invalid(source, firstProblem(parsed.error));
  const contradiction = contradictionIn(parsed.data);
  if (contradiction) throw invalid(source, contradiction);
  return toWorld(parsed.data);
}

function invalid(source: YamlSource, { path, message }: Problem): Failure {
  return new Failure('world.invalid', `${source.where(path)}: ${fieldName(path)}: ${message}`);
}

function toWorld(description: WorldDescription): World {
  const { shop, till, printer, portal, phones, blik } = description;
  const { codeLifeMs, confirmationMs, limit } = blik;
  return {
    bases: toBases(description),
    printer,
    portal: { uniqueNumber: till.uniqueNumber, ...portal },
    blikHost: { merchant: shop.name, limit, codeLifeMs, confirmationMs },
    phones,
  };
}

export function toBases(description: WorldDescription): Bases {
  const { shop, till, paymentForms, blik } = description;
  const { limit: _hostsOwn, ...timings } = blik;
  return {
    shop,
    till,
    rates: Object.entries(description.rates)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(toRate),
    goods: description.goods.map(({ price, ...item }) =>
      price === undefined ? item : { ...item, price },
    ),
    cashiers: description.cashiers.map(({ pin, trained, ...person }) => ({
      ...person,
      ...(!trained && { untrained: true as const }),
      pinHash: pin,
    })),
    paymentForms: paymentForms.map(withChange),
    blik: timings,
    percentMethod: description.percentMethod,
    ...(description.embeddedCodes && { embeddedCodes: description.embeddedCodes }),
  };
}

/** Cash gives change up to the usual amount unless the world says otherwise. */
function withChange(form: PaymentForm): PaymentForm {
  return form.type === 'GOTÓWKA' ? { maxChange: usualMaxChange, ...form } : form;
}

/** Inactive rates do not reach the till; the rest go in the order of their letters. */
function toRate([letter, rate]: readonly [string, number | 'exempt' | 'inactive']): Rate[] {
  if (rate === 'inactive') return [];
  return [rate === 'exempt' ? { letter } : { letter, percent: rate }];
}
