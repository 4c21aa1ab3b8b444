import { expect, it } from 'vitest';
import { namesWholeTable, saysWholeTable } from '../../src/words/whole-table.js';

it.each([
  ['deleteAllSessions', true],
  ['resetCounters', true],
  ['cleanUp', true],
  ['migrateUsers', true],
  ['removeUser', false],
  ['update', false],
])('the name %s', (name, expected) => {
  expect(namesWholeTable(name)).toBe(expected);
});

it.each([
  [' Gives all users the first branch.', true],
  ['* Resets every counter.', true],
  ['clears the table', true],
  ['a migration', true],
  ['gdpr', true],
  [' Called after the sign-up.', false],
  [' Only allowed for owners.', false],
  [' Install the plugin.', false],
  [' Everyone may see it.', false],
])('the comment %s', (comment, expected) => {
  expect(saysWholeTable(comment)).toBe(expected);
});
