import { expect, test } from 'vitest';
import { memoryJournal } from '../../src/journal/journal.ts';
import { contextOf, restoreState, saveState } from '../../src/runtime/decide.ts';
import { recoverState } from '../../src/runtime/recovery.ts';
import { SwitchedOffTill } from '../../src/runtime/switched-off-till.ts';
import { at, noon } from '../till/play.ts';
import { bases as shop } from '../till/shop.ts';
import { Counter } from './counter.ts';
import { settle } from './fakes.ts';

/** A till that trains has nothing to write into a fiscal memory. */
const bases = { ...shop, till: { ...shop.till, fiscalised: false } };
const fewer = { ...bases, goods: bases.goods.slice(0, 2) };
const types = (counter: Counter) => counter.entries.map(({ event }) => event.type);

test('a world is loaded once, and again only when its file was changed', async () => {
  const counter = new Counter({ bases });
  const second = await counter.next({ bases });
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

test('imported bases outlive every start; a changed world is left aside, which is said once', async () => {
  const journal = memoryJournal({ id: 'f00dcafe' });
  new Counter({ journal, bases }).till.shutDown();
  expect(new SwitchedOffTill(journal, noon).importBases(fewer)).toBeUndefined();
  const third = new Counter({ journal, bases });
  await settle();
  expect(third.context.bases).toEqual(fewer);
  const dearer = { ...bases, shop: { ...bases.shop, name: 'Sklep Nowy' } };
  const fourth = await third.next({ bases: dearer });
  expect([fourth.context.bases, fourth.notice]).toEqual([fewer, 'bases.kept']);
  const fifth = await fourth.next({ bases: dearer });
  expect(types(fifth).filter((type) => type === 'till.configured')).toHaveLength(2);
});

test('a till that is switched off takes bases whole, or nothing is journaled', () => {
  const journal = memoryJournal({ id: 'f00dcafe' });
  new Counter({ journal, bases }).till.shutDown();
  const till = new SwitchedOffTill(journal, noon - 60_000);
  const before = journal.last;
  expect(till.importBases({ ...bases, paymentForms: [] })).toBe('form.cashMissing');
  expect(till.importBases(fewer, { dryRun: true })).toBeUndefined();
  expect(journal.last).toEqual(before);
  expect(till.importBases(fewer)).toBeUndefined();
  expect(
    [...journal.entriesAfter(before?.seq ?? 0)].map(({ at: time, event }) => [time, event]),
  ).toEqual([[noon, { type: 'bases.imported', bases: fewer }]]);
  expect(journal.checkpoint?.seq).toBe(journal.last?.seq);
  expect(contextOf(recoverState(journal).till).bases).toEqual(fewer);
});
