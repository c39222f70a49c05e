import { describe, expect, test } from 'vitest';
import { MarkReader, printMark } from '../../devices/printer/print-mark.ts';

function begin(reader: MarkReader, id: string): void {
  for (const half of printMark(id).begin) reader.processId(half);
}

function end(reader: MarkReader, id: string): void {
  for (const half of printMark(id).end) reader.processId(half);
}

describe('the marks on paper', () => {
  test('are four printable characters and differ from job to job', () => {
    const ids = Array.from({ length: 2000 }, (_, index) => `${index}.0`);
    const marks = ids.map((id) => printMark(id).begin.join(''));
    expect(new Set(marks).size).toBe(ids.length);
    expect(marks.every((mark) => /^\([0-9A-Z]{3}\[[0-9A-Z]{3}$/.test(mark))).toBe(true);
  });

  test('tell begun, broken off and whole prints apart', () => {
    const reader = new MarkReader();
    begin(reader, '1.0');
    reader.line();
    begin(reader, '2.0');
    reader.line();
    end(reader, '2.0');
    begin(reader, '3.0');
    const fates = ['0.0', '1.0', '2.0', '3.0'].map((id) => reader.fate(id));
    expect(fates).toEqual(['notBegun', 'interrupted', 'printed', 'notBegun']);
    expect([reader.isOpen('2.0'), reader.isOpen('3.0'), reader.isOpen('0.0')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('half a mark is none', () => {
    const reader = new MarkReader();
    reader.processId(printMark('1.0').begin[0]);
    reader.processId(printMark('1.0').end[1]);
    reader.line();
    expect([reader.fate('1.0'), reader.hasBeginning]).toEqual(['notBegun', false]);
  });

  test('only the last 256 jobs are remembered', () => {
    const reader = new MarkReader();
    const ids = Array.from({ length: 257 }, (_, index) => `${index}.0`);
    for (const id of ids) {
      begin(reader, id);
      end(reader, id);
    }
    expect([reader.fate('0.0'), reader.fate('1.0')]).toEqual(['notBegun', 'printed']);
  });
});
