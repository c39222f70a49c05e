import { expect, onTestFinished, test } from 'vitest';
import { shownDocument, shownEntry } from '../../src/cli/journal/show.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { openJournalForReading, type JournalReader } from '../../src/journal/read.ts';
import { keyStep, eleven, printStep } from '../journal/journaled-step.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';

function readerOver(...steps: readonly Parameters<ReturnType<typeof openJournal>['append']>[0][]) {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (const step of steps) journal.append(step);
  const reader: JournalReader = openJournalForReading(folder);
  onTestFinished(() => {
    reader.close();
    journal.close();
  });
  return reader;
}

test('an entry that is not there is refused with those that are', () => {
  const [empty, one] = [readerOver(), readerOver(keyStep(eleven))];
  expect(() => shownEntry(empty, '1', false)).toThrow(
    expect.objectContaining({
      code: 'journal.noEntry',
      message: 'no entry 1: the journal is empty',
    }),
  );
  expect(() => shownEntry(one, '2', false)).toThrow(
    expect.objectContaining({
      code: 'journal.noEntry',
      message: 'no entry 2: the journal has the entries 1 to 1',
    }),
  );
  expect(() => shownEntry(one, 'first', false)).toThrow(
    expect.objectContaining({ code: 'option.invalid' }),
  );
});

test('a document that is not there, or of a kind of the future, is refused', () => {
  const reader = readerOver(printStep(1, { documentNumber: 7, kind: 'invoice' }));
  expect(() => shownDocument(reader, '8', false)).toThrow(
    expect.objectContaining({ code: 'journal.noDocument' }),
  );
  expect(() => shownDocument(reader, '7', false)).toThrow(
    expect.objectContaining({ code: 'journal.foreignDocument' }),
  );
  expect(JSON.parse(shownDocument(reader, '7', true))).toEqual({
    documentNumber: 7,
    kind: 'invoice',
    at: eleven,
    total: 1234,
    payments: [{ type: 'GOTÓWKA', amount: 1234 }],
  });
});
