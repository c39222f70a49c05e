import type { Document } from '../../receipts/document.ts';
import type { FiscalRecord } from '../kernel/fiscal-record.ts';
import type { Grosze } from '../kernel/money.ts';
import type { EpochMs } from '../kernel/time.ts';
import type { TextKey, TextParams } from '../text/catalogue.ts';

/** Something to be done outside: journaled first, carried out once by its id, answered by an event. */
export type TillEffect =
  | {
      readonly type: 'print';
      readonly document: Document;
      readonly repeat: boolean;
      readonly copy?: true;
    }
  /** What became of a print that the printer broke off: `print` is the id of its effect. */
  | { readonly type: 'print.ask'; readonly print: string }
  | { readonly type: 'drawer.open' }
  | {
      readonly type: 'blik.start';
      readonly attempt: string;
      readonly code: string;
      readonly amount: Grosze;
    }
  | { readonly type: 'blik.status'; readonly attempt: string }
  | { readonly type: 'blik.withdraw'; readonly attempt: string }
  | { readonly type: 'blik.refund'; readonly attempt: string }
  | { readonly type: 'portal.fetch'; readonly uniqueNumber: string; readonly pushedOnly: boolean }
  | { readonly type: 'link.check' }
  /** The till's signing key: made once and for ever; the text is signed with it. */
  | { readonly type: 'deviceKey.create' }
  | { readonly type: 'deviceKey.sign'; readonly text: string }
  /** Written once: the same `key` is the same record, however often it is appended. */
  | { readonly type: 'memory.append'; readonly key: string; readonly record: FiscalRecord }
  | { readonly type: 'memory.read'; readonly wanted: MemoryQuery };

/** Which records of the fiscal memory a report is made of; `to` is included. */
export type MemoryQuery =
  /** Daily reports by the moment of their last document. */
  | { readonly kind: 'days'; readonly from: EpochMs; readonly to: EpochMs }
  | { readonly kind: 'numbers'; readonly from: number; readonly to: number }
  | { readonly kind: 'events'; readonly from: EpochMs; readonly to: EpochMs };

/** Words for the operator: a text of the catalogue with its places filled in. */
export interface Words {
  readonly text: TextKey;
  readonly params?: TextParams;
}

/** Words on the display until the next key. A refusal is an answer, recorded by its name. */
export interface Notice {
  readonly tone: 'refusal' | 'news';
  readonly text: TextKey;
  readonly params?: TextParams | undefined;
  readonly at: EpochMs;
}
