import { describe, expect, test } from 'vitest';
import { bases } from '../till/shop.ts';
import { noon } from '../till/play.ts';
import { Counter } from './counter.ts';
import { FakePorts, settle, status, unanswered } from './fakes.ts';

describe('journal first', () => {
  test('a cash sale: each event is in the journal before anything is done about it', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD RAZEM 10 RAZEM');
    expect(counter.ports.log).toEqual([
      'append 8 key.digit',
      'append 9 key.KOD',
      'append 10 key.RAZEM',
      'append 11 key.digit',
      'append 12 key.digit',
      'append 13 key.RAZEM',
      'drawer',
      'print 13.1 fiscalReceipt 1',
      'append 14 printer.printed',
      'append 15 drawer.opened',
    ]);
    expect(counter.notice).toBe('payment.change');
  });

  test('effects bear the number of their entry and their place in it', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD RAZEM RAZEM');
    const effects = counter.entries.flatMap((entry) => entry.effects);
    expect(effects.map(({ id, type }) => [id, type])).toEqual([
      ['1.0', 'portal.fetch'],
      ['1.1', 'deviceKey.create'],
      ['3.0', 'memory.append'],
      ['11.0', 'drawer.open'],
      ['11.1', 'print'],
    ]);
  });

  test('a refusal is journaled by its name', async () => {
    const counter = await Counter.withAnna();
    await counter.press('KOD');
    expect(counter.entries.at(-1)).toEqual({
      seq: 8,
      at: noon,
      event: { type: 'key.KOD' },
      effects: [],
      refusal: 'item.codeMissing',
      hash: counter.journal.last?.hash,
    });
  });

  test('P6 a BLIK payment: the attempt is journaled, then sent; the answer, then printed', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123');
    const answer = counter.ports.answers.start.hold();
    counter.ports.log.length = 0;
    await counter.press('RAZEM');
    expect([counter.name, counter.till.inFlight]).toEqual(['awaitingConfirmation', 1]);
    answer(status('approved'));
    await settle();
    expect(counter.ports.log).toEqual([
      'append 21 key.RAZEM',
      'blik.start f00dcafe-000001 777123 499',
      'append 22 blik.answered',
      'print 22.0 fiscalReceipt 1',
      'append 23 printer.printed',
    ]);
    expect([counter.notice, counter.till.inFlight]).toEqual(['blik.approved', 0]);
  });

  test('a drawer that jams is an outcome, not a fault', async () => {
    const counter = await Counter.withAnna();
    counter.ports.drawerJams = true;
    await counter.press('FUNKCJE 1');
    expect([counter.notice, counter.till.dead]).toEqual(['drawer.failed', false]);
  });

  test('the display tells each change to whoever listens, until they stop', async () => {
    const counter = await Counter.withAnna();
    let changes = 0;
    const stop = counter.till.onChange(() => (changes += 1));
    await counter.press('2');
    const seen = changes;
    stop();
    await counter.press('2');
    expect([seen > 0, changes]).toEqual([true, seen]);
  });
});

describe('the PIN', () => {
  const allText = (counter: Counter) =>
    JSON.stringify([counter.entries, counter.till.state.till.snapshot, counter.till.display()]);

  test('its digits are in no event, no snapshot and on no display', async () => {
    const counter = new Counter();
    await counter.press('9 RAZEM 8');
    expect(counter.till.display()).toEqual(['Kierownik', '', 'PIN:               *', '']);
    await counter.press('2468');
    expect(counter.till.display()[2]).toBe('PIN:           *****');
    expect(allText(counter)).not.toContain('2468');
    await counter.press('RAZEM');
    expect([counter.notice, counter.till.display()]).toEqual([
      'pin.wrong',
      ['Błędny PIN. Spróbuj', 'ponownie', '', ''],
    ]);
    await counter.press('9999 RAZEM');
    expect(counter.name).toBe('register');
    expect(counter.entries.map(({ event }) => event.type)).toEqual([
      ...['till.configured', 'portal.answered', 'deviceKey.created', 'memory.written'],
      ...['key.digit', 'key.RAZEM', 'pin.rejected', 'pin.verified'],
    ]);
  });

  test('C empties the field, a second C leaves it', async () => {
    const counter = new Counter();
    await counter.press('1 RAZEM 12 C');
    expect([counter.name, counter.till.display()[2]]).toEqual(['enteringPin', 'PIN:']);
    await counter.press('C');
    expect(counter.name).toBe('loggedOut');
  });

  test('a new one is typed twice and leaves its hash alone', async () => {
    const counter = new Counter();
    await counter.press('9 RAZEM 9999 RAZEM FUNKCJE 8 2 6 3 1 RAZEM');
    await counter.press('135 RAZEM');
    expect(counter.notice).toBe('pin.tooShort');
    await counter.press('1357 RAZEM 1358 RAZEM');
    expect([counter.notice, counter.name]).toEqual(['pin.differs', 'choosingPin']);
    await counter.press('1357 RAZEM 1357 RAZEM');
    expect([counter.notice, counter.name]).toEqual(['program.done', 'managerMenu']);
    expect(counter.context.bases.cashiers[0]?.pinHash).toBe('hash of 1357');
    const kept = allText(counter).replaceAll('hash of 1357', '');
    expect([kept.includes('1357'), kept.includes('1358')]).toEqual([false, false]);
    await counter.press('C C C FUNKCJE 9 1 RAZEM 1357 RAZEM');
    expect(counter.context.cashier).toEqual({ number: 1, name: 'Anna' });
  });

  test('RAZEM without digits and other keys are refused by name', async () => {
    const counter = new Counter();
    await counter.press('1 RAZEM RAZEM');
    expect(counter.notice).toBe('pin.missing');
    await counter.press('KOD');
    expect(counter.notice).toBe('key.notNow');
  });

  test('keys pressed while it is checked wait for the verdict', async () => {
    const counter = new Counter();
    await counter.press('1 RAZEM 1111');
    const verdict = counter.ports.answers.pin.hold();
    await counter.press('RAZEM 2 KOD');
    expect([counter.name, counter.till.inFlight]).toEqual(['enteringPin', 1]);
    verdict(true);
    await settle();
    expect([counter.name, counter.context.receipt?.lines.length]).toEqual(['register', 1]);
  });

  test('keys that wait and are a PIN again are its digits, not events', async () => {
    const counter = new Counter();
    await counter.press('1 RAZEM 2222');
    const verdict = counter.ports.answers.pin.hold();
    await counter.press('RAZEM 1111 RAZEM 2 KOD');
    verdict(false);
    await settle();
    expect([counter.name, counter.context.typed, counter.context.wrongPins]).toEqual([
      'register',
      '',
      {},
    ]);
    expect(counter.entries.map(({ event }) => event.type).slice(6)).toEqual([
      ...['pin.rejected', 'pin.verified', 'key.digit', 'key.KOD'],
    ]);
  });
});

describe('waiting', () => {
  async function sent(counter: Counter): Promise<void> {
    await counter.press('2 KOD RAZEM FUNKCJE 4 6 RAZEM 777123');
    counter.ports.answers.start.order(unanswered);
    counter.ports.log.length = 0;
    await counter.press('RAZEM');
  }

  test('P11 the host is asked again and again by the attempt’s id, then the cashier is sent on', async () => {
    const counter = await Counter.withAnna();
    await sent(counter);
    counter.ports.answers.status.order(...Array<typeof unanswered>(40).fill(unanswered));
    await counter.ports.clock.pass(119_999);
    const asked = counter.ports.log.filter((line) => line.startsWith('blik.')).slice(0, 3);
    expect(asked).toEqual([
      'blik.start f00dcafe-000001 777123 499',
      'blik.status f00dcafe-000001',
      'blik.status f00dcafe-000001',
    ]);
    expect(counter.name).toBe('awaitingConfirmation');
    await counter.ports.clock.pass(1);
    expect([counter.name, counter.notice, counter.context.attempt?.state]).toEqual([
      'subtotal',
      'blik.unknown',
      'unknown',
    ]);
    expect(counter.ports.clock.armed).toBe(0);
  });

  test('after a restart a wait goes on; the host is asked at once, and before anybody gives up', async () => {
    const counter = await Counter.withAnna();
    await sent(counter);
    await counter.ports.clock.pass(1000);
    const second = await counter.next();
    expect([second.name, second.ports.clock.armed]).toEqual(['awaitingConfirmation', 1]);
    second.till.stop();
    await counter.ports.clock.pass(600_000);
    const third = await second.next();
    expect(third.name).toBe('awaitingConfirmation');
    third.ports.answers.status.order(unanswered, unanswered, unanswered);
    await third.ports.clock.pass(0);
    expect(third.ports.log).toContain('blik.status f00dcafe-000001');
    expect(third.name).toBe('awaitingConfirmation');
    await third.ports.clock.pass(10_000);
    expect([third.name, third.notice]).toEqual(['subtotal', 'blik.unknown']);
  });

  test('a clock that is put back holds up nothing, and the journal’s time never goes back', async () => {
    const counter = await Counter.withAnna();
    await sent(counter);
    counter.ports.clock.putBack(3_600_000);
    counter.ports.answers.status.order(unanswered);
    await counter.ports.clock.pass(2000);
    const second = await counter.next();
    second.ports.answers.status.order(status('approved'));
    await second.ports.clock.pass(3999);
    expect(second.name).toBe('awaitingConfirmation');
    await second.ports.clock.pass(1);
    expect([second.name, second.ports.printer.paper]).toEqual(['register', ['fiscalReceipt 1']]);
    const times = second.entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    // Until the clock is read again it stands.
    expect(times.at(-1)).toBe(noon + 4000);
  });
});

describe('power and bases', () => {
  test('the bases are loaded once, and again only when they differ', async () => {
    const counter = await Counter.withAnna();
    const second = await counter.next();
    expect(second.ports.log).toEqual([
      ...['append 8 till.started', 'portal.fetch pushed', 'append 9 portal.answered'],
    ]);
    const [, ...goods] = bases.goods;
    const third = await second.next({ bases: { ...bases, goods } });
    expect(third.ports.log).toContain('append 11 till.configured');
    expect(third.context.bases.goods).toEqual(goods);
  });

  test('new bases wait until the open receipt is done', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD');
    const second = await counter.next({ bases: { ...bases, goods: [] } });
    expect([second.notice, second.context.bases, second.context.receipt?.lines.length]).toEqual([
      ...['till.receiptOpen', bases, 1],
    ]);
  });

  test('new bases do not make a document forgotten that is on its way to paper', async () => {
    const counter = await Counter.withAnna();
    counter.ports.printer.accidents.push({ fate: 'interrupted', trouble: 'paperOut' });
    await counter.press('2 KOD RAZEM RAZEM');
    const second = await counter.next({ bases: { ...bases, goods: [] } });
    await second.press('RAZEM');
    expect(second.ports.printer.paper).toEqual([
      ...['half fiscalReceipt 1', 'interruptedPrint 1', 'fiscalReceipt 1 repeat'],
    ]);
  });

  test('counts, the chain of digests and locked cashiers outlive new bases', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD RAZEM RAZEM FUNKCJE 9 2 RAZEM 1 RAZEM');
    const before = counter.context;
    const second = await counter.next({ bases: { ...bases, paymentForms: [] } });
    const { documentCount, receiptCount, lastDigest, wrongPins, blik } = second.context;
    expect(second.context.bases.paymentForms).toEqual([]);
    expect({ documentCount, receiptCount, lastDigest, wrongPins, blik }).toEqual({
      documentCount: 1,
      receiptCount: 1,
      lastDigest: before.lastDigest,
      wrongPins: { 2: 1 },
      blik: true,
    });
    expect(lastDigest).toMatch(/^(?!0{40})[0-9A-F]{40}$/);
  });

  test('switched off in order, the till leaves a checkpoint and acts no more', async () => {
    const counter = await Counter.withAnna();
    await counter.press('2 KOD');
    counter.till.shutDown();
    await counter.press('2 KOD');
    expect([counter.till.dead, counter.journal.checkpoint?.seq]).toEqual([true, 10]);
    const second = await counter.next();
    expect(second.context.receipt?.lines.length).toBe(1);
  });

  test('the program’s own faults are not swallowed', () => {
    const ports = new FakePorts(noon, () => {
      throw new TypeError('a fault');
    });
    expect(() => new Counter({ ports })).toThrow(TypeError);
  });
});
