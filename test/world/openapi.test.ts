import { afterEach, expect, test } from 'vitest';
import { Listener } from '../../src/world/listener.ts';
import { openApi } from '../../src/world/openapi.ts';
import { buildServer, type ServerParts } from '../../src/world/server.ts';
import { closeHosts, key, runningHosts } from './running-hosts.ts';

afterEach(closeHosts);

/** Fastify's own tree of routes as `METHOD /path/{parameter}`. */
function routesOf(tree: string): string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods] =
      /^([│ ]*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
    const depth = indent.length / 4;
    parents[depth] = `${parents[depth - 1] ?? ''}${path.replaceAll(/:(\w+)/g, '{$1}')}`;
    return (methods?.split(', ') ?? []).map((method) => `${method} ${parents[depth]}`);
  });
}

test('every route that is served is described, and none other', async () => {
  const parts = { listener: new Listener(0), key } as ServerParts;
  const app = await buildServer(parts);
  const paths = Object.entries(openApi().paths as Record<string, Record<string, unknown>>);
  const described = paths.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(described.toSorted()).toEqual(
    routesOf(app.printRoutes({ commonPrefix: false })).toSorted(),
  );
  expect(described).toMatchInlineSnapshot(`
    [
      "PUT /blik/attempts/{id}",
      "GET /blik/attempts/{id}",
      "POST /blik/attempts/{id}/withdrawal",
      "POST /blik/attempts/{id}/refund",
      "GET /tills/{uniqueNumber}/configuration",
      "GET /health",
      "GET /openapi.json",
      "GET /phones",
      "POST /phones/{phone}/code",
      "POST /phones/{phone}/confirm",
      "POST /phones/{phone}/refuse",
      "POST /faults",
      "DELETE /faults",
      "POST /portal",
      "GET /ledger",
    ]
  `);
});

test('the description says what the hosts check', async () => {
  const { hosts } = await runningHosts();
  const description: unknown = await (await fetch(`${hosts.url}/openapi.json`)).json();
  expect(description).toEqual(JSON.parse(JSON.stringify(openApi())));
  expect(openApi().paths).toHaveProperty(
    ['/blik/attempts/{id}', 'put', 'requestBody', 'content', 'application/json', 'schema'],
    {
      type: 'object',
      properties: {
        code: { type: 'string', pattern: String.raw`^\d{6}$` },
        amountGrosze: { type: 'integer', exclusiveMinimum: 0, maximum: 9_999_999_999 },
        tillId: { type: 'string', minLength: 1, maxLength: 64 },
      },
      required: ['code', 'amountGrosze', 'tillId'],
      additionalProperties: false,
    },
  );
});
