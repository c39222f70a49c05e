import { Failure } from '../../kernel/failure.ts';
import { contextOf } from '../../runtime/decide.ts';
import { nextDeadline } from '../../runtime/deadline.ts';
import type { Counter } from '../../scenario/counter.ts';
import type { Key } from '../../till/key.ts';
import type { WorldControl } from '../../world/world-control.ts';
import type { KeyPress, PhoneAct } from './key-parser.ts';
import { framedPaper, type Surroundings, windowState, type WindowState } from './window-state.ts';
import { label } from './window-text.ts';

export interface CounterSessionOptions {
  readonly counter: Counter;
  readonly control: WorldControl;
  /** Whether the hosts answer; the till hears nothing of this question. */
  readonly reachable: () => Promise<boolean>;
  /** Called when something else is to be seen. */
  readonly changed: () => void;
}

/** What one person does at the keyboard of a counter that has power, and what they see. */
export class CounterSession {
  readonly #options: CounterSessionOptions;
  #around: Surroundings = {
    phones: [],
    chosenPhone: 0,
    link: 'checking',
    paper: [],
    paperBelow: 0,
  };
  #asking: 'no' | 'once' | 'again' = 'no';

  constructor(options: CounterSessionOptions) {
    this.#options = options;
    const { counter } = options;
    counter.till.onChange(() => {
      options.changed();
      void this.refreshPhones();
    });
    counter.printer.onPaper(() => {
      const paper = framedPaper(counter.printer.roll, counter.profile.columns);
      this.#see({ paper, paperBelow: 0 });
    });
  }

  get state(): WindowState {
    return windowState(this.#options.counter, this.#around);
  }

  /** Something on the screen changes with every second. */
  get counting(): boolean {
    const { till } = this.#options.counter;
    const { phones } = this.#around;
    return (
      nextDeadline(contextOf(till.state.till)) !== undefined ||
      phones.some(({ code, request }) => code !== undefined || request !== undefined)
    );
  }

  /** `paperRows`: how many rows of paper the window shows. */
  async press(press: KeyPress, paperRows: number): Promise<void> {
    const { pressed: _pressed, hint: _hint, ...around } = this.#around;
    this.#around = around;
    if (press.kind === 'till') this.#pressTill(press.key);
    if (press.kind === 'paper') this.#turnPaper(press.pages * paperRows, paperRows);
    if (press.kind === 'unknown') this.#see({ hint: label.unknownKey(press.name) });
    if (press.kind === 'phone') await this.#phone(press.does);
  }

  /** Asks once more afterwards when something changed meanwhile. */
  async refreshPhones(): Promise<void> {
    if (this.#asking !== 'no') {
      this.#asking = 'again';
      return;
    }
    do {
      this.#asking = 'once';
      const phones = await failureOr(() => this.#options.control.phones());
      if (!(phones instanceof Failure)) this.#see({ phones });
    } while (this.#nowAgain());
    this.#asking = 'no';
  }

  async checkLink(): Promise<void> {
    this.#see({ link: (await this.#options.reachable()) ? 'up' : 'down' });
  }

  #nowAgain(): boolean {
    return this.#asking === 'again';
  }

  /** In the secret field no key is shown as pressed: somebody may look on. */
  #pressTill(key: Key): void {
    const { till } = this.#options.counter;
    const secret = till.state.till.snapshot.hasTag('secret');
    this.#see(secret ? {} : { pressed: key });
    till.press(key);
  }

  #turnPaper(rows: number, shown: number): void {
    const { paper, paperBelow } = this.#around;
    const most = Math.max(0, paper.length - shown);
    this.#see({ paperBelow: Math.min(most, Math.max(0, paperBelow + rows)) });
  }

  async #phone(does: PhoneAct): Promise<void> {
    const { phones, chosenPhone } = this.#around;
    const phone = phones[chosenPhone];
    if (!phone) return this.#see({ hint: label.noCustomer });
    if (does === 'next') return this.#see({ chosenPhone: (chosenPhone + 1) % phones.length });
    const hint = await this.#act(does, phone);
    this.#see({ hint });
    await this.refreshPhones();
  }

  async #act(
    does: Exclude<PhoneAct, 'next'>,
    { id, owner }: { readonly id: string; readonly owner: string },
  ): Promise<string | undefined> {
    const { control } = this.#options;
    const done = await failureOr(async () => {
      if (does === 'showCode') await control.showCode(id);
      if (does === 'refuse') await control.refuse(id);
      return does === 'confirm' ? control.confirm(id) : undefined;
    });
    if (done instanceof Failure) {
      return done.code === 'world.noRequest' ? label.nothingToAnswer(owner) : label.phoneSilent;
    }
    if (does === 'showCode') return undefined;
    if (does === 'refuse') return label.refused(owner);
    return done === 'approved' ? label.confirmed(owner) : label.bankRefused(owner);
  }

  #see(change: Partial<Surroundings>): void {
    this.#around = { ...this.#around, ...change };
    this.#options.changed();
  }
}

async function failureOr<T>(ask: () => Promise<T>): Promise<T | Failure> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
