import { describe, expect, it } from 'vitest';
import { runCli } from '../commands/run-cli.js';
import { tempProject } from '../temp-project.js';

type Files = Readonly<Record<string, string>>;

const express: Files = { 'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '^5.0.0' } }) };
const app = (body: string): string => `import express from 'express';
import { PREFIX, paths } from './config';
import { list, create, more } from './handlers';
import { made, other } from './made';
const app = express();
${body}
app.listen(3000);
`;
const files: Files = {
  ...express,
  'config.ts': `export const PREFIX = '/api';
export const paths = { users: '/users', deep: { all: '/all' } } as const;
`,
  'handlers.ts': `export function list(req, res) { res.json([]); }
export async function create(req, res) { res.json([]); }
export const more = [{ method: 'put', path: '/more', handler: create }];
`,
  'define.ts': `export function define(spec) {
  const { method, path, version } = spec;
  return (handler) => {
    const wrapped = async (req, res, next) => { try { res.json(await handler(req)); } catch (e) { next(e); } };
    const route = { method, path, version, handler: wrapped };
    return route;
  };
}
`,
  'spec.ts': `export const spec = { method: 'get' as const, path: '/specified' };
`,
  'made.ts': `import { define } from './define';
import { spec } from './spec';
export const made = define(spec)(async function read(req) { return { ok: true }; });
export const other = define({ method: 'delete', path: '/other/:id', version: 'v9' })(async function remove(req) { return 1; });
`,
};

/** `METHOD /path -> handler file:line`, with a question mark where the row is not whole. */
async function routes(body: string, more: Files = {}): Promise<readonly string[]> {
  const { stdout } = await runCli(tempProject({ ...files, 'app.ts': app(body), ...more }), [
    'routes', '--format', 'json', '--no-cache',
  ]);
  const { rows } = JSON.parse(stdout) as {
    rows: { method: string; name: string; handler: string; file: string; line: number; complete: boolean }[];
  };
  return rows.map(
    ({ method, name, handler, file, line, complete }) =>
      `${method} ${name} -> ${handler} ${file}:${line}${complete ? '' : ' ?'}`,
  );
}

describe('paths', () => {
  it('are put together of constants of other files', async () => {
    expect(
      await routes(`app.get(paths.users, list);
app.get(\`\${PREFIX}/users/:id\`, list);
app.post(PREFIX + paths.deep.all, create);`),
    ).toEqual([
      'POST /api/all -> create app.ts:8', 'GET /api/users/:id -> list app.ts:7', 'GET /users -> list app.ts:6',
    ]);
  });

  it('are not whole where a piece is not known', async () => {
    expect(await routes('app.get(`${process.env.BASE}/users`, list); app.get(`/v${next()}/users`, list);')).toEqual([
      'GET /:?/users -> list app.ts:6 ?',
      'GET /v:?/users -> list app.ts:6 ?',
    ]);
  });
});

describe('routes in a list', () => {
  const rows = `const all = [
  { method: 'get', path: '/one', handler: list },
  ...more,
  made, other,
];
`;

  it.each([
    ['a loop', 'for (const r of all) app[r.method](`/v1${r.path}`, r.handler);'],
    ['a destructured loop', 'for (const { method, path, handler } of all) app[method](`/v1${path}`, handler);'],
    ['a callback', 'all.forEach((r) => { app[r.method](`/v1${r.path}`, r.handler); });'],
    ['a function', 'function put(r) { app[r.method](`/v1${r.path}`, r.handler); }\nall.forEach(put);'],
  ])('are registered one by one in %s', async (_, loop) => {
    expect(await routes(rows + loop)).toEqual([
      'PUT /v1/more -> create handlers.ts:3', 'GET /v1/one -> list app.ts:7', 'DELETE /v1/other/:id -> remove app.ts:9',
      'GET /v1/specified -> read app.ts:9',
    ]);
  });

  it('are whole where what they lack has another value', async () => {
    expect(
      await routes(
        `${rows}all.forEach((r) => { const version = r.version ?? 'v1'; app[r.method](\`/\${version}\${r.path}\`, r.handler); });`,
      ),
    ).toEqual([
      'PUT /v1/more -> create handlers.ts:3', 'GET /v1/one -> list app.ts:7', 'GET /v1/specified -> read app.ts:9',
      'DELETE /v9/other/:id -> remove app.ts:9',
    ]);
  });

  it('are registered once, whatever stands before them under a condition', async () => {
    expect(
      await routes(`for (const r of more) {
  if (r.before) app[r.method](r.path, r.before, r.handler);
  else app[r.method](r.path, r.handler);
}`),
    ).toEqual(['PUT /more -> create handlers.ts:3']);
  });

  it('are one that is not known beside those that are', async () => {
    expect(
      await routes('const all = [...more, ...load()]; for (const r of all) app[r.method](r.path, r.handler);'),
    ).toContain('PUT /more -> create handlers.ts:3');
  });

  it('stand by their path in an object', async () => {
    expect(
      await routes(
        "for (const [path, handler] of Object.entries({ '/ping': list, '/pong': create })) app.get(path, handler);",
      ),
    ).toEqual(['GET /ping -> list app.ts:6', 'GET /pong -> create app.ts:6']);
  });

  it('are what the list says, not what another list of that name does', async () => {
    expect(
      await routes(`function only(all) { for (const r of all) app[r.method](r.path, r.handler); }
const all = [{ method: 'get', path: '/one', handler: list }];`),
    ).toEqual([]);
  });
});

describe('wrapped modules', () => {
  const wrap = {
    'wrap.ts': `export function wrapAll(all) {
  const made = {};
  Object.keys(all).forEach((key) => { made[key] = (req, res, next) => all[key](req, res).catch(next); });
  return made;
}
export function wrapEntries(all) {
  return Object.fromEntries(Object.entries(all).map(([key, fn]) => [key, (req, res, next) => fn(req, res).catch(next)]));
}
export function count(all) { return Object.keys(all).length; }
`,
  };

  it.each(['wrapAll', 'wrapEntries'])('have the functions that are wrapped: %s', async (name) => {
    expect(
      await routes(
        `import * as raw from './handlers';\nimport { ${name} } from './wrap';\nconst users = ${name}(raw);\napp.post('/u', users.create);`,
        wrap,
      ),
    ).toEqual(['POST /u -> create app.ts:9']);
  });

  it('are nothing known where the function gives something else', async () => {
    const [row] = await routes(
      "import * as raw from './handlers';\nimport { count } from './wrap';\nconst users = count(raw);\napp.post('/u', users.create);",
      wrap,
    );
    expect(row).not.toContain('-> create ');
  });
});

describe('packages of a workspace', () => {
  it('are read from the sources their built files come from', async () => {
    expect(
      await routes("import { shared } from 'common/paths';\napp.get(shared.users, list);", {
        'packages/common/package.json': JSON.stringify({ name: 'common' }),
        'packages/common/paths.js': "module.exports = require('./dist/paths');\n",
        'packages/common/src/paths.ts': "export const shared = { users: '/shared' };\n",
      }),
    ).toEqual(['GET /shared -> list app.ts:7']);
  });
});
