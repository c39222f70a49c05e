import type { Drawer } from '../../src/runtime/ports.ts';
import type { ByteLine } from '../line/byte-line.ts';
import { drawerPulse } from '../printer/encoder.ts';

/** A drawer on the printer's kick socket: it opens when the printer gets the pulse. */
export class PrinterDrawer implements Drawer {
  readonly #line: ByteLine;

  constructor(line: ByteLine) {
    this.#line = line;
  }

  async open(): Promise<void> {
    await this.#line.write(drawerPulse);
  }
}
