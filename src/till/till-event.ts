import type { FiscalRecord } from '../kernel/fiscal-record.ts';
import type { AttemptStatus, PrintFate, PrinterTrouble } from '../kernel/outcome.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { Bases } from './bases.ts';
import type { KeyEvent } from './key.ts';

/** What a host was asked about a BLIK attempt. */
export type BlikRequest = 'start' | 'status' | 'withdraw' | 'refund';

/** What the rim says of a PIN: its digits never reach the core. */
export type PinEvent =
  | { readonly type: 'pin.verified'; readonly cashier: number }
  | { readonly type: 'pin.rejected'; readonly cashier: number }
  /** A new PIN for a cashier was typed once, or cannot be one. */
  | { readonly type: 'pin.typed' }
  | { readonly type: 'pin.tooShort' }
  /** Typed the second time, the same or another. */
  | { readonly type: 'pin.chosen'; readonly pinHash: string }
  | { readonly type: 'pin.differs' };

/** A record of the fiscal memory, and where it stands. */
export interface MemoryPlace {
  readonly position: number;
  readonly record: FiscalRecord;
}

/** Outcomes bear the id of the effect they answer. */
interface Outcome {
  readonly effect: string;
}

/** A code was read by the scanner; `symbology` is the AIM identifier if the scanner tells it. */
export interface ScanEvent {
  readonly type: 'scan.read';
  readonly code: string;
  readonly symbology?: string;
}

export type BlikEvent =
  | (Outcome & {
      readonly type: 'blik.answered';
      readonly attempt: string;
      readonly request: BlikRequest;
      readonly status: AttemptStatus;
      readonly reason?: string;
    })
  | (Outcome & {
      readonly type: 'blik.notSent';
      readonly attempt: string;
      readonly request: BlikRequest;
    })
  | (Outcome & {
      readonly type: 'blik.unanswered';
      readonly attempt: string;
      readonly request: BlikRequest;
    });

export type OutcomeEvent =
  | BlikEvent
  | (Outcome & {
      readonly type: 'portal.answered';
      readonly blik: boolean;
      readonly pushedOnly: boolean;
    })
  | (Outcome & { readonly type: 'portal.unreachable'; readonly pushedOnly: boolean })
  | (Outcome & { readonly type: 'link.checked'; readonly up: boolean })
  | (Outcome & { readonly type: 'printer.printed' })
  | (Outcome & {
      readonly type: 'printer.stopped';
      readonly fate: Exclude<PrintFate, 'printed'>;
      /** Missing after a power cut, when nothing is wrong with the printer itself. */
      readonly trouble?: PrinterTrouble;
    })
  | (Outcome & { readonly type: 'deviceKey.created'; readonly publicKey: string })
  | (Outcome & { readonly type: 'deviceKey.signed'; readonly signature: string })
  | (Outcome & { readonly type: 'deviceKey.failed' })
  | (Outcome & {
      readonly type: 'memory.written';
      readonly key: string;
      /** How many daily reports there is still room for, when that is soon none. */
      readonly lastDays?: number;
    })
  /** Certainly not written. */
  | (Outcome & { readonly type: 'memory.full'; readonly key: string })
  /** Written or not: it is appended again under the same key once the memory was without power. */
  | (Outcome & { readonly type: 'memory.failed'; readonly key: string })
  | (Outcome & { readonly type: 'memory.answered'; readonly records: readonly MemoryPlace[] })
  | (Outcome & { readonly type: 'memory.unreadable' })
  | (Outcome & { readonly type: 'drawer.opened' })
  | (Outcome & { readonly type: 'drawer.failed' })
  /** The power was cut while it was kicked: it is not kicked again when nobody may be there. */
  | (Outcome & { readonly type: 'drawer.unknown' });

/** The waits of the till: each is a moment in the context. */
export const deadlineNames = ['answer', 'poll', 'giveUp'] as const;
export type DeadlineName = (typeof deadlineNames)[number];
export type DeadlineEvent = { readonly type: `deadline.${DeadlineName}` };

/** The till as a whole: power back, and the bases it sells by. */
export type PowerEvent =
  /** `clockBack`: the clock stands before the last entry of the journal. */
  | { readonly type: 'till.started'; readonly clockBack?: true }
  /** Switched off in order: the state is kept, so that the next start decides nothing again. */
  | { readonly type: 'till.stopped' }
  | { readonly type: 'till.configured'; readonly bases: Bases; readonly installation: string }
  /** From a file, while the till is switched off. */
  | { readonly type: 'bases.imported'; readonly bases: Bases };

/** Everything that reaches the till, with its time. One at a time, run to completion. */
export type TillEvent = { readonly at: EpochMs } & (
  KeyEvent | ScanEvent | PinEvent | OutcomeEvent | DeadlineEvent | PowerEvent
);
