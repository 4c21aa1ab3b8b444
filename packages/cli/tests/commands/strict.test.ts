import { describe, expect, it, vi } from 'vitest';
import { isAsked, leftOutNotes } from '../../src/asked-rules.js';
import { reportSchema } from '../../src/report/report-schema.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';

// A table in which a rule of one file and two detectors have left `recommended`.
vi.mock('../../../rules/src/rule-levels.js', () => ({
  ruleLevels: {
    'no-raw-sql-concatenation': { preset: 'strict', mayBeError: false, left: '2026-12' },
    'no-import-cycle': { preset: 'strict', mayBeError: false, left: '2026-12' },
    'no-weak-crypto': { preset: 'strict', mayBeError: false },
  },
}));

const PROJECT = {
  'package.json': '{"name":"shop","dependencies":{"pg":"^8.11.0"}}',
  'src/a.js': `import { Pool } from 'pg';
import { b } from './b.js';
const pool = new Pool();
export const a = b + 1;
export async function find(id) {
  return pool.query('select * from users where id = ' + id);
}
`,
  'src/b.js': "import { a } from './a.js';\nexport const b = a + 1;\n",
};
const LEFT = ['no-import-cycle', 'no-raw-sql-concatenation'];
const NOTE = '2 rules that were right in fewer than 70 % of first looks run with --strict';

async function review(root: string, ...argv: readonly string[]) {
  const { code, stdout, stderr } = await runCli(root, ['--format', 'json', ...argv]);
  expect(stderr).toMatch(/^backend-architect: exit [01]/);
  const { findings, coverage } = reportSchema.parse(JSON.parse(stdout));
  const rules = [...new Set(findings.map(({ ruleId }) => ruleId))].filter((id) => LEFT.includes(id)).sort();
  return { code, rules, notes: coverage.notes ?? [], findings, coverage };
}

describe('what left recommended', () => {
  it('is not asked, and the report says how many rules that are', async () => {
    const { rules, notes } = await review(tempProject(PROJECT));
    expect([rules, notes]).toEqual([[], [NOTE]]);
  });

  it('is asked with --strict, or where the config says so', async () => {
    const root = tempProject(PROJECT);
    expect(await review(root, '--strict')).toMatchObject({ rules: LEFT, notes: [] });
    writeFiles(root, { 'backend-architect.json': '{ "strict": true }' });
    expect(await review(root)).toMatchObject({ rules: LEFT, notes: [] });
    writeFiles(root, { 'backend-architect.json': '{ "strict": false }' });
    expect(await review(root, '--strict')).toMatchObject({ rules: LEFT });
    writeFiles(root, { 'backend-architect.json': '{ "strict": "yes" }' });
    expect((await runCli(root, [])).stderr).toMatch(/strict.*use true or false/);
  });

  it('is asked by name, and the note counts the others', async () => {
    const root = tempProject({ ...PROJECT, 'backend-architect.json': '{ "rules": { "no-import-cycle": "low" } }' });
    const found = await review(root);
    expect(found).toMatchObject({
      rules: ['no-import-cycle'],
      notes: ['1 rule that was right in fewer than 70 % of first looks runs with --strict'],
    });
    writeFiles(root, {
      'backend-architect.json': '{ "rules": { "no-import-cycle": "off", "no-raw-sql-concatenation": "off" } }',
    });
    expect(await review(root, '--strict')).toMatchObject({ rules: [], notes: [] });
  });

  it('gates by severity like everything else', async () => {
    const root = tempProject(PROJECT);
    expect([(await review(root)).code, (await review(root, '--strict', '--fail-on', 'medium')).code]).toEqual([0, 1]);
  });

  it('is explained whoever reported it', async () => {
    const root = tempProject(PROJECT);
    const { findings } = await review(root, '--strict');
    const print = findings.find(({ ruleId }) => ruleId === 'no-import-cycle')!.fingerprint;
    expect((await runCli(root, ['explain', print])).stdout).toContain('no-import-cycle');
  });

  it('stands in a baseline that was written with --strict, and is not called gone by a run without it', async () => {
    const root = tempProject(PROJECT);
    git(root, 'init', '-q');
    expect((await runCli(root, ['baseline', '--strict'])).stdout).toMatch(/^[2-9] findings/);
    expect((await review(root, '--strict')).findings.filter(({ state }) => state === 'new')).toEqual([]);
    const { coverage } = await review(root);
    expect(coverage.baseline?.fixed).toBe(0);
  });

  it('needs no suppression to be called needless while it is not asked', async () => {
    const comment = '  // backend-architect-ignore no-raw-sql-concatenation -- ids are numbers\n  return pool';
    const root = tempProject({ ...PROJECT, 'src/a.js': PROJECT['src/a.js'].replace('  return pool', comment) });
    expect((await review(root)).coverage.unusedSuppressions).toBeUndefined();
    expect((await review(root, '--strict')).coverage.unusedSuppressions).toBeUndefined();
  });
});

it('says nothing of rules that always were in strict', () => {
  expect(leftOutNotes(['no-weak-crypto'], {}, 'recommended')).toEqual([]);
  const named = { rules: { 'no-weak-crypto': 'low' as const } };
  expect([
    isAsked('no-weak-crypto', {}, 'recommended'),
    isAsked('no-weak-crypto', {}, 'strict'),
    isAsked('no-weak-crypto', named, 'recommended'),
  ]).toEqual([false, true, true]);
});
