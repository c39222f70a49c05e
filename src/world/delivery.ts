import type { FastifyReply } from 'fastify';
import type { ReasonCode } from '../hosts/blik-message.ts';
import type { Clock } from '../runtime/ports.ts';
import type { FaultList, RequestFault, TillRoute } from './fault.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Processed, but never answered. */
  readonly silent?: boolean;
}

/** Does what a request asks; `ordered` is the reason of a fault that refuses it. */
export type Process = (ordered?: ReasonCode) => Answer;

/**
 * Where a test may kill the till: the host has got the request, has it on its ledger, has sent the
 * answer. The host waits for the listener before it goes on, but after `answered`.
 */
export type AttemptListener = (
  moment: 'received' | 'recorded' | 'answered',
  route: TillRoute,
) => void | Promise<void>;

interface DeliveryParts {
  readonly clock: Clock;
  readonly faults: FaultList;
  readonly onAttempt: AttemptListener | undefined;
}

/**
 * The network between till and hosts: carries requests and answers, and the faults that befall
 * them. A held request is one that only time, or the till's leaving, can end.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #held = new Set<(answer: boolean) => void>();
  readonly #listeners = new Set<() => void>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  holding(): number {
    return this.#held.size;
  }

  /** Calls back whenever the number of held requests has changed; the returned function ends it. */
  onHoldingChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Cuts the connections of all held requests. */
  drop(): void {
    for (const release of this.#held) release(false);
  }

  async deliver(route: TillRoute, reply: FastifyReply, process: Process): Promise<void> {
    const { faults, onAttempt } = this.#parts;
    const fault = faults.take(route);
    if (fault?.kind === 'loseRequest') return cut(reply);
    await onAttempt?.('received', route);
    const answer = answerUnder(fault, process);
    await onAttempt?.('recorded', route);
    if (fault?.kind === 'loseReply' || !(await this.#hold(reply, fault, answer))) return cut(reply);
    reply.raw.once('finish', () => void onAttempt?.('answered', route));
    reply.code(answer.status).send(answer.body);
  }

  /** False when the answer must not be sent: the caller has left, or nobody shall answer. */
  async #hold(
    reply: FastifyReply,
    fault: RequestFault | undefined,
    answer: Answer,
  ): Promise<boolean> {
    const forever = fault?.kind === 'silence' || answer.silent === true;
    if (!forever && fault?.kind !== 'delay') return true;
    if (reply.raw.destroyed) return false;
    const { clock } = this.#parts;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const release = (answered: boolean) => {
      if (this.#held.delete(release)) this.#tell();
      resolve(answered);
    };
    const leave = () => release(false);
    this.#held.add(release);
    reply.raw.once('close', leave);
    const cancel =
      fault?.kind === 'delay'
        ? clock.at(clock.now() + fault.ms, () => release(!forever))
        : () => {};
    this.#tell();
    const answered = await promise;
    cancel();
    reply.raw.off('close', leave);
    return answered;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}

function answerUnder(fault: RequestFault | undefined, process: Process): Answer {
  const answer = process(fault?.kind === 'refuse' ? fault.reason : undefined);
  switch (fault?.kind) {
    case 'twice':
      return process();
    case 'garbage':
      return { ...answer, body: { ok: 'maybe' } };
    case 'wrongAttempt':
      return { ...answer, body: aboutAnother(answer.body) };
    case 'http500':
      return { status: 500, body: { error: 'internal', message: 'bad gateway' } };
    default:
      return answer;
  }
}

function aboutAnother(body: Answer['body']): Answer['body'] {
  if ('id' in body) return { ...body, id: `${String(body.id).slice(0, 50)}-another` };
  return 'uniqueNumber' in body ? { ...body, uniqueNumber: 'ZZZ 0000000000' } : body;
}
