import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryLinePair } from '../../devices/line/byte-line.ts';
import type { Scan } from '../../devices/scanner/scan.ts';
import { listenForScans } from '../../devices/scanner/serial-scanner.ts';

/** What a till hears of these transmissions, one after the other. */
async function heard(...sent: readonly string[]): Promise<Scan[]> {
  const [till, scanner] = memoryLinePair();
  const scans: Scan[] = [];
  listenForScans(till, (scan) => scans.push(scan));
  for (const text of sent) await scanner.write(Buffer.from(text, 'latin1'));
  return scans;
}

test.each(['\r', '\n', '\r\n'])('a code ends with %o', async (end) => {
  expect(await heard(`5901234123457${end}96385074${end}`)).toEqual([
    { code: '5901234123457' },
    { code: '96385074' },
  ]);
});

test('what the scanner says of the symbology stands apart; separators stay in the code', async () => {
  expect(await heard(']E05901234123457\r', ']C110A\u001D3012\r', ']X\r')).toEqual([
    { code: '5901234123457', symbology: ']E0' },
    { code: '10A\u001D3012', symbology: ']C1' },
    { code: ']X' },
  ]);
});

test('a code half sent waits for its end, and empty lines are no scans', async () => {
  expect(await heard('\r\n\r\n59012', '34123457', '\r', '\n', '123')).toEqual([
    { code: '5901234123457' },
  ]);
});

test('noise longer than any code is dropped up to its end', async () => {
  expect(await heard('x'.repeat(300), 'x'.repeat(300), '5901\r96385074\r')).toEqual([
    { code: '96385074' },
  ]);
  expect(await heard(`${'1'.repeat(512)}\r${'1'.repeat(513)}\r`)).toEqual([
    { code: '1'.repeat(512) },
  ]);
});

test('who has ended it hears nothing more', async () => {
  const [till, scanner] = memoryLinePair();
  const scans: Scan[] = [];
  listenForScans(till, (scan) => scans.push(scan))();
  await scanner.write(Buffer.from('96385074\r'));
  expect(scans).toEqual([]);
});

test('codes are the same wherever the line cuts them', async () => {
  const anyCodes = fc.array(fc.stringMatching(/^[!-Z]{1,20}$/), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(anyCodes, fc.array(fc.nat({ max: 90 })), async (codes, cuts) => {
      const text = codes.map((code) => `${code}\r\n`).join('');
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const parts = places.map((place, index) => text.slice(places[index - 1] ?? 0, place));
      expect(await heard(...parts)).toEqual(codes.map((code) => ({ code })));
    }),
  );
});
