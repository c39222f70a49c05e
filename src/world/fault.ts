import { z } from 'zod';
import { reasonCode } from '../hosts/blik-message.ts';

/** What a till asks of the hosts. */
export const tillRoutes = ['start', 'status', 'withdraw', 'refund', 'portal'] as const;
export type TillRoute = (typeof tillRoutes)[number];

const scope = {
  on: z.enum([...tillRoutes, 'all']).default('all'),
  /** How many requests it befalls. */
  times: z.union([z.int().min(1), z.literal('untilLifted')]).default(1),
};

/** Something that goes wrong between till and host, ordered before it happens. */
export const faultOrder = z.discriminatedUnion('kind', [
  /** The attempt is refused, or the refund not made, for this reason. */
  z.strictObject({
    kind: z.literal('refuse'),
    on: z.enum(['start', 'refund']).default('start'),
    times: scope.times,
    reason: reasonCode,
  }),
  /** Processed at once, answered late. */
  z.strictObject({ kind: z.literal('delay'), ...scope, ms: z.int().min(1).max(86_400_000) }),
  /** Not processed; the connection is cut. */
  z.strictObject({ kind: z.literal('loseRequest'), ...scope }),
  /** Processed; the connection is cut. */
  z.strictObject({ kind: z.literal('loseReply'), ...scope }),
  /** Processed, never answered. */
  z.strictObject({ kind: z.literal('silence'), ...scope }),
  /** Processed twice, as if the network had repeated the request. */
  z.strictObject({ kind: z.literal('twice'), ...scope }),
  /** Processed; the answer is well-formed nonsense. */
  z.strictObject({ kind: z.literal('garbage'), ...scope }),
  /** Processed; the answer is about another attempt or till. */
  z.strictObject({ kind: z.literal('wrongAttempt'), ...scope }),
  /** Processed; the answer is a server error, as from something in between. */
  z.strictObject({ kind: z.literal('http500'), ...scope }),
  /** Nobody listens on the port: for so long, or until lifted. */
  z.strictObject({ kind: z.literal('down'), ms: z.int().min(1).max(86_400_000).exactOptional() }),
]);
export type FaultOrder = z.input<typeof faultOrder>;
export type Fault = z.output<typeof faultOrder>;

/** A fault that befalls single requests. */
export type RequestFault = Exclude<Fault, { kind: 'down' }>;

/** The ordered faults, first come, first served. */
export class FaultList {
  #faults: readonly RequestFault[] = [];

  order(fault: RequestFault): void {
    this.#faults = [...this.#faults, fault];
  }

  lift(): void {
    this.#faults = [];
  }

  /** The fault that befalls this request; it counts as used. */
  take(route: TillRoute): RequestFault | undefined {
    const index = this.#faults.findIndex(({ on }) => on === route || on === 'all');
    const fault = this.#faults[index];
    if (!fault || fault.times === 'untilLifted') return fault;
    const left = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
    this.#faults = this.#faults.toSpliced(index, 1, ...left);
    return fault;
  }
}
