import { expect, test } from 'vitest';
import { documentDigest, sha256 } from '../../src/kernel/digest.ts';

test('SHA-256 as published in FIPS 180-2, and of Polish letters in UTF-8', () => {
  expect([sha256('abc'), sha256(''), sha256('zażółć')]).toEqual([
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '7eefe5e3046c86cec19ce1215e0a04724124d948468005a1ebc4adf2643bea13',
  ]);
});

test('a document’s digest has 40 hex digits and depends on the one before', () => {
  const first = documentDigest('0'.repeat(40), 'content');
  const second = documentDigest(first, 'content');
  expect([first, second]).toEqual([
    sha256(`${'0'.repeat(40)}\ncontent`)
      .slice(0, 40)
      .toUpperCase(),
    sha256(`${first}\ncontent`).slice(0, 40).toUpperCase(),
  ]);
  expect(first).toMatch(/^[0-9A-F]{40}$/);
  expect(second).not.toBe(first);
});
