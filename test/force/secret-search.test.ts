import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Secret, searchBytes, searchFiles } from './secret-search.ts';

const pin: Secret = { name: "the customer's PIN", value: '73918265' };
const key: Secret = { name: "the acquirer's key", value: 'kZ7-pQ/x+9Wd~31a' };
const oddKey: Secret = { name: 'the odd key', value: '9e107d9d372bb6826' };

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

/** Each way that bytes can hold a secret: the bytes, and the form that names the hit. */
const planted: readonly [form: string, secret: Secret, bytes: Buffer][] = [
  ['text', pin, latin1('73918265')],
  ['text', key, latin1('kZ7-pQ/x+9Wd~31a')],
  ['text', oddKey, latin1('9E107D9D372BB6826')],
  ['reversed text', pin, latin1('56281937')],
  ['UTF-16LE', pin, Buffer.from('73918265', 'utf16le')],
  ['UTF-16BE', pin, utf16be('73918265')],
  ['reversed UTF-16LE', pin, Buffer.from('56281937', 'utf16le')],
  ['base64', pin, latin1(btoa('73918265'))],
  ['base64', pin, latin1(btoa('<73918265>'))],
  ['base64', pin, latin1(btoa('{"73918265"}'))],
  ['base64', key, latin1(Buffer.from(`id:${key.value}`).toString('base64url'))],
  ['reversed base64', pin, latin1(btoa('pin 56281937'))],
  ['hex', pin, latin1('3733393138323635')],
  ['hex', key, latin1(Buffer.from(key.value).toString('hex').toUpperCase())],
  ['hex', pin, latin1('37 33 39 31 38 32 36 35')],
  ['hex', pin, latin1('0x37, 0x33, 0x39, 0x31, 0x38, 0x32, 0x36, 0x35')],
  ['hex', pin, latin1('\\u0037\\u0033\\u0039\\u0031\\u0038\\u0032\\u0036\\u0035')],
  ['hex', pin, latin1('%37%33%39%31%38%32%36%35')],
  ['reversed hex', pin, latin1('3536323831393337')],
  ['decimal bytes', pin, latin1('[55,51,57,49,56,50,54,53]')],
  ['unpacked BCD', pin, Buffer.from([7, 3, 9, 1, 8, 2, 6, 5])],
  ['packed BCD', pin, Buffer.from([0x73, 0x91, 0x82, 0x65])],
  ['packed BCD', oddKey, Buffer.from('9e107d9d372bb6826f', 'hex')],
  ['packed BCD, shifted', pin, Buffer.from([0x27, 0x39, 0x18, 0x26, 0x5f])],
  ['packed BCD, swapped', pin, Buffer.from([0x37, 0x19, 0x28, 0x56])],
  ['packed BCD, swapped, shifted', pin, Buffer.from([0xf3, 0x71, 0x92, 0x85, 0x6f])],
  ['reversed packed BCD', pin, Buffer.from([0x56, 0x28, 0x19, 0x37])],
  ['separated text', pin, latin1('7 3 9 1 8 2 6 5')],
  ['separated text', pin, latin1('7391-8265')],
  ['separated text', pin, latin1('7\n3\n9\n1\n8\n2\n6\n5')],
  ['separated text', pin, latin1('"7","3","9","1","8","2","6","5"')],
  ['separated text', key, latin1('kZ7-pQ/x\r\n+9Wd~31a')],
  ['reversed separated text', pin, latin1('5 6 2 8 1 9 3 7')],
];

test.each(planted)('%s is found (%#)', (form, secret, bytes) => {
  const hits = searchBytes(Buffer.concat([latin1('«x='), bytes, latin1('=y»')]), [secret]);
  expect(hits).toHaveLength(1);
  expect(hits[0]).toEqual({ offset: expect.any(Number), secret: secret.name, form });
});

test('digits apart by NUL are found, whichever UTF-16 they are', () => {
  const bytes = latin1('7\x003\x009\x001\x008\x002\x006\x005');
  expect(searchBytes(bytes, [pin])).toEqual([
    { offset: 0, secret: pin.name, form: 'separated text' },
  ]);
});

test('a hit tells the byte at which the secret begins, however often it occurs', () => {
  const bytes = Buffer.concat([latin1('ó 73918265 '), Buffer.from([0x73, 0x91, 0x82, 0x65])]);
  expect(searchBytes(bytes, [pin])).toEqual([
    { offset: 2, secret: pin.name, form: 'text' },
    { offset: 11, secret: pin.name, form: 'packed BCD' },
  ]);
});

test('any PIN is found between any bytes', () => {
  const digits = fc.stringMatching(/^\d{8,12}$/);
  fc.assert(
    fc.property(digits, fc.uint8Array(), fc.uint8Array(), (value, before, after) => {
      const bytes = Buffer.concat([before, latin1(`=${value}`), after]);
      const hits = searchBytes(bytes, [{ name: 'PIN', value }]);
      expect(hits).toContainEqual({ offset: before.length + 1, secret: 'PIN', form: 'text' });
    }),
  );
});

test('any key is found in base64 wherever it begins', () => {
  const bytesOf = (maxLength: number) => fc.uint8Array({ maxLength });
  const keys = fc.stringMatching(/^[a-zA-Z0-9]{16,40}$/);
  fc.assert(
    fc.property(keys, bytesOf(9), bytesOf(9), (value, before, after) => {
      const encoded = Buffer.concat([before, latin1(value), after]).toString('base64');
      const hits = searchBytes(latin1(encoded), [{ name: 'key', value }]);
      expect(hits.map(({ secret, form }) => `${secret}: ${form}`)).toContain('key: base64');
    }),
    { numRuns: 50 },
  );
});

test('a secret too short to tell is refused, and not told', () => {
  const search = () => searchBytes(Buffer.from('x'), [{ name: 'the PIN', value: '1234' }]);
  expect(search).toThrow(new RangeError('the PIN: a secret of under 8 characters proves nothing'));
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-search-'));
  mkdirSync(join(folder, 'state', '.wal'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What a till writes: digests, moments, identifiers, hashes, goods, a truncated card number. */
function writeCleanFiles(): void {
  const digests = Array.from({ length: 2000 }, (_, n) =>
    createHash('sha256').update(String(n)).digest('hex'),
  );
  const entries = digests.map((digest, n) =>
    JSON.stringify({
      at: 1795168800000 + n * 7919,
      id: digest.slice(0, 32),
      uuid: `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`,
      number: digest.slice(0, 40).toUpperCase(),
      pinHash: `$argon2id$v=19$m=65536,t=3,p=4$${btoa(digest.slice(0, 16))}$${btoa(digest)}`,
      printedAt: `2026-11-20 ${String(n % 24).padStart(2, '0')}:58`,
      share: n / 7,
    }),
  );
  writeFileSync(join(folder, 'state', 'journal.jsonl'), entries.join('\n'));
  writeFileSync(join(folder, 'state', '.wal', 'raw'), Buffer.from(digests.join(''), 'hex'));
  writeFileSync(join(folder, 'slip.txt'), 'KARTA 411111******1111\nEAN 5901234123457\n');
}

test('a clean folder of digests, moments, hashes and goods gives no hit', () => {
  writeCleanFiles();
  expect(searchFiles([folder], [pin, key, oddKey])).toEqual([]);
});

test('among them one secret and one unnamed card are found, in hidden folders too', () => {
  writeCleanFiles();
  const wal = join(folder, 'state', '.wal', 'journal-wal');
  writeFileSync(wal, Buffer.concat([Buffer.alloc(5000), Buffer.from([0x73, 0x91, 0x82, 0x65])]));
  const log = join(folder, 'till.log');
  writeFileSync(log, 'card 4111111111111111 refused');
  expect(searchFiles([join(folder, 'state'), log], [pin])).toEqual([
    { file: wal, offset: 5000, secret: pin.name, form: 'packed BCD' },
    { file: log, offset: 5, secret: '411111…1111', form: 'card number' },
  ]);
});
