import type { TextKey } from '../text/catalogue.ts';
import { checks } from './check.ts';
import { takenNode } from './manager-menu.ts';
import type { TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

/** Why the entry that this key takes is refused. */
export function entryRefusal(context: TillContext, event: TillEvent): TextKey | undefined {
  const check = takenNode(context, event)?.node.check;
  return check && checks[check](context, event.at);
}
