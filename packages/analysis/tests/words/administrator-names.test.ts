import { expect, it } from 'vitest';
import { holdsRole, isAdministratorRole, isAdministratorWord } from '../../src/words/administrator-names.js';

it.each([
  ['isAdmin', true],
  ['isAdminOrUp', true],
  ['superAdmin', true],
  ['ADMINISTRATOR', true],
  ['is_root', true],
  ['adminEmail', false],
  ['administrative', false],
  ['root', false],
])('%s says that somebody is an administrator: %s', (word, expected) => {
  expect(isAdministratorWord(word)).toBe(expected);
});

it.each([
  ['admin', true],
  ['super-admin', true],
  ['Org_Administrator', true],
  ['editor', false],
  ['admin@shop.example', false],
])('%s is a role of administrators: %s', (text, expected) => {
  expect(isAdministratorRole(text)).toBe(expected);
});

it.each([
  ['role', true],
  ['userType', true],
  ['permissions', true],
  ['name', false],
  ['typed', false],
])('%s holds a role: %s', (name, expected) => {
  expect(holdsRole(name)).toBe(expected);
});
