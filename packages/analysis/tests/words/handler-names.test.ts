import { expect, it } from 'vitest';
import { requestBeside } from '../../src/words/handler-names.js';

it.each([
  ['res', 'req'],
  ['response', 'request'],
  ['reply', 'request'],
  ['result', null],
])('beside %s stands %s', (answer, request) => {
  expect(requestBeside(answer)).toBe(request);
});
