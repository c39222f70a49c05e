import { describe, expect, onTestFinished, test } from 'vitest';
import { PrinterDrawer } from '../../devices/drawer/drawer.ts';
import { type ByteLine, memoryLinePair } from '../../devices/line/byte-line.ts';
import { EmulatedPrinter, type Pulse } from '../../devices/printer/emulated-printer.ts';
import { plainPaperText } from '../../devices/printer/paper.ts';
import { PrinterDriver, type PrinterDriverOptions } from '../../devices/printer/printer-driver.ts';
import { profile } from '../../devices/printer/printer-profile.ts';
import type { PrinterStatus } from '../../devices/printer/printer-reply.ts';
import { layOut } from '../../receipts/lay-out.ts';
import type { PrintJob } from '../../src/runtime/ports.ts';
import { note, receipt, strip } from '../receipts/sample.ts';
import { ManualClock, settle } from './manual-clock.ts';

const job: PrintJob = { id: '17.0', document: receipt, repeat: false };
const lineCount = layOut(receipt, 40).length;

/** A driver and an emulated printer on the two ends of one line. */
function counter(options: Partial<PrinterDriverOptions> & { paced?: boolean } = {}) {
  const [near, far] = memoryLinePair();
  const clock = new ManualClock();
  const paper = profile('emulated-40');
  const { paced = false, ...driverOptions } = options;
  const printer = new EmulatedPrinter({
    line: far,
    profile: paper,
    ...(paced ? { clock } : {}),
  });
  onTestFinished(() => printer.close());
  const driver = new PrinterDriver({
    line: near,
    profile: paper,
    clock,
    memory: printer,
    ...driverOptions,
  });
  return { near, far, clock, printer, driver };
}

const texts = (printer: EmulatedPrinter) =>
  printer.roll.map((item) => (item === 'cut' ? '✂' : item.text));

describe('a print', () => {
  test('is whole on paper, cut and confirmed', async () => {
    const { driver, printer, clock } = counter();
    expect(await driver.print(job)).toEqual({ fate: 'printed' });
    expect(printer.roll).toEqual([...layOut(receipt, 40), 'cut']);
    expect(await driver.ask(job.id)).toBe('printed');
    expect(clock.armed).toBe(0);
  });

  test('asked for twice at once is on paper once', async () => {
    const { driver, printer } = counter();
    const outcomes = await Promise.all([driver.print(job), driver.print(job)]);
    expect(outcomes).toEqual([{ fate: 'printed' }, { fate: 'printed' }]);
    expect(printer.roll).toEqual([...layOut(receipt, 40), 'cut']);
  });

  test('follows the one before it', async () => {
    const { driver, printer } = counter();
    const strips: PrintJob = { id: '18.0', document: strip, repeat: false };
    const again: PrintJob = { id: '18.1', document: note, repeat: true };
    await Promise.all([driver.print(strips), driver.print(again)]);
    const noteLines = layOut(note, 40, { repeat: true });
    expect(printer.roll).toEqual([...layOut(strip, 40), 'cut', ...noteLines, 'cut']);
  });

  test('on a real printer says that it is none of a fiscal till', async () => {
    const { driver, printer } = counter({ real: true });
    await driver.print({ id: '1.0', document: strip, repeat: false });
    expect(plainPaperText(printer.roll, 40)).toMatchInlineSnapshot(`
      " WYDRUK SYMULATORA - NIE JEST PARAGONEM
                      FISKALNYM
              --- PRZERWANY WYDRUK ---
      nr:743                  2026-11-20 10:58
         dokument poniżej drukowany ponownie
      ✂ - - - - - - - - - - - - - - - - - - -
      "
    `);
  });

  test('tells the points at which the power may go', async () => {
    const points: string[] = [];
    const { driver } = counter({ probe: (point) => points.push(point) });
    await driver.print({ id: '1.0', document: strip, repeat: false });
    expect(points).toEqual([
      'print:begin',
      'print:line:0',
      'print:line:1',
      'print:line:2',
      'print:end',
    ]);
  });
});

describe('a printer in trouble', () => {
  test('before the first byte: nothing has begun, and it may begin later', async () => {
    const { driver, printer } = counter();
    printer.coverOpen();
    expect(await driver.print(job)).toEqual({ fate: 'notBegun', trouble: 'coverOpen' });
    printer.coverClosed();
    printer.paperOut();
    expect(await driver.print(job)).toEqual({ fate: 'notBegun', trouble: 'paperOut' });
    printer.paperLoaded();
    expect([await driver.ask(job.id), texts(printer)]).toEqual(['notBegun', []]);
    expect(await driver.print(job)).toEqual({ fate: 'printed' });
  });

  test('which does not answer is off-line', async () => {
    const { driver, printer, clock } = counter();
    printer.unplug();
    const outcome = driver.print(job);
    await settle();
    clock.pass(1_000);
    expect(await outcome).toEqual({ fate: 'notBegun', trouble: 'offline' });
    printer.plug();
    expect(await driver.print(job)).toEqual({ fate: 'printed' });
  });

  test('at every line: interrupted, and the rest comes with the next roll', async () => {
    for (let lines = 1; lines <= lineCount; lines += 1) {
      const { driver, printer } = counter();
      printer.paperOut(lines);
      expect(await driver.print(job)).toEqual({ fate: 'interrupted', trouble: 'paperOut' });
      expect(printer.roll).toEqual(layOut(receipt, 40).slice(0, lines));
      expect(await driver.ask(job.id)).toBe('interrupted');
      // What was sent before the driver heard of it waits in the printer's buffer.
      printer.paperLoaded();
      const fate = await driver.ask(job.id);
      expect(fate).toBe(printer.roll.at(-1) === 'cut' ? 'printed' : 'interrupted');
      expect(await driver.print(job)).toEqual({ fate });
    }
  });

  test('a cable pulled in the middle leaves the print interrupted', async () => {
    const unplugAt = { point: 'print:line:3', done: () => {} };
    const { driver, printer, clock } = counter({
      probe: (point) => point === unplugAt.point && unplugAt.done(),
    });
    unplugAt.done = () => printer.unplug();
    const outcome = driver.print(job);
    await settle();
    clock.pass(10_000);
    expect(await outcome).toEqual({ fate: 'interrupted', trouble: 'offline' });
    expect(printer.roll).toEqual(layOut(receipt, 40).slice(0, 3));
    expect(await driver.ask(job.id)).toBe('interrupted');
  });

  test('a line that is closed is off-line, before and in the middle', async () => {
    const closed = counter();
    closed.near.close();
    expect(await closed.driver.print(job)).toEqual({ fate: 'notBegun', trouble: 'offline' });
    const cut: { line?: ByteLine } = {};
    const { driver, near } = counter({
      probe: (point) => point === 'print:line:3' && cut.line?.close(),
    });
    cut.line = near;
    expect(await driver.print(job)).toEqual({ fate: 'interrupted', trouble: 'offline' });
  });

  test('paper, cover and near end are told as they happen', async () => {
    const { driver, printer } = counter();
    await driver.print(job);
    const seen: PrinterStatus[] = [];
    driver.onStatus((status) => seen.push(status));
    printer.paperNearEnd();
    printer.paperOut();
    printer.coverOpen();
    printer.paperLoaded();
    printer.coverClosed();
    await settle();
    expect(seen).toEqual([
      { paperNearEnd: true },
      { trouble: 'paperOut', paperNearEnd: true },
      { trouble: 'coverOpen', paperNearEnd: true },
      { trouble: 'coverOpen', paperNearEnd: false },
      { paperNearEnd: false },
    ]);
  });

  test("which is replaced is not held to the old one's word", async () => {
    const { driver, printer, far } = counter();
    printer.paperOut(5);
    await driver.print(job);
    printer.close();
    const other = new EmulatedPrinter({ line: far, profile: profile('emulated-40') });
    expect(await driver.print({ ...job, id: '18.0' })).toEqual({ fate: 'printed' });
    other.close();
  });

  test('which confirms something else has confirmed nothing', async () => {
    const [near, far] = memoryLinePair();
    const clock = new ManualClock();
    const driver = new PrinterDriver({ line: near, clock, profile: profile('emulated-40') });
    far.onData((bytes) => {
      const answer = bytes[0] === 0x10 ? [0x12] : [0x37, 0x22, ...Buffer.from(')XYZ'), 0x00];
      void far.write(Uint8Array.from(answer));
    });
    const outcome = driver.print(job);
    await settle();
    clock.pass(10_000);
    expect(await outcome).toEqual({ fate: 'interrupted', trouble: 'offline' });
  });

  test('which dawdles is waited for, and no longer than agreed', async () => {
    const slow = counter({ paced: true, printTimeoutMs: 60_000 });
    const outcome = slow.driver.print(job);
    await settle();
    expect(slow.printer.roll.length).toBe(1);
    slow.clock.pass(lineCount * 50);
    expect(await outcome).toEqual({ fate: 'printed' });
    const slower = counter({ paced: true, printTimeoutMs: 500 });
    const given = slower.driver.print(job);
    await settle();
    slower.clock.pass(500);
    expect(await given).toEqual({ fate: 'interrupted', trouble: 'offline' });
    expect(await slower.driver.ask(job.id)).toBe('interrupted');
  });
});

describe('a printer without a memory', () => {
  function forgetful(options: { paced?: boolean } = {}) {
    const { printer, near, clock } = counter(options);
    const driver = new PrinterDriver({ line: near, clock, profile: profile('emulated-40') });
    return { printer, clock, driver };
  }

  test('has interrupted whatever this driver did not begin', async () => {
    expect(await forgetful().driver.ask('16.0')).toBe('interrupted');
  });

  test('never begins twice what it has begun, but begins what it had not', async () => {
    const { driver, printer } = forgetful();
    printer.coverOpen();
    expect(await driver.print(job)).toEqual({ fate: 'notBegun', trouble: 'coverOpen' });
    printer.coverClosed();
    printer.paperOut(5);
    expect(await driver.print(job)).toEqual({ fate: 'interrupted', trouble: 'paperOut' });
    printer.paperLoaded();
    const { length } = printer.roll;
    expect(await driver.print(job)).toEqual({ fate: 'interrupted' });
    expect([await driver.ask(job.id), printer.roll.length]).toEqual(['interrupted', length]);
  });

  test('hears of a print that was completed on the next roll', async () => {
    const { driver, printer, clock } = forgetful({ paced: true });
    printer.paperOut(2);
    const outcome = driver.print(job);
    await settle();
    clock.pass(100);
    expect(await outcome).toEqual({ fate: 'interrupted', trouble: 'paperOut' });
    printer.paperLoaded();
    clock.pass(lineCount * 50);
    await settle();
    expect([await driver.ask(job.id), await driver.print(job)]).toEqual([
      'printed',
      { fate: 'printed' },
    ]);
    expect(printer.roll).toEqual([...layOut(receipt, 40), 'cut']);
  });
});

describe('bytes that nobody should send', () => {
  test('are the fault of the sender', async () => {
    const { near } = counter();
    await expect(near.write(Uint8Array.of(0x1b, 0x99))).rejects.toThrow(
      expect.objectContaining({ code: 'escpos.unknownBytes' }),
    );
  });

  test('are not taken for a broken line', async () => {
    const { driver, far } = counter();
    far.onData(() => {
      throw new TypeError('a fault');
    });
    await expect(driver.print(job)).rejects.toThrow(TypeError);
  });
});

describe('the drawer', () => {
  test('gets one pulse of 50 ms at pin 2 through the printer', async () => {
    const { near, printer } = counter();
    const pulses: Pulse[] = [];
    printer.onPulse((pulse) => pulses.push(pulse));
    await new PrinterDrawer(near).open();
    expect(pulses).toEqual([{ type: 'pulse', pin: 2, onMs: 50, offMs: 500 }]);
  });

  test('on a closed line stays shut, and that is said', async () => {
    const { near } = counter();
    near.close();
    await expect(new PrinterDrawer(near).open()).rejects.toThrow(
      expect.objectContaining({ code: 'line.closed' }),
    );
  });
});
