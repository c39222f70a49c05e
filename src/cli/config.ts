import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from '../kernel/failure.ts';
import { defaultWorld, findWorld } from '../scenario/scenario-file.ts';
import { fieldName, firstProblem } from '../world/schema-problem.ts';
import type { World } from '../world/world-file.ts';
import { readYaml } from '../world/yaml-source.ts';
import { defaultDataFolder } from './data-folder.ts';

/** The environment variable that holds the key of the hosts; never a command-line option. */
export const hostsKeyVariable = 'RAZEM_HOSTS_KEY';

/** What the command line says; it goes before the config file, which goes before the defaults. */
export interface CommonOptions {
  readonly data?: string;
  readonly world?: string;
  readonly config?: string;
  readonly hosts?: string;
}

export interface Config {
  readonly data: string;
  readonly world: World;
  /** Hosts that run elsewhere; without them the counter starts its own. */
  readonly hosts?: { readonly url: string; readonly key: string };
}

const configSchema = z.strictObject({
  data: z.string().min(1).exactOptional(),
  world: z.string().min(1).exactOptional(),
  hosts: z.string().min(1).exactOptional(),
});

/** Failures: `config.invalid` with file, line and field, `hosts.noKey`, those of the world. */
export function readConfig(options: CommonOptions): Config {
  const file = options.config === undefined ? {} : readConfigFile(options.config);
  const data = options.data ?? file.data ?? defaultDataFolder();
  const world = options.world === undefined ? file.world : findWorld(options.world, '.');
  const url = options.hosts ?? file.hosts;
  return {
    data: resolve(data),
    world: world ?? findWorld(defaultWorld, '.'),
    ...(url !== undefined && { hosts: { url, key: hostsKey() } }),
  };
}

/** Failure `hosts.noKey` when the environment holds none. */
export function hostsKey(): string {
  const key = process.env[hostsKeyVariable];
  if (key === undefined || key === '') {
    throw new Failure(
      'hosts.noKey',
      `${hostsKeyVariable} is not set; put the key of the hosts into it (8 to 256 characters)`,
    );
  }
  return key;
}

function readConfigFile(file: string): { data?: string; world?: World; hosts?: string } {
  const source = readYaml(file);
  const parsed = configSchema.safeParse(source.value, { reportInput: true });
  if (!parsed.success) {
    const { path, message } = firstProblem(parsed.error);
    throw new Failure('config.invalid', `${source.where(path)}: ${fieldName(path)}: ${message}`);
  }
  const folder = dirname(file);
  const { data, world, hosts } = parsed.data;
  return {
    ...(data !== undefined && { data: resolve(folder, data) }),
    ...(world !== undefined && { world: findWorld(world, folder) }),
    ...(hosts !== undefined && { hosts }),
  };
}
