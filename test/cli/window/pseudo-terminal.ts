import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Screen } from './screen.ts';

/** Gives a program a real terminal. */
const program = 'script';

/** Its name, if it is the one of util-linux: others want other words. */
function script(): string {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  if (!asked.error && asked.stdout.includes('util-linux')) return program;
  throw new Error(
    'this test needs the program "script" of util-linux: install bsdutils (Debian, Ubuntu) or util-linux',
  );
}

/** What a person's shell has: no word about colours, and no build server. */
const { CI: _ci, NO_COLOR: _plain, FORCE_COLOR: _forced, ...atHome } = process.env;

/** A shell command in a real terminal, read as its screen. */
export class PseudoTerminal {
  readonly screen: Screen;
  /** Everything that was written, in its order. */
  output = '';
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exit: Promise<unknown[]>;
  readonly #waiting = new Set<() => void>();
  #broken: Error | undefined;

  constructor(
    command: string,
    size: { readonly columns: number; readonly rows: number },
    env: Readonly<Record<string, string>> = {},
  ) {
    const { columns, rows } = size;
    this.screen = new Screen(columns, rows);
    const sized = `stty rows ${rows} columns ${columns}; ${command}`;
    this.#child = spawn(script(), ['-qec', sized, '/dev/null'], {
      env: { ...atHome, TERM: 'xterm-256color', ...env },
    });
    this.#exit = once(this.#child, 'exit');
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
      this.#draw(text);
      for (const look of this.#waiting) look();
    });
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Until the screen shows it. Ends with the test's time at the latest. */
  async shows(wanted: string | RegExp): Promise<string> {
    const found = () => {
      const { text } = this.screen;
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    };
    if (found()) return this.screen.text;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const look = () => {
      if (this.#broken !== undefined) reject(this.#broken);
      else if (found()) resolve(this.screen.text);
    };
    this.#waiting.add(look);
    void this.#exit.then(() => reject(new Error(`never shown: ${wanted}\n${this.screen.text}`)));
    return promise.finally(() => this.#waiting.delete(look));
  }

  /** Its exit code, when everything it wrote has been read. */
  async ended(): Promise<number | null> {
    const closed = once(this.#child.stdout, 'close');
    const [code] = await this.#exit;
    await closed;
    if (this.#broken !== undefined) throw this.#broken;
    return code as number | null;
  }

  #draw(text: string): void {
    try {
      this.screen.write(text);
    } catch (error) {
      this.#broken ??= error as Error;
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
