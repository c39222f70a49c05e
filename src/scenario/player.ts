import type { RollItem } from '../../devices/printer/paper.ts';
import { Failure } from '../kernel/failure.ts';
import { formatGrosze } from '../kernel/money.ts';
import { differences, type Difference } from './expectation.ts';
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
    this.#stage.transcript.input(describe(step));
    await this.#do(step);
    await this.#stage.time.settle();
    await this.#notePowerCut();
    this.#stage.showDisplay();
    return [];
  }

  async #do(step: Step): Promise<void> {
    const { counter, time, hosts } = this.#stage;
    if (step.keys !== undefined) await this.#press(step.keys);
    if (step.phone) await this.#phone(step.phone);
    if (step.host === 'works') await hosts.liftFaults();
    else if (step.host) await hosts.orderFault(step.host);
    if (step.portal) await hosts.changePortal({ blik: step.portal.blik === 'active' });
    if (step.printer) counter.printer[step.printer]();
    if (step.wait === 'quiet') await time.flow();
    else if (step.wait !== undefined) await time.pass(step.wait);
    if (step.cut === 'now') await counter.cutPower();
    else if (step.cut !== undefined) this.#stage.cutAt(step.cut);
    if (step.power) await this.#powerBack();
  }

  /** A person takes a moment for each key, and the till is done with one before the next. */
  async #press(script: string): Promise<void> {
    for (const word of parseKeys(script) ?? []) {
      if (word === 'CODE' && this.#code === '') throw noCode();
      const keys = word === 'CODE' ? (parseKeys(this.#code) ?? []) : [word];
      for (const key of keys) {
        if (!this.#stage.counter.powered || key === 'CODE') continue;
        this.#stage.counter.till.press(key);
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

  async #powerBack(): Promise<void> {
    if (this.#stage.counter.powered) await this.#stage.counter.cutPower();
    this.#stage.counter.powerOn();
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
    const refusals = this.#stage.refusals();
    const printed = paperLines(this.#printed, counter.profile.columns);
    const found = differences(expected, {
      display: this.#stage.displayRows(),
      refused: refusals.slice(this.#refusalsSeen),
      printed,
      journal: (last) => this.#stage.lastEvents(last),
      ledger: (await hosts.ledger()).flatMap(ledgerLine),
      drawer: this.#kicks,
    });
    if (expected.refused) this.#refusalsSeen = refusals.length;
    if (expected.printed !== undefined) this.#printed = [];
    if (expected.drawer !== undefined) this.#kicks = 0;
    return found;
  }
}

function ledgerLine(record: { readonly kind: string; readonly amountGrosze?: number }): string[] {
  if (record.amountGrosze === undefined) return [];
  return [`${record.kind} ${formatGrosze(record.amountGrosze)}`];
}

function describe(step: Step): string {
  const [[what, value] = ['', '']] = Object.entries(step);
  if (what === 'keys') return String(value);
  return `${what} ${typeof value === 'object' ? Object.values(value).join(' ') : String(value)}`;
}

function noCode(): Failure {
  return new Failure('scenario.noCode', 'CODE: no phone has shown a code yet; add phone: showCode');
}
