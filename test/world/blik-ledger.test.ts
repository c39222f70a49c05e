import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';
import { effectiveCharges, type LedgerRecord, openLedger } from '../../src/world/blik-ledger.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-ledger-'));
  file = join(folder, 'ledger.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const records: readonly LedgerRecord[] = [
  { kind: 'opened', at: 1, id: 'a', tillId: 'Kasa ż', code: '012345', amountGrosze: 100 },
  { kind: 'charged', at: 2, id: 'a', amountGrosze: 100 },
  { kind: 'charged', at: 3, id: 'b', amountGrosze: 250 },
  { kind: 'refunded', at: 4, id: 'a', amountGrosze: 100 },
  { kind: 'refused', at: 5, id: 'c', reason: 'USER_TIMEOUT' },
  { kind: 'withdrawn', at: 6, id: 'd' },
];

function write(): void {
  const ledger = openLedger(file);
  for (const record of records) ledger.append(record);
  ledger.close();
}

function reopened(): readonly LedgerRecord[] {
  const ledger = openLedger(file);
  ledger.close();
  return ledger.records;
}

test('what was appended is there again, readable by nobody else', () => {
  write();
  expect(reopened()).toEqual(records);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('without a file it lives in memory', () => {
  const ledger = openLedger();
  for (const record of records) ledger.append(record);
  expect(ledger.records).toEqual(records);
  ledger.close();
});

test('a last line torn at any byte is dropped, and the ledger goes on', () => {
  write();
  const bytes = readFileSync(file);
  const beforeLast = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  for (let length = beforeLast; length < bytes.length; length += 1) {
    writeFileSync(file, bytes.subarray(0, length));
    const ledger = openLedger(file);
    expect(ledger.records).toEqual(records.slice(0, -1));
    ledger.append({ kind: 'withdrawn', at: 7, id: 'e' });
    ledger.close();
    expect(reopened()).toEqual([...records.slice(0, -1), { kind: 'withdrawn', at: 7, id: 'e' }]);
  }
});

test('a letter torn in the middle is dropped with its line', () => {
  write();
  appendFileSync(file, Buffer.from('{"kind":"opened","tillId":"ż').subarray(0, -1));
  expect(reopened()).toEqual(records);
  expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(true);
});

test.each(['nonsense\n', '{"kind":"charged","at":1,"id":"a"}\n', '\n'])(
  'a whole line that is no record is refused: %j',
  (line) => {
    write();
    appendFileSync(file, line);
    expect(() => openLedger(file)).toThrow(
      new Failure('world.ledgerCorrupt', `${file}:7: no record of a ledger; give another file`),
    );
  },
);

test('a file that cannot be opened is refused', () => {
  expect(() => openLedger(folder)).toThrow(
    new Failure('world.ledgerUnusable', `${folder}: cannot be opened as the hosts’ ledger`),
  );
});

test('charged and not given back is what counts', () => {
  expect(effectiveCharges(records)).toEqual(new Map([['b', 250]]));
});
