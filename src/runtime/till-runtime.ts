import { Failure } from '../kernel/failure.ts';
import type { Journal } from '../journal/journal.ts';
import { isTextKey, text } from '../text/catalogue.ts';
import type { Bases } from '../till/bases.ts';
import { display, type Display, wholeDisplay } from '../till/display.ts';
import { type Key, keyEvent } from '../till/key.ts';
import { basesDigest, cashierOf } from '../till/till-context.ts';
import type { TillEvent } from '../till/till-event.ts';
import { carryOut, type JournaledEffect, recover } from './carry-out.ts';
import { contextOf, decide, stateName } from './decide.ts';
import { Alarm, nextDeadline } from './deadline.ts';
import { NewPin, PinField } from './pin-field.ts';
import type { Ports } from './ports.ts';
import { SteadyClock } from './steady-clock.ts';
import {
  identified,
  nextPending,
  recoverState,
  type RuntimeState,
  saveCheckpoint,
} from './recovery.ts';

/** Entries between two checkpoints: the most that a start has to decide again. */
const checkpointEvery = 256;
/** How long after a failed append what came from outside is offered to the journal again. */
const journalRetryMs = 5000;

/** A clock that is set right by less than this was not set back. */
const clockToleranceMs = 60_000;

/** What a player throws at a probe to cut the power; nothing of the runtime acts after it. */
export class PowerCut extends Error {}

type Undated<T> = T extends unknown ? Omit<T, 'at'> : never;

/**
 * The loop: event → decide → journal → carry out, one event at a time. Pressing keys is its only
 * entrance from outside; outcomes and deadlines come back through the same queue.
 */
export class TillRuntime {
  readonly #journal: Journal;
  readonly #ports: Ports;
  readonly #clock: SteadyClock;
  readonly #alarm: Alarm;
  readonly #clockBack: boolean;
  readonly #pin = new PinField();
  readonly #newPin = new NewPin();
  readonly #listeners = new Set<() => void>();
  #state: RuntimeState;
  #queue: Undated<TillEvent>[] = [];
  #heldKeys: Key[] = [];
  #checkingPin = false;
  #running = false;
  #inFlight = 0;
  #failure: Failure | undefined;
  #dead = false;

  /** Recovers what the journal knows; `start` brings the till to life. */
  constructor(journal: Journal, ports: Ports) {
    this.#journal = journal;
    this.#ports = ports;
    this.#state = recoverState(journal);
    const behind = (journal.last?.at ?? 0) - ports.clock.now();
    this.#clockBack = behind > clockToleranceMs;
    this.#clock = new SteadyClock(ports.clock, journal.last?.at ?? 0);
    this.#alarm = new Alarm(this.#clock, ({ name }) => this.#submit({ type: `deadline.${name}` }));
  }

  /** Power on: loads the world's bases if they are new to the till, then asks what became of every pending effect. */
  start(bases: Bases): void {
    const unsettled = [...this.#state.pending.values()];
    const context = contextOf(this.#state.till);
    const isNew = context.installation === '';
    if (!isNew) this.#submit({ type: 'till.started', ...(this.#clockBack && { clockBack: true }) });
    if (isNew || context.worldDigest !== basesDigest(bases)) {
      this.#submit({ type: 'till.configured', bases, installation: this.#journal.id });
    }
    for (const effect of unsettled) void this.#settle(effect, recover);
    this.#setAlarm();
  }

  press(key: Key): void {
    if (this.#dead) return;
    if (this.#checkingPin) {
      this.#heldKeys.push(key);
      return;
    }
    const pin = this.#state.till.snapshot.hasTag('secret') ? this.#pin.press(key) : 'notMine';
    if (pin === 'submit') this.#takePin();
    if (pin === 'notMine') this.#submit(keyEvent(key));
    else this.#changed();
  }

  /** A code that the scanner read. */
  scan({ code, symbology }: { readonly code: string; readonly symbology?: string }): void {
    this.#submit({ type: 'scan.read', code, ...(symbology !== undefined && { symbology }) });
  }

  /** The four rows of the display, as they stand now. */
  display(): Display {
    if (this.#failure) return stoppedDisplay(this.#failure);
    const { till } = this.#state;
    const pinLength = this.#pin.length;
    const notice = pinLength > 0 ? undefined : till.notice;
    const now = this.#clock.now();
    return display(stateName(till), contextOf(till), now, { notice, pinLength });
  }

  get state(): RuntimeState {
    return this.#state;
  }

  /** Effects and PIN checks under way: when there are none, only a key or time changes anything. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Why the journal cannot be written; nothing is sold meanwhile. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** The power was cut at a probe: the till does nothing more and must be made anew. */
  get dead(): boolean {
    return this.#dead;
  }

  /** Calls after every change of the display or of what is in flight. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Switches off in order, with a checkpoint that any later version can start from. */
  shutDown(): void {
    this.#submit({ type: 'till.stopped' });
    this.stop();
  }

  /** As if the plug were pulled; nothing is lost, for the journal has everything. */
  stop(): void {
    this.#dead = true;
    this.#alarm.set(undefined);
    this.#listeners.clear();
  }

  #takePin(): void {
    const name = stateName(this.#state.till);
    if (name === 'choosingPin') this.#submit({ type: this.#newPin.type(this.#pin.take()) });
    else if (name === 'repeatingPin') void this.#choosePin(this.#pin.take());
    else void this.#checkPin();
  }

  async #choosePin(pin: string): Promise<void> {
    if (!this.#newPin.repeat(pin)) {
      this.#submit({ type: 'pin.differs' });
      return;
    }
    this.#checkingPin = true;
    await this.#fly(async () => {
      const pinHash = await this.#ports.hashPin(pin);
      this.#checkingPin = false;
      this.#submit({ type: 'pin.chosen', pinHash });
      for (const key of this.#heldKeys.splice(0)) this.press(key);
    });
  }

  async #checkPin(): Promise<void> {
    const context = contextOf(this.#state.till);
    const cashier = context.candidate ?? -1;
    const hash = cashierOf(context, cashier)?.pinHash ?? '';
    this.#checkingPin = true;
    await this.#fly(async () => {
      const right = await this.#ports.checkPin(hash, this.#pin.take());
      this.#checkingPin = false;
      this.#submit({ type: right ? 'pin.verified' : 'pin.rejected', cashier });
      for (const key of this.#heldKeys.splice(0)) this.press(key);
    });
  }

  #submit(event: Undated<TillEvent>): void {
    if (this.#dead) return;
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#queue.shift(); next && !this.#dead; next = this.#queue.shift()) {
        this.#step(next);
      }
    } catch (error) {
      this.#die(error);
    } finally {
      this.#running = false;
    }
    this.#changed();
  }

  #step(undated: Undated<TillEvent>): void {
    const at = this.#clock.now();
    const event = { ...undated, at } as TillEvent;
    const { state: till, effects, refusal } = decide(this.#state.till, event);
    const seq = this.#journal.nextSeq;
    const journaled = identified(effects, seq);
    const pending = nextPending(this.#state.pending, event, journaled);
    const state = { till, pending };
    this.#probe(`before journal ${event.type}`);
    const due = seq % checkpointEvery === 0 || event.type === 'till.stopped';
    const checkpoint = due ? saveCheckpoint(state) : undefined;
    try {
      this.#journal.append({ at, event: undated, effects: journaled, refusal }, checkpoint);
    } catch (error) {
      this.#unwritable(error, undated);
      return;
    }
    this.#failure = undefined;
    this.#probe(`after journal ${event.type}`);
    this.#state = state;
    this.#setAlarm();
    for (const effect of journaled) void this.#settle(effect, carryOut);
  }

  /** A key that cannot be journaled is not taken; what came from outside is kept and offered again. */
  #unwritable(error: unknown, event: Undated<TillEvent>): void {
    if (!(error instanceof Failure)) throw error;
    this.#failure = error;
    if (event.type.startsWith('key.') || event.type === 'scan.read') return;
    this.#clock.at(this.#clock.now() + journalRetryMs, () => {
      // Whether a deadline is still waited for, the state knows.
      if (event.type.startsWith('deadline.')) this.#setAlarm();
      else this.#submit(event);
    });
  }

  #setAlarm(): void {
    if (!this.#dead) this.#alarm.set(nextDeadline(contextOf(this.#state.till)));
  }

  async #settle(effect: JournaledEffect, how: typeof carryOut): Promise<void> {
    await this.#fly(async () => {
      this.#probe(`before ${effect.type}`);
      const outcome = await how(effect, this.#ports);
      this.#probe(`after ${effect.type}`);
      this.#submit(outcome);
    });
  }

  async #fly(work: () => Promise<void>): Promise<void> {
    this.#inFlight += 1;
    try {
      if (!this.#dead) await work();
    } catch (error) {
      this.#die(error);
    } finally {
      this.#inFlight -= 1;
      this.#changed();
    }
  }

  #probe(point: string): void {
    if (!this.#dead) this.#ports.probe?.(point);
  }

  /** A cut at a probe ends this runtime in silence; anything else is a fault of the program. */
  #die(error: unknown): void {
    this.#dead = true;
    this.#alarm.set(undefined);
    if (!(error instanceof PowerCut)) throw error;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function stoppedDisplay(failure: Failure): Display {
  const key = `reason.${failure.code}`;
  const reason = text(isTextKey(key) ? key : 'reason.journal.other');
  return wholeDisplay(text('journal.stopped', { reason }));
}
