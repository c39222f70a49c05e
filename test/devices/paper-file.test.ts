import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PrinterDrawer } from '../../devices/drawer/drawer.ts';
import { memoryLinePair } from '../../devices/line/byte-line.ts';
import { EmulatedPrinter } from '../../devices/printer/emulated-printer.ts';
import { drawerPulse, encodeDocument } from '../../devices/printer/encoder.ts';
import { PaperFile } from '../../devices/printer/paper-file.ts';
import { paperOf } from '../../devices/printer/print-head.ts';
import { printMark } from '../../devices/printer/print-mark.ts';
import { PrinterDriver } from '../../devices/printer/printer-driver.ts';
import { profile } from '../../devices/printer/printer-profile.ts';
import { layOut } from '../../receipts/lay-out.ts';
import type { PrintJob } from '../../src/runtime/ports.ts';
import { receipt } from '../receipts/sample.ts';
import { ManualClock } from './manual-clock.ts';

const paper = profile('emulated-40');
const lines = layOut(receipt, 40);
const job: PrintJob = { id: '17.0', document: receipt, repeat: false };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'razem-paper-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** A printer on its paper, which the power may leave at any point. */
function powerOn(paperFile: string, cutAt?: string) {
  const [near, far] = memoryLinePair();
  const printer = new EmulatedPrinter({ line: far, profile: paper, paperFile });
  const probe = (point: string) => {
    if (point === cutAt) throw new Error(`power cut at ${point}`);
  };
  const clock = new ManualClock();
  const driver = new PrinterDriver({ line: near, profile: paper, clock, memory: printer, probe });
  return { printer, driver };
}

const documentBytes = (id: string) => Buffer.concat(encodeDocument(lines, paper, printMark(id)));

describe('paper on disk', () => {
  test('holds the accepted bytes: the paper can be seen again from them', async () => {
    const path = join(folder(), 'paper.bin');
    const { printer, driver } = powerOn(path);
    await driver.print(job);
    printer.close();
    expect(paperOf(readFileSync(path), 40)).toEqual([...lines, 'cut']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('holds a kick of the drawer as soon as it is made', async () => {
    const path = join(folder(), 'paper.bin');
    const [near, far] = memoryLinePair();
    const printer = new EmulatedPrinter({ line: far, profile: paper, paperFile: path });
    onTestFinished(() => printer.close());
    await new PrinterDrawer(near).open();
    expect(readFileSync(path)).toEqual(Buffer.from(drawerPulse));
  });

  test('remembers the fate of a print cut off at every point', async () => {
    const points = [
      'print:begin',
      ...lines.map((_, index) => `print:line:${index}`),
      'print:end',
      'never',
    ];
    const path = folder();
    const fates: string[] = [];
    for (const point of points) {
      const paperFile = join(path, `${point}.bin`);
      const before = powerOn(paperFile, point);
      await before.driver.print(job).catch(() => {});
      before.printer.close();
      const after = powerOn(paperFile);
      const fate = await after.driver.ask(job.id);
      fates.push(fate);
      const printed = paperOf(readFileSync(paperFile), 40).length;
      expect((await after.driver.print(job)).fate).toBe(fate === 'notBegun' ? 'printed' : fate);
      expect(after.printer.roll.length > 0).toBe(fate === 'notBegun');
      expect(printed).toBe(Math.max(0, points.indexOf(point) - 1));
      after.printer.close();
    }
    const torn = lines.map(() => 'interrupted');
    expect(fates).toEqual(['notBegun', 'notBegun', ...torn, 'printed']);
  });

  test('what waited in the buffer when the power went is not on paper', async () => {
    const paperFile = join(folder(), 'paper.bin');
    const before = powerOn(paperFile);
    before.printer.paperOut(2);
    await before.driver.print(job);
    before.printer.close();
    before.printer.paperLoaded();
    expect(paperOf(readFileSync(paperFile), 40)).toEqual(lines.slice(0, 2));
    const after = powerOn(paperFile);
    expect(after.printer.fate(job.id)).toBe('interrupted');
    after.printer.close();
  });

  test('is read from its end: many documents cost no more than the last ones', () => {
    const paperFile = join(folder(), 'paper.bin');
    const ids = Array.from({ length: 300 }, (_, index) => `${index}.0`);
    appendFileSync(paperFile, Buffer.concat(ids.map(documentBytes)));
    const file = new PaperFile(paperFile);
    const marks = file.marks();
    file.close();
    expect(ids.slice(-30).map((id) => marks.fate(id))).toEqual(Array(30).fill('printed'));
    expect(marks.fate('0.0')).toBe('notBegun');
  });

  test('a document longer than the look back is read from its beginning', () => {
    const paperFile = join(folder(), 'paper.bin');
    const long = Array.from({ length: 6000 }, () => lines[5] ?? { text: '' });
    const bytes = Buffer.concat(encodeDocument(long, paper, printMark('2.0')));
    appendFileSync(paperFile, Buffer.concat([documentBytes('1.0'), bytes]));
    truncateSync(paperFile, statSync(paperFile).size - 200);
    const file = new PaperFile(paperFile);
    const marks = file.marks();
    file.close();
    expect([marks.fate('2.0'), marks.fate('3.0')]).toEqual(['interrupted', 'notBegun']);
  });

  test('scribbled on, it is read as far as it can be', () => {
    const paperFile = join(folder(), 'paper.bin');
    const scribble = Uint8Array.of(0x1b, 0x99, 0x07, 0x1d);
    appendFileSync(paperFile, Buffer.concat([scribble, documentBytes('1.0')]));
    const file = new PaperFile(paperFile);
    expect(file.marks().fate('1.0')).toBe('printed');
    file.close();
  });

  test('that cannot be opened is named', () => {
    const path = folder();
    expect(() => new PaperFile(path)).toThrow(
      expect.objectContaining({
        code: 'printer.paperFile',
        message: expect.stringContaining(`cannot open the paper ${path}: `),
      }),
    );
  });
});
