import type { Grosze } from '../kernel/money.ts';
import type { AttemptAnswer, BlikHost, HostAnswer } from '../runtime/ports.ts';
import { attemptMessage, unknownAttempt } from './blik-message.ts';
import { type HostLineOptions, type HostReply, openHostLine } from './host-line.ts';

export interface BlikClientOptions extends HostLineOptions {
  /** Tells the host which till asks. */
  readonly tillId: string;
}

/** The BLIK acquirer over HTTP. What is no valid answer about the very attempt is `unanswered`. */
export function openBlikClient(
  options: BlikClientOptions,
): BlikHost & { readonly close: () => Promise<void> } {
  const { tillId, ...lineOptions } = options;
  const line = openHostLine(lineOptions);

  return {
    async start({ id, code, amount }) {
      const body = { code, amountGrosze: amount, tillId };
      const reply = await line.ask({ route: 'start', method: 'PUT', path: pathOf(id), body });
      return attemptIn(reply, id, amount);
    },
    async status(id) {
      const reply = await line.ask({ route: 'status', method: 'GET', path: pathOf(id) });
      return isUnknown(reply, id) ? unknownId : attemptIn(reply, id);
    },
    async withdraw(id) {
      const path = `${pathOf(id)}/withdrawal`;
      return attemptIn(await line.ask({ route: 'withdraw', method: 'POST', path }), id);
    },
    async refund(id) {
      const path = `${pathOf(id)}/refund`;
      const reply = await line.ask({ route: 'refund', method: 'POST', path });
      return isUnknown(reply, id) ? unknownId : attemptIn(reply, id);
    },
    close: () => line.close(),
  };
}

function pathOf(id: string): string {
  return `/blik/attempts/${encodeURIComponent(id)}`;
}

const unknownId: HostAnswer<AttemptAnswer> = { result: 'answered', status: 'unknownId' };

/** A bare 404 may come from any server in between; only the host's own word about this id counts. */
function isUnknown(reply: HostReply, id: string): boolean {
  if (reply.result !== 'answered' || reply.status !== 404) return false;
  const message = unknownAttempt.safeParse(reply.body);
  return message.success && message.data.id === id;
}

function attemptIn(reply: HostReply, id: string, amount?: Grosze): HostAnswer<AttemptAnswer> {
  if (reply.result !== 'answered') return reply;
  const message = attemptMessage.safeParse(reply.body);
  if (reply.status !== 200 || !message.success) return { result: 'unanswered' };
  const { data } = message;
  const otherAmount =
    amount !== undefined && data.amountGrosze !== undefined && data.amountGrosze !== amount;
  if (data.id !== id || otherAmount) return { result: 'unanswered' };
  const reason = 'reason' in data ? data.reason : undefined;
  return { result: 'answered', status: data.status, ...(reason === undefined ? {} : { reason }) };
}
