import type { Command } from 'commander';
import { StoredDeviceKey } from '../../../devices/fiscal/device-key.ts';
import { fileKeyStore } from '../../../devices/fiscal/key-store.ts';
import { Failure } from '../../kernel/failure.ts';
import { deviceKeyFile } from '../../scenario/counter.ts';
import { writeOut } from '../output.ts';
import { publicKeyPem } from './report-signature.ts';
import { type Common, folderOf, inFolder } from './subcommand.ts';

/** The public half of the till's key, for whoever wants to verify its reports. */
export function addKey(journal: Command): void {
  inFolder(journal, 'key', "Write the public half of the till's signing key, as PEM")
    .addHelpText(
      'after',
      '\nExample:\n  razem journal key --data till-1 > till-1.pem\n' +
        '  razem journal verify --data till-1 --public-key till-1.pem\n',
    )
    .action(async ({ data }: Common) => {
      const file = deviceKeyFile(folderOf(data));
      const publicKey = await new StoredDeviceKey({ store: fileKeyStore(file) }).publicKey();
      if (publicKey !== undefined) return writeOut([publicKeyPem(publicKey)]);
      throw new Failure('key.none', `${file}: there is no key yet; fiscalise the till first`);
    });
}
