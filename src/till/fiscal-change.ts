import { issueTable } from './fiscal-document.ts';
import { fiscalisationRecord, withPowerFailure } from './fiscal-life.ts';
import { takenNode } from './manager-menu.ts';
import { tables } from './table-report.ts';
import type { TillContext } from './till-context.ts';
import type { TillEvent } from './till-event.ts';

type Change = Partial<TillContext>;

/** The power is back: a failure, unless the till had been switched off in order. */
export function poweredBack(context: TillContext, event: TillEvent): Change {
  return {
    clockBack: event.type === 'till.started' && event.clockBack === true,
    stopped: false,
    ...(!context.stopped && withPowerFailure(context, event.at)),
  };
}

export function withKey(context: TillContext, event: TillEvent): Change {
  if (event.type !== 'deviceKey.created') return {};
  return { fiscalising: fiscalisationRecord(context, event.publicKey, event.at) };
}

export function withSignature({ openReport }: TillContext, event: TillEvent): Change {
  if (event.type !== 'deviceKey.signed' || !openReport) return {};
  return { openReport: { ...openReport, signature: event.signature } };
}

/** The table of the shift that the manager has taken from the menu. */
export function issueTakenTable(context: TillContext, event: TillEvent): Change {
  const node = takenNode(context, event)?.node;
  if (!node || !('table' in node)) return {};
  return issueTable(context, event.at, tables[node.table](context));
}
