import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryJournal, openJournal, type Journal } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

const kinds: readonly (readonly [string, () => Journal])[] = [
  ['on disk', () => openJournal(temporaryFolder(), { id: 'till-1' })],
  ['in memory', () => memoryJournal({ id: 'till-1' })],
];

describe.each(kinds)('a journal %s', (_where, open) => {
  test('begins empty, with the id it was given', () => {
    const journal = open();
    const { id, nextSeq, last, checkpoint } = journal;
    expect({ id, nextSeq, last, checkpoint, entries: [...journal.entriesAfter(0)] }).toEqual({
      id: 'till-1',
      nextSeq: 1,
      last: undefined,
      checkpoint: undefined,
      entries: [],
    });
    journal.close();
  });

  test('gives back what was appended, numbered and chained', () => {
    const journal = open();
    const first = journal.append(keyStep(eleven));
    const second = journal.append({ ...keyStep(eleven + 1, 'P'), refusal: 'basketEmpty' });
    expect([first, second]).toMatchInlineSnapshot(`
      [
        {
          "at": 1795168800000,
          "effects": [],
          "event": {
            "key": "5",
            "type": "key.pressed",
          },
          "hash": "8189335f12c28cf3572d9f2bbad6a33475f987e1c90a187424057b289defdab1",
          "seq": 1,
        },
        {
          "at": 1795168800001,
          "effects": [],
          "event": {
            "key": "P",
            "type": "key.pressed",
          },
          "hash": "9dea917ea9a0b10c71efb2d7abf29791edb708fc3847fcf84468c9449ba6753a",
          "refusal": "basketEmpty",
          "seq": 2,
        },
      ]
    `);
    expect([...journal.entriesAfter(0)]).toEqual([first, second]);
    expect([...journal.entriesAfter(1)]).toEqual([second]);
    expect(journal.last).toEqual({ seq: 2, hash: second.hash, at: eleven + 1 });
    expect(journal.nextSeq).toBe(3);
    journal.close();
  });

  test('keeps the state it was given with an entry as checkpoint', () => {
    const journal = open();
    journal.append(keyStep(eleven), 'state after 1');
    expect(journal.checkpoint).toEqual({ seq: 1, state: 'state after 1' });
    journal.append(keyStep(eleven));
    expect(journal.checkpoint).toEqual({ seq: 1, state: 'state after 1' });
    journal.append(keyStep(eleven), 'state after 3');
    expect(journal.checkpoint).toEqual({ seq: 3, state: 'state after 3' });
    journal.close();
  });

  test('takes the same document anew, as when its print had not begun', () => {
    const journal = open();
    journal.append(printStep(1, { documentNumber: 7 }));
    journal.append(printStep(2, { documentNumber: 7 }));
    expect(journal.last?.seq).toBe(2);
    journal.close();
  });

  test('appends nothing of a step that issues a number twice', () => {
    const journal = open();
    journal.append(printStep(1, { documentNumber: 7 }));
    const before = journal.last;
    expect(() => journal.append(printStep(2, { documentNumber: 7, total: 1 }), 'state')).toThrow(
      'document number 7 was issued twice',
    );
    expect([journal.last, journal.checkpoint]).toEqual([before, undefined]);
    const next = journal.append(printStep(2, { documentNumber: 8 }));
    expect([...journal.entriesAfter(1)]).toEqual([next]);
    journal.close();
  });

  test('lets a step be appended while its entries are read', () => {
    const journal = open();
    for (let seq = 1; seq <= 300; seq++) journal.append(keyStep(eleven + seq));
    const seen: number[] = [];
    for (const { seq } of journal.entriesAfter(0)) {
      if (seq === 1) journal.append(keyStep(eleven + 301));
      seen.push(seq);
    }
    expect(seen).toEqual(Array.from({ length: 301 }, (_, index) => index + 1));
    journal.close();
  });
});

test('a journal on disk and one in memory give the same hashes', () => {
  const journals = kinds.map(([, open]) => open());
  const hashes = journals.map((journal) => {
    journal.append(keyStep(eleven));
    return journal.append(printStep(2, { documentNumber: 1 }), 'state').hash;
  });
  expect(hashes[0]).toBe(hashes[1]);
  for (const journal of journals) journal.close();
});

test('a journal is the same after it was closed and opened', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(keyStep(eleven), 'state after 1');
  const second = journal.append(printStep(2, { documentNumber: 1 }));
  journal.close();
  const reopened = openJournal(folder, { id: 'only for a new one' });
  expect(reopened.id).toBe(journal.id);
  expect(reopened.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(reopened.last).toEqual({ seq: 2, hash: second.hash, at: eleven });
  expect(reopened.checkpoint).toEqual({ seq: 1, state: 'state after 1' });
  expect([...reopened.entriesAfter(1)]).toEqual([second]);
  reopened.close();
});

test('only the user of the till may read its files', () => {
  const folder = join(temporaryFolder(), 'till');
  const journal = openJournal(folder);
  journal.append(keyStep(eleven));
  const modes = [
    '.',
    'journal.sqlite',
    'journal.sqlite-wal',
    'journal.sqlite-shm',
    'lock.sqlite',
  ].map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));
  expect(modes).toEqual(['700', '600', '600', '600', '600']);
  journal.close();
  expect(existsSync(join(folder, 'journal.sqlite-wal'))).toBe(false);
});

test('the WAL of a till that runs for long stays small, also with a reader beside it', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const reader = openJournalForReading(folder);
  for (let step = 0; step < 3000; step++) {
    journal.append(keyStep(eleven + step));
    if (step % 100 === 0) reader.entry(step);
  }
  // 1000 pages start a checkpoint; one commit more is the most that comes on top.
  expect(statSync(join(folder, 'journal.sqlite-wal')).size).toBeLessThan(1100 * 4120);
  reader.close();
  journal.close();
});
