import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountDue,
  type DepositLine,
  depositLine,
  depositTotal,
  maxPieces,
  withDeposit,
} from '../../src/till/deposit.ts';
import { maxLines } from '../../src/till/receipt.ts';

const bottles: DepositLine = { name: 'Butelka plastikowa', unit: 50, quantity: 6 };
const cans: DepositLine = { name: 'Puszka metalowa', unit: 50, quantity: 1 };
const returned: DepositLine = { name: 'Butelka szklana zwrotna', unit: 100, quantity: -4 };

/** The lines after all of these were added, or the first refusal. */
function list(lines: readonly DepositLine[]): readonly DepositLine[] | string {
  let listed: readonly DepositLine[] = [];
  for (const line of lines) {
    const added = withDeposit(listed, line);
    if ('refusal' in added) return added.refusal;
    listed = added.lines;
  }
  return listed;
}

describe('the packagings of the scheme', () => {
  test.each([
    ['plasticBottle', 3000, { name: 'Butelka plastikowa', unit: 50, quantity: 2 }],
    ['metalCan', 1000, { name: 'Puszka metalowa', unit: 50, quantity: 2 }],
    ['glassBottle', 1500, { name: 'Butelka szklana zwrotna', unit: 100, quantity: 2 }],
  ] as const)('%s of at most %i ml bears its deposit', (packaging, millilitres, line) => {
    expect(depositLine(packaging, millilitres, 2)).toEqual(line);
    expect(depositLine(packaging, millilitres + 1, 2)).toEqual({
      refusal: 'deposit.notInScheme',
    });
  });
});

describe('the deposits of a receipt', () => {
  test('pieces that go the same way stand in one line; what is returned stands apart', () => {
    expect(list([bottles, cans, returned, { ...bottles, quantity: 1 }])).toEqual([
      { ...bottles, quantity: 7 },
      cans,
      returned,
    ]);
    expect(list([bottles, { ...bottles, quantity: -2 }])).toEqual([
      bottles,
      { ...bottles, quantity: -2 },
    ]);
    expect(list([cans, { ...cans, unit: 70 }])).toEqual([cans, { ...cans, unit: 70 }]);
  });

  test('are charged beside the goods, and what is returned is paid out', () => {
    expect(depositTotal([bottles, cans, returned])).toBe(-50);
    expect([
      amountDue(1000, [bottles]),
      amountDue(1000, [returned]),
      amountDue(0, [returned]),
    ]).toEqual([1300, 600, -400]);
    expect([depositTotal([]), amountDue(1000, [])]).toEqual([0, 1000]);
  });

  test.each<[string, DepositLine[]]>([
    ['deposit.quantity', [{ ...bottles, quantity: 0 }]],
    ['deposit.quantity', [{ ...bottles, quantity: 1.5 }]],
    ['deposit.quantity', [{ ...bottles, quantity: maxPieces + 1 }]],
    ['deposit.quantity', [{ ...bottles, quantity: -maxPieces - 1 }]],
    ['deposit.quantity', [bottles, { ...bottles, quantity: maxPieces }]],
    ['deposit.unit', [{ ...bottles, unit: 0 }]],
    ['deposit.unit', [{ ...bottles, unit: -50 }]],
    ['deposit.unit', [{ ...bottles, unit: 0.5 }]],
    ['deposit.unit', [{ ...bottles, unit: 10_000_000_000 }]],
    ['deposit.full', Array.from({ length: maxLines + 1 }, (_, n) => ({ ...cans, name: `${n}` }))],
    ['deposit.tooLarge', [{ ...bottles, unit: 9_999_999_999, quantity: 2 }]],
    ['deposit.tooLarge', [{ ...bottles, unit: 9_999_999_999, quantity: -2 }]],
    [
      'deposit.tooLarge',
      [
        { ...bottles, unit: 9_999_999_999, quantity: -1 },
        { ...cans, quantity: -1 },
      ],
    ],
  ])('is refused as %s: %o', (refusal, lines) => {
    expect(list(lines)).toBe(refusal);
  });

  test('come to the same whichever is added first', () => {
    const anyLine = fc.record({
      name: fc.constantFrom('Butelka', 'Puszka'),
      unit: fc.constantFrom(50, 100),
      quantity: fc.integer({ min: -20, max: 20 }).filter((pieces) => pieces !== 0),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
        const [once, other] = [list(lines), list(lines.toReversed())];
        if (typeof once === 'string' || typeof other === 'string') throw new TypeError('refused');
        const total = lines.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0);
        expect([depositTotal(once), depositTotal(other)]).toEqual([total, total]);
        expect(new Set(other)).toEqual(new Set(once));
      }),
    );
  });
});
