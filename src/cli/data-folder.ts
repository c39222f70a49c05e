import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the platform keeps a program's state: the journal of whoever names no other folder. */
export function defaultDataFolder(
  platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = homedir();
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'razem');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'razem');
  return join(environment['XDG_STATE_HOME'] ?? join(home, '.local', 'state'), 'razem');
}
