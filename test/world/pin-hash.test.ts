import { expect, test } from 'vitest';
import { hashPin, isPinHash, verifyPin } from '../../src/world/pin-hash.ts';

test('a PIN is verified against its hash, another is not', async () => {
  const hash = hashPin('0471');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(hash).not.toContain('0471');
  expect(await verifyPin(hash, '0471')).toBe(true);
  expect(await verifyPin(hash, '471')).toBe(false);
  expect(await verifyPin(hash, '')).toBe(false);
});

test('the same PIN never gives the same hash', () => {
  expect(hashPin('1111')).not.toBe(hashPin('1111'));
});

const salt = 'AAAAAAAAAAAAAAAAAAAAAA';
const tag = 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA'.replace(/A$/, 'E');

test.each([
  '',
  '1111',
  `$argon2i$v=19$m=19456,t=2,p=1$${salt}$${tag}`,
  `$argon2id$v=19$m=999999,t=2,p=1$${salt}$${tag}`,
  `$argon2id$v=19$m=19456,t=99,p=1$${salt}$${tag}`,
  `$argon2id$v=19$m=19456,t=2,p=0$${salt}$${tag}`,
  `$argon2id$v=19$m=19456,t=2,p=1$AAAA$${tag}`,
  `$argon2id$v=19$m=19456,t=2,p=1$${salt}$BBBB`,
  `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${tag} `,
])('%j is no PIN hash, and the refusal does not repeat it', async (phc) => {
  expect(isPinHash(phc)).toBe(false);
  await expect(verifyPin(phc, '1111')).rejects.toMatchInlineSnapshot(
    `[Failure: a cashier’s pin is no argon2id PHC string; program the PIN anew]`,
  );
});

test('a well-formed hash is one', () => {
  expect(isPinHash(`$argon2id$v=19$m=19456,t=2,p=1$${salt}$${tag}`)).toBe(true);
});
