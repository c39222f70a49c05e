import { expect, test } from 'vitest';
import { Failure } from '../../src/kernel/failure.ts';

test('a failure bears its code, its one line and what caused it', () => {
  const cause = new Error('disk');
  const failure = new Failure('journal.full', 'no space for the journal', { cause });
  expect({ ...failure, message: failure.message, cause: failure.cause }).toEqual({
    name: 'Failure',
    code: 'journal.full',
    message: 'no space for the journal',
    cause,
  });
  expect(failure).toBeInstanceOf(Error);
});
