import { afterEach, describe, expect, test } from 'vitest';
import { FaultList } from '../../src/world/fault.ts';
import { closeHosts, runningHosts } from './running-hosts.ts';

afterEach(closeHosts);

const pending = { result: 'answered', status: 'pending' };
const unanswered = { result: 'unanswered' };
const unknownId = { result: 'answered', status: 'unknownId' };

describe('a fault on the start of an attempt', () => {
  test('refuse: the attempt is refused for the ordered reason', async () => {
    const { hosts, blik, start } = await runningHosts();
    await hosts.orderFault({ kind: 'refuse', reason: 'TAS_DECLINED' });
    const refused = { result: 'answered', status: 'refused', reason: 'TAS_DECLINED' };
    expect(await start('a')).toEqual(refused);
    expect(await blik.status('a')).toEqual(refused);
    expect(await start('b')).toEqual(pending);
  });

  test('loseRequest: it never arrived', async () => {
    const { hosts, blik, start } = await runningHosts();
    await hosts.orderFault({ kind: 'loseRequest', on: 'start' });
    expect(await start('a')).toEqual(unanswered);
    expect(await blik.status('a')).toEqual(unknownId);
  });

  test.each(['loseReply', 'garbage', 'wrongAttempt', 'http500'] as const)(
    '%s: it arrived, and the till cannot know',
    async (kind) => {
      const { hosts, blik, start } = await runningHosts();
      await hosts.orderFault({ kind, on: 'start' });
      expect(await start('a')).toEqual(unanswered);
      expect(await blik.status('a')).toEqual(pending);
    },
  );

  test('twice: it arrived twice and counts once', async () => {
    const { hosts, start } = await runningHosts();
    await hosts.orderFault({ kind: 'twice', on: 'start' });
    expect(await start('a', 80_88)).toEqual({ result: 'answered', status: 'approved' });
    expect((await hosts.ledger()).map(({ kind }) => kind)).toEqual(['opened', 'charged']);
  });

  test('silence: it is held until the till leaves', async () => {
    const { hosts, blik, held, start, clock } = await runningHosts();
    await hosts.orderFault({ kind: 'silence', on: 'start' });
    const answer = start('a');
    await held(1);
    clock.pass(3_600_000);
    expect(hosts.holding()).toBe(1);
    await blik.close();
    expect(await answer).toEqual(unanswered);
    await held(0);
  });

  test('silence: a till that has left before is not held', async () => {
    const left = Promise.withResolvers<void>();
    const { hosts, blik, start, portal } = await runningHosts({
      async onAttempt(moment) {
        if (moment !== 'recorded') return;
        await blik.close();
        for (let round = 0; round < 3; round += 1) await portal.reachable();
        left.resolve();
      },
    });
    await hosts.orderFault({ kind: 'silence', on: 'start' });
    expect(await start('a')).toEqual(unanswered);
    await left.promise;
    await portal.reachable();
    expect(hosts.holding()).toBe(0);
  });

  test('delay: it is processed at once and answered late, with the state of then', async () => {
    const { hosts, blik, held, start, clock } = await runningHosts();
    await hosts.orderFault({ kind: 'delay', ms: 30_000, on: 'start' });
    const answer = start('a');
    await held(1);
    await hosts.confirm('marta');
    expect(await blik.status('a')).toEqual({ result: 'answered', status: 'approved' });
    clock.pass(29_999);
    expect(hosts.holding()).toBe(1);
    clock.pass(1);
    expect(hosts.holding()).toBe(0);
    expect(await answer).toEqual(pending);
  });

  test('down: certainly nothing was sent, until it is lifted', async () => {
    const { hosts, blik, held, portal, start } = await runningHosts();
    await hosts.orderFault({ kind: 'silence', on: 'start' });
    const before = start('a');
    await held(1);
    await hosts.orderFault({ kind: 'down' });
    expect(await before).toEqual(unanswered);
    expect(await start('b')).toEqual({ result: 'notSent' });
    expect(await portal.reachable()).toBe(false);
    await hosts.liftFaults();
    expect(await blik.status('a')).toEqual(pending);
    expect(await blik.status('b')).toEqual(unknownId);
  });
});

describe('faults in general', () => {
  test('a refund can fail, and the attempt stays approved', async () => {
    const { hosts, blik, start } = await runningHosts();
    await start('a', 80_88);
    await hosts.orderFault({ kind: 'refuse', on: 'refund', reason: 'RET_LATE' });
    expect(await blik.refund('a')).toEqual({
      result: 'answered',
      status: 'approved',
      reason: 'RET_LATE',
    });
  });

  test('the portal can be befallen too', async () => {
    const { hosts, portal } = await runningHosts();
    await hosts.orderFault({ kind: 'wrongAttempt', on: 'portal' });
    const request = { uniqueNumber: 'ZBF 1801007587', pushedOnly: false };
    expect(await portal.fetchConfiguration(request)).toEqual(unanswered);
    expect(await portal.fetchConfiguration(request)).toEqual({ result: 'answered', blik: true });
  });

  test('they befall so many requests of their route, in their order, or all until lifted', () => {
    const faults = new FaultList();
    faults.order({ kind: 'silence', on: 'status', times: 2 });
    faults.order({ kind: 'garbage', on: 'all', times: 'untilLifted' });
    const routes = ['start', 'status', 'status', 'status', 'portal'] as const;
    const taken = () => routes.map((route) => faults.take(route)?.kind);
    expect(taken()).toEqual(['garbage', 'silence', 'silence', 'garbage', 'garbage']);
    expect(taken()).toEqual(['garbage', 'garbage', 'garbage', 'garbage', 'garbage']);
    faults.lift();
    expect(taken()).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test('a time of being down ends by itself, on the same port', async () => {
    const { hosts, start, clock, portal } = await runningHosts();
    await hosts.orderFault({ kind: 'down', ms: 5_000 });
    clock.pass(4_999);
    expect(await start('a')).toEqual({ result: 'notSent' });
    clock.pass(1);
    await expect.poll(() => portal.reachable()).toBe(true);
    expect(await start('a')).toEqual(pending);
  });
});
