import { hash } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. A pure function, hence allowed in the kernel. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The 40-hex digest printed under a document: chained to the one before (facts/till, receipt). */
export function documentDigest(previous: string, content: string): string {
  return sha256(`${previous}\n${content}`).slice(0, 40).toUpperCase();
}
