import type { TillContext } from '../../src/till/till-context.ts';
import type { TillStateName } from '../../src/till/till-machine.ts';

/** What a cashier who knows the till presses next until no receipt is open; nothing when that is so. */
export function wayOut(name: TillStateName, { receipt, attempt }: TillContext): string | undefined {
  switch (name) {
    case 'loggedOut':
      return undefined;
    case 'register':
      return receipt ? 'FUNKCJE 6 RAZEM' : undefined;
    case 'subtotal':
      return attempt ? 'FUNKCJE 4 5 RAZEM' : 'FUNKCJE 6 RAZEM';
    case 'fiscalFault':
    case 'printerStopped':
    case 'confirmingCancel':
    case 'confirmingWithdrawal':
      return 'RAZEM';
    default:
      return 'C';
  }
}
