import { expect, it } from 'vitest';
import { readCsv, writeCsv } from '../scripts/quality/csv.mjs';

it('reads back what it writes', () => {
  const rows = [
    { place: 'a.js:1', why: 'plain' },
    { place: 'b.js:2', why: 'with "quotes", commas\nand lines' },
    { place: 'c.js:3', why: '' },
  ];
  expect(readCsv(writeCsv(['place', 'why'], rows))).toEqual(rows);
});
