import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PrinterDrawer } from '../../devices/drawer/drawer.ts';
import { StoredDeviceKey } from '../../devices/fiscal/device-key.ts';
import { EmulatedFiscalMemory } from '../../devices/fiscal/fiscal-memory.ts';
import { fileKeyStore } from '../../devices/fiscal/key-store.ts';
import { fileMedium } from '../../devices/fiscal/write-once-medium.ts';
import { type ByteLine, memoryLinePair } from '../../devices/line/byte-line.ts';
import { EmulatedPrinter } from '../../devices/printer/emulated-printer.ts';
import { PrinterDriver } from '../../devices/printer/printer-driver.ts';
import { type PrinterProfile, profile } from '../../devices/printer/printer-profile.ts';
import { openBlikClient } from '../hosts/blik-client.ts';
import { openPortalClient } from '../hosts/portal-client.ts';
import { onDisk } from '../journal/journal-failure.ts';
import { type Journal, openJournal } from '../journal/journal.ts';
import type { Clock, Probe } from '../runtime/ports.ts';
import { PowerCut, TillRuntime } from '../runtime/till-runtime.ts';
import { hashPin, verifyPin } from '../world/pin-hash.ts';
import type { World } from '../world/world-file.ts';

export interface CounterOptions {
  readonly world: World;
  readonly clock: Clock;
  /** The data folder: journal and paper. */
  readonly data: string;
  readonly hosts: { readonly url: string; readonly key: string };
  /** Names the installation of a new journal, and makes its key the same in every replay. */
  readonly journalId?: string | undefined;
  readonly probe?: Probe | undefined;
}

/** The till's own signing key in its data folder. */
export function deviceKeyFile(data: string): string {
  return join(data, 'device-key.pem');
}

interface Life {
  readonly till: TillRuntime;
  readonly journal: Journal;
  end(): Promise<void>;
}

/**
 * The till and what stands on the counter beside it. The printer keeps its power and its paper when the
 * till's is cut; each life of the till begins with what the journal knows.
 */
export class Counter {
  readonly printer: EmulatedPrinter;
  readonly profile: PrinterProfile;
  readonly #options: CounterOptions;
  readonly #printerLine: ByteLine;
  #life: Life | undefined;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.profile = profile(options.world.printer.profile);
    onDisk(options.data, () => mkdirSync(options.data, { recursive: true, mode: 0o700 }));
    const [tillEnd, printerEnd] = memoryLinePair();
    this.#printerLine = tillEnd;
    this.printer = new EmulatedPrinter({
      line: printerEnd,
      profile: this.profile,
      paperFile: join(options.data, 'paper.bin'),
    });
  }

  /** The till, if it has power. */
  get till(): TillRuntime {
    if (!this.#life) throw new Error('the till has no power');
    return this.#life.till;
  }

  get powered(): boolean {
    return this.#life !== undefined;
  }

  /** Failures: those of `openJournal` and of the recovery; nothing has happened then. */
  powerOn(): void {
    const { world, clock, data, hosts, journalId } = this.#options;
    const journal = openJournal(data, journalId === undefined ? {} : { id: journalId });
    const line = this.#printerLine;
    let dead = false;
    const probe: Probe = (point) => {
      if (dead) throw new PowerCut();
      this.#options.probe?.(point);
    };
    const blik = openBlikClient({ ...hosts, tillId: world.bases.till.uniqueNumber, probe });
    const portal = openPortalClient({ ...hosts, probe });
    const printer = new PrinterDriver({
      line,
      profile: this.profile,
      clock,
      memory: this.printer,
      probe,
    });
    const end = async () => {
      dead = true;
      journal.close();
      await Promise.all([blik.close(), portal.close()]);
    };
    try {
      const drawer = new PrinterDrawer(line);
      const memory = new EmulatedFiscalMemory({
        medium: fileMedium(join(data, 'fiscal-memory.bin')),
        probe,
      });
      const store = fileKeyStore(deviceKeyFile(data));
      const deviceKey = new StoredDeviceKey({ store, seed: journalId });
      const ports = {
        ...{ clock, printer, drawer, blik, portal, memory, deviceKey },
        ...{ checkPin: verifyPin, hashPin: async (pin: string) => hashPin(pin), probe },
      };
      const till = new TillRuntime(journal, ports);
      this.#life = { till, journal, end };
      till.start(world.bases);
    } catch (error) {
      void end();
      throw error;
    }
  }

  /** Switches the till off in order. */
  async shutDown(): Promise<void> {
    this.#life?.till.shutDown();
    await this.cutPower();
  }

  /** A till that loses its power has nothing left to do. */
  async cutPower(): Promise<void> {
    const life = this.#life;
    this.#life = undefined;
    life?.till.stop();
    await life?.end();
  }

  get journal(): Journal {
    if (!this.#life) throw new Error('the till has no power');
    return this.#life.journal;
  }
}
