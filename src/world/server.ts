import { timingSafeEqual } from 'node:crypto';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { checkedKey } from '../hosts/host-line.ts';
import { sha256 } from '../kernel/digest.ts';
import { Failure } from '../kernel/failure.ts';
import { controlRoutes } from './control-routes.ts';
import type { Delivery, Process } from './delivery.ts';
import type { TillRoute } from './fault.ts';
import type { Listener } from './listener.ts';
import { openApi } from './openapi.ts';
import { type Operation, type OperationId, operations } from './operation.ts';
import type { Call } from './till-routes.ts';
import type { WorldControl } from './world-control.ts';

export interface ServerParts {
  readonly listener: Listener;
  readonly delivery: Delivery;
  readonly tills: Readonly<Record<TillRoute, (call: Call) => Process>>;
  readonly control: WorldControl;
  /** The bearer key that till and controls must show. */
  readonly key: string;
}

const longestBodyBytes = 16 * 1024;

/** Joins the routes to the listener; nothing is served before the listener is opened. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: longestBodyBytes,
    exposeHeadRoutes: false,
    serverFactory: (handler) => parts.listener.server.on('request', handler),
  });
  const handlers = handlersOf(parts);
  const guard = keyGuard(checkedKey(parts.key));
  for (const id of Object.keys(operations) as OperationId[]) {
    const operation: Operation = operations[id];
    const { method, url } = operation;
    app.route({
      method,
      url,
      ...(operation.open ? {} : { onRequest: guard }),
      handler: (request, reply) => handlers[id](toCall(request), reply),
    });
  }
  app.addHook('onRequest', async (_request, reply) => void reply.header('connection', 'close'));
  app.setErrorHandler((error, _request, reply) => refuse(reply, error));
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 'noRoute', message: 'no such route; see /openapi.json' }),
  );
  await app.ready();
  return app;
}

type Handler = (call: Call, reply: FastifyReply) => Promise<unknown>;

function handlersOf(parts: ServerParts): Readonly<Record<OperationId, Handler>> {
  const { delivery, tills, control } = parts;
  const till =
    (route: TillRoute): Handler =>
    async (call, reply) => {
      await delivery.deliver(route, reply, tills[route](call));
      return reply;
    };
  return {
    start: till('start'),
    status: till('status'),
    withdraw: till('withdraw'),
    refund: till('refund'),
    portal: till('portal'),
    health: async () => ({ status: 'up' }),
    description: async () => openApi(),
    ...controlRoutes(control),
  };
}

function toCall({ params, query, body }: FastifyRequest): Call {
  return { params: params as Readonly<Record<string, string>>, query, body };
}

/** Digests are compared, so that neither length nor content of the key shows in the time taken. */
function keyGuard(key: string) {
  const expected = Buffer.from(sha256(`Bearer ${key}`));
  return async ({ headers }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const shown = Buffer.from(sha256(headers.authorization ?? ''));
    if (timingSafeEqual(shown, expected)) return undefined;
    return reply.code(401).send({ error: 'unauthorized', message: 'show the key of the hosts' });
  };
}

const statusOf: Readonly<Record<string, number>> = {
  'world.badRequest': 400,
  'world.noPhone': 404,
  'world.noRequest': 409,
};

/** What went wrong inside stays inside. */
function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof Failure) {
    const { code, message } = error;
    return reply.code(statusOf[code] ?? 500).send({ error: code, message });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (error instanceof Error && status >= 400 && status < 500) {
    return reply.code(status).send({ error: 'world.badRequest', message: error.message });
  }
  return reply.code(500).send({ error: 'internal', message: 'the hosts failed' });
}
