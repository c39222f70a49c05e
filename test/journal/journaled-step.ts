import type { EntryDraft } from '../../src/journal/journal.ts';

/** 2026-11-20 11:00 in the shop. */
export const eleven = Date.UTC(2026, 10, 20, 10);

export function keyStep(at: number, key = '5'): EntryDraft {
  return { at, event: { type: 'key.pressed', key }, effects: [] };
}

export interface SoldDocument {
  readonly documentNumber: number;
  readonly kind?: string;
  readonly at?: number;
  readonly total?: number;
  readonly payments?: readonly object[];
  readonly receiptNumber?: number;
  readonly cashier?: object;
  readonly buyer?: object;
}

/** A step that prints one document, with the effect id it gets as entry `seq`. */
export function printStep(seq: number, document: SoldDocument, repeat = false): EntryDraft {
  const { at = eleven } = document;
  return {
    at,
    event: { type: 'key.pressed', key: 'razem' },
    effects: [
      {
        id: `${seq}.0`,
        type: 'print',
        document: {
          kind: 'fiscalReceipt',
          at,
          total: 1234,
          payments: [{ type: 'GOTÓWKA', amount: document.total ?? 1234 }],
          ...document,
        },
        repeat,
      },
      { id: `${seq}.1`, type: 'drawer.open' },
    ],
  };
}
