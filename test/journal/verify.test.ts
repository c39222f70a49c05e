import Database from 'better-sqlite3';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../src/journal/archive.ts';
import { openJournal, type EntryDraft } from '../../src/journal/journal.ts';
import { openJournalForReading } from '../../src/journal/read.ts';
import { sha256 } from '../../src/kernel/digest.ts';
import { eleven, keyStep, printStep } from './journaled-step.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What verifying the folder says, after another program did `harm` without the triggers. */
function verdictAfter(folder: string, harm: (raw: Database.Database) => void) {
  const raw = new Database(join(folder, 'journal.sqlite'));
  const triggers = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck();
  for (const name of triggers.all()) raw.exec(`DROP TRIGGER ${String(name)}`);
  raw.pragma('foreign_keys = OFF');
  harm(raw);
  raw.close();
  const reader = openJournalForReading(folder);
  const verdict = reader.verify();
  reader.close();
  return verdict;
}

/** Five entries over two hours: a key, document 1, a key, document 2 with a checkpoint, a key. */
function journalOfTwoSales(): { folder: string; lastHash: string | undefined } {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(keyStep(eleven));
  journal.append(printStep(2, { documentNumber: 1 }));
  journal.append(keyStep(eleven + 1));
  journal.append(printStep(4, { documentNumber: 2 }), 'state');
  journal.append(keyStep(eleven + 3_600_000));
  journal.close();
  return { folder, lastHash: journal.last?.hash };
}

test('a sound journal is counted to its last hash', () => {
  const { folder, lastHash } = journalOfTwoSales();
  expect(verdictAfter(folder, () => {})).toEqual({ sound: true, entries: 5, lastHash });
});

test('an empty journal is sound', () => {
  const folder = temporaryFolder();
  openJournal(folder).close();
  expect(verdictAfter(folder, () => {})).toEqual({
    sound: true,
    entries: 0,
    lastHash: '0'.repeat(64),
  });
});

test('repeats and a second try of the same document need no row of their own', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(printStep(1, { documentNumber: 1 }));
  journal.append(printStep(2, { documentNumber: 1 }));
  journal.append(printStep(3, { documentNumber: 1 }, true));
  journal.close();
  expect(verdictAfter(folder, () => {})).toEqual({
    sound: true,
    entries: 3,
    lastHash: journal.last?.hash,
  });
});

test.each([
  ['UPDATE entry SET hash = upper(hash) WHERE seq = 3', 3, 'hashDiffers'],
  ["UPDATE entry SET text = replace(text, '5', '6') WHERE seq = 3", 3, 'hashDiffers'],
  ['UPDATE entry SET at = at + 1 WHERE seq = 3', 3, 'indexDiffers'],
  ['DELETE FROM entry WHERE seq = 3', 3, 'seqGap'],
  ['DELETE FROM entry WHERE seq = 1', 1, 'seqGap'],
  ['DELETE FROM document WHERE number = 1', 2, 'indexDiffers'],
  ['UPDATE document SET total = 1 WHERE number = 2', 4, 'indexDiffers'],
  ['UPDATE document SET total = NULL WHERE number = 2', 4, 'indexDiffers'],
  ["UPDATE document SET date = '2026-11-19' WHERE number = 2", 4, 'indexDiffers'],
  ['UPDATE document SET seq = 3 WHERE number = 2', 3, 'indexDiffers'],
  ['UPDATE document SET seq = 5 WHERE number = 2', 4, 'indexDiffers'],
  ["INSERT INTO document VALUES (3, 1, 'fiscalReceipt', 0, '', 1)", 1, 'indexDiffers'],
  ["INSERT INTO document VALUES (3, 9, 'fiscalReceipt', 0, '', 1)", 6, 'entriesMissing'],
  ["UPDATE document_payment SET form = 'KARTA' WHERE document = 1", 2, 'indexDiffers'],
  ['DELETE FROM document_payment WHERE document = 1', 2, 'indexDiffers'],
  ['DELETE FROM hour WHERE first_seq = 5', 5, 'indexDiffers'],
  ['INSERT INTO hour VALUES (3, 1)', 3, 'indexDiffers'],
  ['DELETE FROM entry WHERE seq = 5', 5, 'entriesMissing'],
  ['UPDATE checkpoint SET seq = 6', 6, 'entriesMissing'],
  ["UPDATE checkpoint SET state = 'another'", 4, 'checkpointDiffers'],
  ["UPDATE checkpoint SET entry_hash = ''", 4, 'checkpointDiffers'],
])('%s: entry %s, %s', (sql, seq, problem) => {
  const { folder } = journalOfTwoSales();
  expect(verdictAfter(folder, (raw) => raw.exec(sql))).toEqual({ sound: false, seq, problem });
});

/** Ten keys of long ago, of which the fourth to sixth stand after a purge with a hold on them. */
function purgedJournal(): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (let seq = 1; seq <= 10; seq++) {
    journal.append(printStep(seq, { documentNumber: seq, at: 1_000_000 * seq }));
  }
  journal.append(keyStep(eleven), 'state');
  journal.close();
  const archive = openArchive(folder);
  archive.holds.hold({ document: 5, reason: 'chargeback', note: 'x', at: eleven });
  for (const _ of archive.purge(eleven).remove());
  archive.close();
  return folder;
}

test('after a purge the chain is followed from anchor to anchor', () => {
  const verdict = verdictAfter(purgedJournal(), () => {});
  expect(verdict).toEqual({
    sound: true,
    entries: 2,
    removed: 9,
    lastHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test.each([
  ['DELETE FROM anchor WHERE first_seq = 1', 1, 'seqGap'],
  ['DELETE FROM anchor WHERE first_seq = 6', 6, 'seqGap'],
  ['UPDATE anchor SET last_seq = 3 WHERE first_seq = 1', 4, 'seqGap'],
  ['UPDATE anchor SET last_seq = 9 WHERE first_seq = 6', 10, 'seqGap'],
  ["UPDATE anchor SET last_hash = 'x' WHERE first_seq = 1", 5, 'hashDiffers'],
  ["UPDATE anchor SET last_hash = 'x' WHERE first_seq = 6", 11, 'hashDiffers'],
  ['DELETE FROM entry WHERE seq = 5', 5, 'seqGap'],
  ['DELETE FROM hour WHERE first_seq = 11', 11, 'indexDiffers'],
  ['INSERT INTO hour VALUES (7, 1)', 11, 'indexDiffers'],
  ["INSERT INTO document VALUES (7, 7, 'fiscalReceipt', 0, '', 1)", 11, 'indexDiffers'],
  ['DELETE FROM entry; DELETE FROM hour; DELETE FROM document', 1, 'entriesMissing'],
])('after a purge, %s: entry %s, %s', (sql, seq, problem) => {
  const verdict = verdictAfter(purgedJournal(), (raw) => raw.exec(sql));
  expect(verdict).toEqual({ sound: false, seq, problem });
});

test.each([
  ['is no JSON', '{"at":1'],
  ['is no entry', '{"at":1,"seq":1}'],
  ['has its keys in another order', '{"seq":1,"at":1,"effects":[],"event":{"type":"key"}}'],
  ['has a space', '{"at":1,"effects":[],"event":{"type":"key"},"seq": 1}'],
])('a text that %s is bad even when its hash is right', (_flaw, text) => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append(keyStep(1));
  journal.close();
  const verdict = verdictAfter(folder, (raw) => {
    const hash = sha256(`${'0'.repeat(64)}\n${text}`);
    raw.prepare('UPDATE entry SET text = ?, hash = ?').run(text, hash);
  });
  expect(verdict).toEqual({ sound: false, seq: 1, problem: 'notCanonical' });
});

test('progress is told portion by portion, up to the last entry', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (let step = 0; step < 600; step++) journal.append(keyStep(eleven));
  const reader = openJournalForReading(folder);
  const progress: object[] = [];
  reader.verify((step) => progress.push(step));
  expect(progress).toEqual([
    { verified: 256, entries: 600 },
    { verified: 512, entries: 600 },
    { verified: 600, entries: 600 },
  ]);
  reader.close();
  journal.close();
});

/** Steps of any content; documents bear the number of their entry. */
const steps: fc.Arbitrary<readonly { draft: EntryDraft; state: string | undefined }[]> = fc
  .array(
    fc.record({
      at: fc.nat({ max: 4_102_444_800_000 }),
      event: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
      prints: fc.boolean(),
      total: fc.nat(),
      checkpoint: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((drafts) =>
    drafts.map(({ at, event, prints, total, checkpoint }, index) => ({
      draft: prints
        ? printStep(index + 1, { documentNumber: index + 1, at, total })
        : { at, event: { ...event, type: 'any' }, effects: [] },
      state: checkpoint ? `state ${index}` : undefined,
    })),
  );

test(
  'whatever is appended verifies, and any flipped byte of a text is named by its entry',
  { timeout: 60_000 },
  () => {
    const property = fc.property(
      steps,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (drafts, anyEntry, anyByte, mask) => {
        const folder = temporaryFolder();
        const journal = openJournal(folder);
        for (const { draft, state } of drafts) journal.append(draft, state);
        journal.close();
        const lastHash = journal.last?.hash;
        expect(verdictAfter(folder, () => {})).toEqual({
          sound: true,
          entries: drafts.length,
          lastHash,
        });
        const seq = 1 + (anyEntry % drafts.length);
        const verdict = verdictAfter(folder, (raw) => flipByte(raw, seq, anyByte, mask));
        expect(verdict).toEqual({ sound: false, seq, problem: 'hashDiffers' });
        rmSync(folder, { recursive: true });
      },
    );
    fc.assert(property, { numRuns: 60 });
  },
);

test('a damaged byte is not taken for the sign of a damaged character that was journaled', () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  journal.append({ at: 1, event: { type: 'scanner.read', code: '\ufffd' }, effects: [] });
  journal.close();
  const text = '{"at":1,"effects":[],"event":{"code":"';
  // EF BF BD becomes F0 BF BD, which a decoder turns into U+FFFD again.
  const verdict = verdictAfter(folder, (raw) => flipByte(raw, 1, text.length, 0x1f));
  expect(verdict).toEqual({ sound: false, seq: 1, problem: 'hashDiffers' });
});

function flipByte(raw: Database.Database, seq: number, anyByte: number, mask: number): void {
  const bytes = raw
    .prepare<[number], Buffer>('SELECT CAST(text AS BLOB) FROM entry WHERE seq = ?')
    .pluck()
    .get(seq);
  if (bytes === undefined) throw new Error(`no entry ${seq}`);
  const at = anyByte % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
  raw.prepare('UPDATE entry SET text = CAST(? AS TEXT) WHERE seq = ?').run(bytes, seq);
}
