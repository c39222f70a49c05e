import { Failure } from '../../src/kernel/failure.ts';

/** The line that a device hangs on. */
export interface ByteLine {
  /** Resolves when the bytes have left; Failure `line.closed` when they certainly have not. */
  write(bytes: Uint8Array): Promise<void>;
  /** Calls back for every arrival, cut anywhere; the returned function ends that. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  close(): void;
}

/**
 * Two ends joined without a wire: what one writes, the other gets, in order and never inside the
 * call that wrote it. Either end closes both. An error of the far listener is the writer's error.
 */
export function memoryLinePair(): [ByteLine, ByteLine] {
  const line = { open: true };
  const [left, right] = [new Listeners(), new Listeners()];
  return [memoryEnd(line, left, right), memoryEnd(line, right, left)];
}

class Listeners {
  readonly all = new Set<(bytes: Uint8Array) => void>();
}

function memoryEnd(line: { open: boolean }, near: Listeners, far: Listeners): ByteLine {
  return {
    async write(bytes) {
      if (!line.open) throw new Failure('line.closed', 'the line is closed: connect the device');
      const sent = Uint8Array.from(bytes);
      await Promise.resolve();
      for (const listener of far.all) listener(sent);
    },
    onData(listener) {
      near.all.add(listener);
      return () => near.all.delete(listener);
    },
    close() {
      line.open = false;
    },
  };
}
