import type { Link } from './entry.ts';
import type { Connection } from './store.ts';

/** Finds the anchor that stands for an entry which was removed: the link its run ended with. */
export type AnchorOver = (seq: number) => Link | undefined;

export function anchorLookup(connection: Connection): AnchorOver {
  const before = connection.prepare<[number], Link>(
    `SELECT last_seq AS seq, last_hash AS hash FROM anchor
     WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1`,
  );
  return (seq) => {
    const anchor = before.get(seq);
    return anchor !== undefined && anchor.seq >= seq ? anchor : undefined;
  };
}

/**
 * What the entry `seq` is chained to when `previous` is the last one before it that is there: as far
 * as anchors stand for what is missing between.
 */
export function bridge(previous: Link, seq: number, anchorOver: AnchorOver): Link {
  let link = previous;
  while (link.seq + 1 < seq) {
    const anchor = anchorOver(link.seq + 1);
    if (anchor === undefined || anchor.seq >= seq) break;
    link = anchor;
  }
  return link;
}

/** How many entries were removed in all. */
export function removedCount(connection: Connection): number {
  const sum = connection.prepare('SELECT total(last_seq - first_seq + 1) FROM anchor').pluck();
  return Number(sum.get());
}

/** Whether a document of this number was printed in a run that was removed. */
export function removedDocument(connection: Connection): (number: number) => boolean {
  const covering = connection.prepare<[number, number]>(
    'SELECT 1 FROM anchor WHERE first_document <= ? AND last_document >= ? LIMIT 1',
  );
  return (number) => covering.get(number, number) !== undefined;
}
