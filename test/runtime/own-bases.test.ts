import { expect, test } from 'vitest';
import { restoreState, saveState } from '../../src/runtime/decide.ts';
import { at } from '../till/play.ts';
import { bases } from '../till/shop.ts';
import { Counter } from './counter.ts';

const fewer = { ...bases, goods: bases.goods.slice(0, 2) };
const types = (counter: Counter) => counter.entries.map(({ event }) => event.type);

test('a world is loaded once, and again only when its file was changed', async () => {
  const counter = new Counter();
  const second = await counter.next();
  const third = await second.next({ bases: fewer });
  const fourth = await third.next({ bases: fewer });
  expect(types(fourth).filter((type) => type === 'till.configured')).toHaveLength(2);
  expect(fourth.context.bases).toEqual(fewer);
});

test('what an older version kept is taken; what it did not know yet is as in a new till', () => {
  const saved = JSON.parse(saveState(at('register'))) as {
    snapshot: { context: Record<string, unknown> };
  };
  delete saved.snapshot.context['rateMarks'];
  delete saved.snapshot.context['programmed'];
  const restored = restoreState(JSON.stringify(saved));
  expect(saveState(restored)).toBe(saveState(at('register')));
});
