import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { openBlikClient } from '../../src/hosts/blik-client.ts';
import { httpAnswer, rudeServer, type RudeServer } from './rude-server.ts';

const key = 'K-7f3a9c-not-for-logs';
const attempt = { id: 'a-1', code: '012345', amount: 1234 };
const approved = { status: 'approved', id: 'a-1', amountGrosze: 1234 };
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
});

async function rude(behave: (socket: Socket) => void): Promise<RudeServer> {
  const server = await rudeServer(behave);
  opened.push(server);
  return server;
}

function client(url: string, timeoutMs = 5_000) {
  const blik = openBlikClient({ url, key, tillId: 'ZBF 1801007587', timeoutMs });
  opened.unshift(blik);
  return blik;
}

const saying = (status: number, body: unknown) => (socket: Socket) =>
  socket.end(httpAnswer(status, body));

describe('a valid answer', () => {
  test.each([
    [
      { ...approved, status: 'pending' },
      { result: 'answered', status: 'pending' },
    ],
    [approved, { result: 'answered', status: 'approved' }],
    [
      { ...approved, status: 'refused', reason: 'USER_TIMEOUT' },
      { result: 'answered', status: 'refused', reason: 'USER_TIMEOUT' },
    ],
    [
      { status: 'withdrawn', id: 'a-1' },
      { result: 'answered', status: 'withdrawn' },
    ],
    [
      { ...approved, status: 'refunded' },
      { result: 'answered', status: 'refunded' },
    ],
  ])('%j', async (message, answer) => {
    const server = await rude(saying(200, message));
    expect(await client(server.url).start(attempt)).toEqual(answer);
  });

  test('each question is one request with method, path and key', async () => {
    const server = await rude(saying(200, approved));
    const blik = client(server.url);
    await blik.start(attempt);
    await blik.status('a-1');
    await blik.withdraw('a-1');
    await blik.refund('a-1');
    expect(server.requests.map((text) => text.split(' HTTP/')[0])).toEqual([
      'PUT /blik/attempts/a-1',
      'GET /blik/attempts/a-1',
      'POST /blik/attempts/a-1/withdrawal',
      'POST /blik/attempts/a-1/refund',
    ]);
    expect(server.requests.every((text) => text.includes(`authorization: Bearer ${key}`))).toBe(
      true,
    );
    expect(server.requests[0]?.split('\r\n\r\n')[1]).toBe(
      '{"code":"012345","amountGrosze":1234,"tillId":"ZBF 1801007587"}',
    );
  });

  test('a refund that was not made says why', async () => {
    const server = await rude(saying(200, { ...approved, reason: 'RET_LATE' }));
    expect(await client(server.url).refund('a-1')).toEqual({
      result: 'answered',
      status: 'approved',
      reason: 'RET_LATE',
    });
  });
});

describe('not sent is said only when certainly nothing left the till', () => {
  test('nobody listens', async () => {
    const server = await rudeServer(() => {});
    await server.close();
    expect(await client(server.url).start(attempt)).toEqual({ result: 'notSent' });
  });

  test('nobody listens on any address of the name', async () => {
    const server = await rudeServer(() => {});
    await server.close();
    const url = server.url.replace('127.0.0.1', 'localhost');
    expect(await client(url).start(attempt)).toEqual({ result: 'notSent' });
  });

  test('the name is unknown', async () => {
    expect(await client('http://host.invalid').start(attempt)).toEqual({ result: 'notSent' });
  });
});

describe('everything else is unanswered, and sent once', () => {
  const { id: _id, ...anonymous } = approved;
  test.each<[string, (socket: Socket) => void]>([
    ['the connection is reset', (socket) => socket.resetAndDestroy()],
    ['the connection is closed', (socket) => socket.end()],
    ['the head breaks off', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['the body breaks off', (socket) => socket.end(httpAnswer(200, approved).slice(0, -5))],
    ['no HTTP', (socket) => socket.end('220 smtp ready\r\n')],
    ['no JSON', saying(200, '<html>login</html>')],
    ['nothing in it', saying(200, '')],
    ['no attempt', saying(200, { hello: 1 })],
    ['no id', saying(200, anonymous)],
    ['an unknown field', saying(200, { ...approved, extra: 1 })],
    ['an unknown status', saying(200, { ...approved, status: 'paid' })],
    ['an unknown reason', saying(200, { ...approved, status: 'refused', reason: 'NO' })],
    ['refused without a reason', saying(200, { ...approved, status: 'refused' })],
    ['a fraction of a grosz', saying(200, { ...approved, amountGrosze: 1234.5 })],
    ['another attempt', saying(200, { ...approved, id: 'a-2' })],
    ['another amount', saying(200, { ...approved, amountGrosze: 1235 })],
    ['approved, but as an error', saying(500, approved)],
    ['unavailable', saying(503, { error: 'x', message: 'y' })],
    ['unauthorised', saying(401, { error: 'unauthorized', message: 'no' })],
    ['conflict', saying(409, { error: 'idReused', message: 'no' })],
    ['approved, but only accepted', saying(202, approved)],
    ['too long', saying(200, { ...approved, padding: 'x'.repeat(70_000) })],
    [
      'moved',
      (socket) => socket.end('HTTP/1.1 307 X\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n'),
    ],
  ])('%s', async (_name, behave) => {
    const server = await rude(behave);
    expect(await client(server.url).start(attempt)).toEqual({ result: 'unanswered' });
    expect(server.requests.length).toBe(1);
  });

  test.each<[string, (socket: Socket) => void]>([
    ['silence', () => {}],
    ['a head without its body', (socket) => socket.write(httpAnswer(200, approved).slice(0, -5))],
  ])('%s, until the guard against leaks', async (_name, behave) => {
    const server = await rude(behave);
    expect(await client(server.url, 60).start(attempt)).toEqual({ result: 'unanswered' });
    expect(server.requests.length).toBe(1);
  });

  test('the line is dropped while the host is silent', async () => {
    const heard = Promise.withResolvers<void>();
    const server = await rude(() => heard.resolve());
    const blik = client(server.url);
    const answer = blik.start(attempt);
    await heard.promise;
    await blik.close();
    expect(await answer).toEqual({ result: 'unanswered' });
  });

  test('no connection is kept: the next request neither fails nor is sent twice', async () => {
    const server = await rude((socket) => {
      socket.write(httpAnswer(200, approved), () => socket.resetAndDestroy());
    });
    const blik = client(server.url);
    for (let asked = 1; asked <= 5; asked += 1) {
      expect(await blik.status('a-1')).toEqual({ result: 'answered', status: 'approved' });
      expect(server.requests.length).toBe(asked);
    }
    expect(server.requests.every((text) => text.includes('connection: close'))).toBe(true);
  });
});

describe('an id that the host does not know', () => {
  const unknown = { error: 'unknownAttempt', id: 'a-1', message: 'no attempt a-1' };

  test('is the host’s own word only with its body', async () => {
    const blik = client((await rude(saying(404, unknown))).url);
    expect(await blik.status('a-1')).toEqual({ result: 'answered', status: 'unknownId' });
    expect(await blik.refund('a-1')).toEqual({ result: 'answered', status: 'unknownId' });
    expect(await blik.start(attempt)).toEqual({ result: 'unanswered' });
  });

  test.each([
    [404, 'not found'],
    [404, { ...unknown, id: 'a-2' }],
    [404, { error: 'noRoute', message: 'no such route' }],
    [200, unknown],
  ])('%i %j says nothing', async (status, body) => {
    const blik = client((await rude(saying(status, body))).url);
    expect(await blik.status('a-1')).toEqual({ result: 'unanswered' });
  });
});

describe('the probe', () => {
  test('is called before sending and after the answer', async () => {
    const points: string[] = [];
    const server = await rude((socket) => {
      points.push('host');
      saying(200, approved)(socket);
    });
    const probe = (point: string) => points.push(point);
    const blik = openBlikClient({ url: server.url, key, tillId: '1', probe });
    opened.unshift(blik);
    await blik.start(attempt);
    expect(points).toEqual(['host:start:sending', 'host', 'host:start:answered']);
  });
});

function opening(options: { url?: string; key?: string }): unknown {
  try {
    openBlikClient({ url: 'http://127.0.0.1:1', key, tillId: '1', ...options });
  } catch (error) {
    return error instanceof Failure ? `${error.code} ${error.message}` : error;
  }
  return 'opened';
}

describe('refused options', () => {
  test.each(['', 'localhost:80', 'ftp://host', 'http://user:secret@host', 'http://host/?a=1'])(
    'the address %j',
    (url) => {
      expect(opening({ url })).toBe(
        'hosts.badUrl the address of the hosts must be like http://127.0.0.1:8080, without user, query or fragment',
      );
    },
  );

  test.each(['', 'short', 'with a space', 'line\nbreak-in-key', 'ključ-ključ'])(
    'the key %j',
    (bad) => {
      expect(opening({ key: bad })).toBe(
        'hosts.badKey the key of the hosts must be 8 to 256 visible ASCII characters; set it in the environment',
      );
    },
  );
});
