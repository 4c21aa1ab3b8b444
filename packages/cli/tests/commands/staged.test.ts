import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { committed, git, tempProject, writeFiles } from '../temp-project.js';
import { runCli } from './run-cli.js';
import { SERVED_FIND } from './served-find.js';

const manifest = '{"name":"shop","dependencies":{"pg":"^8.11.0"}}';
const flawed = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from users where id = ' + id);
${SERVED_FIND}`;

function repository(files: Readonly<Record<string, string>>): string {
  return committed(tempProject({ 'package.json': manifest, ...files }));
}

const off = '{"rules":{"no-sql-injection":"off","no-raw-sql-concatenation":"off"},"failOn":"none"}';

describe('--staged', () => {
  it('follows the settings that are staged, not those beside the commit', async () => {
    const root = repository({ 'backend-architect.json': '{}', 'src/a.js': 'export {};' });
    writeFiles(root, { 'src/new.js': flawed });
    git(root, 'add', '.');
    writeFiles(root, { 'backend-architect.json': off });
    expect((await runCli(root, ['--staged', '--quiet'])).code).toBe(1);
    writeFiles(root, { 'backend-architect.json': '{' });
    expect((await runCli(root, ['--staged', '--quiet'])).code).toBe(1);
    writeFiles(root, { 'backend-architect.json': off });
    git(root, 'add', '.');
    writeFiles(root, { 'backend-architect.json': '{}' });
    expect((await runCli(root, ['--staged', '--quiet'])).code).toBe(0);
  });

  it('does not use settings that nobody commits, and says so', async () => {
    const root = repository({ 'src/a.js': 'export {};' });
    writeFiles(root, { 'src/new.js': flawed });
    git(root, 'add', '.');
    writeFiles(root, { 'backend-architect.json': off });
    const run = await runCli(root, ['--staged']);
    expect(run.code).toBe(1);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain(
      'backend-architect.json is not used: it is not part of the next commit',
    );
  });

  it('reads manifests as they are staged', async () => {
    const root = repository({
      'src/a.js': "import express from 'express';\nexport const app = express();\n",
      'lib/package.json': '{"name":"lib"}',
      'lib/b.js': '',
    });
    writeFiles(root, {
      'package.json': '{"name":"shop","dependencies":{"express":"4.18.0"}}',
      'lib/package.json': '{"name":',
    });
    git(root, 'add', '.');
    writeFiles(root, {
      'package.json': '{"name":"shop","dependencies":{"express":"5.1.0"}}',
      'lib/package.json': '{"name":"lib"}',
    });
    const { seen } = JSON.parse((await runCli(root, ['--staged', '--format', 'json'])).stdout) as {
      seen: { frameworks: unknown; files: { skipped: unknown } };
    };
    expect(seen.frameworks).toEqual([{ name: 'express', version: '4.18.0' }]);
    expect(seen.files.skipped).toEqual([
      { file: 'lib/package.json', reason: 'as it is staged: not valid JSON at 1:9 (value expected)' },
    ]);
    writeFiles(root, { 'package.json': '{' });
    git(root, 'add', '.');
    writeFiles(root, { 'package.json': manifest });
    expect(await runCli(root, ['--staged'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('package.json of the root, as it is staged: not valid JSON at 1:2'),
    });
  });

  it('says what was deleted', async () => {
    const root = repository({ 'src/a.js': 'export {};', 'src/b.js': 'export {};', 'src/c.js': 'export {};' });
    const reason = async (...argv: readonly string[]): Promise<unknown> =>
      (JSON.parse((await runCli(root, [...argv, '--format', 'json'])).stdout) as { exit: { reason: string } }).exit
        .reason;
    rmSync(join(root, 'src/b.js'));
    expect(await reason('--changed', 'main')).toMatch(/^only deletions since [0-9a-f]{7}.*: src\/b\.js$/);
    expect(await reason('--staged')).toBe('nothing is staged');
    rmSync(join(root, 'src/c.js'));
    git(root, 'add', '-A');
    expect(await reason('--staged')).toBe('only deletions are staged: src/b.js and 1 more');
  });
});

describe('a finding outside of the files that changed', () => {
  const setup = (guard: string): string =>
    `import jwt from 'jsonwebtoken';
export function setup(app) {
${guard}
}
function real(req, res, next) {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.sendStatus(401); }
  next();
}
`;
  const files = {
    'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0","jsonwebtoken":"^9.0.0"}}',
    'src/setup.js': setup('  app.use(real);'),
    'src/app.js': `import express from 'express';
import { Pool } from 'pg';
import { setup } from './setup.js';
import { real } from './real.js';
const db = new Pool();
const app = express();
const del = async (req, res) => { await db.query('delete from things where id = $1', [String(req.body.id)]); res.end(); };
app.post('/a', real, del);
app.post('/b', real, del);
app.post('/c', real, del);
setup(app);
app.post('/wipe', del);
`,
    'src/real.js': `import jwt from 'jsonwebtoken';
export function real(req, res, next) {
  try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.sendStatus(401); }
  next();
}
`,
  };

  it('is counted, and fails where a baseline tells that it is new', async () => {
    const root = repository(files);
    expect((await runCli(root, [])).code).toBe(0);
    writeFiles(root, { 'src/setup.js': setup('') });
    git(root, 'add', '.');
    expect((await runCli(root, ['--quiet'])).code).toBe(1);
    const free = await runCli(root, ['--staged']);
    expect(free.code).toBe(0);
    expect(free.stdout.replace(/\s+/g, ' ')).toContain('1 new finding lies outside of these files: `review` shows it');
    expect(await runCli(root, ['--staged', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    writeFiles(root, { '.backend-architect/baseline': '# nothing\n' });
    for (const argv of [['--staged'], ['--changed', 'main']]) {
      expect(await runCli(root, [...argv, '--quiet'])).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'backend-architect: exit 1: 1 new finding of severity high or above outside of these files; ' +
          '`review` shows it\n',
      });
    }
    expect((await runCli(root, ['src/setup.js', '--quiet'])).code, 'paths ask about a place').toBe(0);
    await runCli(root, ['baseline']);
    expect((await runCli(root, ['--staged', '--quiet'])).code).toBe(0);
  });
});

describe('--quiet', () => {
  it('says in one line that nothing was judged as reachable', async () => {
    const root = tempProject({
      'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0"}}',
      'src/a.js': "import express from 'express';\nexport const app = express();\n",
    });
    expect(await runCli(root, ['--quiet'])).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'backend-architect: No entry point is recognised although the project uses express: ' +
        'nothing was judged as reachable by a client.\n',
    });
  });
});
