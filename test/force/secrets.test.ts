import Database from 'better-sqlite3';
import {
  appendFileSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { hashPin } from '../../src/world/pin-hash.ts';
import { type RunningHosts, startHosts } from '../../src/world/start-hosts.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { VirtualClock } from '../world/virtual-clock.ts';
import { CounterProcess } from './counter-process.ts';
import { run } from './run.ts';
import { type Secret, searchFiles } from './secret-search.ts';

// A long day of real tills.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pin: Secret = { name: "the cashier's PIN", value: '94028517' };
const managerPin: Secret = { name: "the manager's PIN", value: '51749082' };
const wrongPin: Secret = { name: 'a wrong PIN', value: '80597142' };
const phonePin: Secret = { name: "the customer's PIN", value: '29471850' };
const hostsKey: Secret = { name: "the hosts' key", value: 'vK3-s0Zq/7Lw+u8XmT2b' };
const otherKey: Secret = { name: 'a key that is refused', value: 'Yj4.h9Rc_5Pd~e1NoQ6g' };
const secrets = [pin, managerPin, wrongPin, phonePin, hostsKey, otherKey];

const folder = mkdtempSync(join(tmpdir(), 'razem-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const data = join(folder, 'till');
const said = join(folder, 'said');
const worldFile = join(folder, 'world.yaml');
let hosts: RunningHosts | undefined;
let lives = 0;

/** The corner shop with PINs that cannot occur by chance. */
function writeWorld(): void {
  const shop = relative(folder, resolve('fixtures/worlds/corner-shop.yaml'));
  writeFileSync(
    worldFile,
    [
      `extends: ${shop}`,
      'cashiers:',
      `  - { number: 1, name: Anna, role: cashier, pin: '${hashPin(pin.value)}' }`,
      `  - { number: 9, name: Ewa, role: manager, pin: '${hashPin(managerPin.value)}' }`,
      'phones:',
      `  - { id: marta, owner: Marta, balance: '1500,00', limit: '1000,00', pin: ${phonePin.value} }`,
    ].join('\n'),
  );
}

const logIn = `1 RAZEM ${pin.value} RAZEM`;
const sellByBlik = ['1 KOD RAZEM', 'FUNKCJE 4 6 RAZEM', 'phone code', 'CODE RAZEM'];

const verify = 'FUNKCJE 4 5 RAZEM';

/** A life of the till; what it said on both outputs is kept. */
async function live(
  lines: readonly string[],
  { cut, key = hostsKey.value }: { readonly cut?: string; readonly key?: string } = {},
): Promise<void> {
  const till = start({ cut, key });
  await till.end(...lines);
  keep(till);
}

function start({ cut, key = hostsKey.value }: { cut?: string | undefined; key?: string } = {}) {
  const url = hosts?.url ?? '';
  lives += 1;
  const at = `2026-11-20T11:${String(lives).padStart(2, '0')}`;
  return new CounterProcess({ data, at, world: worldFile, hosts: { url, key }, cut });
}

function keep({ out, err }: { readonly out: string; readonly err: string }): void {
  writeFileSync(join(said, `${lives}-out.txt`), out);
  appendFileSync(join(said, 'errors.txt'), err);
}

async function command(words: readonly string[], input = ''): Promise<void> {
  lives += 1;
  keep(await run(words, { env: { RAZEM_HOSTS_KEY: hostsKey.value }, input }));
}

/** The journal's table vanishes while a PIN is being checked: a fault of the program, with its stack. */
async function crash(): Promise<void> {
  const till = start();
  await till.type('1 RAZEM');
  const journal = new Database(join(data, 'journal.sqlite'));
  journal.exec('ALTER TABLE entry RENAME TO elsewhere');
  await till.type(`${pin.value} RAZEM`);
  await till.end();
  journal.exec('ALTER TABLE elsewhere RENAME TO entry');
  journal.close();
  keep(till);
}

beforeAll(async () => {
  mkdirSync(said);
  writeWorld();
  hosts = await startHosts({
    world: loadWorld(worldFile),
    clock: new VirtualClock(),
    key: hostsKey.value,
    seed: 1,
    ledgerFile: join(folder, 'ledger.jsonl'),
  });
  await live([logIn, '1 KOD RAZEM RAZEM', 'FUNKCJE 9', `9 RAZEM ${managerPin.value} RAZEM`]);
  await live([logIn, ...sellByBlik, 'phone confirm']);
  await live([logIn, ...sellByBlik, 'C', verify, 'phone refuse', verify, 'RAZEM RAZEM']);
  await live([`1 RAZEM ${wrongPin.value} RAZEM`, `${pin.value} RAZEM`]);
  await live([logIn], { cut: 'before journal pin.verified' });
  await live([logIn, '1 KOD RAZEM RAZEM'], { cut: 'print:line:3' });
  await live(['FUNKCJE 9', logIn, '1 KOD', 'C RAZEM', 'FUNKCJE 2', `NOKEY${pin.value}`], {
    key: otherKey.value,
  });
  await crash();
  await live([logIn], { cut: 'after journal pin.verified' });
  await command(['journal', 'list', '--data', data, '--json']);
  await command(['journal', 'verify', '--data', data]);
  await command(['pin'], `${pin.value}\n`);
  await command(['pin'], `${pin.value}x\n`);
  await command(['hosts', '--port', new URL(hosts.url).port, '--world', worldFile]);
});

afterAll(() => hosts?.close());

const goldens = () => globSync('fixtures/scenarios/**/*.golden.txt');
const written = () => [data, said, join(folder, 'ledger.jsonl'), ...goldens()];

test('the day left everything that may hold a secret, a stack and a -wal among it', () => {
  const errors = readFileSync(join(said, 'errors.txt'), 'utf8');
  expect(errors).toMatch(/SqliteError: no such table: entry\n +at .*\n/);
  expect(errors).toContain('"NOKEY********" is no key');
  const files = ['journal.sqlite', 'journal.sqlite-wal', 'lock.sqlite', 'paper.bin'];
  expect(globSync('*', { cwd: data })).toEqual(expect.arrayContaining(files));
  expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).toContain('"charged"');
  expect(goldens()).not.toEqual([]);
});

test('no PIN, no key and no card number lies in any of it', () => {
  expect(searchFiles(written(), secrets)).toEqual([]);
});

test.each([
  ['journal', join(data, 'journal.sqlite')],
  ['journal’s WAL', join(data, 'journal.sqlite-wal')],
  ['lock', join(data, 'lock.sqlite')],
  ['paper', join(data, 'paper.bin')],
  ['outputs', join(said, '1-out.txt')],
  ['errors', join(said, 'errors.txt')],
  ['hosts’ ledger', join(folder, 'ledger.jsonl')],
  ['golden of a scenario', goldens()[0] ?? ''],
])('planted into a copy of the %s, each of them is found', (_kind, file) => {
  const copy = join(folder, `planted-${basename(file)}`);
  for (const secret of [...secrets, { name: '411111…1111', value: '4111111111111111' }]) {
    copyFileSync(file, copy);
    const { length } = readFileSync(copy);
    appendFileSync(copy, `{"x":"${secret.value}"}`);
    const hits = searchFiles([copy], secrets).map((hit) => [hit.secret, hit.offset]);
    expect(hits).toEqual([[secret.name, length + 6]]);
  }
});
