import { describe, expect, onTestFinished, test } from 'vitest';
import { memoryLinePair } from '../../devices/line/byte-line.ts';
import { EmulatedPrinter } from '../../devices/printer/emulated-printer.ts';
import { encodeDocument } from '../../devices/printer/encoder.ts';
import type { RollItem } from '../../devices/printer/paper.ts';
import { printMark } from '../../devices/printer/print-mark.ts';
import { profile } from '../../devices/printer/printer-profile.ts';
import { settle } from './manual-clock.ts';

const paper = profile('emulated-40');
const [begin, firstLine, secondLine, end] = encodeDocument(
  [{ text: 'ą' }, { text: 'b' }],
  paper,
  printMark('1.0'),
).map((chunk) => Uint8Array.from(chunk));

/** A printer with the bare other end of its line, and what it answers in hex. */
function bare() {
  const [near, far] = memoryLinePair();
  const printer = new EmulatedPrinter({ line: far, profile: paper });
  onTestFinished(() => printer.close());
  const answers: string[] = [];
  near.onData((bytes) => answers.push(Buffer.from(bytes).toString('hex')));
  const send = async (...chunks: (Uint8Array | undefined)[]) => {
    for (const chunk of chunks) await near.write(chunk ?? new Uint8Array());
    await settle();
    return answers.splice(0);
  };
  return { printer, send };
}

describe('the emulated printer', () => {
  test('answers a process id only when all before it is on paper', async () => {
    const { printer, send } = bare();
    expect(await send(begin)).toEqual(['10000000', idAnswer('(', 0), idAnswer('[', 1)]);
    printer.paperOut(1);
    expect(await send(firstLine, secondLine, end)).toEqual(['18000f00']);
    expect(printer.roll).toEqual([{ text: 'ą' }]);
    printer.paperLoaded();
    expect(await send()).toEqual(['10000000', idAnswer(']', 0), idAnswer(')', 1)]);
    expect(printer.roll).toEqual([{ text: 'ą' }, { text: 'b' }, 'cut']);
  });

  test('answers for its state even while it is stopped', async () => {
    const { printer, send } = bare();
    const ask = () => send(Uint8Array.of(0x10, 4, 1), Uint8Array.of(0x10, 4, 2, 0x10, 4, 4));
    expect(await ask()).toEqual(['12', '12', '12']);
    printer.paperNearEnd();
    expect(await ask()).toEqual(['12', '12', '1e']);
    printer.paperOut();
    printer.coverOpen();
    expect(await ask()).toEqual(['1a', '36', '7e']);
  });

  test('does not drop what it has received when it is reset', async () => {
    const { printer, send } = bare();
    printer.coverOpen();
    await send(begin, firstLine, Uint8Array.of(0x1b, 0x40), secondLine);
    printer.coverClosed();
    expect(printer.roll).toEqual([{ text: 'ą' }, { text: 'b' }]);
  });

  test('reports changes when told to, until it is reset', async () => {
    const { printer, send } = bare();
    printer.paperNearEnd();
    expect(await send()).toEqual([]);
    expect(await send(Uint8Array.of(0x1d, 0x61, 0x0e))).toEqual(['10000300']);
    await send(Uint8Array.of(0x1b, 0x40));
    printer.coverOpen();
    expect(await send()).toEqual([]);
  });

  test('cannot say that a print has not begun while it waits to be printed', async () => {
    const waiting = bare();
    waiting.printer.coverOpen();
    await waiting.send(begin);
    expect([waiting.printer.fate('1.0'), waiting.printer.fate('2.0')]).toEqual([
      'interrupted',
      'notBegun',
    ]);
    const begun = bare();
    await begun.send(begin);
    expect(begun.printer.fate('1.0')).toBe('notBegun');
    begun.printer.coverOpen();
    await begun.send(firstLine);
    expect(begun.printer.fate('1.0')).toBe('interrupted');
  });

  test('loses what comes while its cable is out', async () => {
    const { printer, send } = bare();
    printer.unplug();
    expect(await send(begin, firstLine, end)).toEqual([]);
    printer.plug();
    expect([printer.fate('1.0'), printer.roll]).toEqual(['notBegun', []]);
  });

  test('tells of each line and cut until one has heard enough', async () => {
    const { printer, send } = bare();
    const items: RollItem[] = [];
    const stop = printer.onPaper((item) => items.push(item));
    await send(begin, firstLine);
    stop();
    await send(secondLine, end);
    expect(items).toEqual([{ text: 'ą' }]);
  });
});

function idAnswer(bracket: string, half: 0 | 1): string {
  const id = bracket + printMark('1.0').begin[half].slice(1);
  return `3722${Buffer.from(id).toString('hex')}00`;
}
