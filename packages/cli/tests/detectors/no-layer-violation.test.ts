import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const NAMES = ['orders', 'users', 'items', 'carts', 'bills'];

/** Five slices of controller, service and repository over one pool. */
const LAYERED: Record<string, string> = Object.fromEntries([
  ['src/db/pool.ts', "import { Pool } from 'pg';\nexport const pool = new Pool();\nexport type Rows = unknown[];"],
  ...NAMES.flatMap((name) => [
    [`src/controllers/${name}.ts`, `import { find } from '../services/${name}.js';\nexport const show = (id: string) => find(id);`],
    [`src/services/${name}.ts`, `import { load } from '../repositories/${name}.js';\nexport const find = (id: string) => load(id);`],
    [`src/repositories/${name}.ts`, `import { pool } from '../db/pool.js';\nexport const load = (id: string) => pool.query('select id from ${name} where id = $1', [id]);`],
  ]),
]);

const plus = (file: string, text: string): Record<string, string> => ({ ...LAYERED, [file]: text });

describe('no-layer-violation', () => {
  it('is silent about a project that keeps its layers', () => {
    expect(detected('no-layer-violation', LAYERED)).toEqual([]);
  });

  it('reports the one controller that goes past the services', () => {
    const [found, ...others] = detected('no-layer-violation', plus('src/controllers/reports.ts', "import { pool } from '../db/pool.js';\nexport const all = () => pool.query('select 1');"));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'finding', at: "src/controllers/reports.ts: import { pool } from '../db/pool.js';", says: expect.stringContaining('goes straight to the database connection (src/db/pool.ts). 5 of 6 modules of the routes and controllers do without.') });
  });

  it('reports a repository that reaches back up', () => {
    const found = detected('no-layer-violation', plus('src/repositories/reports.ts', "import { find } from '../services/users.js';\nexport const owner = (id: string) => find(id);"));
    expect(found).toMatchObject([{ kind: 'finding', says: expect.stringContaining('reaches back up to the services') }]);
  });

  it('asks about an edge that is only types, and one that only wires', () => {
    expect(detected('no-layer-violation', plus('src/controllers/reports.ts', "import type { Rows } from '../db/pool.js';\nexport const all = (rows: Rows) => rows.length;"))).toMatchObject([{ kind: 'question' }]);
    const wiring = { ...plus('src/routes/wiring.ts', "import { Store } from '../repositories/store.js';\nimport { handlers } from '../controllers/orders.js';\nexport const wired = handlers(new Store());"), 'src/repositories/store.ts': 'export class Store { all() { return []; } }' };
    expect(detected('no-layer-violation', wiring)).toMatchObject([{ kind: 'question', says: expect.stringContaining('src/routes/wiring.ts') }]);
  });

  it('takes a habit of the project for its norm', () => {
    const files = { ...LAYERED };
    for (const name of NAMES.slice(0, 3)) files[`src/controllers/${name}-report.ts`] = "import { pool } from '../db/pool.js';\nexport const all = () => pool.query('select 1');";
    expect(detected('no-layer-violation', files)).toEqual([]);
  });

  it('says nothing of small projects, and follows declared layers in larger ones', () => {
    expect(detected('no-layer-violation', { 'src/controllers/a.ts': "import { pool } from '../db/pool.js';\nexport const a = () => pool.query('select 1');", 'src/db/pool.ts': LAYERED['src/db/pool.ts']! })).toEqual([]);
    const inner = plus('src/inner/a.ts', "import { find } from '../services/users.js';\nexport const a = () => find('1');");
    expect(detected('no-layer-violation', inner)).toEqual([]);
    expect(detected('no-layer-violation', inner, { layers: { services: ['src/services/**'], inner: ['src/inner/**'] } })).toMatchObject([{ kind: 'finding', says: expect.stringContaining('src/inner/a.ts belongs to inner') }]);
  });
});
