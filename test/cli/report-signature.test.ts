import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StoredDeviceKey } from '../../devices/fiscal/device-key.ts';
import { memoryKeyStore } from '../../devices/fiscal/key-store.ts';
import {
  publicKeyPem,
  readPublicKey,
  signatureText,
  verifySignatures,
} from '../../src/cli/journal/report-signature.ts';
import { canonical } from '../../src/kernel/canonical.ts';
import { documentDigest } from '../../src/kernel/digest.ts';
import type { Entry, JournalEffect } from '../../src/journal/entry.ts';
import { type DailyFigures, signedText } from '../../src/kernel/fiscal-record.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { noon } from '../till/play.ts';
import { razem, typed } from './razem.ts';

const key = new StoredDeviceKey({ store: memoryKeyStore(), seed: 'one' });
const publicKey = await key.create();
const otherKey = await new StoredDeviceKey({ store: memoryKeyStore(), seed: 'two' }).create();

const figures: DailyFigures = {
  ...{ at: noon, number: 1, from: noon, to: noon, receipts: 1, nonFiscal: 0 },
  rates: [{ letter: 'A', percent: 2300, gross: 1000, net: 813, tax: 187 }],
  cancelled: { count: 0, amount: 0 },
  events: { powerFailures: 0, rateChanges: 0, baseChanges: 0 },
  ...{ lastDocument: 1, lastDigest: '0'.repeat(40) },
};

async function reported(change: Partial<DailyFigures> = {}, number = 1) {
  const signature = await key.sign(signedText({ ...figures, number }));
  const record = { kind: 'daily', ...figures, number, ...change, signature, digest: '' };
  return { id: '1.0', type: 'memory.append', key: `daily-${number}`, record };
}

function entries(...effects: readonly JournalEffect[]): Entry[] {
  return effects.map((effect, index) => ({
    ...{ seq: index + 1, at: noon, event: { type: 'deviceKey.signed' }, hash: '' },
    effects: [effect, { id: 'x', type: 'drawer.open' }],
  }));
}

describe('every daily report in the journal is held against the key', () => {
  test('all are signed; one that was appended twice is one report', async () => {
    const found = verifySignatures(
      entries(await reported(), await reported(), await reported({}, 2)),
      publicKey,
    );
    expect([found, signatureText(found)]).toEqual([
      { signed: true, reports: 2 },
      'signed by this key: 2 daily reports\n',
    ]);
  });

  test('a figure that was changed afterwards is found', async () => {
    const found = verifySignatures(
      entries(await reported(), await reported({ receipts: 9 }, 2)),
      publicKey,
    );
    expect([found, signatureText(found)]).toEqual([
      { signed: false, seq: 2, problem: 'signatureDiffers', report: 2 },
      'entry 2: daily report 2 is not signed by this key (signatureDiffers)\n',
    ]);
  });

  test('another key verifies nothing, and the fiscalisation names its own', async () => {
    const birth = {
      ...{ id: '1.0', type: 'memory.append', key: 'fiscalisation' },
      record: { kind: 'fiscalisation', at: noon, uniqueNumber: '', nip: '', publicKey },
    };
    expect(verifySignatures(entries(await reported()), otherKey)).toEqual({
      ...{ signed: false, seq: 1, problem: 'signatureDiffers', report: 1 },
    });
    const found = verifySignatures(entries(birth), otherKey);
    expect([found, signatureText(found)]).toEqual([
      { signed: false, seq: 1, problem: 'keyDiffers' },
      'entry 1: fiscalises the till with another key (keyDiffers)\n',
    ]);
  });
});

describe('the documents between the reports are held against each other', () => {
  const first = { kind: 'nonFiscalNote', documentNumber: 1, at: noon };
  const second = { kind: 'nonFiscalNote', documentNumber: 2, at: noon };
  const one = { ...first, digest: documentDigest('0'.repeat(40), canonical(first)) };
  const two = { ...second, digest: documentDigest(one.digest, canonical(second)) };
  const print = (document: object, marks: object = {}) => ({
    ...{ id: '1.0', type: 'print', document, repeat: false, ...marks },
  });

  test('prints that were begun again, repeats and copies are one document', async () => {
    const counted = await reported({}, 1);
    expect(
      verifySignatures(
        entries(
          ...[print(one), print(one), print(one, { repeat: true }), print(two)],
          print(one, { copy: true }),
        ),
        publicKey,
      ),
    ).toEqual({ signed: true, reports: 0 });
    expect(verifySignatures(entries(counted), publicKey)).toEqual({ signed: true, reports: 1 });
  });

  test('a document that was changed with its digest, or taken out, is found', () => {
    const changed = { ...two, at: noon + 1 };
    const third = { ...second, documentNumber: 3, digest: two.digest };
    for (const wrong of [changed, third]) {
      const found = verifySignatures(entries(print(one), print(wrong)), publicKey);
      expect([found, signatureText(found)]).toEqual([
        { signed: false, seq: 2, problem: 'digestDiffers' },
        'entry 2: prints a document that does not follow from the one before (digestDiffers)\n',
      ]);
    }
  });

  test('a report over other documents than those before it is found', async () => {
    const found = verifySignatures(entries(print(one), await reported()), publicKey);
    expect([found, signatureText(found)]).toEqual([
      { signed: false, seq: 2, problem: 'documentsDiffer', report: 1 },
      'entry 2: daily report 1 counts other documents than those before it (documentsDiffer)\n',
    ]);
  });
});

describe('a public key in a file', () => {
  const written = (text: string) => {
    const file = join(temporaryFolder(), 'key.pem');
    writeFileSync(file, text);
    return file;
  };

  test('is read as it was written', () => {
    expect(readPublicKey(written(publicKeyPem(publicKey)))).toBe(publicKey);
  });

  test.each([
    ['no key at all', () => written('till')],
    ['no file', () => join(temporaryFolder(), 'missing.pem')],
    [
      'a key of another kind',
      () => {
        const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
        return written(rsa.export({ type: 'spki', format: 'pem' }));
      },
    ],
  ])('is refused: %s', (_what, file) => {
    expect(() => readPublicKey(file())).toThrow(expect.objectContaining({ code: 'key.unusable' }));
  });
});

test('a till gives out its public key, and its journal is verified with it', () => {
  const data = temporaryFolder();
  const keys = '9 RAZEM 9999 RAZEM\n1 KOD RAZEM RAZEM\nFUNKCJE 8 1 1 RAZEM\n';
  const played = typed(keys, '--data', data, '--at', '2026-03-02T10:00');
  expect([played.status, played.err]).toEqual([0, '']);
  const pem = razem('journal', 'key', '--data', data);
  expect([pem.status, pem.out]).toEqual([0, expect.stringContaining('BEGIN PUBLIC KEY')]);
  const file = join(data, 'public.pem');
  writeFileSync(file, pem.out);
  const verified = razem('journal', 'verify', '--data', data, '--public-key', file);
  expect([verified.status, verified.out.split('\n')[1]]).toEqual([
    ...[0, 'signed by this key: 1 daily report'],
  ]);
  writeFileSync(file, publicKeyPem(otherKey));
  const foreign = razem('journal', 'verify', '--data', data, '--public-key', file, '--json');
  expect([foreign.status, JSON.parse(foreign.out)]).toEqual([
    1,
    expect.objectContaining({
      sound: true,
      signatures: expect.objectContaining({ signed: false }),
    }),
  ]);
});

test('a till without a key, and a file that is none, are told in one line', () => {
  const data = temporaryFolder();
  const none = razem('journal', 'key', '--data', data);
  expect([none.status, none.err]).toEqual([2, expect.stringMatching(/there is no key yet; .*\n$/)]);
  const bad = razem('journal', 'verify', '--data', data, '--public-key', data);
  expect([bad.status, bad.err]).toEqual([2, expect.stringMatching(/^razem: --public-key: .*\n$/)]);
});
