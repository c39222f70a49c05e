import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../kernel/failure.ts';

type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>;

export async function writeToStdout(pieces: Pieces): Promise<void> {
  await pipeline(Readable.from(pieces), process.stdout, { end: false });
}

/** Under its name the file is whole or, where writing failed, as it was. Failure: `export.unwritable`. */
export async function writeFileWhole(path: string, pieces: Pieces): Promise<void> {
  const part = `${path}.part`;
  try {
    // Documents are the shop's and its customers': nobody else's.
    await pipeline(Readable.from(pieces), createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new Failure(
      'export.unwritable',
      `--out ${path}: cannot be written (${String(error.code)})`,
      {
        cause: error,
      },
    );
  }
}
