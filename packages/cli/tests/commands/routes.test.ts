import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/report-schema.js';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const FILES = {
  'package.json':
    '{"name":"shop","dependencies":{"express":"^5.0.0","express-jwt":"^8.0.0","pg":"^8.0.0","bullmq":"^5.0.0"}}',
  'app.js': `import express from 'express';
import { expressjwt } from 'express-jwt';
import { Worker } from 'bullmq';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
app.get('/a|b', (req, res) => res.json([]));
app.delete('/users/:id', expressjwt({ secret: process.env.SECRET, algorithms: ['RS256'] }), remove);
async function remove(req, res) { await pool.query('delete from users where id = $1', [req.params.id]); res.end(); }
new Worker('=mail', async (job) => fetch('https://mail.example.org', { body: job.data }));
app.get('/hook/sk_live_51HqZ9fKq0Vx3mN8yBtR2wJ7c', handlers[name]);
`,
} as const;

describe('routes', () => {
  it('lists every way in, with what is known of it', async () => {
    const { code, stdout, stderr } = await runCli(tempProject(FILES), ['routes', '--no-cache']);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines).toEqual([
      ['kind', 'entry', 'access', 'does', 'handler', 'place'],
      ['http', 'GET /a|b', 'open', 'app.get("/a|b")', 'app.js:7'],
      ['http', 'GET /hook/••••••••', 'unknown', 'not known', 'app.js:11'],
      ['http', 'DELETE /users/:id', 'checked', 'writes users', 'remove', 'app.js:8'],
      ['queue', '=mail', 'unknown', 'leaves the process', '<anonymous>', 'app.js:10'],
      [''],
      [
        '4 entries: of 1 it is not known what runs, of 1 what stands before is not followed, so nothing is known of access, ' +
          'of 1 the name or what stands before is not known whole.',
      ],
      [''],
    ]);
  });

  it('writes other formats, each for those who read it', async () => {
    const root = tempProject(FILES);
    const json = await runCli(root, ['routes', '--no-cache', '--format', 'json', '--kind', 'queue']);
    expect(JSON.parse(json.stdout)).toEqual({
      schemaVersion: 1,
      rows: [
        {
          kind: 'queue',
          method: null,
          name: '=mail',
          framework: 'bullmq',
          access: 'unknown',
          duties: [],
          writes: [],
          leaves: true,
          transaction: false,
          handler: '<anonymous>',
          file: 'app.js',
          line: 10,
          followed: false,
          complete: true,
        },
      ],
      total: 1,
      withoutHandler: 0,
      notFollowed: 1,
      incomplete: 0,
    });
    const csv = await runCli(root, ['routes', '--no-cache', '--format', 'csv', '--kind', 'queue']);
    expect(csv.stdout).toBe(
      'kind,method,name,framework,access,duties,writes,leaves,transaction,handler,file,line,followed,complete\n' +
        "queue,,'=mail,bullmq,unknown,,,true,false,<anonymous>,app.js,10,false,true\n",
    );
    const md = await runCli(root, ['routes', '--no-cache', '--format', 'md', '--output', 'routes.md']);
    expect([md.code, md.stdout, md.stderr]).toEqual([0, '', '']);
    expect(readFileSync(join(root, 'routes.md'), 'utf8').split('\n')).toContain(
      String.raw`| http | GET /a\|b | open |  |  | app.get("/a\|b") | app.js:7 |`,
    );
    expect(readFileSync(join(root, 'routes.md'), 'utf8')).toContain(String.raw`| leaves the process | \<anonymous> |`);
  });

  it('lists the same rows in the report of a review, whatever that is narrowed to', async () => {
    const root = tempProject({ ...FILES, 'other.js': 'export const a = 1;\n' });
    const table = await runCli(root, ['routes', '--no-cache', '--format', 'json']);
    const { schemaVersion: _of, ...listed } = JSON.parse(table.stdout) as Record<string, unknown>;
    expect(listed['total']).toBe(4);
    for (const more of [[], ['other.js'], ['--strict']]) {
      const review = await runCli(root, ['review', ...more, '--no-cache', '--format', 'json', '--fail-on', 'none']);
      const report = reportSchema.parse(JSON.parse(review.stdout));
      expect(report.schemaVersion).toBe('2.2');
      expect(report.entries).toEqual(listed);
      expect(review.stdout).not.toContain('sk_live_51HqZ9fKq0Vx3mN8yBtR2wJ7c');
    }
  });

  it('says so where nothing is found, and where it could not look', async () => {
    const none = await runCli(tempProject({ 'package.json': '{"name":"shop"}', 'a.js': 'export const a = 1;\n' }), [
      'routes',
      '--no-cache',
    ]);
    expect(none).toEqual({
      code: 0,
      stdout:
        'No entry was found: no route, field, procedure, job, message or time that a model knows. ' +
        'What a library of yours registers can be described under "models" in backend-architect.json.\n',
      stderr: '',
    });
    const broken = tempProject({ ...FILES, 'b.js': 'export const = ;\n' });
    for (const [more, code] of [
      [[], 0],
      [['--require-complete'], 3],
    ] as const) {
      const said = await runCli(broken, ['routes', '--no-cache', ...more]);
      expect([said.code, said.stderr]).toEqual([
        code,
        'backend-architect: b.js was not read: entries in it may be missing\n',
      ]);
      expect(said.stdout).toContain('DELETE /users/:id');
    }
    const empty = await runCli(tempProject({ 'package.json': '{"name":"shop"}' }), ['routes', '--no-cache']);
    expect([empty.code, empty.stdout]).toEqual([2, '']);
    expect(empty.stderr).toMatch(
      /^backend-architect: nothing was looked at: no JavaScript or TypeScript source in [^\n]+; name another folder, [^\n]+\n$/,
    );
    const lost = await runCli(tempProject(FILES), ['routes', 'no/such/place']);
    expect([lost.code, lost.stderr]).toEqual([2, 'backend-architect: no such path: no/such/place\n']);
    const word = await runCli(tempProject(FILES), ['routes', '--kind', 'fax']);
    expect([word.code, word.stderr]).toEqual([2, expect.stringContaining('Allowed choices are http, graphql, rpc')]);
  });

  it('overwrites nothing that a link of the project points to', async () => {
    const root = tempProject(FILES);
    const other = join(tempProject({ 'keep.txt': 'kept\n' }), 'keep.txt');
    mkdirSync(join(root, 'out'));
    symlinkSync(other, join(root, 'out', 'routes.md'));
    const { code } = await runCli(root, ['routes', '--no-cache', '--output', 'out/routes.md']);
    expect([code, readFileSync(other, 'utf8')]).toEqual([2, 'kept\n']);
    writeFileSync(join(root, 'out', 'other.md'), 'old\n');
    await runCli(root, ['routes', '--no-cache', '--format', 'md', '--output', 'out/other.md']);
    expect(readFileSync(join(root, 'out', 'other.md'), 'utf8')).toMatch(/^\| kind \|/);
  });
});
