import { expect, it } from 'vitest';
import { count } from '../src/count.js';

it('counts in plain English', () => {
  expect([
    count(0, 'file'),
    count(1, 'file'),
    count(12_345, 'new finding'),
    count(2, 'entry'),
    count(1, 'entry'),
    count(2, 'key'),
    count(2, 'alias'),
    count(3, 'batch'),
  ]).toEqual(['0 files', '1 file', '12,345 new findings', '2 entries', '1 entry', '2 keys', '2 aliases', '3 batches']);
});
