import { expect, it } from 'vitest';
import { demandsRight } from '../../src/words/demand-names.js';

it.each([
  ['assertAdmin', true],
  ['requirePermission', true],
  ['ensure_project_access', true],
  ['mustBeOwner', true],
  ['isAdmin', false],
  ['requireConfig', false],
  ['loadPermissions', false],
  ['admin', false],
])('%s demands a right: %s', (name, expected) => {
  expect(demandsRight(name)).toBe(expected);
});
