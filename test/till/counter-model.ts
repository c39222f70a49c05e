import type { AttemptStatus } from '../../src/kernel/outcome.ts';
import { contextOf, decide, stateName, type TillState } from '../../src/runtime/decide.ts';
import type { TillContext } from '../../src/till/till-context.ts';
import type { TillEffect } from '../../src/till/till-effect.ts';
import type { DeadlineName, OutcomeEvent, TillEvent } from '../../src/till/till-event.ts';
import { at, keyEvents, noon, pinRight, play, type Undated } from './play.ts';

/** What becomes of one request to the host: `late` arrives only after others. */
export type Way = 'answered' | 'replyLost' | 'requestLost' | 'late' | 'notSent';
export type Customer = 'waits' | 'confirms' | 'declines';
export type Paper = 'printed' | 'interrupted' | 'notBegun';

/** What becomes of a record on the same way to the memory. */
const writes = {
  answered: 'memory.written',
  replyLost: 'memory.failed',
  requestLost: 'memory.failed',
  late: 'memory.failed',
  notSent: 'memory.full',
} as const;

interface Pending {
  readonly id: string;
  readonly effect: TillEffect;
}

type Settled = Exclude<AttemptStatus, 'unknownId'>;

/** The till among a host, a customer and a printer that do what they are told, on the smallest scale. */
export class CounterModel {
  /** The manager sells, for nobody else closes the day. */
  state: TillState = play(at('loggedOut'), '9 RAZEM', pinRight).state;
  /** What the host knows and the till may not. */
  readonly host = new Map<string, Settled>();
  readonly starts: string[] = [];
  readonly #onTheWay: string[] = [];
  #pending: Pending[] = [];
  #count = 0;
  readonly #check: (before: TillContext, model: CounterModel) => void;

  constructor(check: (before: TillContext, model: CounterModel) => void) {
    this.#check = check;
  }

  get context(): TillContext {
    return contextOf(this.state);
  }

  press(script: string): void {
    for (const event of keyEvents(script)) this.#happen(event);
  }

  ring(name: DeadlineName): void {
    if (this.context.deadlines[name] !== undefined) this.#happen({ type: `deadline.${name}` });
  }

  /** What the customer does with every payment that is pending, and what was late arrives. */
  customer(does: Customer): void {
    for (const id of this.#onTheWay.splice(0)) this.#start(id);
    if (does === 'waits') return;
    for (const [id, status] of this.host) {
      if (status === 'pending') this.host.set(id, does === 'confirms' ? 'approved' : 'refused');
    }
  }

  /** One of the effects under way comes to its end. */
  answer(index: number, way: Way, paper: Paper, trouble: boolean): void {
    const [pending] = this.#pending.splice(index % Math.max(1, this.#pending.length), 1);
    if (pending) this.#happen(this.#outcome(pending, way, paper, trouble));
  }

  /** Everything works: all effects, and what follows from them, but for waits. */
  answerAll(): void {
    while (this.#pending.length > 0) this.answer(0, 'answered', 'printed', false);
  }

  /** The power is cut and comes back; no effect is forgotten, none is assumed. */
  restart(paper: Paper): void {
    const unsettled = this.#pending.splice(0);
    this.#happen({ type: 'till.started' });
    for (const pending of unsettled) {
      const { id, effect } = pending;
      if (effect.type === 'drawer.open') this.#happen({ type: 'drawer.unknown', effect: id });
      else if (effect.type === 'print')
        this.#happen(this.#outcome(pending, 'answered', paper, false));
      else if (effect.type === 'blik.start') {
        this.#onTheWay.push(effect.attempt);
        const { attempt } = effect;
        this.#happen({ type: 'blik.unanswered', effect: id, attempt, request: 'start' });
      } else this.#pending.push(pending);
    }
    this.#logIn();
  }

  /** The cashier types the own PIN at a locked keyboard. */
  unlock(): void {
    const { candidate } = this.context;
    if (stateName(this.state) !== 'keyboardLocked' || candidate === undefined) return;
    this.#happen({ type: 'pin.verified', cashier: candidate });
  }

  #logIn(): void {
    if (stateName(this.state) !== 'loggedOut') return;
    this.press('9 RAZEM');
    this.#happen({ type: 'pin.verified', cashier: 9 });
  }

  #happen(undated: Undated<TillEvent>): void {
    const before = this.context;
    const { state, effects } = decide(this.state, { ...undated, at: noon });
    this.state = state;
    for (const effect of effects) {
      this.#pending.push({ id: `${(this.#count += 1)}.0`, effect });
      if (effect.type === 'blik.start') this.starts.push(effect.attempt);
    }
    this.#check(before, this);
  }

  #outcome({ id, effect }: Pending, way: Way, paper: Paper, trouble: boolean): OutcomeEvent {
    switch (effect.type) {
      case 'print':
      case 'print.ask':
        if (paper === 'printed') return { type: 'printer.printed', effect: id };
        return {
          ...{ type: 'printer.stopped', effect: id, fate: paper },
          ...(trouble && { trouble: 'paperOut' }),
        };
      case 'drawer.open':
        return { type: 'drawer.opened', effect: id };
      case 'portal.fetch':
        return { type: 'portal.answered', effect: id, blik: true, pushedOnly: effect.pushedOnly };
      case 'deviceKey.create':
        return { type: 'deviceKey.created', effect: id, publicKey: 'public key' };
      case 'deviceKey.sign':
        return { type: 'deviceKey.signed', effect: id, signature: `of ${effect.text}` };
      case 'memory.append':
        return { type: writes[way], effect: id, key: effect.key };
      case 'memory.read':
        return { type: 'memory.answered', effect: id, records: [] };
      case 'link.check':
        return { type: 'link.checked', effect: id, up: way === 'answered' };
      default:
        return this.#ask(id, effect, way);
    }
  }

  #ask(id: string, effect: Extract<TillEffect, { attempt: string }>, way: Way): OutcomeEvent {
    const { attempt } = effect;
    const request = effect.type.slice('blik.'.length) as 'start' | 'status' | 'withdraw' | 'refund';
    const asked = { effect: id, attempt, request };
    if (way === 'notSent') return { type: 'blik.notSent', ...asked };
    if (way === 'late' && request === 'start') this.#onTheWay.push(attempt);
    if (way === 'answered' || way === 'replyLost') this.#serve(request, attempt);
    if (way !== 'answered') return { type: 'blik.unanswered', ...asked };
    return { type: 'blik.answered', ...asked, status: this.host.get(attempt) ?? 'unknownId' };
  }

  #serve(request: string, id: string): void {
    const status = this.host.get(id);
    if (request === 'start') this.#start(id);
    if (request === 'withdraw' && (status === undefined || status === 'pending'))
      this.host.set(id, 'withdrawn');
    if (request === 'refund' && status === 'approved') this.host.set(id, 'refunded');
  }

  #start(id: string): void {
    if (!this.host.has(id)) this.host.set(id, 'pending');
  }
}
