import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CounterProcessOptions {
  readonly data: string;
  readonly at?: string;
  readonly world?: string;
  /** Hosts that outlive the till. */
  readonly hosts?: { readonly url: string; readonly key: string };
  /** `after blik.start#2`: where the process kills itself. */
  readonly cut?: string | undefined;
  readonly nodeOptions?: readonly string[];
}

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Longer than any of these processes lives, even on a busy machine. */
const longestLifeMs = 60_000;
/** Played only after all before it has settled, so that its echo tells that the display stands. */
const settledLine = 'wait 1 ms';
const settledEcho = '> wait 0.001 s\n';

/** `razem` as a process of its own, keys through its standard input. */
export class CounterProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #out = '';
  #err = '';
  #echoes = 0;
  #changed = Promise.withResolvers<void>();

  constructor(options: CounterProcessOptions) {
    const child = spawn(process.execPath, commandLine(options), {
      env: environment(options),
      timeout: longestLifeMs,
      killSignal: 'SIGKILL',
    });
    this.#child = child;
    this.#closed = once(child, 'close');
    this.ended = this.#closed.then(() => ({ status: child.exitCode, signal: child.signalCode }));
    // A killed till reads no more keys.
    child.stdin.on('error', () => {});
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#err += text));
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Types lines and waits until the till has nothing more to do; false when it died meanwhile. */
  async type(...lines: readonly string[]): Promise<boolean> {
    this.#child.stdin?.write([...lines, settledLine, ''].join('\n'));
    this.#echoes += 1;
    for (;;) {
      const changed = this.#changed.promise;
      if (this.#out.split(settledEcho).length > this.#echoes) return true;
      const dead = await Promise.race([changed.then(() => false), this.#closed.then(() => true)]);
      if (dead) return this.#out.split(settledEcho).length > this.#echoes;
    }
  }

  /** The rows shown last, without trailing blanks. */
  display(): readonly string[] {
    const frame = this.#out.slice(this.#out.lastIndexOf('┌') + 1, this.#out.lastIndexOf('└'));
    return frame
      .split('\n')
      .slice(1, -1)
      .map((row) => row.slice(1, -1).trimEnd());
  }

  /** No more keys: the till settles and ends. */
  async end(...lines: readonly string[]): Promise<Ended> {
    this.#child.stdin?.end([...lines, ''].join('\n'));
    return this.ended;
  }

  /** As a pulled plug: nothing is flushed, closed or said. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }
}

function commandLine({ data, at, world, hosts, nodeOptions = [] }: CounterProcessOptions) {
  return [
    ...[...nodeOptions, 'bin/razem', '--data', data],
    ...(at === undefined ? [] : ['--at', at]),
    ...(world === undefined ? [] : ['--world', world]),
    ...(hosts === undefined ? [] : ['--hosts', hosts.url]),
  ];
}

function environment({ hosts, cut }: CounterProcessOptions): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    ...(hosts && { RAZEM_HOSTS_KEY: hosts.key }),
    ...(cut !== undefined && { RAZEM_POWER_CUT: cut }),
  };
}
