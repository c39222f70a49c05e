import type { HostAnswer, Portal } from '../runtime/ports.ts';
import { type HostLineOptions, type HostReply, openHostLine } from './host-line.ts';
import { configurationMessage, healthMessage, unknownTill } from './portal-message.ts';

/** The customer portal over HTTP (RULES P10, P13). */
export function openPortalClient(
  options: HostLineOptions,
): Portal & { readonly close: () => Promise<void> } {
  const line = openHostLine(options);
  return {
    async fetchConfiguration({ uniqueNumber, pushedOnly }) {
      const path = `/tills/${encodeURIComponent(uniqueNumber)}/configuration?pushedOnly=${pushedOnly}`;
      return configurationIn(
        await line.ask({ route: 'portal', method: 'GET', path }),
        uniqueNumber,
      );
    },
    async reachable() {
      const reply = await line.ask({ route: 'health', method: 'GET', path: '/health' });
      return (
        reply.result === 'answered' &&
        reply.status === 200 &&
        healthMessage.safeParse(reply.body).success
      );
    },
    close: () => line.close(),
  };
}

function configurationIn(
  reply: HostReply,
  uniqueNumber: string,
): HostAnswer<{ readonly blik: boolean }> {
  if (reply.result !== 'answered') return reply;
  if (reply.status === 404) {
    const unknown = unknownTill.safeParse(reply.body);
    // A till without a location may not take BLIK (RULES P12).
    if (unknown.success && unknown.data.uniqueNumber === uniqueNumber) {
      return { result: 'answered', blik: false };
    }
  }
  const message = configurationMessage.safeParse(reply.body);
  if (reply.status !== 200 || !message.success || message.data.uniqueNumber !== uniqueNumber) {
    return { result: 'unanswered' };
  }
  return { result: 'answered', blik: message.data.blik };
}
