import { argon2, argon2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Failure } from '../kernel/failure.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const tagBytes = 32;

interface PinHash {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** A PIN as a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`: all that a world may hold of it. */
export function hashPin(pin: string): string {
  const salt = randomBytes(saltBytes);
  const tag = argon2Sync('argon2id', { message: pin, nonce: salt, tagLength: tagBytes, ...cost });
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

/** Whether the PIN is the hashed one. Rejects with a Failure `world.badPinHash` when the hash is no PHC string. */
export async function verifyPin(phc: string, pin: string): Promise<boolean> {
  const hash = parsePinHash(phc);
  if (!hash) {
    throw new Failure(
      'world.badPinHash',
      'a cashier’s pin is no argon2id PHC string; program the PIN anew',
    );
  }
  const { memory, passes, parallelism, salt, tag } = hash;
  const parameters = {
    message: pin,
    nonce: salt,
    tagLength: tag.length,
    memory,
    passes,
    parallelism,
  };
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  argon2('argon2id', parameters, (error, derived) => (error ? reject(error) : resolve(derived)));
  return timingSafeEqual(await promise, tag);
}

/** Whether a text is a PIN hash that `verifyPin` takes. */
export function isPinHash(phc: string): boolean {
  return parsePinHash(phc) !== undefined;
}

/** Bounds on the cost keep a foreign world from holding the till at its login. */
function parsePinHash(phc: string): PinHash | undefined {
  const form =
    /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
  const [, m, t, p, salt, tag] = form.exec(phc) ?? [];
  if (!salt || !tag) return undefined;
  const hash = {
    memory: Number(m),
    passes: Number(t),
    parallelism: Number(p),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
  const affordable =
    hash.parallelism >= 1 &&
    hash.passes >= 1 &&
    hash.passes <= 10 &&
    hash.memory >= 8 * hash.parallelism &&
    hash.memory <= 262_144;
  const canonical = base64(hash.salt) === salt && base64(hash.tag) === tag;
  return affordable && canonical && hash.salt.length >= 8 && hash.tag.length >= 16
    ? hash
    : undefined;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
