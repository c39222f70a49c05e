import { z } from 'zod';
import { errorMessage } from '../hosts/blik-message.ts';
import { type Operation, operations } from './operation.ts';

/** The description of the hosts' routes, OpenAPI 3.1, made from the schemas that they check by. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    const path = operation.url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(id, operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Razem: emulated hosts', version: '1' },
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
}

function described(operationId: string, operation: Operation): Record<string, unknown> {
  const { url, summary, open, query, body, answers } = operation;
  const refusals = { default: { description: 'Refused.', content: json(errorMessage) } };
  const answered = Object.entries(answers).map(([status, schema]) => [
    status,
    { description: Number(status) < 300 ? 'Answered.' : 'Not known.', content: json(schema) },
  ]);
  return {
    operationId,
    summary,
    security: open ? [] : [{ key: [] }],
    parameters: [...pathParameters(url), ...queryParameters(query)],
    ...(body && { requestBody: { required: true, content: json(body, 'input') } }),
    responses: { ...Object.fromEntries(answered), ...refusals },
  };
}

function pathParameters(url: string): unknown[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodType | undefined): unknown[] {
  const { properties = {}, required = [] } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function json(schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io });
  return { 'application/json': { schema: plain } };
}
