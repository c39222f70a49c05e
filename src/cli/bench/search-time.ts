import type { DocumentSearch } from '../../journal/document-search.ts';
import { openJournalForReading, type JournalReader } from '../../journal/read.ts';
import type { Bench } from './bench.ts';
import { type Figure, limited, percentile, timed } from './figure.ts';
import type { TwoTills } from './old-till.ts';

const atMostMs = 5;
/** A prime: its multiples visit the documents in no order of theirs. */
const stride = 7919;

/** Finding one document among all: by its number, and by what a customer knows of it. */
export function searchTimes({ scale, progress }: Bench, { old, history }: TwoTills): Figure[] {
  progress('searches');
  const reader = openJournalForReading(old);
  const numbers = Array.from(
    { length: scale.searches },
    (_, index) => 1 + ((index * stride) % history.receipts),
  );
  const searches = numbers.map((number) => knownOf(reader, number));
  const wholes = numbers.map((number) => timed(() => void reader.document(number)));
  const finds = searches.map((search) => timed(() => void reader.findDocuments(search)));
  reader.close();
  return [
    limited('a document by number, 99th percentile', percentile(wholes, 99), atMostMs),
    limited('by date, total and form, 99th percentile', percentile(finds, 99), atMostMs),
  ];
}

function knownOf(reader: JournalReader, number: number): DocumentSearch {
  const [found] = reader.findDocuments({ number });
  if (!found) throw new Error(`document ${number} is not in the journal`);
  return { date: found.date, amount: found.total, form: found.payments[0]?.form };
}
