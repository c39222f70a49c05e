import { Agent, request } from 'undici';
import { Failure } from '../kernel/failure.ts';

export interface HostLineOptions {
  /** `https://host.example` or, at home, `http://127.0.0.1:port`. */
  readonly url: string;
  /** The till's bearer key. It goes into the header and nowhere else. */
  readonly key: string;
  /** Real time: only a guard against leaks, for the till has deadlines of its own. */
  readonly timeoutMs?: number;
  /** Called at `host:ROUTE:sending` and `host:ROUTE:answered`, where a test may cut the power. */
  readonly probe?: (point: string) => void;
}

export interface HostRequest {
  /** Names the request at the probe. */
  readonly route: string;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

/** `answered`: some HTTP answer with a JSON body came, whatever it says; the caller judges it. */
export type HostReply =
  | { readonly result: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly result: 'notSent' }
  | { readonly result: 'unanswered' };

export interface HostLine {
  /** Sends once, never again: a repeat is the till's decision. Throws only what the probe throws. */
  ask(request: HostRequest): Promise<HostReply>;
  /** Drops the line; what was being asked stays unanswered. */
  close(): Promise<void>;
}

const longestAnswerBytes = 64 * 1024;

/**
 * One connection per request: a kept connection could die between two requests, and nobody could
 * say whether the second one was sent. Failures: `hosts.badUrl`, `hosts.badKey`.
 */
export function openHostLine(options: HostLineOptions): HostLine {
  const { timeoutMs = 30_000, probe } = options;
  const base = checkedUrl(options.url);
  const authorization = `Bearer ${checkedKey(options.key)}`;
  const agent = new Agent({ pipelining: 0, maxResponseSize: longestAnswerBytes });

  async function ask({ route, method, path, body }: HostRequest): Promise<HostReply> {
    probe?.(`host:${route}:sending`);
    const reply = await exchange(`${base}${path}`, {
      dispatcher: agent,
      method,
      reset: true,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (reply.result === 'answered') probe?.(`host:${route}:answered`);
    return reply;
  }
  return { ask, close: () => agent.destroy() };
}

async function exchange(
  url: string,
  options: NonNullable<Parameters<typeof request>[1]>,
): Promise<HostReply> {
  try {
    const { statusCode, body } = await request(url, options);
    return { result: 'answered', status: statusCode, body: await body.json() };
  } catch (error) {
    return { result: neverConnected(error) ? 'notSent' : 'unanswered' };
  }
}

/**
 * True only for errors from before the connection stood. The code alone would not tell:
 * EHOSTUNREACH, for one, can also befall a request that is under way.
 */
function neverConnected(error: unknown): boolean {
  if (error instanceof AggregateError) {
    return error.errors.length > 0 && error.errors.every(neverConnected);
  }
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'UND_ERR_CONNECT_TIMEOUT') return true;
  return 'syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo');
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && url.username === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new Failure(
      'hosts.badUrl',
      'the address of the hosts must be like http://127.0.0.1:8080, without user, query or fragment',
    );
  }
  return url.href.replace(/\/$/, '');
}

/** A key fit for a header, or a Failure `hosts.badKey` that does not repeat it. */
export function checkedKey(key: string): string {
  if (/^[\x21-\x7e]{8,256}$/.test(key)) return key;
  throw new Failure(
    'hosts.badKey',
    'the key of the hosts must be 8 to 256 visible ASCII characters; set it in the environment',
  );
}
