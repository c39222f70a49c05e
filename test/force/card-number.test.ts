import { expect, test } from 'vitest';
import { findCardNumbers } from './card-number.ts';

const truncated = '411111…1111';
const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');

test.each([
  ['a 16-digit Visa', '4111111111111111', truncated],
  ['a 13-digit Visa', '4222222222222', '422222…2222'],
  ['a 19-digit Visa', '4111111111111111110', '411111…1110'],
  ['a Mastercard', '5555555555554444', '555555…4444'],
  ['a Mastercard of the second series', '2223003122003222', '222300…3222'],
  ['a Maestro', '6771798021000008', '677179…0008'],
  ['a 19-digit Maestro', '6799990100000000019', '679999…0019'],
  ['a number in JSON', '{"pan":4111111111111111}', truncated],
  ['stripe contents', '%B4111111111111111^KOWALSKI/JAN^2512', truncated],
  ['track 2', ';4111111111111111=25121010000012300000?', truncated],
  ['a number glued to a word', 'card4111111111111111approved', truncated],
  ['a number glued to a hex letter', 'fa4111111111111111ce', truncated],
])('%s is found', (_name, text, number) => {
  expect(findCardNumbers(text)).toEqual([
    { offset: text.search(/[24-6]\d{4}/), truncated: number, separated: false },
  ]);
});

test.each([
  ['groups of four', '4111 1111 1111 1111'],
  ['groups by dashes', '4111-1111-1111-1111'],
  ['groups over lines', '4111\n1111\n1111\n1111'],
  ['digits apart', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
  ['digits on lines', '4\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1'],
  ['an array', '4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1'],
  ['UTF-16', utf16('4111111111111111')],
])('a number in %s is found', (_name, text) => {
  expect(findCardNumbers(`\n${text}\n`)).toEqual([{ offset: 1, truncated, separated: true }]);
});

test('a number that follows on other digits is found', () => {
  const text = '12 4111111111111111, 1234 5555 5555 5555 4444';
  expect(findCardNumbers(text)).toEqual([
    { offset: 3, truncated, separated: false },
    { offset: 26, truncated: '555555…4444', separated: true },
  ]);
});

test.each([
  ['a truncated number', '411111******1111 or 411111…1111'],
  ['a number with a wrong check digit', '4111111111111112'],
  ['an unknown issuer', '9111111111111113'],
  ['20 digits', '41111111111111111111'],
  ['a moment in milliseconds', '1795168800000'],
  ['a moment in nanoseconds', '1795168800000000000'],
  ['a date and time', '20261120105800'],
  ['goods', '4006381330060'],
  ['an IBAN', 'PL61109010140000071219812874'],
  ['a fraction', '0.4111111111111111'],
  ['a digest', 'a4111111111111111bcdef0123456789abcdef01'],
  ['a UUID', '41111111-1111-4111-1111-111111111111'],
])('%s is no card number', (_name, text) => {
  expect(findCardNumbers(text)).toEqual([]);
});
