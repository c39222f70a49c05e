import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PseudoTerminal } from './pseudo-terminal.ts';

const timeout = 60_000;
const eighty = { columns: 80, rows: 24 };

/**
 * A shell command in a terminal of its own. Afterwards it says how the command ended, and whether the
 * terminal's settings are what they were before.
 */
function terminal(command: string, env: Record<string, string> = {}, size = eighty) {
  const told = 'code=$?; test "$before" = "$(stty -g)" && echo "settings kept, code $code"';
  const opened = new PseudoTerminal(`before=$(stty -g); ${command}; ${told}`, size, env);
  onTestFinished(() => opened.kill());
  return opened;
}

/** What is left when the window is gone: the screen of before, the cursor, and these words on it. */
async function left(opened: PseudoTerminal): Promise<{ text: string; restored: boolean }> {
  expect(await opened.ended()).toBe(0);
  const { alternate, cursorShown, text } = opened.screen;
  return { text, restored: !alternate && cursorShown };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'razem-terminal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const razem = `"${process.execPath}" bin/razem`;
const counter = () => `${razem} --data "${temporaryFolder()}"`;

test(
  'P1 P2 P3 P4 P5 P6 the test transaction is typed, paid and printed in a real terminal',
  async () => {
    const opened = terminal(counter());
    await opened.shows('BLIK włączony');
    opened.type('1\r1111\r');
    await opened.shows('Sprzedaż        Anna');
    opened.type('1k\rf4');
    await opened.shows('>1 GOTÓWKA');
    opened.type('\u001b[B'.repeat(5));
    await opened.shows('>6 Blik');
    opened.type('\rt');
    const phone = await opened.shows(/Kod BLIK +\d{3} \d{3} \(/);
    const [, first = '', second = ''] = /Kod BLIK +(\d{3}) (\d{3}) \(/.exec(phone) ?? [];
    opened.type(`${first}${second}\r`);
    await opened.shows(/Pozostało 5\d s/);
    await opened.shows(/Do potwierdzenia +0,01 zł/);
    opened.type('y');
    await opened.shows(/Płatność +║[^]*zaakceptowana/);
    await opened.shows(/MOBILNA Blik +0,01 PLN/);
    opened.type('q');
    expect(await left(opened)).toEqual({ text: 'settings kept, code 0', restored: true });
  },
  timeout,
);

test(
  'a scanner’s burst is taken key by key',
  async () => {
    const opened = terminal(counter());
    await opened.shows('BLIK włączony');
    opened.type('1\r1111\r');
    await opened.shows('Sprzedaż        Anna');
    opened.type('5901234123457k');
    await opened.shows('Czekolada gorzka');
    opened.type('\u0003');
    expect(await left(opened)).toEqual({ text: 'settings kept, code 0', restored: true });
  },
  timeout,
);

test.each([
  ['TERM', 143],
  ['INT', 130],
])(
  'SIG%s gives the terminal back',
  async (signal, code) => {
    const command = `sh -c 'echo "pid $$."; exec ${counter()}'`;
    const opened = terminal(command);
    await opened.shows('Łącze: jest');
    const [, pid = ''] = /pid (\d+)\./.exec(opened.output) ?? [];
    process.kill(Number(pid), `SIG${signal}`);
    const { text, restored } = await left(opened);
    expect([text.split('\n').at(-1), restored]).toEqual([`settings kept, code ${code}`, true]);
  },
  timeout,
);

test(
  'when the terminal is closed, the till is switched off in order and without complaint',
  async () => {
    const folder = temporaryFolder();
    const told = join(folder, 'told');
    const command = `${razem} --data "${folder}" 2>"${told}"; echo "code $?" >>"${told}"; mv "${told}" "${told}.all"`;
    const opened = terminal(`trap "" HUP; ${command}`);
    await opened.shows('Łącze: jest');
    opened.kill();
    const all = await vi.waitFor(() => readFileSync(`${told}.all`, 'utf8'), { timeout: 20_000 });
    expect(stripVTControlCharacters(all)).toBe('code 129\n');
  },
  timeout,
);

test(
  'a window that is too small says so, takes no keys and can be ended',
  async () => {
    const opened = terminal(counter(), {}, { columns: 60, rows: 10 });
    expect(await opened.shows('Powiększ')).toBe('Powiększ okno do 80×24 (jest 60×10)');
    opened.type('1q');
    expect(await left(opened)).toEqual({ text: 'settings kept, code 0', restored: true });
  },
  timeout,
);

test(
  'NO_COLOR takes the colours away and leaves the words',
  async () => {
    const colours = /\[(?:3[0-8]|9[0-7])m/;
    const drawn = async (env: Record<string, string>) => {
      const opened = terminal(counter(), env);
      await opened.shows('Łącze: jest');
      opened.type('q');
      await left(opened);
      return colours.test(opened.output);
    };
    expect([await drawn({ NO_COLOR: '1' }), await drawn({ NO_COLOR: '' })]).toEqual([false, true]);
  },
  timeout,
);

/** A window that does with a key what its source says. */
function windowThat(source: string): string {
  return `"${process.execPath}" --input-type=module-typescript -e '
    import { spawnSync } from "node:child_process";
    import { line } from "./src/cli/window/frame.ts";
    import { TerminalWindow } from "./src/cli/window/terminal-window.ts";
    let shown = "ready";
    const window = new TerminalWindow({
      view: ({ columns, rows }) => line(shown + " " + columns + "×" + rows),
      press: () => { ${source} },
    });
    window.open();
    await window.ended;
    window.close();'`;
}

test.each([
  ['in an event', 'throw new Error("broken event");', 'broken event'],
  ['in a promise', 'void Promise.reject(new Error("broken promise"));', 'broken promise'],
  [
    'while drawing',
    'shown = { toString() { throw new Error("broken view") } }; window.redraw();',
    'broken view',
  ],
])(
  'a crash %s is told when the terminal is as it was',
  async (_where, source, words) => {
    const opened = terminal(windowThat(source));
    await opened.shows('ready');
    opened.type('x');
    const { text, restored } = await left(opened);
    expect([text.includes(words), text.split('\n').at(-1), restored]).toEqual([
      true,
      'settings kept, code 1',
      true,
    ]);
  },
  timeout,
);

test(
  'the window is drawn anew when its size changes',
  async () => {
    const stty = 'spawnSync("stty", ["rows", "20", "columns", "70"], { stdio: "inherit" });';
    const opened = terminal(windowThat(stty));
    await opened.shows('ready 80×24');
    opened.type('x');
    await opened.shows('ready 70×20');
    opened.type('q');
    expect((await left(opened)).restored).toBe(true);
  },
  timeout,
);

test(
  'the demo ends at q, and nothing of it is left',
  async () => {
    const folder = temporaryFolder();
    const opened = terminal(`${razem} demo`, { TMPDIR: folder });
    await opened.shows('Anna logs in');
    opened.type('q');
    expect(await left(opened)).toEqual({ text: 'settings kept, code 0', restored: true });
    expect(readdirSync(folder)).toEqual([]);
  },
  timeout,
);
