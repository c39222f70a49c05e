import { expect, test } from 'vitest';
import { searchStatement, type DocumentSearch } from '../../src/journal/document-search.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { openForWriting } from '../../src/journal/store.ts';
import { eleven, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

const day = 86_400_000;
const cash = { type: 'GOTÓWKA', amount: 1000 };
const blik = { type: 'MOBILNA', name: 'Blik', amount: 1000 };

/** Five documents on three days: 20, 20, 21, 21 and 22 November. */
const [anna, piotr] = [{ number: 1 }, { number: 2 }];
const card = { type: 'KARTA', amount: 1, authorisationCode: 'a12B', card: { lastFour: '0042' } };
const documents = [
  { documentNumber: 1, at: eleven, total: 1000, payments: [cash], receiptNumber: 1, cashier: anna },
  { documentNumber: 2, at: eleven + 1, total: 2000, payments: [cash, blik], cashier: piotr },
  {
    documentNumber: 3,
    at: eleven + day,
    total: 1000,
    payments: [blik, card],
    receiptNumber: 1,
    cashier: anna,
    buyer: { nip: '522-26-28-262' },
  },
  { documentNumber: 4, at: eleven + day + 1, kind: 'cancelledReceipt', total: 1000, payments: [] },
  { documentNumber: 5, at: eleven + 2 * day, total: 2000, payments: [cash, cash] },
];

const searches: readonly (readonly [DocumentSearch, readonly number[]])[] = [
  [{}, [5, 4, 3, 2, 1]],
  [{ limit: 2 }, [5, 4]],
  [{ number: 3 }, [3]],
  [{ number: 9 }, []],
  [{ date: '2026-11-21' }, [4, 3]],
  [{ from: '2026-11-21' }, [5, 4, 3]],
  [{ to: '2026-11-21' }, [4, 3, 2, 1]],
  [{ from: '2026-11-21', to: '2026-11-21' }, [4, 3]],
  [{ amount: 1000 }, [4, 3, 1]],
  [{ amount: 1000, date: '2026-11-20' }, [1]],
  [{ form: 'GOTÓWKA' }, [5, 2, 1]],
  [{ form: 'MOBILNA' }, []],
  [{ form: 'MOBILNA Blik', amount: 2000 }, [2]],
  [{ form: 'MOBILNA Blik', from: '2026-11-21' }, [3]],
  [{ form: 'GOTÓWKA', number: 3 }, []],
  [{ keys: { receipt: '1' } }, [3, 1]],
  [{ keys: { receipt: '1' }, date: '2026-11-21' }, [3]],
  [{ keys: { receipt: '1' }, form: 'GOTÓWKA' }, [1]],
  [{ keys: { receipt: '7' } }, []],
  [{ keys: { cashier: '1' } }, [3, 1]],
  [{ keys: { cashier: '2' }, date: '2026-11-20' }, [2]],
  [{ keys: { cashier: '1' }, form: 'MOBILNA Blik' }, [3]],
  [{ keys: { nip: 'PL 5222628262' } }, [3]],
  [{ keys: { authorisation: 'A12b' } }, [3]],
  [{ keys: { card: '0042', cashier: '1' } }, [3]],
  [{ keys: { card: '0042' }, to: '2026-11-20' }, []],
];

test.each(searches)('the search for %o finds documents %o', (search, numbers) => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (const document of documents) journal.append(printStep(document.documentNumber, document));
  const reader = openJournalForReading(folder);
  expect(reader.findDocuments(search).map(({ number }) => number)).toEqual(numbers);
  reader.close();
  journal.close();
});

test('what is found says all that the index knows', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (const document of documents) journal.append(printStep(document.documentNumber, document));
  journal.close();
  const reader = openJournalForReading(folder);
  expect(reader.findDocuments({ number: 2 })).toEqual([
    {
      number: 2,
      seq: 2,
      kind: 'fiscalReceipt',
      at: eleven + 1,
      date: '2026-11-20',
      total: 2000,
      payments: [
        { form: 'GOTÓWKA', amount: 1000 },
        { form: 'MOBILNA Blik', amount: 1000 },
      ],
      keys: [{ kind: 'cashier', value: '2' }],
    },
  ]);
  reader.close();
});

test.each<[DocumentSearch, string]>([
  [{ number: 1 }, 'SEARCH d USING INTEGER PRIMARY KEY (rowid=?)'],
  [{ date: '2026-11-20' }, 'SEARCH d USING INDEX document_by_date (date=?)'],
  [{ from: '2026-11-20', to: '2026-11-21' }, 'INDEX document_by_date (date>? AND date<?)'],
  [{ amount: 1 }, 'SEARCH d USING INDEX document_by_total (total=?)'],
  [{ amount: 1, date: '2026-11-20' }, 'INDEX document_by_total (total=? AND date=?)'],
  [{ form: 'KARTA' }, 'COVERING INDEX document_payment_by_form (form=?)'],
  [{ form: 'KARTA', from: '2026-11-20' }, 'COVERING INDEX document_payment_by_form (form=?)'],
  [{ form: 'KARTA', amount: 1 }, 'COVERING INDEX document_payment_by_form (form=? AND document=?)'],
  [{ form: 'KARTA', from: '2026-11-01', to: '2026-11-30' }, 'INDEX document_by_date (date>?'],
  [{ form: 'KARTA', from: '2025-11-01', to: '2026-11-30' }, 'document_payment_by_form (form=?)'],
  [{ keys: { receipt: '1' } }, 'INDEX document_key_by_value (kind=? AND value=?)'],
  [{ keys: { cashier: '1' } }, 'INDEX document_key_by_value (kind=? AND value=?)'],
  [{ keys: { card: '0042', cashier: '1' } }, 'COVERING INDEX document_key_by_value'],
  [{ keys: { cashier: '1' }, date: '2026-11-20' }, 'INDEX document_by_date (date=?)'],
])('the search for %o reads no table whole', (search, plan) => {
  const { connection, lock } = openForWriting(temporaryFolder(), 'till');
  const { sql, values } = searchStatement(search);
  const steps = connection
    .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(values)
    .map(({ detail }) => detail);
  expect(steps.join('\n')).toContain(plan);
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([]);
  connection.close();
  lock.close();
});
