import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verifySignature } from '../../../devices/fiscal/signature.ts';
import { printedDocument } from '../../journal/document-row.ts';
import type { Entry } from '../../journal/entry.ts';
import { canonical } from '../../kernel/canonical.ts';
import { documentDigest } from '../../kernel/digest.ts';
import { Failure } from '../../kernel/failure.ts';
import { type DailyRecord, type FiscalRecord, signedText } from '../../kernel/fiscal-record.ts';

/** Whether every daily report in a journal is signed with one key; `reports` counts each once. */
export type SignatureFinding =
  | { readonly signed: true; readonly reports: number }
  | {
      readonly signed: false;
      readonly seq: number;
      readonly problem: SignatureProblem;
      /** Of the daily report; missing where something else is wrong. */
      readonly report?: number;
    };

/**
 * In the order in which they are checked. `digestDiffers`: a document does not follow from the one
 * before. `documentsDiffer`: the report counts other documents than those before it.
 */
type SignatureProblem = 'digestDiffers' | 'keyDiffers' | 'signatureDiffers' | 'documentsDiffer';

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

/**
 * Every document held against the one before it, and every record that the till ordered the fiscal
 * memory to keep against the key and the documents.
 */
export function verifySignatures(entries: Iterable<Entry>, publicKey: string): SignatureFinding {
  const numbers = new Set<number>();
  let last: ChainedDocument | undefined;
  for (const { seq, effects } of entries) {
    for (const effect of effects) {
      const document = chainedDocument(effect);
      if (document && last && !follows(document, last)) {
        return { signed: false, seq, problem: 'digestDiffers' };
      }
      last = document ?? last;
      const record = recordOf(effect);
      if (!record) continue;
      const problem = problemOf(record, publicKey, last?.digest);
      const report = record.kind === 'daily' ? { report: record.number } : {};
      if (problem) return { signed: false, seq, problem, ...report };
      if (record.kind === 'daily') numbers.add(record.number);
    }
  }
  return { signed: true, reports: numbers.size };
}

export function signatureText(finding: SignatureFinding): string {
  if (finding.signed) {
    const { reports } = finding;
    return `signed by this key: ${reports} daily ${reports === 1 ? 'report' : 'reports'}\n`;
  }
  const { seq, problem, report } = finding;
  const what = report === undefined ? '' : ` daily report ${report}`;
  return `entry ${seq}:${what} ${problems[problem]} (${problem})\n`;
}

const problems: Readonly<Record<SignatureProblem, string>> = {
  digestDiffers: 'prints a document that does not follow from the one before',
  keyDiffers: 'fiscalises the till with another key',
  signatureDiffers: 'is not signed by this key',
  documentsDiffer: 'counts other documents than those before it',
};

interface ChainedDocument {
  readonly documentNumber: number;
  readonly digest: string;
}

/** A purge may have taken the documents before; a print that was never begun is begun once more. */
function follows(document: ChainedDocument, last: ChainedDocument): boolean {
  const { digest, ...content } = document;
  if (document.documentNumber === last.documentNumber) return digest === last.digest;
  return digest === documentDigest(last.digest, canonical(content));
}

function problemOf(
  record: FiscalRecord,
  publicKey: string,
  lastDigest: string | undefined,
): SignatureProblem | undefined {
  if (record.kind === 'fiscalisation') {
    return record.publicKey === publicKey ? undefined : 'keyDiffers';
  }
  if (record.kind !== 'daily') return undefined;
  if (!isSigned(record, publicKey)) return 'signatureDiffers';
  const known = lastDigest !== undefined && lastDigest !== record.digest;
  return known && lastDigest !== record.lastDigest ? 'documentsDiffer' : undefined;
}

function chainedDocument(effect: Entry['effects'][number]): ChainedDocument | undefined {
  if (effect['repeat'] === true || effect['copy'] === true) return undefined;
  return printedDocument(effect) as unknown as ChainedDocument | undefined;
}

function isSigned(record: DailyRecord, publicKey: string): boolean {
  return verifySignature(publicKey, signedText(record), record.signature);
}

function recordOf(effect: Entry['effects'][number]): FiscalRecord | undefined {
  return effect.type === 'memory.append' ? (effect['record'] as FiscalRecord) : undefined;
}
