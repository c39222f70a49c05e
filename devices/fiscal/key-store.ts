import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../src/kernel/failure.ts';
import { syncFolder } from './sync-folder.ts';

/** Where a private key rests, as PKCS8 PEM. */
export interface KeyStore {
  /** Says where a fault is. */
  readonly name: string;
  read(): string | undefined;
  /** The whole key is kept for ever when it returns, or none of it after a power cut before. */
  write(pem: string): void;
}

/** For replay: outlives the till's power cut as long as somebody holds it. */
export function memoryKeyStore(): KeyStore {
  let kept: string | undefined;
  return {
    name: 'the emulated device key',
    read: () => kept,
    write(pem) {
      kept = pem;
    },
  };
}

/** A file that only its owner may read. Failure: `key.unusable`. */
export function fileKeyStore(path: string): KeyStore {
  return {
    name: path,
    read: () => onDisk(path, () => readIfThere(path)),
    write: (pem) =>
      onDisk(path, () => {
        const unfinished = `${path}.new`;
        rmSync(unfinished, { force: true });
        writeFileSync(unfinished, pem, { mode: 0o600, flag: 'wx', flush: true });
        renameSync(unfinished, path);
        syncFolder(dirname(path));
      }),
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function onDisk<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `cannot use the device key ${path}: ${reason}; its folder must be there and open to this user`;
    throw new Failure('key.unusable', message, { cause });
  }
}
