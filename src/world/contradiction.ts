import type { Problem } from './schema-problem.ts';
import type { WorldDescription } from './world-schema.ts';

/** What no single field can show: the first thing in a world that clashes with another. */
export function contradictionIn(world: WorldDescription): Problem | undefined {
  return contradictionsIn(world)[0];
}

/** Everything in a world that clashes with something else in it. */
export function contradictionsIn(world: WorldDescription): Problem[] {
  return [
    ...rates(world),
    ...goods(world),
    ...cashiers(world),
    ...paymentForms(world),
    ...repeated('phones', world.phones, 'id'),
  ];
}

function rates({ rates: programmed }: WorldDescription): Problem[] {
  const active = Object.values(programmed).some((rate) => rate !== 'inactive');
  return active ? [] : [{ path: ['rates'], message: 'must have at least one active rate' }];
}

function goods({ goods: items, rates: programmed }: WorldDescription): Problem[] {
  const letters = Object.keys(programmed).filter((letter) => programmed[letter] !== 'inactive');
  const rateless = [...items.entries()].filter(([, { rate }]) => !letters.includes(rate));
  return [
    ...rateless.map(([index, { rate }]) => {
      const state = rate in programmed ? 'inactive' : 'not programmed';
      const message = `rate ${rate} is ${state}; use one of: ${letters.join(', ')}`;
      return { path: ['goods', index, 'rate'], message };
    }),
    ...repeated('goods', items, 'code'),
    ...repeated('goods', items, 'name'),
    ...repeatedBarcodes(items),
  ];
}

/** No barcode belongs to two items, nor is it the code of another. */
function repeatedBarcodes(items: WorldDescription['goods']): Problem[] {
  const seen = new Map(items.map(({ code }, index) => [code, index]));
  const found: Problem[] = [];
  for (const [index, { barcodes = [] }] of items.entries()) {
    for (const [place, barcode] of barcodes.entries()) {
      const first = seen.get(barcode);
      if (first === undefined) seen.set(barcode, index);
      else {
        const message = `${barcode} is already in goods[${first}]`;
        found.push({ path: ['goods', index, 'barcodes', place], message });
      }
    }
  }
  return found;
}

function cashiers({ cashiers: people }: WorldDescription): Problem[] {
  const managed = people.some(({ role }) => role === 'manager');
  return [
    ...(managed ? [] : [{ path: ['cashiers'], message: 'must have a manager' }]),
    ...repeated('cashiers', people, 'number'),
  ];
}

/** One cash form, unique names (facts/till, payment-form base). */
function paymentForms({ paymentForms: forms }: WorldDescription): Problem[] {
  const cash = forms.filter(({ type }) => type === 'GOTÓWKA').length;
  const message = `must have exactly one form of type GOTÓWKA, not ${cash}`;
  return [
    ...(cash === 1 ? [] : [{ path: ['paymentForms'], message }]),
    ...repeated('paymentForms', forms, 'number'),
    ...repeated('paymentForms', forms, 'name'),
    ...[...forms.entries()].flatMap(([index, { name }]) =>
      keptNames.has(comparable(name))
        ? [
            {
              path: ['paymentForms', index, 'name'],
              message: `${name} is kept for BLIK’s own form`,
            },
          ]
        : [],
    ),
  ];
}

/** BLIK's forms join the list by themselves (RULES P13). */
const keptNames = new Set(['BLIK', 'WERYFIKACJABLIK']);

/** Names are compared without case and punctuation, as tills do. */
function comparable(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function repeated<Row>(
  section: string,
  rows: readonly Row[],
  field: keyof Row & string,
): Problem[] {
  const seen = new Map<string, number>();
  const found: Problem[] = [];
  for (const [index, row] of rows.entries()) {
    const value = String(row[field]);
    const key = field === 'name' ? comparable(value) : value;
    const first = seen.get(key);
    if (first !== undefined) {
      const message = `${value} is already in ${section}[${first}]`;
      found.push({ path: [section, index, field], message });
    } else {
      seen.set(key, index);
    }
  }
  return found;
}
