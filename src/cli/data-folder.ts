import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a till keeps its journal and state unless told otherwise: the platform's state folder. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  return join(stateFolder(platform, env), 'razem');
}

function stateFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform === 'win32') {
    return absolute(env['LOCALAPPDATA']) ?? join(homedir(), 'AppData', 'Local');
  }
  return absolute(env['XDG_STATE_HOME']) ?? join(homedir(), '.local', 'state');
}

/** The XDG rules: a relative path counts as not set. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}
