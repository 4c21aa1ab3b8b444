import { expect, it } from 'vitest';
import { isTrialPlace } from '../../src/words/trial-places.js';

it.each([
  ['config/development.js', true],
  ['config/dev.ts', true],
  ['config.test.ts', true],
  ['settings.example.js', true],
  ['environments/local/index.ts', true],
  ['src/config.ts', false],
  ['config/production.js', false],
  ['config/index.js', false],
  ['src/developer.ts', false],
  ['src/latest.ts', false],
  ['dev/config.ts', false],
])('%s', (file, expected) => {
  expect(isTrialPlace(file)).toBe(expected);
});
