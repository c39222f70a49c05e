import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { Counter } from './counter.ts';
import { settle, status } from './fakes.ts';

describe('a journal that cannot be written', () => {
  const full = new Failure('journal.full', 'no space for the journal');
  const stopped = ['SPRZEDAŻ WSTRZYMANA:', 'brak miejsca na', 'dysku', ''];

  test('a key is not taken, and the till says why it does not sell', async () => {
    const counter = await Counter.withAnna();
    counter.journal.refusal = full;
    await counter.press('2 KOD');
    expect([counter.till.display(), counter.till.failure, counter.context.typed]).toEqual([
      stopped,
      full,
      '',
    ]);
    delete counter.journal.refusal;
    await counter.press('2 KOD');
    expect([counter.till.failure, counter.context.receipt?.lines.length]).toEqual([undefined, 1]);
  });

  test('what comes from outside is kept and taken once the journal can be written', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123');
    const answer = counter.ports.answers.start.hold();
    await counter.press('RAZEM');
    counter.journal.refusal = full;
    answer(status('approved'));
    await settle();
    expect([counter.name, counter.till.display()]).toEqual(['awaitingConfirmation', stopped]);
    expect(counter.ports.printer.paper).toEqual([]);
    await counter.ports.clock.pass(5000);
    expect(counter.till.failure).toBe(full);
    delete counter.journal.refusal;
    counter.ports.answers.status.order(status('approved'));
    await counter.ports.clock.pass(5000);
    expect([counter.name, counter.ports.printer.paper]).toEqual(['register', ['fiscalReceipt 1']]);
  });

  test('it is the very outcome that is kept: nothing is asked a second time', async () => {
    const counter = await Counter.withAnna();
    const answer = counter.ports.answers.reachable.hold();
    await counter.press('FUNKCJE 2');
    counter.journal.refusal = full;
    answer(true);
    await settle();
    delete counter.journal.refusal;
    await counter.ports.clock.pass(4999);
    expect(counter.name).toBe('checkingLink');
    await counter.ports.clock.pass(1);
    expect([counter.name, counter.notice]).toEqual(['register', 'link.up']);
  });

  test('a deadline that was not journaled rings again', async () => {
    const counter = await Counter.withAnna();
    counter.ports.answers.reachable.hold();
    await counter.press('FUNKCJE 2');
    counter.journal.refusal = full;
    await counter.ports.clock.pass(8000);
    expect(counter.name).toBe('checkingLink');
    delete counter.journal.refusal;
    await counter.ports.clock.pass(5000);
    expect([counter.name, counter.notice]).toEqual(['register', 'link.down']);
  });

  test('a deadline that was not journaled does not ring in another wait', async () => {
    const counter = await Counter.withAnna();
    counter.ports.answers.reachable.hold();
    counter.ports.answers.reachable.hold();
    await counter.press('FUNKCJE 2');
    counter.journal.refusal = full;
    await counter.ports.clock.pass(8000);
    delete counter.journal.refusal;
    await counter.press('C FUNKCJE 2');
    await counter.ports.clock.pass(7999);
    expect(counter.name).toBe('checkingLink');
    await counter.ports.clock.pass(1);
    expect(counter.name).toBe('register');
  });

  test('a verdict on a PIN that the journal took late opens the till to nobody else', async () => {
    const counter = new Counter();
    await counter.press('9 RAZEM 9999');
    const verdict = counter.ports.answers.pin.hold();
    await counter.press('RAZEM');
    counter.journal.refusal = full;
    verdict(true);
    await settle();
    delete counter.journal.refusal;
    await counter.press('C 1 RAZEM');
    await counter.ports.clock.pass(5000);
    expect([counter.name, counter.context.candidate, counter.context.cashier]).toEqual([
      ...['enteringPin', 1, undefined],
    ]);
  });

  test.each([
    ['journal.busy', 'dziennik zajęty przez'],
    ['journal.diskFault', 'błąd zapisu'],
  ])('%s is said in words', async (code, words) => {
    const counter = await Counter.withAnna();
    counter.journal.refusal = new Failure(code, 'x');
    await counter.press('2');
    expect(counter.till.display().join(' ')).toContain(words);
  });
});
