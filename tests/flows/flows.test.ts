import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rules } from '@backend-architect/rules';
import { detect } from '../../packages/cli/src/detect.js';
import { extract } from '../../packages/cli/src/extract/extract.js';
import { hashOf } from '../../packages/cli/src/extract/hash.js';
import { judge } from '../../packages/cli/src/judge/judge.js';
import { linkProject } from '../../packages/cli/src/project/link-project.js';
import { formatted } from '../../scripts/format.mjs';
import { cells, createJudge, type JudgedCell } from '../../scripts/flows/measure.mjs';
import { flowsPage } from '../../scripts/flows/page.mjs';
import { ROOT } from '../../scripts/quality/root.mjs';

const all = cells();
const judged: JudgedCell[] = [];
const product = createJudge({ extract, hashOf, linkProject, judge, detect, ruleIds: Object.keys(rules) });

afterAll(() => product.end());

describe('flows', () => {
  it('are of at least 120 constructs, none of them named twice', () => {
    const names = all.map(({ row, column, place }) => `${row.group} ${row.name} ${column.id} ${place.id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(all.map(({ row }) => row)).size).toBeGreaterThanOrEqual(120);
  });

  it('are known to be wrong only where there is a cell', () => {
    for (const row of new Set(all.map((cell) => cell.row))) {
      const ids = all.filter((cell) => cell.row === row).map(({ column, place }) => `${column.id} ${place.id}`);
      expect(ids, row.name).toEqual(expect.arrayContaining(Object.keys(row.wrong)));
    }
  });

  it.each(all.map((cell) => [nameOf(cell), cell] as const))('%s', async (_name, cell) => {
    const state = await product.stateOf(cell);
    judged.push({ ...cell, state });
    const reason = cell.row.wrong[`${cell.column.id} ${cell.place.id}`];
    // What is no longer wrong is taken off the list of what is.
    if (reason === undefined) expect(state).not.toBe('wrong');
    else expect(state, reason).toBe('wrong');
  });

  it('are told in docs/quality/flows.md, as scripts/flows.mjs writes it', async () => {
    const page = join(ROOT, 'docs/quality/flows.md');
    expect(judged).toHaveLength(all.length);
    expect(readFileSync(page, 'utf8')).toBe(await formatted(page, flowsPage(judged)));
  });
});

function nameOf({ row, column, place }: (typeof all)[number]): string {
  return `${row.group}: ${row.name}: ${column.title}, ${place.title}`;
}
