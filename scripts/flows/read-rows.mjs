/**
 * The rows of the matrix of flows, in tests/flows/rows. A line `# NAME` begins a group and `@@ NAME | WHERE` a row: a
 * construct, and the part of a specification it is written from. Then follows how `input` becomes `out`. `other` is a
 * value that is at hand and must not become part of `out`. `SINK(x);` stands on a line of its own where the value is
 * used inside the construct.
 *
 * `-- later`: what is done after `out` was used; else `input` gets another value. `-- top`: declarations of the file, which the
 * other file holds across two. `-- head`: imports. `-- use` and `-- file PATH`: the row is one of modules, with these
 * imports and files. `-- ts`, `-- cjs`. `-- wrong COLUMN WHERE: REASON`: known to be wrong.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../quality/root.mjs';

export const ROWS = join(ROOT, 'tests/flows/rows');

/** Every row: group, name, spec, and its parts. */
export function readRows(folder = ROWS) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8')));
}

function rowsOf(text) {
  const [title, ...chunks] = text.split(/^@@ /m);
  const group = title.replace(/^# /, '').trim();
  return chunks.map((chunk) => {
    const [head = '', ...lines] = chunk.split('\n');
    const [name, spec] = head.split(' | ').map((part) => part.trim());
    return { group, name, spec, ...partsOf(lines) };
  });
}

function partsOf(lines) {
  const row = { body: '', files: {}, wrong: {} };
  let put = (line) => (row.body += `${line}\n`);
  for (const line of lines) {
    const [, word, rest = ''] = /^-- (\w+) ?(.*)$/.exec(line) ?? [];
    if (word === undefined) put(line);
    else if (word === 'ts' || word === 'cjs') row[word] = true;
    else if (word === 'wrong') {
      const [, cell, reason] = /^(\w+ \w+): (.+)$/.exec(rest) ?? [];
      if (cell === undefined) throw new Error(`not a cell and a reason: ${line}`);
      row.wrong[cell] = reason;
    } else if (word === 'file') {
      row.files[rest] = '';
      put = (text) => (row.files[rest] += `${text}\n`);
    } else if (word === 'later' || word === 'top' || word === 'head' || word === 'use') {
      row[word] = '';
      put = (text) => (row[word] += `${text}\n`);
    } else throw new Error(`not a part of a row: ${line}`);
  }
  row.body = row.body.trimEnd();
  for (const [path, text] of Object.entries(row.files)) row.files[path] = `${text.trimEnd()}\n`;
  return row;
}
