import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const NAMES = ['orders', 'users', 'items', 'carts', 'bills'];

/** Registers a route whose handler calls what it imports. */
function controller(from: string, name: string): string {
  return `import { Router } from 'express';
import { ${name} } from '${from}';
export const router = Router();
router.get('/:id', async (req, res) => { res.json(await ${name}(req.params.id)); });`;
}

/** Five slices of controller, service and repository over one pool. */
const LAYERED: Record<string, string> = Object.fromEntries([
  ['src/db/pool.ts', "import { Pool } from 'pg';\nexport const pool = new Pool();\nexport type Rows = unknown[];"],
  ...NAMES.flatMap((name) => [
    [`src/controllers/${name}.ts`, controller(`../services/${name}.js`, 'find')],
    [
      `src/services/${name}.ts`,
      `import { load } from '../repositories/${name}.js';\nexport const find = (id: string) => load(id);`,
    ],
    [
      `src/repositories/${name}.ts`,
      `import { pool } from '../db/pool.js';
export const load = (id: string) => pool.query('select id from ${name} where id = $1', [id]);`,
    ],
  ]),
]);

const REPORTS = `import { Router } from 'express';
import { pool } from '../db/pool.js';
export const router = Router();
router.get('/', async (req, res) => { res.json((await pool.query('select 1')).rows); });`;

const plus = (file: string, text: string): Record<string, string> => ({ ...LAYERED, [file]: text });

describe('no-layer-violation', () => {
  it('is silent about a project that keeps its layers', () => {
    expect(detected('no-layer-violation', LAYERED)).toEqual([]);
  });

  it('reports the one controller that goes past the services', () => {
    const [found, ...others] = detected('no-layer-violation', plus('src/controllers/reports.ts', REPORTS));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: "src/controllers/reports.ts: import { pool } from '../db/pool.js';",
      says: expect.stringContaining(
        'goes straight to the database connection (src/db/pool.ts). ' +
          '5 of 6 modules of the routes and controllers do without.',
      ),
    });
  });

  it('reports a repository that reaches back up', () => {
    const found = detected(
      'no-layer-violation',
      plus(
        'src/repositories/reports.ts',
        `import { pool } from '../db/pool.js';
import { find } from '../services/users.js';
export const owner = async (id: string) => { await pool.query('select 1'); return find(id); };`,
      ),
    );
    expect(found).toMatchObject([
      { kind: 'finding', says: expect.stringContaining('reaches back up to the services') },
    ]);
  });

  it('asks about an edge that is only types, and one that only wires', () => {
    expect(
      detected(
        'no-layer-violation',
        plus(
          'src/controllers/reports.ts',
          `import { Router } from 'express';
import type { Rows } from '../db/pool.js';
export const router = Router().get('/', (req, res) => { const rows: Rows = []; res.json(rows); });`,
        ),
      ),
    ).toMatchObject([{ kind: 'question' }]);
    const wires = `import { Router } from 'express';
import { Store } from '../repositories/store.js';
import { handlers } from '../controllers/orders.js';
export const router = Router();
router.use(handlers(new Store()));
router.get('/up', (req, res) => { res.end(); });`;
    const wiring = {
      ...plus('src/routes/wiring.ts', wires),
      'src/repositories/store.ts':
        "import { pool } from '../db/pool.js';\nexport class Store { all() { return pool.query('select 1'); } }",
    };
    expect(detected('no-layer-violation', wiring)).toMatchObject([
      { kind: 'question', says: expect.stringContaining('src/routes/wiring.ts') },
    ]);
  });

  it('takes a habit of the project for its norm', () => {
    const files = { ...LAYERED };
    for (const name of NAMES.slice(0, 3)) files[`src/controllers/${name}-report.ts`] = REPORTS;
    expect(detected('no-layer-violation', files)).toEqual([]);
  });

  it.each([
    [
      'a class called a connection that opens none', 'src/sockets/live-connection.ts',
      'export class LiveConnection { open(url: string) { return url; } }',
    ],
    ['constants in a folder called like a database', 'src/db/demo.ts', "export const LiveConnection = 'demo';"],
    [
      'a store that keeps no rows',
      'src/oauth/oauth.store.ts',
      `const seen = new Map<string, string>();
export class LiveConnection { get(id: string) { return seen.get(id); } }`,
    ],
  ])('takes no layer from a name alone: %s', (_, file, text) => {
    const importer = `${controller('../services/users.js', 'find')}
import { LiveConnection } from '../${file.replace(/^src\/|\.ts$/g, '')}.js';
export const used = LiveConnection;`;
    expect(detected('no-layer-violation', { ...plus('src/controllers/live.ts', importer), [file]: text })).toEqual([]);
  });

  it('takes no entry from a name alone', () => {
    const helper = 'export const path = (id: string) => "/" + id;';
    const importer = `import { load } from '../repositories/users.js';
import { path } from '../routes/paths.js';
export const find = (id: string) => [path(id), load(id)];`;
    expect(
      detected('no-layer-violation', { ...plus('src/services/paths.ts', importer), 'src/routes/paths.ts': helper }),
    ).toEqual([]);
    expect(
      detected('no-layer-violation', {
        ...plus('src/services/paths.ts', importer),
        'src/routes/paths.ts': `${helper}
import express from 'express';
express().get('/', (req, res) => { res.end(); });`,
      }),
    ).toMatchObject([
      { kind: 'finding', says: expect.stringContaining('reaches back up to the routes and controllers') },
    ]);
  });

  it('says nothing of small projects, and follows declared layers in larger ones', () => {
    expect(
      detected('no-layer-violation', {
        'src/controllers/a.ts': "import { pool } from '../db/pool.js';\nexport const a = () => pool.query('select 1');",
        'src/db/pool.ts': LAYERED['src/db/pool.ts']!,
      }),
    ).toEqual([]);
    const inner = plus(
      'src/inner/a.ts',
      "import { find } from '../services/users.js';\nexport const a = () => find('1');",
    );
    expect(detected('no-layer-violation', inner)).toEqual([]);
    expect(
      detected('no-layer-violation', inner, { layers: { services: ['src/services/**'], inner: ['src/inner/**'] } }),
    ).toMatchObject([{ kind: 'finding', says: expect.stringContaining('src/inner/a.ts belongs to inner') }]);
  });
});
