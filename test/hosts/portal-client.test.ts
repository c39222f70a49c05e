import type { Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openPortalClient } from '../../src/hosts/portal-client.ts';
import { httpAnswer, rudeServer } from './rude-server.ts';

const uniqueNumber = 'ZBF 1801007587';
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
});

async function portalSaying(behave: (socket: Socket) => void) {
  const server = await rudeServer(behave);
  const portal = openPortalClient({ url: `${server.url}/`, key: 'portal-key', timeoutMs: 60 });
  opened.push(portal, server);
  return { server, portal };
}

const saying = (status: number, body: unknown) => (socket: Socket) =>
  socket.end(httpAnswer(status, body));

test.each([
  [200, { uniqueNumber, blik: true }, { result: 'answered', blik: true }],
  [200, { uniqueNumber, blik: false }, { result: 'answered', blik: false }],
  [404, { error: 'unknownTill', uniqueNumber, message: 'x' }, { result: 'answered', blik: false }],
  [404, { error: 'unknownTill', uniqueNumber: 'ABC 1', message: 'x' }, { result: 'unanswered' }],
  [404, 'not here', { result: 'unanswered' }],
  [200, { uniqueNumber: 'ABC 1', blik: true }, { result: 'unanswered' }],
  [200, { uniqueNumber, blik: 'yes' }, { result: 'unanswered' }],
  [500, { uniqueNumber, blik: true }, { result: 'unanswered' }],
])('P13 the portal says %i %j', async (status, body, answer) => {
  const { portal, server } = await portalSaying(saying(status, body));
  expect(await portal.fetchConfiguration({ uniqueNumber, pushedOnly: true })).toEqual(answer);
  expect(server.requests.map((text) => text.split(' HTTP/')[0])).toEqual([
    'GET /tills/ZBF%201801007587/configuration?pushedOnly=true',
  ]);
});

test('P10 the hosts are reachable when they say so themselves', async () => {
  expect(await (await portalSaying(saying(200, { status: 'up' }))).portal.reachable()).toBe(true);
  expect(await (await portalSaying(saying(200, '<html>'))).portal.reachable()).toBe(false);
  expect(await (await portalSaying(saying(503, { status: 'up' }))).portal.reachable()).toBe(false);
  expect(await (await portalSaying(() => {})).portal.reachable()).toBe(false);
  const { portal, server } = await portalSaying(() => {});
  await server.close();
  expect(await portal.reachable()).toBe(false);
  expect(await portal.fetchConfiguration({ uniqueNumber, pushedOnly: false })).toEqual({
    result: 'notSent',
  });
});
