import type { Clock } from '../runtime/ports.ts';
import { BankApp } from './bank-app.ts';
import { EmulatedBlikHost } from './blik-host.ts';
import { type BlikLedger, openLedger } from './blik-ledger.ts';
import { seededChance } from './chance.ts';
import { CodeBook } from './code-book.ts';
import { type AttemptListener, Delivery } from './delivery.ts';
import { FaultList } from './fault.ts';
import { Listener } from './listener.ts';
import { localControl } from './local-control.ts';
import { Outage } from './outage.ts';
import { EmulatedPortal } from './portal.ts';
import { buildServer } from './server.ts';
import { tillRoutes } from './till-routes.ts';
import type { WorldControl } from './world-control.ts';
import type { World } from './world-file.ts';

export interface HostsOptions {
  readonly world: World;
  readonly clock: Clock;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** What till and controls must show as bearer key. */
  readonly key: string;
  /** Where the BLIK host keeps its ledger; in memory when absent. */
  readonly ledgerFile?: string;
  /** The same seed shows the same codes. */
  readonly seed: number;
  readonly onAttempt?: AttemptListener;
}

/** Emulated hosts that serve on 127.0.0.1, with the people around the counter. */
export interface RunningHosts extends WorldControl {
  readonly url: string;
  /** Requests that nothing but the passing of time, or their sender's leaving, will end. */
  holding(): number;
  /** Calls back after every change of `holding()`; the returned function ends it. */
  onHoldingChanged(listener: () => void): () => void;
  close(): Promise<void>;
}

/** Failures: `hosts.portInUse`, `hosts.badKey`, those of `openLedger`. */
export async function startHosts(options: HostsOptions): Promise<RunningHosts> {
  const { world, clock, key, onAttempt } = options;
  const listener = new Listener(options.port ?? 0);
  const ledger = openLedger(options.ledgerFile);
  const { phones, blik } = openBlik(options, ledger);
  const portal = new EmulatedPortal(world.portal);
  const faults = new FaultList();
  const delivery = new Delivery({ clock, faults, onAttempt });
  const outage = new Outage({ clock, listener, delivery });
  const control = localControl({ phones, portal, ledger, faults, outage });
  const tills = tillRoutes(blik, portal);

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= shutDown());
  async function shutDown(): Promise<void> {
    outage.end();
    delivery.drop();
    await listener.close();
    blik.close();
    ledger.close();
  }
  try {
    await buildServer({ listener, delivery, tills, control, key });
    await listener.open();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...control,
    url: listener.url,
    holding: () => delivery.holding(),
    onHoldingChanged: (changed) => delivery.onHoldingChanged(changed),
    close,
  };
}

/** The BLIK host with its customers' phones; what the ledger holds has happened to them. */
function openBlik({ world, clock, seed }: HostsOptions, ledger: BlikLedger) {
  const rules = world.blikHost;
  const codes = new CodeBook({ clock, chance: seededChance(seed), lifeMs: rules.codeLifeMs });
  const phones = new Map(
    world.phones.map((owner) => [owner.id, new BankApp(owner, { clock, codes })]),
  );
  return { phones, blik: new EmulatedBlikHost({ rules, clock, ledger, codes, phones }) };
}
