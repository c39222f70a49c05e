import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { playDemo, type Scene } from '../../src/cli/demo-play.ts';
import { demoScript } from '../../src/cli/demo-script.ts';
import { parseMoment } from '../../src/kernel/time.ts';

const start = parseMoment('2026-03-02T10:00');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'razem-demo-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** `razem demo`, with its temporary files where they can be counted. */
function demo(...options: readonly string[]) {
  return spawn(process.execPath, ['bin/razem', 'demo', ...options], {
    env: { ...process.env, TMPDIR: folder },
  });
}

test('P1 P2 P3 P4 P5 P6 the demo shows every step of the test transaction', async () => {
  let shown = '';
  await playDemo({ start, write: (text) => (shown += text) });
  await expect(shown).toMatchFileSnapshot('demo.golden.txt');
});

test('the demo takes about 20 seconds at human speed', async () => {
  let ms = 0;
  const pause = async (length: number) => void (ms += length);
  await playDemo({ start, write: () => {}, pause });
  expect(ms).toBe(20_300);
});

test('every explanation fits the last line of the smallest window', () => {
  expect(demoScript.filter(({ caption }) => caption.length > 78)).toEqual([]);
});

test('each key is seen as it is pressed', async () => {
  const pressed: string[] = [];
  const show = async (scene: Scene) => void (scene.pressed && pressed.push(scene.pressed));
  await playDemo({ start, write: () => {}, show });
  const code = [...'627073'];
  expect(pressed).toEqual([
    ...['1', 'RAZEM', '1', '1', '1', '1', 'RAZEM'],
    ...['1', 'KOD', 'RAZEM', 'FUNKCJE', '4'],
    ...['DÓŁ', 'DÓŁ', 'DÓŁ', 'DÓŁ', 'DÓŁ', 'RAZEM'],
    ...[...code, 'RAZEM'],
  ]);
});

test.each([[[]], [['--fast']]])(
  'into a pipe it is plain text without pauses, and nothing is left: %j',
  async (options) => {
    const child = demo(...options);
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, out.includes('\u001b'), out.slice(-17)]).toEqual([
      0,
      false,
      'Your turn: razem\n',
    ]);
    expect(out).toContain('│MOBILNA Blik                    0,01 PLN│');
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('a reader who has seen enough ends it in silence, and nothing is left', async () => {
  const child = demo();
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = (await once(child, 'close')) as [number];
  expect([code, complaint, readdirSync(folder)]).toEqual([0, '', []]);
});
