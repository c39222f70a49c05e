import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { assert, describe, expect, test } from 'vitest';
import { StoredDeviceKey } from '../../devices/fiscal/device-key.ts';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { fileKeyStore, type KeyStore, memoryKeyStore } from '../../devices/fiscal/key-store.ts';
import { verifySignature } from '../../devices/fiscal/signature.ts';
import { memoryMedium } from '../../devices/fiscal/write-once-medium.ts';
import { type DailyFigures, signedText } from '../../src/kernel/fiscal-record.ts';
import { dailyRecord, fiscalisation } from './fiscal-record.ts';
import { temporaryFolder } from './temporary-folder.ts';

const keyFile = () => join(temporaryFolder(), 'device-key.pem');
const stores: readonly [name: string, make: () => KeyStore][] = [
  ['in a file', () => fileKeyStore(keyFile())],
  ['for replay', () => memoryKeyStore()],
];

describe.each(stores)('a device key %s', (_name, make) => {
  test('is made once and is the same for ever after, also without power', async () => {
    const store = make();
    const key = new StoredDeviceKey({ store });
    expect(await key.publicKey()).toBeUndefined();
    const made = await key.create();
    expect(Buffer.from(made, 'base64')).toHaveLength(44);
    const after = new StoredDeviceKey({ store, seed: 'another' });
    const answers = [
      await key.create(),
      await key.publicKey(),
      await after.create(),
      await after.publicKey(),
    ];
    expect(answers).toEqual([made, made, made, made]);
  });

  test('signs what verifies with its public half, and nothing else does', async () => {
    const key = new StoredDeviceKey({ store: make() });
    const publicKey = await key.create();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const signature = await key.sign(text);
        expect(await key.sign(text)).toBe(signature);
        expect(verifySignature(publicKey, text, signature)).toBe(true);
        expect(verifySignature(publicKey, `${text} `, signature)).toBe(false);
      }),
      { numRuns: 20 },
    );
  });

  test('does not sign before it is made', async () => {
    const store = make();
    await expect(new StoredDeviceKey({ store }).sign('text')).rejects.toEqual(
      expect.objectContaining({
        code: 'key.none',
        message: `${store.name}: there is no key yet; fiscalise the till first`,
      }),
    );
  });

  test('two tills have two keys', async () => {
    const keys = [make(), make()].map((store) => new StoredDeviceKey({ store }));
    const [one, other] = await Promise.all(keys.map((key) => key.create()));
    expect(one).not.toBe(other);
  });
});

test('a key of a seed is the same in every replay', async () => {
  const key = new StoredDeviceKey({ store: memoryKeyStore(), seed: 'corner shop' });
  expect([await key.create(), await key.sign('RAPORT')]).toMatchInlineSnapshot(`
    [
      "MCowBQYDK2VwAyEAhpe3H4rMte5WBHLCk4bs+GVJjheRF4vdGuYqg0e8T70=",
      "xg2gvPv18C8VuvRKmaviPLb1QwjaAQxrkwQWfjUgDAiEiZvXV2kpB/BY3uSWQ3uPWV0qosE/HO+HEOFdeL5UDw==",
    ]
  `);
});

describe('a key file', () => {
  test('is open to its owner only, and nothing else is left in its folder', async () => {
    const path = keyFile();
    await new StoredDeviceKey({ store: fileKeyStore(path) }).create();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['device-key.pem']);
    expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  test('left half written by a power cut is written anew, whoever could read it', async () => {
    const path = keyFile();
    writeFileSync(`${path}.new`, '-----BEGIN PRIV');
    chmodSync(`${path}.new`, 0o666);
    const key = new StoredDeviceKey({ store: fileKeyStore(path) });
    expect(await key.publicKey()).toBeUndefined();
    const made = await key.create();
    expect([await key.publicKey(), statSync(path).mode & 0o777]).toEqual([made, 0o600]);
    expect(readdirSync(join(path, '..'))).toEqual(['device-key.pem']);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  test.each([
    ['scribble', 'not a key'],
    ['nothing', ''],
    ['a key of another kind', rsa.export({ type: 'pkcs8', format: 'pem' })],
  ])('with %s in it is refused without a word of what it holds', async (_name, contents) => {
    const path = keyFile();
    writeFileSync(path, contents);
    const key = new StoredDeviceKey({ store: fileKeyStore(path) });
    const refusal = expect.objectContaining({
      code: 'key.damaged',
      message: `${path}: this is no Ed25519 key; put back the file the till made`,
    });
    await expect(key.create()).rejects.toEqual(refusal);
    await expect(key.sign('text')).rejects.toEqual(refusal);
    await expect(key.publicKey()).rejects.toEqual(refusal);
    expect(readFileSync(path, 'utf8')).toBe(contents);
  });

  test('that cannot be read or written is named', async () => {
    const folder = temporaryFolder();
    const unusable = (path: string, reason: string) =>
      expect.objectContaining({
        code: 'key.unusable',
        message: expect.stringContaining(`cannot use the device key ${path}: ${reason}`),
      });
    const inPlaceOfFile = new StoredDeviceKey({ store: fileKeyStore(folder) });
    await expect(inPlaceOfFile.publicKey()).rejects.toEqual(unusable(folder, 'EISDIR'));
    const nowhere = join(folder, 'none', 'key.pem');
    const withoutFolder = new StoredDeviceKey({ store: fileKeyStore(nowhere) });
    await expect(withoutFolder.create()).rejects.toEqual(unusable(nowhere, 'ENOENT'));
  });
});

test('a daily report in the memory is verified by the key of the fiscalisation there', async () => {
  const medium = memoryMedium();
  const memory = new EmulatedFiscalMemory({ medium });
  const key = new StoredDeviceKey({ store: memoryKeyStore(), seed: 'one' });
  await memory.append('1.0', { ...fiscalisation, publicKey: await key.create() });
  const unsigned = dailyRecord(1);
  const signature = await key.sign(signedText(unsigned));
  await memory.append('2.0', { ...unsigned, signature });
  const stored = await new EmulatedFiscalMemory({ medium }).read();
  const [first, second] = stored.map(({ record }) => record);
  assert(first?.kind === 'fiscalisation' && second?.kind === 'daily');
  const verify = (figures: DailyFigures) =>
    verifySignature(first.publicKey, signedText(figures), second.signature);
  expect([verify(second), verify({ ...second, receipts: 3 })]).toEqual([true, false]);
});

test('what is no key or no signature verifies nothing', async () => {
  const key = new StoredDeviceKey({ store: memoryKeyStore(), seed: 'one' });
  const publicKey = await key.create();
  const signature = await key.sign('text');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const rsaKey = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const rsaSignature = sign(null, Buffer.from('text'), rsa.privateKey).toString('base64');
  const verdicts = [
    verifySignature('', 'text', signature),
    verifySignature('Zm9v', 'text', signature),
    verifySignature(rsaKey, 'text', rsaSignature),
    verifySignature(publicKey, 'text', ''),
    verifySignature(publicKey, 'text', signature.slice(4)),
  ];
  expect(verdicts).toEqual([false, false, false, false, false]);
});
