import Database from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { paperText } from '../../devices/printer/paper.ts';
import type { FiscalReceipt } from '../../receipts/document.ts';
import { layOut } from '../../receipts/lay-out.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { eleven } from '../journal/journaled-step.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { receipt } from '../receipts/sample.ts';
import { razem } from './razem.ts';

const day = 24 * 3_600_000;

/** A folder on which a till still runs: it was configured, refused a key and sold twice. */
function shop(): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { id: 'c0ffee' });
  onTestFinished(() => journal.close());
  const cashiers = [{ number: 1, pinHash: '$argon2id$secret' }];
  const configured = { type: 'till.configured', bases: { cashiers }, installation: 'c0ffee' };
  journal.append({ at: eleven, event: configured, effects: [] });
  const refusal = 'item.unknown';
  journal.append({ at: eleven + 1000, event: { type: 'key.KOD' }, effects: [], refusal });
  journal.append(sale(3, eleven + 2000, [{ type: 'GOTÓWKA', amount: 1234 }]));
  journal.append(sale(4, eleven + day, [{ type: 'MOBILNA', name: 'Blik', amount: 1234 }]));
  return folder;
}

function sale(seq: number, at: number, payments: FiscalReceipt['payments']) {
  const document = { ...receipt, documentNumber: seq - 2, at, total: 1234, payments };
  const effects = [
    { id: `${seq}.0`, type: 'print', document, repeat: false },
    { id: `${seq}.1`, type: 'drawer.open' },
  ];
  return { at, event: { type: 'key.RAZEM' }, effects };
}

test('list shows a line per entry, beside the running till', () => {
  const { status, out, err } = razem('journal', 'list', '--data', shop());
  expect([status, err]).toEqual([0, '']);
  expect(out).toBe(`\
       1  2026-11-20 11:00:00  till configured
       2  2026-11-20 11:00:01  key KOD                     refused: item.unknown
       3  2026-11-20 11:00:02  key RAZEM                   print receipt 1 12,34, open drawer
       4  2026-11-21 11:00:00  key RAZEM                   print receipt 2 12,34, open drawer
`);
});

test('list is limited by dates and to the newest', () => {
  const data = ['--data', shop()];
  const seqs = (...words: string[]) => {
    const { out } = razem('journal', 'list', '--json', ...data, ...words);
    return (JSON.parse(out) as { entries: { seq: number }[] }).entries.map(({ seq }) => seq);
  };
  expect(seqs('--to', '2026-11-20')).toEqual([1, 2, 3]);
  expect(seqs('--from', '2026-11-21')).toEqual([4]);
  expect(seqs('--last', '2')).toEqual([3, 4]);
  expect(razem('journal', 'list', ...data, '--from', '2026-11-22').out).toBe(
    'no entry is of that time\n',
  );
});

test('the folder may be named before the command too', () => {
  expect(razem('--data', shop(), 'journal', 'list', '--last', '1').out).toContain('receipt 2');
});

test('verify finds a sound journal sound', () => {
  const folder = shop();
  const { status, out, err } = razem('journal', 'verify', '--data', folder);
  expect([status, err]).toEqual([0, '']);
  expect(out).toMatch(/^sound: 4 entries, last hash [0-9a-f]{64}\n$/);
  const json = JSON.parse(razem('journal', 'verify', '--json', '--data', folder).out) as object;
  expect(json).toEqual({ sound: true, entries: 4, lastHash: out.trim().slice(-64) });
});

test('verify names the first bad entry and exits with 1', () => {
  const folder = shop();
  const raw = new Database(join(folder, 'journal.sqlite'));
  raw.exec('DROP TRIGGER entry_no_update');
  raw.prepare("UPDATE entry SET text = replace(text, 'KOD', 'X') WHERE seq = 2").run();
  raw.close();
  expect(razem('journal', 'verify', '--data', folder)).toEqual({
    status: 1,
    out: 'broken at entry 2: it, or the entry before, is not what was written (hashDiffers)\n',
    err: '',
  });
  expect(razem('journal', 'verify', '--json', '--data', folder)).toEqual({
    status: 1,
    out: '{"sound":false,"seq":2,"problem":"hashDiffers"}\n',
    err: '',
  });
  const shown = razem('journal', 'show', '2', '--data', folder);
  expect([shown.status, shown.out]).toEqual([2, '']);
  expect(shown.err).toContain('is damaged: verify it');
  expect(shown.err).toContain('(entry 2: hashDiffers)');
});

test('show gives an entry whole, but for the hashes of PINs', () => {
  const folder = shop();
  const { out } = razem('journal', 'show', '1', '--data', folder);
  expect(out.replace(/[0-9a-f]{64}/, '…')).toBe(`\
seq: 1
time: 2026-11-20 11:00:00
event:
  bases:
    cashiers:
      - number: 1
        pinHash: (withheld)
  installation: c0ffee
  type: till.configured
effects: []
hash: …
`);
  const words = ['list', '--json', '--data', folder];
  expect(razem('journal', ...words).out).not.toContain('argon2id');
  expect(razem('journal', 'show', '1', '--json', '--data', folder).out).not.toContain('argon2id');
});

test('show gives a document as paper, or as JSON', () => {
  const folder = shop();
  const { out } = razem('journal', 'show', '--document', '2', '--data', folder);
  const payments = [{ type: 'MOBILNA', name: 'Blik', amount: 1234 }];
  const sold = { ...receipt, documentNumber: 2, at: eleven + day, total: 1234, payments };
  expect(out).toBe(paperText(layOut(sold, 40), 40));
  const json = razem('journal', 'show', '--document', '2', '--json', '--data', folder).out;
  expect(JSON.parse(json)).toEqual(sold);
});

test('find gives the documents that all criteria hold for, newest first', () => {
  const data = ['--data', shop()];
  expect(razem('journal', 'find', '--amount', '12,34', ...data).out).toBe(`\
2  receipt  2026-11-21 11:00  12,34  MOBILNA Blik 12,34
1  receipt  2026-11-20 11:00  12,34  GOTÓWKA 12,34
`);
  const criteria = ['--form', 'MOBILNA Blik', '--from', '2026-11-20', '--to', '2026-11-21'];
  expect(JSON.parse(razem('journal', 'find', '--json', ...criteria, ...data).out)).toEqual({
    documents: [
      {
        number: 2,
        kind: 'fiscalReceipt',
        at: eleven + day,
        date: '2026-11-21',
        total: 1234,
        payments: [{ form: 'MOBILNA Blik', amount: 1234 }],
        keys: [
          { kind: 'cashier', value: '1' },
          { kind: 'receipt', value: '12' },
        ],
        seq: 4,
      },
    ],
  });
});

test('nothing found is an answer, no fault', () => {
  expect(razem('journal', 'find', '--number', '9', '--data', shop())).toEqual({
    status: 0,
    out: 'no document is like that\n',
    err: '',
  });
});

test('a damaged file is broken, no file is unusable', () => {
  expect(razem('journal', 'verify', '--data', temporaryFolder()).status).toBe(2);
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  for (let key = 0; key < 500; key++) {
    journal.append({ at: eleven, event: { type: 'key.comma' }, effects: [] });
  }
  journal.close();
  const path = join(folder, 'journal.sqlite');
  const file = readFileSync(path);
  // The root of the entries' tree, wherever it lies, and all that lies below: no page is one any more.
  writeFileSync(path, file.fill(0xff, 4096 * 2));
  const { status, out } = razem('journal', 'verify', '--data', folder);
  expect([status, out]).toEqual([
    1,
    'broken at entry 1: from about there the file cannot be read (unreadable)\n',
  ]);
});
