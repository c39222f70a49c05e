import { Failure } from '../kernel/failure.ts';
import type { BankApp } from './bank-app.ts';
import type { BlikLedger } from './blik-ledger.ts';
import { type FaultList, faultOrder } from './fault.ts';
import type { Outage } from './outage.ts';
import type { EmulatedPortal } from './portal.ts';
import { checked } from './schema-problem.ts';
import type { WorldControl } from './world-control.ts';

export interface ControlParts {
  readonly phones: ReadonlyMap<string, BankApp>;
  readonly portal: EmulatedPortal;
  readonly ledger: BlikLedger;
  readonly faults: FaultList;
  readonly outage: Outage;
}

/** The controls of hosts in this process. */
export function localControl(parts: ControlParts): WorldControl {
  const { phones, portal, ledger, faults, outage } = parts;
  const phone = (id: string): BankApp => {
    const found = phones.get(id);
    if (found) return found;
    const known = [...phones.keys()].join(', ') || 'none';
    throw new Failure('world.noPhone', `no phone ${JSON.stringify(id)}; this world has: ${known}`);
  };
  return {
    phones: async () => [...phones.values()].map((app) => app.view()),
    showCode: async (id) => phone(id).showCode(),
    confirm: async (id, pin) => phone(id).confirm(pin),
    refuse: async (id) => phone(id).refuse(),
    async orderFault(order) {
      const fault = checked(faultOrder, order);
      if (fault.kind === 'down') outage.begin(fault.ms);
      else faults.order(fault);
    },
    async liftFaults() {
      faults.lift();
      await outage.lift();
    },
    changePortal: async (change) => portal.change(change),
    ledger: async () => [...ledger.records],
  };
}
