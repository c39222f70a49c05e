import { expect, test } from 'vitest';
import { Counter } from './counter.ts';

test('a clock that stands before the last entry: the till says so and begins no sale', async () => {
  const counter = await Counter.withAnna();
  await counter.press('2 KOD RAZEM RAZEM');
  counter.ports.clock.putBack(3_600_000);
  const second = await counter.next();
  await second.press('1 RAZEM 1111 RAZEM 2 KOD');
  expect([second.notice, second.context.receipt]).toEqual(['clock.back', undefined]);
  second.ports.clock.putBack(-3_600_000);
  const third = await second.next();
  await third.press('1 RAZEM 1111 RAZEM 2 KOD');
  expect(third.context.receipt?.lines.length).toBe(1);
});

test('a clock that is set right by less than a minute hinders nobody', async () => {
  const counter = await Counter.withAnna();
  await counter.press('2 KOD RAZEM RAZEM');
  counter.ports.clock.putBack(59_000);
  const second = await counter.next();
  await second.press('1 RAZEM 1111 RAZEM 2 KOD');
  expect(second.context.receipt?.lines.length).toBe(1);
});

test('a receipt that was open is finished, whatever the clock says', async () => {
  const counter = await Counter.withAnna();
  await counter.press('2 KOD');
  counter.ports.clock.putBack(3_600_000);
  const second = await counter.next();
  await second.press('2 KOD RAZEM RAZEM');
  expect(second.ports.printer.paper).toEqual(['fiscalReceipt 1']);
});
