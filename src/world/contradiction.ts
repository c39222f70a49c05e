import type { Problem } from './schema-problem.ts';
import type { WorldDescription } from './world-schema.ts';

/** What no single field can show: the first thing in a world that clashes with another. */
export function contradictionIn(world: WorldDescription): Problem | undefined {
  return (
    rates(world) ??
    goods(world) ??
    cashiers(world) ??
    paymentForms(world) ??
    repeated('phones', world.phones, 'id')
  );
}

function rates({ rates: programmed }: WorldDescription): Problem | undefined {
  const active = Object.values(programmed).some((rate) => rate !== 'inactive');
  return active ? undefined : { path: ['rates'], message: 'must have at least one active rate' };
}

function goods({ goods: items, rates: programmed }: WorldDescription): Problem | undefined {
  const letters = Object.keys(programmed).filter((letter) => programmed[letter] !== 'inactive');
  for (const [index, { rate }] of items.entries()) {
    if (letters.includes(rate)) continue;
    const state = rate in programmed ? 'inactive' : 'not programmed';
    const message = `rate ${rate} is ${state}; use one of: ${letters.join(', ')}`;
    return { path: ['goods', index, 'rate'], message };
  }
  return repeated('goods', items, 'code') ?? repeated('goods', items, 'name');
}

function cashiers({ cashiers: people }: WorldDescription): Problem | undefined {
  if (!people.some(({ role }) => role === 'manager')) {
    return { path: ['cashiers'], message: 'must have a manager' };
  }
  return repeated('cashiers', people, 'number');
}

/** One cash form, unique names (facts/till, payment-form base). */
function paymentForms({ paymentForms: forms }: WorldDescription): Problem | undefined {
  const cash = forms.filter(({ type }) => type === 'GOTÓWKA').length;
  if (cash !== 1) {
    return {
      path: ['paymentForms'],
      message: `must have exactly one form of type GOTÓWKA, not ${cash}`,
    };
  }
  return repeated('paymentForms', forms, 'number') ?? repeated('paymentForms', forms, 'name');
}

/** Names are compared without case and punctuation, as tills do. */
function repeated<Row>(
  section: string,
  rows: readonly Row[],
  field: keyof Row & string,
): Problem | undefined {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const value = String(row[field]);
    const key = field === 'name' ? value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '') : value;
    const first = seen.get(key);
    if (first !== undefined) {
      const message = `${value} is already in ${section}[${first}]`;
      return { path: [section, index, field], message };
    }
    seen.set(key, index);
  }
  return undefined;
}
