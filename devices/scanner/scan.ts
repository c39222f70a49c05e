/** What a scanner read. */
export interface Scan {
  /** May hold separators (GS, 1Dh) between the elements of a GS1 code. */
  readonly code: string;
  /** The AIM identifier, `]E0`, of a scanner that is set to send it (facts/printing §5). */
  readonly symbology?: string;
}

/** One transmission, without its end. */
export function scanOf(text: string): Scan {
  const match = /^(\][A-Za-z][0-9A-Za-z])(.*)$/s.exec(text);
  const [, symbology = '', code = ''] = match ?? [];
  return match ? { code, symbology } : { code: text };
}
