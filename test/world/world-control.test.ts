import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { connectHosts, type WorldControl } from '../../src/world/world-control.ts';
import { rudeServer, httpAnswer } from '../hosts/rude-server.ts';
import { closeHosts, key, runningHosts } from './running-hosts.ts';

const connected: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of connected.splice(0)) await thing.close();
  await closeHosts();
});

function connect(url: string, shown = key) {
  const control = connectHosts({ url, key: shown });
  connected.push(control);
  return control;
}

describe.each(['in this process', 'over HTTP'])('the controls of the world, %s', (place) => {
  async function counter() {
    const { hosts, ...rest } = await runningHosts();
    const control: WorldControl = place === 'over HTTP' ? connect(hosts.url) : hosts;
    return { ...rest, control };
  }

  test('a customer shows a code, confirms and refuses', async () => {
    const { control, start, clock } = await counter();
    const { code, expiresAt } = await control.showCode('marta');
    expect(expiresAt - clock.now()).toBe(120_000);
    await start('a', 12_34, code);
    clock.pass(1_000);
    expect(await control.phones()).toEqual([
      {
        id: 'marta',
        owner: 'Marta Kowalska',
        balanceGrosze: 1500_00,
        request: { merchant: 'Sklep Pod Lipą', amountGrosze: 12_34, remainingMs: 59_000 },
      },
      { id: 'jan', owner: 'Jan Wiśniewski', balanceGrosze: 20_00 },
    ]);
    expect(await control.confirm('marta')).toBe('approved');
    await start('b', 12_34, (await control.showCode('jan')).code);
    expect(await control.refuse('jan')).toBe('USER_DECLINED');
    await start('c', 12_34, (await control.showCode('jan')).code);
    expect(await control.confirm('jan', '0000')).toBe('ER_BAD_PIN');
    expect((await control.ledger()).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'a opened',
      'a charged',
      'b opened',
      'b refused',
      'c opened',
      'c refused',
    ]);
  });

  test('faults are ordered and lifted', async () => {
    const { control, start } = await counter();
    await control.orderFault({ kind: 'http500', times: 'untilLifted' });
    expect(await start('a')).toEqual({ result: 'unanswered' });
    await control.liftFaults();
    expect(await start('a')).toEqual({ result: 'answered', status: 'pending' });
  });

  test('the hosts go down for a while', async () => {
    const { control, start, clock, portal } = await counter();
    await control.orderFault({ kind: 'down', ms: 5_000 });
    expect(await start('a')).toEqual({ result: 'notSent' });
    clock.pass(5_000);
    await expect.poll(() => portal.reachable()).toBe(true);
  });

  test('the portal is changed', async () => {
    const { control } = await counter();
    expect(await control.changePortal({ push: false })).toEqual({
      uniqueNumber: 'ZBF 1801007587',
      assigned: true,
      blik: true,
      push: false,
    });
  });

  test('what cannot be is refused by name', async () => {
    const { control } = await counter();
    await expect(control.showCode('bob')).rejects.toEqual(
      new Failure('world.noPhone', 'no phone "bob"; this world has: marta, jan'),
    );
    await expect(control.confirm('marta')).rejects.toEqual(
      new Failure('world.noRequest', 'phone marta: no payment waits for confirmation'),
    );
    await expect(control.orderFault({ kind: 'delay', ms: 0 })).rejects.toEqual(
      new Failure('world.badRequest', 'ms: must be at least 1'),
    );
  });
});

describe('hosts that cannot be controlled', () => {
  test('the wrong key', async () => {
    const { hosts } = await runningHosts();
    await expect(connect(hosts.url, 'another-key').phones()).rejects.toEqual(
      new Failure('unauthorized', 'show the key of the hosts'),
    );
  });

  test('nobody there', async () => {
    const server = await rudeServer(() => {});
    await server.close();
    await expect(connect(server.url).phones()).rejects.toEqual(
      new Failure(
        'hosts.unreachable',
        `no hosts answer at ${server.url}; start them with: razem hosts`,
      ),
    );
  });

  test('something else there', async () => {
    const server = await rudeServer((socket) => socket.end(httpAnswer(200, { hello: 1 })));
    connected.push(server);
    await expect(connect(server.url).ledger()).rejects.toEqual(
      new Failure('hosts.noAnswer', `${server.url} gives no answer of emulated hosts`),
    );
  });
});
