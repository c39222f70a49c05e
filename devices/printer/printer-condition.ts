/** What an emulated printer's sensors see. */
export interface PrinterCondition {
  readonly coverOpen: boolean;
  readonly paperOut: boolean;
  readonly paperNearEnd: boolean;
}

/** The answer to DLE EOT n; bits 1 and 4 are always on (facts/printing §3.2). */
export function realTimeStatusByte(n: number, condition: PrinterCondition): number {
  const { coverOpen, paperOut, paperNearEnd } = condition;
  const bits = new Map([
    [1, coverOpen || paperOut ? 0x08 : 0],
    [2, (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0)],
    [4, (paperNearEnd || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0)],
  ]);
  return 0x12 | (bits.get(n) ?? 0);
}

/** The four bytes that GS a makes a printer send on each change. */
export function automaticStatusBytes(condition: PrinterCondition): number[] {
  const { coverOpen, paperOut, paperNearEnd } = condition;
  const first = 0x10 | (coverOpen || paperOut ? 0x08 : 0) | (coverOpen ? 0x20 : 0);
  const third = (paperNearEnd || paperOut ? 0x03 : 0) | (paperOut ? 0x0c : 0);
  return [first, 0x00, third, 0x00];
}
