import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../src/kernel/failure.ts';
import { syncFolder } from './sync-folder.ts';

/** What the chip of a fiscal memory is made of: it only ever grows. One character is one byte. */
export interface WriteOnceMedium {
  /** Says where a fault is. */
  readonly name: string;
  /** Everything burnt so far, none of which a power cut can take away. */
  contents(): string;
  /** Burnt for ever when it returns. If it throws, any first part of the text may be burnt. */
  burn(text: string): void;
}

const { O_APPEND, O_CREAT, O_RDWR, O_WRONLY } = constants;
const readOrMake = O_RDWR | O_CREAT;
/** A memory that was taken out meanwhile is not begun anew. */
const onlyAppend = O_WRONLY | O_APPEND;

/** For replay: outlives the till's power cut as long as somebody holds it. */
export function memoryMedium(burnt = ''): WriteOnceMedium {
  let all = burnt;
  return {
    name: 'the emulated fiscal memory',
    contents: () => all,
    burn(text) {
      all += text;
    },
  };
}

/** A file that only its owner may read, made if there is none. Failure: `memory.unusable`. */
export function fileMedium(path: string): WriteOnceMedium {
  return {
    name: path,
    contents: () =>
      usable(path, () =>
        withFile(path, readOrMake, (descriptor) => {
          // A record found here may never have been answered: it counts once it is on the disk.
          fsyncSync(descriptor);
          syncFolder(dirname(path));
          return readFileSync(descriptor, 'latin1');
        }),
      ),
    burn: (text) =>
      withFile(path, onlyAppend, (descriptor) => {
        let rest = Buffer.from(text, 'latin1');
        while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
        fsyncSync(descriptor);
      }),
  };
}

function withFile<T>(path: string, flags: number, action: (descriptor: number) => T): T {
  const descriptor = openSync(path, flags, 0o600);
  try {
    return action(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function usable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `cannot use the fiscal memory ${path}: ${reason}; its folder must be there and open to this user`;
    throw new Failure('memory.unusable', message, { cause });
  }
}
