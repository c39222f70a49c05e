import { attemptId, type AttemptMessage, startRequest } from '../hosts/blik-message.ts';
import { configurationQuery } from '../hosts/portal-message.ts';
import type { EmulatedBlikHost } from './blik-host.ts';
import type { Answer, Process } from './delivery.ts';
import type { TillRoute } from './fault.ts';
import type { EmulatedPortal } from './portal.ts';
import { checked } from './schema-problem.ts';

/** A request as it came over HTTP, nothing of it checked. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: unknown;
  readonly body: unknown;
}

/** Checks a till's request at once and gives what is to be done about it. */
export function tillRoutes(
  blik: EmulatedBlikHost,
  portal: EmulatedPortal,
): Readonly<Record<TillRoute, (call: Call) => Process>> {
  return {
    start(call) {
      const id = idIn(call);
      const request = checked(startRequest, call.body);
      return (ordered) => {
        const outcome = blik.start(id, request, ordered);
        return outcome
          ? { status: 200, body: outcome.message, silent: outcome.silent }
          : reused(id);
      };
    },
    status(call) {
      const id = idIn(call);
      return () => known(id, blik.status(id));
    },
    withdraw(call) {
      const id = idIn(call);
      return () => ({ status: 200, body: blik.withdraw(id) });
    },
    refund(call) {
      const id = idIn(call);
      return (ordered) => known(id, blik.refund(id, ordered));
    },
    portal(call) {
      const uniqueNumber = call.params.uniqueNumber ?? '';
      const { pushedOnly } = checked(configurationQuery, call.query);
      return () => {
        const configuration = portal.configuration(uniqueNumber, pushedOnly === 'true');
        if (configuration) return { status: 200, body: { uniqueNumber, ...configuration } };
        const message = `till ${uniqueNumber} is assigned to no location`;
        return { status: 404, body: { error: 'unknownTill', uniqueNumber, message } };
      };
    },
  };
}

function idIn({ params }: Call): string {
  return checked(attemptId, params.id, ['id']);
}

function known(id: string, message: AttemptMessage | undefined): Answer {
  if (message) return { status: 200, body: message };
  return { status: 404, body: { error: 'unknownAttempt', id, message: `no attempt ${id}` } };
}

function reused(id: string): Answer {
  const message = `attempt ${id} was started with another amount, code or till`;
  return { status: 409, body: { error: 'idReused', message } };
}
