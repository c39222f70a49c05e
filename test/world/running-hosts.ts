import { resolve } from 'node:path';
import { openBlikClient } from '../../src/hosts/blik-client.ts';
import { openPortalClient } from '../../src/hosts/portal-client.ts';
import { type HostsOptions, startHosts } from '../../src/world/start-hosts.ts';
import { loadWorld } from '../../src/world/world-file.ts';
import { VirtualClock } from './virtual-clock.ts';

export const key = 'key-of-the-hosts';
export const world = loadWorld(
  resolve(import.meta.dirname, '../../fixtures/worlds/corner-shop.yaml'),
);

const opened: { close(): Promise<void> }[] = [];

/** Hosts of the corner shop on a free port, with the till's own clients at their side. */
export async function runningHosts(options: Partial<HostsOptions> = {}) {
  const clock = new VirtualClock();
  const hosts = await startHosts({ world, clock, key, seed: 1, ...options });
  const blik = openBlikClient({ url: hosts.url, key, tillId: world.bases.till.uniqueNumber });
  const portal = openPortalClient({ url: hosts.url, key });
  opened.push(blik, portal, hosts);
  /** Resolves when so many requests are held. */
  const held = (count: number) =>
    new Promise<void>((done) => {
      const check = () => hosts.holding() === count && (done(), stop());
      const stop = hosts.onHoldingChanged(check);
      check();
    });
  const start = (id: string, amount = 12_34, code = '777000') => blik.start({ id, code, amount });
  return { clock, hosts, blik, portal, held, start };
}

export async function closeHosts(): Promise<void> {
  for (const thing of opened.splice(0)) await thing.close();
}
