import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verifySignature } from '../../../devices/fiscal/signature.ts';
import type { Entry } from '../../journal/entry.ts';
import { Failure } from '../../kernel/failure.ts';
import { type DailyRecord, type FiscalRecord, signedText } from '../../kernel/fiscal-record.ts';

/** Whether every daily report in a journal is signed with one key; `reports` counts each once. */
export type SignatureFinding =
  | { readonly signed: true; readonly reports: number }
  | {
      readonly signed: false;
      readonly seq: number;
      readonly problem: 'signatureDiffers' | 'keyDiffers';
      /** Of the daily report; missing where the till's own key is another. */
      readonly report?: number;
    };

/** A public key as PEM, in a file; answers base64 of its DER. Failure: `key.unusable`. */
export function readPublicKey(file: string): string {
  try {
    const key = createPublicKey(readFileSync(file, 'utf8'));
    if (key.asymmetricKeyType === 'ed25519') {
      return key.export({ type: 'spki', format: 'der' }).toString('base64');
    }
  } catch {
    // The line below says what is awaited, whatever is there instead.
  }
  throw new Failure(
    'key.unusable',
    `--public-key: ${file} is no Ed25519 public key as PEM; razem journal key writes one`,
  );
}

/** Base64 of the DER → PEM, as `readPublicKey` takes it. */
export function publicKeyPem(publicKey: string): string {
  const key = createPublicKey({
    key: Buffer.from(publicKey, 'base64'),
    type: 'spki',
    format: 'der',
  });
  return key.export({ type: 'spki', format: 'pem' });
}

/** Every record that the till ordered the fiscal memory to keep, held against the key. */
export function verifySignatures(entries: Iterable<Entry>, publicKey: string): SignatureFinding {
  const numbers = new Set<number>();
  for (const { seq, effects } of entries) {
    for (const record of effects.flatMap(recordOf)) {
      if (record.kind === 'fiscalisation' && record.publicKey !== publicKey) {
        return { signed: false, seq, problem: 'keyDiffers' };
      }
      if (record.kind !== 'daily') continue;
      if (!isSigned(record, publicKey)) {
        return { signed: false, seq, problem: 'signatureDiffers', report: record.number };
      }
      numbers.add(record.number);
    }
  }
  return { signed: true, reports: numbers.size };
}

export function signatureText(finding: SignatureFinding): string {
  if (finding.signed) {
    const { reports } = finding;
    return `signed by this key: ${reports} daily ${reports === 1 ? 'report' : 'reports'}\n`;
  }
  return finding.report === undefined
    ? `entry ${finding.seq}: the till was fiscalised with another key (keyDiffers)\n`
    : `entry ${finding.seq}: daily report ${finding.report} is not signed by this key (signatureDiffers)\n`;
}

function isSigned(record: DailyRecord, publicKey: string): boolean {
  return verifySignature(publicKey, signedText(record), record.signature);
}

function recordOf(effect: Entry['effects'][number]): FiscalRecord[] {
  return effect.type === 'memory.append' ? [effect['record'] as FiscalRecord] : [];
}
