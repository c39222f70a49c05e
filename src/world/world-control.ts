import type { z } from 'zod';
import { errorMessage } from '../hosts/blik-message.ts';
import { type HostRequest, openHostLine } from '../hosts/host-line.ts';
import { Failure } from '../kernel/failure.ts';
import type { PhoneView, Verdict } from './bank-app.ts';
import type { LedgerRecord } from './blik-ledger.ts';
import type { ShownCode } from './code-book.ts';
import {
  done,
  ledgerMessage,
  phoneList,
  portalState,
  shownCode,
  verdictMessage,
} from './control-message.ts';
import type { FaultOrder } from './fault.ts';
import type { PortalChange } from './portal.ts';
import type { PortalState } from './world-file.ts';

/**
 * What people around the counter do, and what goes wrong: the same for hosts in this process and
 * in another. Failures: `world.noPhone`, `world.noRequest`; over HTTP also `hosts.unreachable`,
 * `hosts.noAnswer` and what the server says against a bad request.
 */
export interface WorldControl {
  phones(): Promise<readonly PhoneView[]>;
  /** The customer asks the bank app for a code. */
  showCode(phone: string): Promise<ShownCode>;
  /** The customer confirms the payment on the screen, with another PIN than their own if given. */
  confirm(phone: string, pin?: string): Promise<Verdict>;
  refuse(phone: string): Promise<Verdict>;
  orderFault(order: FaultOrder): Promise<void>;
  liftFaults(): Promise<void>;
  changePortal(change: PortalChange): Promise<PortalState>;
  ledger(): Promise<readonly LedgerRecord[]>;
}

/** The controls of hosts that run in another process. */
export function connectHosts(options: {
  url: string;
  key: string;
}): WorldControl & { readonly close: () => Promise<void> } {
  const line = openHostLine(options);

  async function ask<T>(schema: z.ZodType<T>, request: Omit<HostRequest, 'route'>): Promise<T> {
    const reply = await line.ask({ ...request, route: 'control' });
    if (reply.result === 'notSent') {
      const message = `no hosts answer at ${options.url}; start them with: razem hosts`;
      throw new Failure('hosts.unreachable', message);
    }
    const body = reply.result === 'answered' ? reply.body : undefined;
    const answer = schema.safeParse(body);
    if (answer.success) return answer.data;
    const refusal = errorMessage.safeParse(body);
    if (refusal.success) throw new Failure(refusal.data.error, refusal.data.message);
    throw new Failure('hosts.noAnswer', `${options.url} gives no answer of emulated hosts`);
  }
  return {
    phones: async () => (await ask(phoneList, { method: 'GET', path: '/phones' })).phones,
    showCode: (id) => ask(shownCode, { method: 'POST', path: phonePath(id, 'code') }),
    async confirm(id, pin) {
      const body = pin === undefined ? {} : { pin };
      const request = { method: 'POST', path: phonePath(id, 'confirm'), body } as const;
      return (await ask(verdictMessage, request)).verdict;
    },
    refuse: async (id) =>
      (await ask(verdictMessage, { method: 'POST', path: phonePath(id, 'refuse') })).verdict,
    orderFault: async (body) => void (await ask(done, { method: 'POST', path: '/faults', body })),
    liftFaults: async () => void (await ask(done, { method: 'DELETE', path: '/faults' })),
    changePortal: (body) => ask(portalState, { method: 'POST', path: '/portal', body }),
    ledger: async () => (await ask(ledgerMessage, { method: 'GET', path: '/ledger' })).records,
    close: () => line.close(),
  };
}

function phonePath(id: string, action: string): string {
  return `/phones/${encodeURIComponent(id)}/${action}`;
}
