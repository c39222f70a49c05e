import { inspect } from 'node:util';
import { type Instance, render } from 'ink';
import type { ReactElement } from 'react';
import type { Size } from './arrangement.ts';
import { listenToKeyboard } from './keyboard.ts';
import type { KeyPress } from './key-parser.ts';

const enterScreen = '\u001b[?1049h\u001b[?25l';
const clearScreen = '\u001b[H\u001b[J';
const leaveScreen = '\u001b[?25h\u001b[?1049l';

/** As a shell would name a program ended by a signal. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

export interface TerminalWindowOptions {
  readonly view: (size: Size) => ReactElement;
  readonly press: (press: KeyPress) => void;
}

/**
 * The terminal as a window of its own: alternate screen, raw keys. It is given back as it was when the
 * window is closed, and also when a signal or a crash ends the program.
 */
export class TerminalWindow {
  readonly #options: TerminalWindowOptions;
  readonly #output = process.stdout;
  readonly #ended = Promise.withResolvers<number>();
  #instance: Instance | undefined;
  #stopListening: (() => void) | undefined;
  #drawing: NodeJS.Immediate | undefined;

  constructor(options: TerminalWindowOptions) {
    this.#options = options;
  }

  get size(): Size {
    return { columns: this.#output.columns, rows: this.#output.rows };
  }

  /** Resolves with the exit code when someone ended the window: key, signal, or a lost terminal. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  open(): void {
    process.on('uncaughtException', this.#crash).on('exit', this.#restore);
    for (const [signal, code] of Object.entries(signals)) {
      process.on(signal, (this.#onSignal[signal] = () => this.#ended.resolve(code)));
    }
    // For good: the till is to be switched off in order, and what is written last may fail last.
    this.#output.removeAllListeners('error').on('error', this.#lost);
    this.#output.on('resize', this.#resized);
    this.#output.write(enterScreen + clearScreen);
    this.#stopListening = listenToKeyboard(process.stdin, {
      press: (press) => {
        if (press.kind === 'end') this.#ended.resolve(0);
        else this.#options.press(press);
      },
      lost: this.#lost,
    });
    this.#draw();
  }

  /** Draws what is now to be seen, once for all changes of one moment. */
  redraw(): void {
    if (this.#instance) this.#drawing ??= setImmediate(() => this.#draw());
  }

  close(): void {
    this.#restore();
    process.off('uncaughtException', this.#crash).off('exit', this.#restore);
    for (const [signal, listener] of Object.entries(this.#onSignal)) process.off(signal, listener);
  }

  readonly #lost = () => this.#ended.resolve(signals.SIGHUP);
  readonly #onSignal: Record<string, () => void> = {};

  #draw(): void {
    this.#drawing = undefined;
    const node = this.#options.view(this.size);
    if (this.#instance) {
      this.#instance.rerender(node);
      return;
    }
    this.#instance = render(node, { interactive: true, patchConsole: false, exitOnCtrlC: false });
    this.#instance.waitUntilExit().catch(this.#crash);
  }

  /** A new drawing: what a terminal does with the old one differs from one to the next. */
  readonly #resized = () => {
    this.#instance?.unmount();
    this.#instance = undefined;
    this.#output.write(clearScreen);
    this.#draw();
  };

  readonly #restore = () => {
    if (!this.#stopListening) return;
    const stopListening = this.#stopListening;
    this.#stopListening = undefined;
    this.#output.off('resize', this.#resized);
    clearImmediate(this.#drawing);
    try {
      this.#instance?.unmount();
      stopListening();
    } finally {
      this.#instance = undefined;
      this.#output.write(leaveScreen);
    }
  };

  readonly #crash = (error: unknown) => {
    try {
      this.#restore();
    } finally {
      process.stderr.write(`${inspect(error)}\n`);
      process.exit(1);
    }
  };
}
