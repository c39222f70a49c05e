import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataFolder } from '../../src/cli/data-folder.ts';

test.each([
  ['linux', { XDG_STATE_HOME: '/state' }, ['/state', 'razem']],
  ['linux', {}, [homedir(), '.local', 'state', 'razem']],
  ['linux', { XDG_STATE_HOME: '' }, [homedir(), '.local', 'state', 'razem']],
  ['linux', { XDG_STATE_HOME: 'relative' }, [homedir(), '.local', 'state', 'razem']],
  ['darwin', {}, [homedir(), 'Library', 'Application Support', 'razem']],
  ['win32', { LOCALAPPDATA: '/local' }, ['/local', 'razem']],
  ['win32', {}, [homedir(), 'AppData', 'Local', 'razem']],
] as const)('on %s with %j a till keeps its state where the platform does', (...given) => {
  const [platform, env, path] = given;
  expect(defaultDataFolder(platform, env)).toBe(join(...path));
});
