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

it('reads lines that end as on Windows', () => {
  expect(readCsv('place,verdict\r\na.js:1,true\r\n"b, c",false\r\n')).toEqual([
    { place: 'a.js:1', verdict: 'true' },
    { place: 'b, c', verdict: 'false' },
  ]);
});
