import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { git, tempProject } from '../temp-project.js';

// Assembled, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6'}`;

/** Secrets beside what rules report, on the same line, in what they quote, and in what they would write. */
const SECRETS = [
  'apfelmus', 'birnenmus', 'k1-x9', 'orange77', 'quittenmus', 'kirschmus', '9f8a7b6c5d4e3f2a1b', 'pflaumenmus',
  'traubenmus', 'rhabarber-mus-77', GITHUB,
];

const SERVER = `import { exec } from 'node:child_process';
import crypto from 'node:crypto';
import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool({ connectionString: 'postgres://me:orange77@db.acme.io/shop' });
app.get('/dump', (req, res) => { const pwd = 'apfelmus'; exec('mysqldump ' + req.query.db, { env: { \
DB_PASSWORD: 'birnenmus' } }); res.end(); });
app.get('/open', (req, res) => {
  if (process.env.HOOK_TOKEN === req.query.token || crypto.createHmac('sha256', \
'kirschmus').update('x').digest('hex') === req.query.signature) res.end();
  if (req.query.token === '${GITHUB}') res.end();
});
app.post('/hooks/9f8a7b6c5d4e3f2a1b/orders', async (req, res) => {
  const passcode = 'k1-x9';
  req.body.orders.forEach(async (order) => { await pool.query('insert into orders (id) values ($1)', \
[order.id], { password: 'quittenmus' }); });
  // password=pflaumenmus
  const { rows } = await pool.query('select * from users where apikey=\\'rhabarber-mus-77\\' and name = ' + req.query.name);
  // backend-architect-ignore no-sql-injection -- the old one was password=traubenmus and ${GITHUB}
  await pool.query('select * from users where name = ' + req.query.name);
  res.json(rows);
});
app.listen(3000);
`;

const FILES = {
  'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0"}}',
  'src/server.ts': SERVER,
};

function leaked(text: string): readonly string[] {
  return SECRETS.filter((secret) => text.includes(secret));
}

describe('no secret of the reviewed code leaves the process', () => {
  for (const [what, config] of [
    ['with all rules', '{}'],
    ['with the rule on secrets switched off', '{ "rules": { "no-hardcoded-secrets": "off" } }'],
  ] as const) {
    const root = tempProject({ ...FILES, 'backend-architect.json': config });

    it.each(['pretty', 'json', 'sarif', 'github'])(`${what}, as %s`, async (format) => {
      const { stdout, stderr } = await runCli(root, ['--format', format, '--all', '--no-cache']);
      expect(stdout).toContain('no-sql-injection');
      expect(stdout).toContain('no-timing-unsafe-compare');
      expect(leaked(stdout + stderr)).toEqual([]);
    });

    it(`${what}, in one line each`, async () => {
      const { stdout, stderr } = await runCli(root, ['--quiet']);
      expect(stdout + stderr).toContain('no-sql-injection');
      expect(leaked(stdout + stderr)).toEqual([]);
    });

    it(`${what}, when a finding is explained`, async () => {
      const { stdout } = await runCli(root, ['--format', 'json']);
      const { findings, questions } = JSON.parse(stdout) as {
        readonly findings: readonly { readonly fingerprint: string }[];
        readonly questions: readonly { readonly fingerprint: string }[];
      };
      expect(findings.length).toBeGreaterThan(4);
      for (const { fingerprint } of [...findings, ...questions]) {
        const explained = await runCli(root, ['explain', fingerprint]);
        expect(explained.code).toBe(0);
        expect(leaked(explained.stdout)).toEqual([]);
      }
    });
  }

  it('in the plan, the export and the baseline', async () => {
    const root = tempProject(FILES);
    git(root, 'init', '-q');
    const plan = await runCli(root, ['escalate', '--plan']);
    const exported = await runCli(root, ['escalate', '--export', 'questions.json']);
    expect([plan.code, exported.code]).toEqual([0, 0]);
    const baseline = await runCli(root, ['baseline']);
    const texts = [plan, exported, baseline].map(({ stdout, stderr }) => stdout + stderr);
    expect(
      leaked(
        [
          ...texts,
          readFileSync(join(root, 'questions.json'), 'utf8'),
          readFileSync(join(root, '.backend-architect/baseline'), 'utf8'),
        ].join('\n'),
      ),
    ).toEqual([]);
  });

  it('in an error about the config', async () => {
    const root = tempProject({ ...FILES, 'backend-architect.json': `{ "rules": { "no-such ${GITHUB}": "off" } }` });
    const { code, stderr } = await runCli(root, []);
    expect(code).toBe(2);
    expect(stderr).toContain('no-such ••••••••');
    expect(leaked(stderr)).toEqual([]);
  });
});

describe('a fix whose text holds a secret', () => {
  it('keeps its description and loses its edits: a masked one must never be applied', async () => {
    const root = tempProject(FILES);
    const { stdout } = await runCli(root, ['--format', 'json']);
    const { findings } = JSON.parse(stdout) as {
      readonly findings: readonly {
        readonly ruleId: string;
        readonly fix: { readonly description: string; readonly edits?: readonly { readonly text: string }[] };
      }[];
    };
    const loop = findings.find(({ ruleId }) => ruleId === 'no-async-callback-misuse');
    expect(loop?.fix.edits).toBeUndefined();
    expect(loop?.fix.description).toMatch(/The edit is not shown: its text holds a secret\.$/);
    for (const { fix } of findings) for (const edit of fix.edits ?? []) expect(edit.text).not.toContain('•');
  });

  it('is shown whole beside a secret that it does not touch', async () => {
    const root = tempProject({ ...FILES, 'src/server.ts': SERVER.replace(", { password: 'quittenmus' }", '') });
    const { stdout } = await runCli(root, ['--format', 'json']);
    const { findings } = JSON.parse(stdout) as {
      readonly findings: readonly { readonly ruleId: string; readonly fix: { readonly edits?: readonly unknown[] } }[];
    };
    expect(findings.find(({ ruleId }) => ruleId === 'no-async-callback-misuse')?.fix.edits).toHaveLength(1);
  });
});
