import { expect, it } from 'vitest';
import { isSetUpPath } from '../../src/words/set-up-paths.js';

it.each([
  ['/api/setup', true],
  ['/auth/set-up', true],
  ['/install/:step', true],
  ['/initialize', true],
  ['/init', true],
  ['/users/first-admin', true],
  ['/onboarding', true],
  ['/installments', false],
  ['/initial-balance', false],
  ['/setup/users', false],
  ['/setups', false],
  ['/', false],
  ['/:id', false],
])('%s', (path, expected) => {
  expect(isSetUpPath(path)).toBe(expected);
});
