import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import type { Report } from '../../src/report/types.js';
import { tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';

const project = (files: Readonly<Record<string, string>>) =>
  tempProject({ 'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0"}}', ...files });

async function reportOf(cwd: string, ...argv: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await runCli(cwd, ['--format', 'json', ...argv]);
  const parsed = reportSchema.safeParse(JSON.parse(stdout || `{"stderr":${JSON.stringify(stderr)}}`));
  expect(parsed.error).toBeUndefined();
  return parsed.data as Report;
}

const states = ({ findings }: Report) =>
  findings.map(({ ruleId, state, location }) => `${ruleId} ${location.startLine}:${location.startColumn} ${state}`);

const handler = (body: string) =>
  `import { exec } from 'node:child_process';
import express from 'express';
const app = express();
app.get('/run', (req, res) => {
${body}
  res.end();
});
`;

describe('two findings on one line', () => {
  it('are both reported: a baseline that knows one fails on the other', async () => {
    const root = project({ 'src/run.js': handler('  exec(req.query.a);') });
    await runCli(root, ['baseline']);
    expect((await reportOf(root)).exit.code).toBe(0);
    writeFiles(root, { 'src/run.js': handler('  exec(req.query.a); exec(req.query.b);') });
    const report = await reportOf(root);
    expect(states(report)).toEqual(['no-command-injection 5:8 known', 'no-command-injection 5:27 new']);
    expect(report.exit.code).toBe(1);
  });

  it('are both reported when their texts are alike, and before the known one too', async () => {
    const root = project({ 'src/run.js': handler('  exec(req.query.a);') });
    await runCli(root, ['baseline']);
    writeFiles(root, { 'src/run.js': handler('  exec(req.query.a); exec(req.query.a);') });
    expect((await reportOf(root)).exit.code).toBe(1);
    writeFiles(root, { 'src/run.js': handler('  exec(req.query.b); exec(req.query.a);') });
    expect(states(await reportOf(root))).toEqual(['no-command-injection 5:8 new', 'no-command-injection 5:27 known']);
  });

  it('stay one finding where rule and detector speak of the same call', async () => {
    const over = (table: string): string =>
      `for (const id of req.body.ids) { await db('${table}').where({ id }).first(); }`;
    const loop = `  ${over('a')} ${over('b')}`;
    const text = handler(loop)
      .replace(
        "import { exec } from 'node:child_process';",
        "import knex from 'knex';\nconst db = knex({ client: 'pg' });",
      )
      .replace('(req, res)', 'async (req, res)');
    const { findings } = await reportOf(
      tempProject({
        'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","knex":"^3.0.0"}}',
        'src/loop.js': text,
      }),
    );
    expect(findings.map(({ ruleId, location, severity }) => [ruleId, location.startColumn, severity])).toEqual([
      ['no-n-plus-one', loop.indexOf("db('a')") + 1, 'high'],
      ['no-n-plus-one', loop.indexOf("db('b')") + 1, 'high'],
    ]);
  });

  it('are both halves of a key pair', async () => {
    const root = project({
      'src/keys.js':
        "export const aws = { accessKeyId: 'AKIAQ7ZRVKD3MWPXJ5NT', secretAccessKey: " +
        "'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' };\n",
    });
    const report = await reportOf(root);
    expect(states(report)).toEqual(['no-hardcoded-secrets 1:35 new', 'no-hardcoded-secrets 1:76 new']);
    expect(new Set(report.findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    // What is reported is masked, so the second half was printed as long as the first one hid it.
    const { stdout } = await runCli(root, []);
    expect(stdout).not.toContain('b7Rk2Pq9');
  });
});

describe('what the project proved harmless', () => {
  const files = {
    'backend-architect.json': '{ "policy": { "boundedTables": { "depots": 200 } } }',
    'src/list.js': handler(
      "  res.json(await pool.query('select * from depots')); res.json(await pool.query('select * from orders'));",
    )
      .replace("import { exec } from 'node:child_process';", "import { Pool } from 'pg';\nconst pool = new Pool();")
      .replace('(req, res)', 'async (req, res)')
      .replace('  res.end();\n', '')
      // What nobody writes while a request is answered does not grow with use.
      .concat(
        "app.post('/orders', async (req, res) => { await pool.query('insert into orders (name) values " +
          "($1)', [req.body.name]); res.end(); });\n",
      ),
  };

  it('is no finding where the policy declares the table small, and one beside it is', async () => {
    const report = await reportOf(project(files));
    expect(
      report.findings.flatMap(({ ruleId, state, location }) =>
        ruleId === 'no-unbounded-query' ? [[state, location.startColumn]] : [],
      ),
    ).toEqual([['new', 70]]);
  });
});

describe('comments of rules that do not run', () => {
  const files = {
    'src/a.js': `// backend-architect-ignore no-client-controlled-identity -- only \`strict\` runs it
f();
// backend-architect-ignore no-ssrf -- left to the linter, or off
g();
// backend-architect-ignore no-ssrf
h();
`,
  };
  const unused = ({ coverage }: Report) =>
    (coverage.unusedSuppressions ?? []).map(({ ruleId, location }) => `${ruleId} ${location.startLine}`);

  it('are not called needless: nobody looked', async () => {
    expect(unused(await reportOf(project(files)))).toEqual(['no-ssrf 3']);
    expect(unused(await reportOf(project(files), '--project-only'))).toEqual([]);
    expect(
      unused(await reportOf(project({ ...files, 'backend-architect.json': '{ "rules": { "no-ssrf": "off" } }' }))),
    ).toEqual([]);
    expect(
      unused(
        await reportOf(
          project({ ...files, 'backend-architect.json': '{ "rules": { "no-client-controlled-identity": "high" } }' }),
        ),
      ),
    ).toEqual(['no-client-controlled-identity 1', 'no-ssrf 3']);
  });

  it('that suppress nothing are graded and switched off like any rule', async () => {
    const invalid = async (config: string) =>
      (await reportOf(project({ ...files, 'backend-architect.json': config }))).findings.map(({ ruleId, severity }) => [
        ruleId,
        severity,
      ]);
    expect(await invalid('{}')).toEqual([['invalid-suppression', 'low']]);
    expect(await invalid('{ "rules": { "invalid-suppression": "high" } }')).toEqual([['invalid-suppression', 'high']]);
    expect(await invalid('{ "rules": { "invalid-suppression": "off" } }')).toEqual([]);
  });
});

const nest = (members: string): string => `import { Body, CanActivate, Controller, ExecutionContext, Injectable, Post, \
UnauthorizedException, UseGuards } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { DataSource } from 'typeorm';
@Injectable() export class TokenGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    try { request.user = await this.jwt.verifyAsync(request.headers.authorization); } catch { throw new UnauthorizedException(); }
    return true;
  }
}
@Controller('things') export class Things {
  constructor(private readonly db: DataSource) {}
${members}
}
`;
const method = (name: string, guard = '@UseGuards(TokenGuard) '): string =>
  `  @Post('${name}') ${guard}${name}(@Body('id') id: string) { return this.db.query('delete from ` +
  `things where id = $1', [String(id)]); }`;
const served = (...members: readonly string[]) => ({
  'package.json':
    '{"name":"shop","dependencies":{"@nestjs/common":"^11.0.0","@nestjs/jwt":"^11.0.0","typeorm":"^0.3.20"}}',
  'src/things.ts': nest([method('one'), method('two'), method('three'), ...members].join('\n')),
});

describe('a route that a decorator makes', () => {
  it('is known by the name of its method: a hole that is mended covers no other one of its class', async () => {
    const root = tempProject(served(method('del', '')));
    await runCli(root, ['baseline']);
    expect((await reportOf(root)).exit.code).toBe(0);
    writeFiles(root, served(method('del'), method('wipe', '')));
    const { findings, exit } = await reportOf(root);
    expect([findings.map(({ ruleId, state }) => [ruleId, state]), exit.code]).toEqual([
      [['require-auth-on-route', 'new']],
      1,
    ]);
  });

  it('stays known where others come before it, and where its body changes', async () => {
    const root = tempProject(served(method('del', '')));
    await runCli(root, ['baseline']);
    writeFiles(root, served(method('four'), method('del', '').replace('things where', 'other where')));
    expect((await reportOf(root)).findings.map(({ ruleId, state }) => [ruleId, state])).toEqual([
      ['require-auth-on-route', 'known'],
    ]);
  });
});

describe('a question that the baseline knows', () => {
  const app = (lines: string): string => `import express from 'express';
import { Pool } from 'pg';
import { real } from './real.js';
import { sso } from './sso.js';
const db = new Pool();
const app = express();
const del = async (req, res) => { await db.query('delete from things where id = $1', [String(req.body.id)]); res.end(); };
app.post('/a', real, del);
app.post('/b', real, del);
app.post('/c', real, del);
${lines}
app.post('/admin/wipe', del);
`;
  const files = {
    'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0","jsonwebtoken":"^9.0.0"}}',
    'src/real.js': `import jwt from 'jsonwebtoken';
export function real(req, res, next) {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.sendStatus(401); }
  next();
}
`,
    'src/sso.js': `import { check } from 'unknown-idp';
export async function sso(req, res, next) {
  if (!(await check(req.headers.authorization))) return res.sendStatus(401);
  next();
}
`,
    'src/app.js': app("app.use('/admin', sso);"),
  };

  it('stays known, and does not cover what is proved there later', async () => {
    const root = tempProject(files);
    expect((await runCli(root, ['baseline'])).stdout).toContain('0 findings and 1 open question written');
    expect((await reportOf(root)).questions.map(({ state }) => state)).toEqual(['known']);
    writeFiles(root, { 'src/app.js': app('') });
    const { findings, exit, coverage } = await reportOf(root);
    expect([findings.map(({ ruleId, state }) => [ruleId, state]), exit.code]).toEqual([
      [['require-auth-on-route', 'new']],
      1,
    ]);
    expect(coverage.baseline).toEqual({ known: 0, fixed: 1 });
    expect((await runCli(root, ['baseline'])).stdout).toContain('(1 new, 1 gone)');
    expect((await reportOf(root)).exit.code).toBe(0);
  });
});

describe('a question about several routes', () => {
  const app = (...lines: readonly string[]): string => `import express from 'express';
import { Pool } from 'pg';
const db = new Pool();
const app = express();
const del = async (req, res) => { await db.query('delete from things where id = $1', [String(req.body.id)]); res.end(); };
${lines.join('\n')}
`;
  const post = (path: string): string => `app.post('${path}', del);`;
  const asked = async (root: string) =>
    (await reportOf(root)).questions.map(({ state, question }) => [state, /\(([^)]*)\)/.exec(question)?.[1]]);

  it('is known by all of them: one more is new, one less is not', async () => {
    const root = project({ 'src/app.js': app(post('/a1'), post('/a2')) });
    expect((await runCli(root, ['baseline'])).stdout).toContain('0 findings and 1 open question written');
    expect(await asked(root)).toEqual([['known', 'POST /a1, POST /a2']]);
    writeFiles(root, { 'src/app.js': app(post('/a1'), post('/a2'), post('/wipe')) });
    expect(await asked(root)).toEqual([['new', 'POST /a1, POST /a2, POST /wipe']]);
    writeFiles(root, { 'src/app.js': app(post('/a2'), post('/a1')) });
    expect(await asked(root)).toEqual([['known', 'POST /a1, POST /a2']]);
    writeFiles(root, { 'src/app.js': app(post('/a2')) });
    expect(await asked(root)).toEqual([['known', 'POST /a2']]);
    writeFiles(root, { 'src/app.js': app(post('/wipe')) });
    expect(await asked(root)).toEqual([['new', 'POST /wipe']]);
  });

  it('is accepted for all of them: one more lapses the answer, one less does not', async () => {
    const root = project({ 'src/app.js': app(post('/a1'), post('/a2')) });
    const print = (await reportOf(root)).questions[0]?.fingerprint ?? '';
    expect(
      await runCli(root, [
        'escalate', '--accept', print, '--reason', 'internal network', '--expires', '2026-06-01', '--by', 'A',
      ]),
    ).toMatchObject({ code: 0 });
    expect((await asked(root))[0]?.[0]).toBe('accepted');
    writeFiles(root, { 'src/app.js': app(post('/a1'), post('/a2'), post('/wipe')) });
    expect((await asked(root))[0]?.[0]).toBe('new');
    writeFiles(root, { 'src/app.js': app(post('/a2')) });
    expect((await asked(root))[0]?.[0]).toBe('accepted');
    expect((await runCli(root, ['escalate', '--prune'])).stdout).toContain('0 answers removed');
  });

  it('is excused by comments only where each route has one', async () => {
    const excused = (path: string): string =>
      `// backend-architect-ignore require-auth-on-route -- behind the proxy\n${post(path)}`;
    const root = project({ 'src/app.js': app(excused('/a1'), post('/a2')) });
    expect((await asked(root))[0]?.[0]).toBe('new');
    writeFiles(root, { 'src/app.js': app(excused('/a1'), excused('/a2')) });
    expect((await asked(root))[0]?.[0]).toBe('suppressed');
    expect((await reportOf(root)).coverage.unusedSuppressions).toBeUndefined();
  });

  it('tells routes of one registration apart', async () => {
    const each = (...paths: readonly string[]): string =>
      `const things = express.Router();
things.post('/x', del);
${paths.map((path) => `app.use('${path}', things);`).join('\n')}`;
    const root = project({ 'src/app.js': app(each('/a', '/b')) });
    await runCli(root, ['baseline']);
    expect((await asked(root))[0]?.[0]).toBe('known');
    writeFiles(root, { 'src/app.js': app(each('/a', '/admin')) });
    expect((await asked(root))[0]?.[0]).toBe('new');
  });
});
