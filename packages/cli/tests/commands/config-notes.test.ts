import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/types.js';
import { tempProject } from '../temp-project.js';
import { runCli } from './run-cli.js';

const APP = `import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
app.get('/catalog/:id', async (req, res) => res.json(await pool.query('select name from products where id = \
$1', [req.params.id])));
`;

const model = (name: string) => ({
  library: name,
  modules: [name, `${name}/pool`],
  exports: { run: { call: { async: 'promise' } } },
});

async function notesOf(config: object, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const root = tempProject({
    'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0"}}',
    'src/app.js': APP,
    'backend-architect.json': JSON.stringify(config),
    ...files,
  });
  const { stdout, stderr } = await runCli(root, ['--format', 'json']);
  expect(stderr).toMatch(/^backend-architect: exit [01]: /);
  return (JSON.parse(stdout) as Report).coverage.notes ?? [];
}

describe('what the config says of things that are not there', () => {
  it('is nothing when everything is there', async () => {
    const config = {
      ignore: ['src/old/**', '!src/old/kept.js', '# a remark'],
      models: [model('house-db')],
      policy: {
        publicRoutes: ['GET /catalog/*'],
        boundedTables: { Products: 20 },
        layers: { routes: ['src/*.js'] },
        bestEffort: ['src/**'],
      },
    };
    expect(
      await notesOf(config, {
        'src/old/a.js': '1',
        'src/old/kept.js': "import { run } from 'house-db/pool';\nrun();\n",
      }),
    ).toEqual([]);
  });

  it('is told with key and value', async () => {
    expect(
      await notesOf({
        ignore: ['legasy/**', '!src/kept.js', 'src/other.js'],
        models: [model('house-db')],
        policy: {
          publicRoutes: ['GET /catalogue/*', 'POST /catalog/*'],
          boundedTables: { product: 20, planets: 9 },
          layers: { routes: ['src/*.js', 'server/**'] },
          bestEffort: ['jobs/**'],
        },
      }),
    ).toEqual([
      'backend-architect.json: ignore "legasy/**" matches no source or schema file',
      'backend-architect.json: ignore "!src/kept.js" matches no source or schema file',
      'backend-architect.json: ignore "src/other.js" matches no source or schema file',
      'backend-architect.json: models "house-db" is never imported: no file names house-db, house-db/pool',
      'backend-architect.json: policy.publicRoutes "GET /catalogue/*" matches no route',
      'backend-architect.json: policy.publicRoutes "POST /catalog/*" matches no route',
      'backend-architect.json: policy.boundedTables "product" names no table; did you mean "products"?',
      'backend-architect.json: policy.boundedTables "planets" names no table',
      'backend-architect.json: policy.layers.routes "server/**" matches no file',
      'backend-architect.json: policy.bestEffort "jobs/**" matches no file',
    ]);
  });

  it('knows mutations by their names, whose calls may be public too', async () => {
    const files = {
      'package.json': '{"name":"shop","dependencies":{"@trpc/server":"^11.0.0"}}',
      'src/trpc.js': `import { initTRPC } from '@trpc/server';
const t = initTRPC.create();
export const app = t.router({
  join: t.procedure.mutation(async () => 1),
  list: t.procedure.query(async () => []),
});
`,
    };
    const publicRoutes = ['MUTATION join', 'MUTATION leave', 'MUTATION list'];
    expect(await notesOf({ policy: { publicRoutes } }, files)).toEqual([
      'backend-architect.json: policy.publicRoutes "MUTATION leave" matches no route',
      'backend-architect.json: policy.publicRoutes "MUTATION list" matches no route',
    ]);
  });

  it('is told of configs that nobody reads, where code was read beside or below them', async () => {
    const nested = {
      'packages/api/backend-architect.json': '{ "rules": 1',
      'packages/api/src/deep/a.js': '1',
      'docs/backend-architect.json': '{}',
    };
    expect(await notesOf({}, nested)).toEqual([
      'packages/api/backend-architect.json is not read: only backend-architect.json at the root of the project is',
    ]);
  });
});
