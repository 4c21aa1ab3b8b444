import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/types.js';
import { git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export async function find(id) {
  return pool.query('select * from users where id = ' + id);
}
export async function remove(id) {
  return pool.query('delete from users where id = ' + id);
}
${SERVED_FIND}`;
const shop = {
  'package.json': '{"name":"shop","dependencies":{"pg":"^8.11.0","express":"^5.0.0"}}',
  'src/users.js': flawed,
  'src/app.js': `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
app.delete('/orders/:id', async (req, res) => {
  await pool.query('DELETE FROM orders WHERE id = $1', [req.params.id]);
  res.status(204).end();
});
app.listen(3000);
`,
};

async function reviewed(root: string, ...argv: readonly string[]): Promise<Report> {
  return JSON.parse((await runCli(root, ['--format', 'json', ...argv])).stdout) as Report;
}

const findings = ({ findings }: Report) =>
  findings.map(({ location, state }) => [location.file, location.startLine, state]);

/** A repository whose findings are all in a committed baseline. */
async function known(files: Readonly<Record<string, string>> = shop): Promise<string> {
  const root = tempProject(files);
  git(root, 'init', '-q', '-b', 'main');
  await runCli(root, ['baseline']);
  commit(root);
  return root;
}

function commit(root: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'x');
}

describe('a renamed file', () => {
  it('keeps what the baseline knows of it: moved, committed, moved again and edited', async () => {
    const root = await known();
    git(root, 'mv', 'src/users.js', 'src/people.js');
    const moved = [
      ['src/people.js', 4, 'known'],
      ['src/people.js', 7, 'known'],
    ];
    for (const argv of [[], ['--staged'], ['--changed']]) {
      const report = await reviewed(root, ...argv);
      expect([findings(report), report.exit.code, report.coverage.baseline]).toEqual([
        moved,
        0,
        { known: 3, fixed: 0 },
      ]);
    }
    commit(root);
    git(root, 'mv', 'src/people.js', 'src/persons.js');
    writeFiles(root, {
      'src/persons.js': `// edited
${flawed}export const add = (name) => pool.query('insert into users (name) values (' + name + ')');
`,
    });
    const later = [
      ['src/persons.js', 5, 'known'],
      ['src/persons.js', 8, 'known'],
      ['src/persons.js', 13, 'new'],
    ];
    expect(findings(await reviewed(root))).toEqual(later);
    commit(root);
    for (const argv of [[], ['--changed', 'HEAD~2']]) expect(findings(await reviewed(root, ...argv))).toEqual(later);
    expect((await runCli(root, ['baseline'])).stdout).toContain('3 findings and 1 open question written');
  });

  it('takes its entries along: what is written anew in its place is new', async () => {
    const root = await known();
    git(root, 'mv', 'src/users.js', 'src/people.js');
    commit(root);
    writeFiles(root, { 'src/users.js': flawed });
    const report = await reviewed(root);
    expect(report.findings.filter(({ state }) => state === 'new').length).toBe(2);
    expect(report.exit.code).toBe(1);
  });

  it('is new where it was only copied, where nothing is left of it, and where there is no repository', async () => {
    const copied = await known();
    writeFiles(copied, { 'src/copy.js': flawed });
    git(copied, 'add', '-A');
    expect(findings(await reviewed(copied)).filter(([, , state]) => state === 'new')).toEqual([
      ['src/copy.js', 4, 'new'],
      ['src/copy.js', 7, 'new'],
    ]);

    const rewritten = await known({
      ...shop,
      'src/users.js': `${flawed}${'// and much more that says nothing\n'.repeat(40)}`,
    });
    git(rewritten, 'mv', 'src/users.js', 'src/people.js');
    writeFiles(rewritten, { 'src/people.js': flawed });
    git(rewritten, 'add', '-A');
    expect((await reviewed(rewritten)).exit.code).toBe(1);

    const plain = await known();
    git(plain, 'mv', 'src/users.js', 'src/people.js');
    rmSync(join(plain, '.git'), { recursive: true });
    expect((await reviewed(plain)).exit.code).toBe(1);
  });

  it('keeps the answer to its question', async () => {
    const root = tempProject(shop);
    git(root, 'init', '-q', '-b', 'main');
    commit(root);
    const [question] = (await reviewed(root)).questions;
    await runCli(root, [
      'escalate',
      '--accept',
      question!.fingerprint,
      '--reason',
      'behind the gateway',
      '--expires',
      '2026-12-31',
      '--by',
      'Ada',
    ]);
    commit(root);
    git(root, 'mv', 'src/app.js', 'src/server.js');
    commit(root);
    const { questions } = await reviewed(root);
    expect(questions.map(({ state, location, reason }) => [state, location.file, reason])).toEqual([
      ['accepted', 'src/server.js', 'behind the gateway (Ada, until 2026-12-31)'],
    ]);
    expect((await runCli(root, ['escalate', '--prune'])).stdout).toBe('0 answers removed\n');
  });

  it('is not followed where the clone is too shallow, and that is said', async () => {
    const root = await known();
    git(root, 'mv', 'src/users.js', 'src/people.js');
    commit(root);
    const clone = tempProject({});
    git(clone, 'clone', '-q', '--depth', '1', `file://${root}`, '.');
    const report = await reviewed(clone);
    expect([report.exit.code, report.coverage.notes]).toEqual([
      1,
      [
        'the baseline names files that are gone; this clone is too shallow to tell whether they were ' +
          'renamed (fetch the whole history, in CI with fetch-depth: 0)',
      ],
    ]);
  });
});
