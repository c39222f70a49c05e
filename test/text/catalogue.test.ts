import { describe, expect, test } from 'vitest';
import { reasonCode } from '../../src/hosts/blik-message.ts';
import { maxAmountGrosze, formatGrosze } from '../../src/kernel/money.ts';
import { catalogue, isTextKey, text, type TextKey } from '../../src/text/catalogue.ts';
import { printable } from '../../src/text/code-page.ts';
import { wrap } from '../../src/text/layout.ts';
import { readSources } from '../house/source.ts';

const keys = Object.keys(catalogue).filter(isTextKey);
const columns = 20;
const rows = 4;

const amount = formatGrosze(maxAmountGrosze);
/** The widest that each place of a text can be filled with. */
const widest: Readonly<Record<string, string>> = {
  key: 'FUNKCJE',
  amount,
  rest: amount,
  change: amount,
  seconds: '3600',
  days: '30',
  nip: '1234563218',
  reason: keys
    .filter((key) => key.startsWith('reason.'))
    .map((key) => catalogue[key] as string)
    .reduce((one, other) =>
      wrap(one, columns).length < wrap(other, columns).length ? other : one,
    ),
};

describe.each(keys)('%s', (key) => {
  const template: string = catalogue[key];

  test('fits the display, filled in as widely as can be', () => {
    const lines = wrap(text(key, widest), columns);
    expect({ rows: lines.length <= rows, lines }).toEqual({ rows: true, lines });
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
  });

  test('breaks no word', () => {
    const words = text(key, widest).split(' ');
    expect(words.filter((word) => word.length > columns)).toEqual([]);
  });

  test('is composed, of characters that the printer’s code page has, without stray blanks', () => {
    expect(template).toBe(template.normalize('NFC'));
    expect(printable(template, 'cp852')).toBe(template);
    expect(template).toBe(template.trim().replaceAll(/ +/g, ' '));
  });

  test('has only places that are known', () => {
    const places = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(places.filter((name) => !(name in widest))).toEqual([]);
  });
});

test('places are filled in; one without a value stays to be seen', () => {
  expect([text('payment.change', { change: '2,00' }), text('payment.change')]).toEqual([
    'Reszta 2,00 zł. Dziękujemy',
    'Reszta {change} zł. Dziękujemy',
  ]);
});

test('every text is used', () => {
  const sources = readSources('.').filter(
    ({ path }) => /^(?:src|devices|receipts)\//.test(path) && !path.startsWith('src/text/'),
  );
  const quoted = sources.map(({ text: source }) => source).join('\n');
  const unused = keys.filter((key) => !quoted.includes(`'${key}'`) && !isMadeUp(key));
  expect(unused).toEqual([]);
});

/** Keys that are put together where they are used. */
function isMadeUp(key: TextKey): boolean {
  return /^(?:blik\.reason\.|reason\.|printer\.(?:paperOut|coverOpen|offline)$)/.test(key);
}

describe('every reason of the BLIK host tells the cashier what to do next', () => {
  const nextStep = /\. (?:Poproś o|Wybierz|Zmień|Zwróć|Sprawdź|Nowy kod|Inna forma)[^.]*$/;
  test.each(reasonCode.options)('%s', (reason) => {
    const key = `blik.reason.${reason}`;
    expect(isTextKey(key) && text(key)).toMatch(nextStep);
  });

  test('and the catalogue has no others', () => {
    const known = keys.filter((key) => key.startsWith('blik.reason.'));
    expect(known.toSorted()).toEqual(
      reasonCode.options.map((reason) => `blik.reason.${reason}`).toSorted(),
    );
  });
});

test.each(['paperOut', 'coverOpen', 'offline'])(
  'the printer’s trouble %s has its text',
  (trouble) => {
    expect(isTextKey(`printer.${trouble}`)).toBe(true);
  },
);
