import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sha256 } from '../../src/kernel/digest.ts';
import { Failure } from '../../src/kernel/failure.ts';
import type { DeviceKey } from '../../src/runtime/ports.ts';
import type { KeyStore } from './key-store.ts';
import { exportPublicKey, signText } from './signature.ts';

export interface DeviceKeyOptions {
  readonly store: KeyStore;
  /** For replay only: the same seed gives the same key, which is then no secret. */
  readonly seed?: string | undefined;
}

/** Ed25519; the private half is read for each signature and not kept. */
export class StoredDeviceKey implements DeviceKey {
  readonly #store: KeyStore;
  readonly #seed: string | undefined;

  constructor({ store, seed }: DeviceKeyOptions) {
    this.#store = store;
    this.#seed = seed;
  }

  async create(): Promise<string> {
    const existing = this.#read();
    if (existing) return exportPublicKey(existing);
    const made = this.#seed === undefined ? randomKey() : keyOfSeed(this.#seed);
    this.#store.write(made.export({ type: 'pkcs8', format: 'pem' }));
    return exportPublicKey(made);
  }

  async sign(text: string): Promise<string> {
    const key = this.#read();
    if (key) return signText(key, text);
    throw new Failure(
      'key.none',
      `${this.#store.name}: there is no key yet; fiscalise the till first`,
    );
  }

  async publicKey(): Promise<string | undefined> {
    const key = this.#read();
    return key && exportPublicKey(key);
  }

  /** Failure `key.damaged`; its text bears nothing of the file. */
  #read(): KeyObject | undefined {
    const pem = this.#store.read();
    if (pem === undefined) return undefined;
    const key = parse(pem);
    if (key?.asymmetricKeyType === 'ed25519') return key;
    throw new Failure(
      'key.damaged',
      `${this.#store.name}: this is no Ed25519 key; put back the file the till made`,
    );
  }
}

function parse(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function randomKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** RFC 8410: an Ed25519 private key in PKCS8 is this head and any 32 bytes. */
function keyOfSeed(seed: string): KeyObject {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([head, Buffer.from(sha256(seed), 'hex')]);
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
}
