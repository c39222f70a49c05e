import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/kernel/canonical.ts';

const anyJson = fc.jsonValue();

test('keys are sorted at every depth, without spaces', () => {
  const value = { b: [1, { z: null, a: 'ż' }], a: true, A: { y: 1.5, x: [] } };
  expect(canonical(value)).toBe('{"A":{"x":[],"y":1.5},"a":true,"b":[1,{"a":"ż","z":null}]}');
});

test('what is undefined in an object is left out, as JSON does', () => {
  expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
});

test('the text means what JSON means', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the text does not depend on the order of the keys', () => {
  const anyEntries = fc.uniqueArray(fc.tuple(fc.string(), anyJson), { selector: ([key]) => key });
  const shuffled = anyEntries.chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([entries, others]) => {
      expect(canonical(Object.fromEntries(others))).toBe(canonical(Object.fromEntries(entries)));
    }),
  );
});

test('a canonical text is canonical again', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = canonical(value);
      expect(canonical(JSON.parse(text))).toBe(text);
    }),
  );
});

test.each([
  ['not a number', Number.NaN],
  ['infinity', Infinity],
  ['a big integer', 1n],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['undefined by itself', undefined],
  ['undefined in a list', [undefined]],
])('%s is refused, because JSON would change it', (_name, value) => {
  expect(() => canonical(value)).toThrow(TypeError);
  expect(() => canonical({ deep: [{ value: [value] }] })).toThrow(TypeError);
});
