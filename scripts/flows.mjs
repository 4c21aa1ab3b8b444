/**
 * Judges every construct of tests/flows/rows and writes docs/quality/flows.md.
 *
 *   node scripts/flows.mjs [--only NAME] [--show]
 *
 * --only NAME   rows whose name or group contains it; prints them and writes nothing
 * --show        prints the programs as well
 *
 * Needs a build. Exit 1 where a cell is wrong that is not known to be, or right that is known to be wrong.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatted } from './format.mjs';
import { cells, createJudge } from './flows/measure.mjs';
import { flowsPage } from './flows/page.mjs';
import { builtProduct } from './flows/product.mjs';
import { ROOT } from './quality/root.mjs';

const PAGE = join(ROOT, 'docs/quality/flows.md');
const { values } = parseArgs({ options: { only: { type: 'string' }, show: { type: 'boolean', default: false } } });
const { only } = values;

const product = createJudge(await builtProduct());
const judged = [];
for (const cell of cells()) {
  const { row, column, place, programs } = cell;
  if (only !== undefined && !row.name.includes(only) && !row.group.includes(only)) continue;
  const state = await product.stateOf(cell);
  judged.push({ ...cell, state });
  const isKnown = row.wrong[`${column.id} ${place.id}`] !== undefined;
  if ((state === 'wrong') !== isKnown) process.exitCode = 1;
  const note = state === 'wrong' && isKnown ? ' (known)' : state !== 'wrong' && isKnown ? ' (known to be wrong)' : '';
  if (only !== undefined || (state === 'wrong') !== isKnown)
    console.log(`${state}${note}: ${row.group}, ${row.name}: ${column.title}, ${place.title}`);
  if (values.show)
    for (const program of programs)
      for (const [path, text] of Object.entries(program)) console.log(`--- ${path}\n${text}`);
}
product.end();
if (only === undefined) writeFileSync(PAGE, await formatted(PAGE, flowsPage(judged)));
