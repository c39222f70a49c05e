import type { ByteLine } from '../line/byte-line.ts';
import { type Scan, scanOf } from './scan.ts';

/** More than any code holds: what is longer is noise on the line. */
const maxLength = 512;

/**
 * Calls back for every line that the scanner sends, ended by CR, LF or both. Noise without an end is
 * dropped up to the next end. The returned function ends it; a code half sent is then lost.
 */
export function listenForScans(line: ByteLine, onScan: (scan: Scan) => void): () => void {
  let text = '';
  return line.onData((bytes) => {
    for (const character of Buffer.from(bytes).toString('latin1')) {
      if (character !== '\r' && character !== '\n') {
        // One more than fits stands for all that is too long.
        if (text.length <= maxLength) text += character;
        continue;
      }
      const complete = text;
      text = '';
      if (complete !== '' && complete.length <= maxLength) onScan(scanOf(complete));
    }
  });
}
