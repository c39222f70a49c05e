import { Failure } from '../kernel/failure.ts';
import { confirmation, portalChange } from './control-message.ts';
import { faultOrder } from './fault.ts';
import { checked } from './schema-problem.ts';
import type { Call } from './till-routes.ts';
import type { WorldControl } from './world-control.ts';

/** The controls of the world as routes; what they refuse they throw as Failures. */
export function controlRoutes(control: WorldControl) {
  return {
    phones: async () => ({ phones: await control.phones() }),
    showCode: async ({ params }: Call) => control.showCode(params.phone ?? ''),
    async confirm({ params, body }: Call) {
      const { pin } = checked(confirmation, body ?? {});
      return { verdict: await control.confirm(params.phone ?? '', pin) };
    },
    refuse: async ({ params }: Call) => ({ verdict: await control.refuse(params.phone ?? '') }),
    async orderFault({ body }: Call) {
      const fault = checked(faultOrder, body);
      if (fault.kind === 'down' && fault.ms === undefined) {
        const message = 'ms: is missing: nobody could lift it through a closed port';
        throw new Failure('world.badRequest', message);
      }
      await control.orderFault(fault);
      return { status: 'done' };
    },
    async liftFaults() {
      await control.liftFaults();
      return { status: 'done' };
    },
    changePortal: async ({ body }: Call) => control.changePortal(checked(portalChange, body)),
    ledger: async () => ({ records: await control.ledger() }),
  };
}
