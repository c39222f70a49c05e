import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A new file is there after a power cut only once its folder is on the disk, too. */
export function syncFolder(folder: string): void {
  // Windows has no such call and needs none.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
