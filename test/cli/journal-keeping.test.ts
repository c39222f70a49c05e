import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { purgeText } from '../../src/cli/journal/purge-command.ts';
import { requestRows } from '../../src/cli/journal/request-command.ts';
import { writtenLine } from '../../src/cli/journal/written.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { parseMoment } from '../../src/kernel/time.ts';
import { keyStep, printStep } from '../journal/journaled-step.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { razem } from './razem.ts';

const newest = parseMoment('2022-06-01T10:00');

/** A folder on which a till runs: three documents of 2020 and 2021, one that is young. */
function shop(): string {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  onTestFinished(() => journal.close());
  for (const [index, date] of ['2020-01-31', '2020-01-31', '2021-04-30', '2022-06-01'].entries()) {
    const at = parseMoment(`${date}T10:00`);
    journal.append({ ...printStep(index + 1, { documentNumber: index + 1, at }), at });
  }
  journal.append(keyStep(newest), 'state');
  return folder;
}

test('T19 purge shows what would go and removes it only with --yes, beside the running till', () => {
  const folder = shop();
  const data = ['--data', folder];
  razem('journal', 'hold', '--document', '2', '--reason', 'complaint', '--note', 'x', ...data);
  const shown = `\
kept from 2021-05-01 on: 13 months before 2022-06-01
2020-01  1 entries, 1 documents
2021-04  1 entries, 1 documents
held, with all about their sales: 2 of 2020-01-31
`;
  for (const words of [[], ['--dry-run']]) {
    expect(razem('journal', 'purge', ...words, ...data)).toEqual({
      status: 0,
      out: `${shown}to remove it: --yes\n`,
      err: '',
    });
  }
  expect(razem('journal', 'purge', '--yes', ...data).out).toBe(`${shown}removed\n`);
  const verified = razem('journal', 'verify', ...data);
  expect([verified.status, verified.out]).toEqual([
    0,
    expect.stringMatching(/^sound: 3 entries, 2 removed before and anchored, last hash \w{64}\n$/),
  ]);
  expect(JSON.parse(razem('journal', 'purge', '--json', ...data).out)).toEqual({
    removed: false,
    today: '2022-06-01',
    firstKept: '2021-05-01',
    months: [],
    held: [{ number: 2, date: '2020-01-31' }],
  });
  expect(razem('journal', 'show', '1', ...data)).toEqual({
    status: 2,
    out: '',
    err: 'razem: entry 1 was removed after its 13 months\n',
  });
  expect(razem('journal', 'show', '2', ...data).out).toContain('documentNumber: 2');
});

test('purge says so when nothing is due', () => {
  const report = { removed: true, today: '2026-11-20', firstKept: '2025-10-20' };
  expect(purgeText({ ...report, months: [], held: [] })).toBe(
    'kept from 2025-10-20 on: 13 months before 2026-11-20\nnothing is due\n',
  );
});

test('documents are held, listed and released', () => {
  const data = ['--data', shop()];
  const hold = ['hold', '--document', '2', '--reason', 'chargeback', '--note', 'case 17'];
  expect(razem('journal', 'holds', ...data).out).toBe('no document is held\n');
  expect(razem('journal', ...hold, ...data).out).toBe('document 2 is held: chargeback\n');
  expect(razem('journal', 'holds', ...data).out).toMatch(
    /^2 {2}\d{4}-\d\d-\d\d {2}chargeback {2}case 17\n$/,
  );
  expect(JSON.parse(razem('journal', 'holds', '--json', ...data).out)).toEqual({
    holds: [{ document: 2, reason: 'chargeback', note: 'case 17', at: expect.any(Number) }],
  });
  razem('journal', 'request', 'add', '--document', '2', '--from', 'bank', ...data);
  expect(razem('journal', 'release', '--document', '2', ...data).out).toBe(
    'document 2 is released, but request 1 still holds it\n',
  );
});

test('T19 documents are asked for, listed with their date, and delivered', () => {
  const data = ['--data', shop()];
  const add = ['request', 'add', '--document', '3', '1', '--from', 'eService, case 17'];
  expect(razem('journal', ...add, ...data).out).toMatch(
    /^request 1: deliver documents 3, 1 by \d{4}-\d\d-\d\d\n$/,
  );
  expect(razem('journal', 'request', 'list', ...data).out).toMatch(
    /^1 {2}\S+ {2}due \S+ +documents 1, 3, eService, case 17\n$/,
  );
  expect(razem('journal', 'request', 'list', '--overdue', ...data).out).toBe(
    'no request is like that\n',
  );
  expect(razem('journal', 'request', 'deliver', '1', ...data).out).toBe(
    'request 1: documents 1, 3 delivered\n',
  );
  const listed = razem('journal', 'request', 'list', '--json', ...data).out;
  expect(JSON.parse(listed)).toEqual({
    requests: [
      {
        id: 1,
        documents: [1, 3],
        sender: 'eService, case 17',
        at: expect.any(Number),
        due: expect.any(String),
        delivered: expect.any(Number),
      },
    ],
  });
});

test('a request is overdue on the day after it is due, and no more once it is delivered', () => {
  const at = parseMoment('2026-11-20T10:00');
  const request = { id: 1, documents: [3], sender: 'bank', at, due: '2026-11-27' };
  expect([
    requestRows([request], '2026-11-27'),
    requestRows([request], '2026-11-28'),
    requestRows([{ ...request, delivered: at }], '2026-11-28'),
  ]).toEqual([
    ['1  2026-11-20  due 2026-11-27        document 3, bank\n'],
    ['1  2026-11-20  OVERDUE 2026-11-27    document 3, bank\n'],
    ['1  2026-11-20  delivered 2026-11-20  document 3, bank\n'],
  ]);
});

const hold2 = ['hold', '--document', '2', '--reason', 'complaint', '--note'];
const refusals: readonly (readonly [readonly string[], string])[] = [
  [['purge', '--yes', '--dry-run'], "option '--dry-run' cannot be used with option '--yes'"],
  [['hold', '--document', '9', '--reason', 'complaint', '--note', 'x'], 'no document 9 in the'],
  [['hold', '--document', '2', '--reason', 'x', '--note', 'x'], 'Allowed choices are chargeback'],
  [['hold', '--document', 'x', '--reason', 'complaint', '--note', 'x'], '--document x: must be'],
  [[...hold2, ' '], '--note " ": must be one line of 1 to 200 characters'],
  [[...hold2, 'card 5555 5555 5555 4444'], '--note …: bears a full card number'],
  [['release', '--document', '2'], 'document 2 is not held'],
  [['request', 'add', '--document', '9', '--from', 'bank'], 'no document 9 in the journal'],
  [['request', 'add', '--document', '1', '--from', ''], '--from "": must be one line'],
  [['request', 'deliver', '7'], 'no request 7'],
  [['request', 'deliver', 'x'], 'request x: must be a whole number from 1 up'],
  [['find', '--card', '5555555555554444'], '--card …: must be the last four digits and no more'],
  [['find', '--nip', '12'], "--nip 12: must be the buyer's ten digits"],
  [['find', '--receipt', '0'], '--receipt 0: must be the number of a receipt'],
  [['find', '--cashier', 'Anna'], '--cashier Anna: must be the number of a cashier'],
  [['find', '--authorisation', '-'], '--authorisation -: must be an authorisation code'],
];

test('what cannot be done is refused in one line', () => {
  const folder = shop();
  for (const [words, refusal] of refusals) {
    const { status, out, err } = razem('journal', ...words, '--data', folder);
    expect([words, status, out, err.trimEnd().split('\n').length]).toEqual([words, 2, '', 1]);
    expect(err).toContain(refusal);
    expect(err).not.toContain('5555');
  }
}, 30_000);

test.each([
  'case 17 of 2026-11-20',
  'paragon 743, NIP 522-26-28-262, tel. 600 700 800',
  'PL61109010140000071219812874',
  '4111111111111112',
])('the note %j is taken as it is', (text) => {
  expect(writtenLine('--note', ` ${text}`)).toBe(text);
});

test.each([
  '4111111111111111',
  '17 4111 1111 1111 1111',
  'no 4111-1111-1111-1111, please',
  'two\nlines',
  'x'.repeat(201),
])('the note %j is refused', (text) => {
  expect(() => writtenLine('--note', text)).toThrow(
    expect.objectContaining({ code: 'option.invalid' }),
  );
});

test('generate fills a journal by selling, the same for the same seed, once only', () => {
  const folder = temporaryFolder();
  const [one, two, other] = ['one', 'two', 'other'].map((name) => join(folder, name));
  const generate = (data = '', seed = '7') =>
    razem('journal', 'generate', '--months', '1', '--per-day', '2', '--seed', seed, '--data', data);
  expect(generate(one)).toEqual({
    status: 0,
    out: expect.stringMatching(/^62 receipts on 31 days, \d+ entries\n$/),
    err: '',
  });
  generate(two);
  generate(other, '8');
  expect(razem('journal', 'verify', '--data', one ?? '').out).toMatch(/^sound: /);
  const lastDay = razem('journal', 'find', '--date', '2025-10-31', '--data', one ?? '').out;
  expect(lastDay.match(/ receipt /g)).toHaveLength(2);
  const sold = (data = '') =>
    razem('journal', 'export', '--from', '2025-10-01', '--data', data).out;
  expect([sold(two) === sold(one), sold(other) === sold(one)]).toEqual([true, false]);
  expect(generate(one)).toEqual({
    status: 2,
    out: '',
    err: `razem: ${one} holds a journal already: name a new folder\n`,
  });
}, 30_000);

test.each([
  [['--months', '0'], '--months 0: must be a whole number from 1 up'],
  [['--months', '121'], '--months 121: must be at most 120'],
  [['--per-day', 'x'], '--per-day x: must be a whole number from 1 up'],
  [['--seed', '2147483648'], '--seed 2147483648: must be at most'],
  [['--from', '2025-02-29'], '--from 2025-02-29: must be a date such as 2025-10-01'],
])('generate %j is refused, and no folder is made', (words, refusal) => {
  const folder = join(temporaryFolder(), 'till');
  const { status, err } = razem('journal', 'generate', ...words, '--data', folder);
  expect([status, err]).toEqual([2, expect.stringContaining(refusal)]);
  expect(existsSync(folder)).toBe(false);
});
