import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { operations } from '../../src/world/operation.ts';
import { startHosts } from '../../src/world/start-hosts.ts';
import { closeHosts, key, runningHosts, world } from './running-hosts.ts';
import { VirtualClock } from './virtual-clock.ts';

afterEach(closeHosts);

const pending = { result: 'answered', status: 'pending' };
const approved = { result: 'answered', status: 'approved' };

describe('a till and the hosts', () => {
  test('P5 P6 a code from the phone is charged once the customer confirms', async () => {
    const { hosts, blik, start } = await runningHosts();
    const { code } = await hosts.showCode('marta');
    expect(await start('a', 12_34, code)).toEqual(pending);
    expect(await hosts.confirm('marta')).toBe('approved');
    expect(await blik.status('a')).toEqual(approved);
    expect((await hosts.ledger()).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'a opened',
      'a charged',
    ]);
  });

  test('P11 an attempt that never arrived is unknown, and withdrawn for ever', async () => {
    const { blik, start } = await runningHosts();
    expect(await blik.status('a')).toEqual({ result: 'answered', status: 'unknownId' });
    expect(await blik.refund('a')).toEqual({ result: 'answered', status: 'unknownId' });
    expect(await blik.withdraw('a')).toEqual({ result: 'answered', status: 'withdrawn' });
    expect(await start('a')).toEqual({ result: 'answered', status: 'withdrawn' });
  });

  test('a refund is made once', async () => {
    const { hosts, blik, start } = await runningHosts();
    expect(await start('a', 80_88)).toEqual(approved);
    expect(await blik.refund('a')).toEqual({ result: 'answered', status: 'refunded' });
    expect(await blik.refund('a')).toEqual({ result: 'answered', status: 'refunded' });
    expect((await hosts.ledger()).length).toBe(3);
  });

  test('the same id with another amount is no answer to the till', async () => {
    const { start } = await runningHosts();
    await start('a', 10_00);
    expect(await start('a', 10_01)).toEqual({ result: 'unanswered' });
  });

  test('94,88 is approved, and its start held for ever', async () => {
    const { hosts, blik, held, start } = await runningHosts();
    const answer = start('a', 94_88);
    await held(1);
    expect(await blik.status('a')).toEqual(approved);
    await hosts.close();
    expect(await answer).toEqual({ result: 'unanswered' });
    expect(hosts.holding()).toBe(0);
  });

  test('P13 P21 the portal gives what is active, or only what was pushed', async () => {
    const { hosts, portal } = await runningHosts();
    const { uniqueNumber } = world.bases.till;
    const fetch = async () => [
      await portal.fetchConfiguration({ uniqueNumber, pushedOnly: false }),
      await portal.fetchConfiguration({ uniqueNumber, pushedOnly: true }),
    ];
    const blik = (...actives: boolean[]) =>
      actives.map((active) => ({ result: 'answered', blik: active }));
    expect(await fetch()).toEqual(blik(true, true));
    await hosts.changePortal({ push: false });
    expect(await fetch()).toEqual(blik(true, false));
    await hosts.changePortal({ push: true, blik: false });
    expect(await fetch()).toEqual(blik(false, false));
    expect(await hosts.changePortal({ blik: true, assigned: false })).toEqual({
      uniqueNumber,
      assigned: false,
      blik: true,
      push: true,
    });
    expect(await fetch()).toEqual(blik(false, false));
    await hosts.changePortal({ assigned: true });
    expect(
      await portal.fetchConfiguration({ uniqueNumber: 'ABC 1111111111', pushedOnly: false }),
    ).toEqual({ result: 'answered', blik: false });
  });

  test('P10 the hosts can be reached', async () => {
    const { portal } = await runningHosts();
    expect(await portal.reachable()).toBe(true);
  });

  test('each moment of a request is told', async () => {
    const moments: string[] = [];
    const answered = Promise.withResolvers<void>();
    const { hosts, start } = await runningHosts({
      async onAttempt(moment, route) {
        await Promise.resolve();
        const records = (await hosts.ledger()).length;
        moments.push(`${route} ${moment}, ${records} on the ledger`);
        if (moment === 'answered') answered.resolve();
      },
    });
    await start('a');
    await answered.promise;
    expect(moments).toEqual([
      'start received, 0 on the ledger',
      'start recorded, 1 on the ledger',
      'start answered, 1 on the ledger',
    ]);
  });

  test('no answer leaves while whoever is told is at work', async () => {
    const order: string[] = [];
    const recorded = Promise.withResolvers<void>();
    const work = Promise.withResolvers<void>();
    const { portal, start } = await runningHosts({
      async onAttempt(moment) {
        if (moment !== 'recorded') return;
        recorded.resolve();
        await work.promise;
        order.push('work done');
      },
    });
    const answer = start('a').then(() => order.push('answer'));
    await recorded.promise;
    for (let round = 0; round < 3; round += 1) await portal.reachable();
    work.resolve();
    await answer;
    expect(order).toEqual(['work done', 'answer']);
  });

  test('with a file the ledger outlives the hosts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'razem-hosts-'));
    const ledgerFile = join(folder, 'ledger.jsonl');
    const first = await runningHosts({ ledgerFile });
    await first.start('a', 80_88);
    await closeHosts();
    const second = await runningHosts({ ledgerFile });
    expect(await second.blik.status('a')).toEqual(approved);
    await second.hosts.close();
    await closeHosts();
    rmSync(folder, { recursive: true });
  });
});

describe('what the server refuses', () => {
  async function ask(method: string, path: string, init: RequestInit = {}): Promise<string> {
    const { hosts } = await runningHosts();
    const headers = { authorization: `Bearer ${key}`, ...init.headers };
    const answer = await fetch(`${hosts.url}${path}`, { method, ...init, headers });
    const text = await answer.text();
    expect(text).not.toContain(key);
    return `${answer.status} ${text}`;
  }
  const json = (body: unknown) => ({
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const start = { code: '123456', amountGrosze: 100, tillId: '1' };

  test.each<[string, string, RequestInit, string]>([
    ['PUT', '/blik/attempts/a', {}, '400 world.badRequest the body: is missing'],
    [
      'PUT',
      '/blik/attempts/a',
      json('{'),
      "400 world.badRequest Body is not valid JSON but content-type is set to 'application/json'",
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json([]),
      '400 world.badRequest the body: must be a group of fields',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, pan: 1 }),
      '400 world.badRequest pan: unknown field',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, code: '12345' }),
      '400 world.badRequest code: must be 6 digits',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, code: 123456 }),
      '400 world.badRequest code: must be one value',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, amountGrosze: 0 }),
      '400 world.badRequest amountGrosze: must be above 0',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, amountGrosze: 1.5 }),
      '400 world.badRequest amountGrosze: must be a whole number',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ code: '123456', tillId: '1' }),
      '400 world.badRequest amountGrosze: is missing',
    ],
    [
      'PUT',
      '/blik/attempts/a%20b',
      json(start),
      '400 world.badRequest id: must be 1 to 64 letters, digits or any of . _ : -',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      { body: 'x', headers: { 'content-type': 'text/csv' } },
      '415 world.badRequest Unsupported Media Type',
    ],
    [
      'PUT',
      '/blik/attempts/a',
      json({ ...start, tillId: 'x'.repeat(17_000) }),
      '413 world.badRequest Request body is too large',
    ],
    ['GET', '/tills/A/configuration', {}, '400 world.badRequest pushedOnly: is missing'],
    [
      'GET',
      '/tills/A/configuration?pushedOnly=1',
      {},
      '400 world.badRequest pushedOnly: must be one of: true, false',
    ],
    [
      'POST',
      '/phones/bob/code',
      {},
      '404 world.noPhone no phone "bob"; this world has: marta, jan',
    ],
    [
      'POST',
      '/phones/marta/confirm',
      {},
      '409 world.noRequest phone marta: no payment waits for confirmation',
    ],
    [
      'POST',
      '/phones/marta/confirm',
      json({ pim: '1' }),
      '400 world.badRequest pim: unknown field',
    ],
    [
      'POST',
      '/faults',
      json({ kind: 'flood' }),
      '400 world.badRequest kind: must be one of: refuse, delay, loseRequest, loseReply, silence, twice, garbage, wrongAttempt, http500, down',
    ],
    ['POST', '/faults', json({ kind: 'delay' }), '400 world.badRequest ms: is missing'],
    [
      'POST',
      '/faults',
      json({ kind: 'silence', times: 0 }),
      '400 world.badRequest times: must be at least 1',
    ],
    [
      'POST',
      '/faults',
      json({ kind: 'refuse', on: 'status', reason: 'TIMEOUT' }),
      '400 world.badRequest on: must be one of: start, refund',
    ],
    [
      'POST',
      '/faults',
      json({ kind: 'down' }),
      '400 world.badRequest ms: is missing: nobody could lift it through a closed port',
    ],
    [
      'POST',
      '/portal',
      json({ uniqueNumber: 'X' }),
      '400 world.badRequest uniqueNumber: unknown field',
    ],
    ['GET', '/nothing', {}, '404 noRoute no such route; see /openapi.json'],
    ['DELETE', '/ledger', {}, '404 noRoute no such route; see /openapi.json'],
  ])('%s %s', async (method, path, init, refusal) => {
    const [status, error, ...words] = refusal.split(' ');
    const body = JSON.stringify({ error, message: words.join(' ') });
    expect(await ask(method, path, init)).toBe(`${status} ${body}`);
  });

  test('whoever does not show the key, on every route but the open two', async () => {
    const { hosts } = await runningHosts();
    const letIn: string[] = [];
    for (const [id, operation] of Object.entries(operations)) {
      for (const shown of ['', 'Bearer', `Bearer ${key}x`, `Basic ${key}`, key]) {
        const url = `${hosts.url}${operation.url.replaceAll(/:\w+/g, 'marta')}`;
        const headers = { authorization: shown };
        const answer = await fetch(url, { method: operation.method, headers });
        if (answer.status !== 401) letIn.push(id);
        await answer.body?.cancel();
      }
    }
    expect([...new Set(letIn)]).toEqual(['health', 'description']);
    expect(await hosts.ledger()).toEqual([]);
  });

  test('and says what to show', async () => {
    const { hosts } = await runningHosts();
    expect(await (await fetch(`${hosts.url}/ledger`)).json()).toEqual({
      error: 'unauthorized',
      message: 'show the key of the hosts',
    });
  });

  test('a port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(
      startHosts({ world, clock: new VirtualClock(), key, seed: 1, port }),
    ).rejects.toEqual(
      new Failure(
        'hosts.portInUse',
        `port ${port} on 127.0.0.1 is in use by another program; choose another port, or 0 for a free one`,
      ),
    );
    await new Promise((done) => other.close(done));
  });

  test('a key that is none', async () => {
    const starting = startHosts({ world, clock: new VirtualClock(), key: 'short', seed: 1 });
    await expect(starting).rejects.toThrow(
      new Failure(
        'hosts.badKey',
        'the key of the hosts must be 8 to 256 visible ASCII characters; set it in the environment',
      ),
    );
  });
});

test('the hosts listen on the loopback alone', async () => {
  const { hosts } = await runningHosts();
  expect(hosts.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});
