import { describe, expect, test } from 'vitest';
import { memoryLinePair } from '../../devices/line/byte-line.ts';

describe('a line in memory', () => {
  test('carries bytes both ways in order, as they were when they were written', async () => {
    const [left, right] = memoryLinePair();
    const seen: string[] = [];
    left.onData((bytes) => seen.push(`left ${bytes.join(' ')}`));
    right.onData((bytes) => seen.push(`right ${bytes.join(' ')}`));
    const bytes = Uint8Array.of(1, 2);
    const written = [
      left.write(bytes),
      left.write(Uint8Array.of(3)),
      right.write(Uint8Array.of(4)),
    ];
    bytes.fill(9);
    expect(seen).toEqual([]);
    await Promise.all(written);
    expect(seen).toEqual(['right 1 2', 'right 3', 'left 4']);
  });

  test('calls nobody back who has ended it', async () => {
    const [left, right] = memoryLinePair();
    const seen: Uint8Array[] = [];
    right.onData((bytes) => seen.push(bytes))();
    await left.write(Uint8Array.of(1));
    expect(seen).toEqual([]);
  });

  test('closed at either end, it refuses at both', async () => {
    const [left, right] = memoryLinePair();
    right.close();
    const refusal = expect.objectContaining({ code: 'line.closed' });
    await expect(left.write(Uint8Array.of(1))).rejects.toThrow(refusal);
    await expect(right.write(Uint8Array.of(1))).rejects.toThrow(refusal);
  });
});
