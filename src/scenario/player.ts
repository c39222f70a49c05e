import { scanOf } from '../../devices/scanner/scan.ts';
import type { RollItem } from '../../devices/printer/paper.ts';
import { Failure } from '../kernel/failure.ts';
import { formatGrosze } from '../kernel/money.ts';
import type { TillRuntime } from '../runtime/till-runtime.ts';
import type { LedgerRecord } from '../world/blik-ledger.ts';
import type { PortalChange } from '../world/portal.ts';
import { differences, type Difference } from './expectation.ts';
import { KeyRecord } from './key-record.ts';
import { parseKeys } from './key-script.ts';
import type { Step } from './scenario-schema.ts';
import type { Stage } from './stage.ts';
import { paperLines } from './transcript.ts';

/** Plays steps on a stage, one after the other, and compares what is expected. */
export class Player {
  readonly #stage: Stage;
  #code = '';
  #printed: RollItem[] = [];
  #kicks = 0;
  #refusalsSeen = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
    stage.counter.printer.onPaper((item) => this.#printed.push(item));
    stage.counter.printer.onPulse(() => (this.#kicks += 1));
  }

  /** Does one step and lets everything settle. Differences come from `expect` alone. */
  async play(step: Step): Promise<Difference[]> {
    if (step.expect) return this.#compare(step.expect);
    if (step.keys === undefined && !step.repeat) this.#stage.transcript.input(describe(step));
    await this.#do(step);
    await this.#stage.time.settle();
    await this.#notePowerCut();
    this.#stage.showDisplay();
    return [];
  }

  async #do(step: Step): Promise<void> {
    const { counter, time, hosts } = this.#stage;
    if (step.keys !== undefined) await this.#type(step.keys);
    if (step.repeat) await this.#type(step.repeat.keys, step.repeat.times);
    if (step.scan !== undefined) counter.till.scan(scanOf(step.scan));
    if (step.phone) await this.#phone(step.phone);
    if (step.host === 'works') await hosts.liftFaults();
    else if (step.host) await hosts.orderFault(step.host);
    if (step.portal) await hosts.changePortal(portalChange(step.portal));
    if (typeof step.printer === 'string') counter.printer[step.printer]();
    else if (step.printer) counter.printer.paperOut(step.printer.paperOutAfter);
    if (step.wait === 'quiet') await time.flow();
    else if (step.wait !== undefined) await time.pass(step.wait);
    if (step.cut === 'now') await counter.cutPower();
    else if (step.cut !== undefined) this.#stage.cutAt(step.cut);
    if (step.power === 'off') await counter.shutDown();
    if (step.power === 'back') this.#powerBack();
  }

  /** The transcript tells the keys, but for the digits of a secret. */
  async #type(script: string, times?: number): Promise<void> {
    const { transcript } = this.#stage;
    const keys = new KeyRecord(script);
    transcript.hold();
    try {
      for (let left = times ?? 1; left > 0; left -= 1) await this.#press(keys);
    } finally {
      transcript.release(times === undefined ? keys.told : `${keys.told} (${times} times)`);
    }
  }

  /** A person takes a moment for each key, and the till is done with one before the next. */
  async #press(record: KeyRecord): Promise<void> {
    for (const [index, word] of record.keys.entries()) {
      if (word === 'CODE' && this.#code === '') throw noCode();
      const keys = word === 'CODE' ? (parseKeys(this.#code) ?? []) : [word];
      for (const key of keys) {
        const { counter } = this.#stage;
        if (!counter.powered || key === 'CODE') continue;
        if (counter.till.dead || typesSecret(counter.till)) record.conceal(index);
        else record.tell(index);
        counter.till.press(key);
        await this.#stage.time.settle();
      }
    }
  }

  async #phone({ does, id }: NonNullable<Step['phone']>): Promise<void> {
    const { hosts, world } = this.#stage;
    const phone = id ?? world.phones[0]?.id ?? '';
    if (does === 'showCode') this.#code = (await hosts.showCode(phone)).code;
    if (does === 'confirm') await hosts.confirm(phone);
    if (does === 'confirmWithWrongPin') await hosts.confirm(phone, '0000');
    if (does === 'refuse') await hosts.refuse(phone);
  }

  /** Failure `scenario.notCut` when a power cut was ordered and never came. */
  end(): void {
    const { pendingCut } = this.#stage;
    if (pendingCut === undefined) return;
    throw new Failure('scenario.notCut', `cut: the till never came to "${pendingCut}"`);
  }

  #powerBack(): void {
    const { counter, pendingCut } = this.#stage;
    if (counter.powered) throw powerNotOff(pendingCut);
    counter.powerOn();
  }

  async #notePowerCut(): Promise<void> {
    const { counter, transcript } = this.#stage;
    if (!counter.powered || !counter.till.dead) return;
    await counter.cutPower();
    transcript.tearOff();
    transcript.note('power cut');
  }

  async #compare(expected: NonNullable<Step['expect']>): Promise<Difference[]> {
    const { counter, hosts } = this.#stage;
    if (!counter.powered && (expected.refused ?? expected.journal)) throw noPower();
    const refusals = this.#stage.refusals();
    const printed = paperLines(this.#printed, counter.profile.columns);
    const found = differences(expected, {
      display: this.#stage.displayRows(),
      refused: refusals.slice(this.#refusalsSeen),
      printed,
      journal: (last) => this.#stage.lastEvents(last),
      ledger: (await hosts.ledger()).map(ledgerLine),
      drawer: this.#kicks,
    });
    if (expected.refused) this.#refusalsSeen = refusals.length;
    if (expected.printed !== undefined) this.#printed = [];
    if (expected.drawer !== undefined) this.#kicks = 0;
    return found;
  }
}

function ledgerLine(record: LedgerRecord): string {
  if ('amountGrosze' in record) return `${record.kind} ${formatGrosze(record.amountGrosze)}`;
  return record.kind === 'refused' ? `${record.kind} ${record.reason}` : record.kind;
}

function portalChange({ blik, ...change }: NonNullable<Step['portal']>): PortalChange {
  return blik === undefined ? change : { ...change, blik: blik === 'active' };
}

/** Digits pressed now are no events, and no record may keep them. */
function typesSecret({ state }: TillRuntime): boolean {
  return state.till.snapshot.hasTag('secret');
}

/** A step in the words of its file. */
function describe({ wait, ...step }: Step): string {
  if (typeof wait === 'number') return `wait ${wait / 1000} s`;
  if (wait !== undefined) return `wait ${wait}`;
  return Object.entries(step)
    .map(([what, value]) => `${what} ${typeof value === 'object' ? inWords(value) : value}`)
    .join(' ');
}

/** `{ kind: delay, on: status, ms: 500 }` → `delay on status ms 500`. */
function inWords(fields: object): string {
  return Object.entries(fields)
    .map(([name, value]) => (name === 'kind' || name === 'does' ? value : `${name} ${value}`))
    .join(' ');
}

function powerNotOff(pendingCut: string | undefined): Failure {
  const why =
    pendingCut === undefined
      ? 'cut it first: cut: now, or power: off'
      : `the till never came to "${pendingCut}"`;
  return new Failure('scenario.powerOn', `power: back: the power is on; ${why}`);
}

function noPower(): Failure {
  return new Failure('scenario.noPower', 'expect: a till without power has no journal to read');
}

function noCode(): Failure {
  return new Failure('scenario.noCode', 'CODE: no phone has shown a code yet; add phone: showCode');
}
