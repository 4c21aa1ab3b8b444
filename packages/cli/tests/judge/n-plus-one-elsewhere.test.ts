import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

const POOL = "import { Pool } from 'pg';\nexport const pool = new Pool();";
const REPOSITORY = `import { pool } from './pool.js';
export const users = {
  find: (id: string) => pool.query('select * from users where id = $1', [id]),
  findMany: (ids: string[]) => pool.query('select * from users where id = any($1)', [ids]),
  rename: (id: string, name: string) => pool.query('update users set name = $2 where id = $1', [id, name]),
  countAll: () => pool.query('select count(*) from users'),
};`;
const SERVICE = `import { users } from './users.js';
export async function card(order: { userId: string }) { return { user: await named(order.userId) }; }
async function named(id: string) { return users.find(id); }`;

function over(body: string): Record<string, string> {
  return {
    'src/pool.ts': POOL,
    'src/users.ts': REPOSITORY,
    'src/service.ts': SERVICE,
    'src/orders.ts': `import { card } from './service.js';
import { users } from './users.js';
import { pool } from './pool.js';
export async function list(orders: { userId: string }[]) {
${body}
}`,
  };
}

describe('a query per element, in other files', () => {
  it.each([
    ['ilike $1 order by rank limit 5', 0],
    ['ilike $1', 1],
    ['= $1 order by rank limit 5', 1],
  ])('leaves out a search of its own: name %s', async (filter, count) => {
    const found = await toldOf('no-n-plus-one', {
      'src/pool.ts': POOL,
      'src/users.ts': `import { pool } from './pool.js';
export const users = { like: (name: string) => pool.query('select * from users where name ${filter}', [name]) };`,
      'src/orders.ts': `import { users } from './users.js';
export async function list(orders: { name: string }[]) { for (const order of orders) { await users.like(order.name); } }`,
    });
    expect(found).toHaveLength(count);
  });

  it('follows the element through three calls to the query', async () => {
    const [found, ...others] = await toldOf(
      'no-n-plus-one',
      over('for (const order of orders) { await card(order); }'),
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/orders.ts: card(order)',
      says: expect.stringContaining(
        'low: `card` is called once for every element of the loop, and each call reads `users`.',
      ),
    });
    expect(found?.steps).toEqual([
      'src/orders.ts: for (const order of orders) { await card(order); } | this loop runs once per element',
      'src/orders.ts: card(order) | calls a function', 'src/service.ts: named(order.userId) | calls named',
      'src/service.ts: users.find(id) | calls find',
      "src/users.ts: pool.query('select * from users where id = $1', [id]) | reads `users` by a key of that element",
    ]);
  });

  it.each([
    'await Promise.all(orders.map((order) => users.find(order.userId)));',
    "await Promise.all(orders.map((order) => pool.query('select * from users where id = $1', [order.userId])));",
    'for (const { userId } of orders) { const user = await users.find(userId); console.log(user); }',
  ])('reports %s', async (body) => {
    expect((await toldOf('no-n-plus-one', over(body))).map(({ kind }) => kind)).toEqual(['finding']);
  });

  it('takes what opens a transaction for each element for a piece of work, whatever is seen of it', async () => {
    const files = (body: string): Record<string, string> => ({
      ...over('for (const order of orders) { await remove(order.userId); }'),
      'src/orders.ts': `import { remove } from './remove.js';
export async function list(orders: { userId: string }[]) { for (const order of orders) { await remove(order.userId); } }`,
      'src/db.ts': "import knex from 'knex';\nexport const db = knex({ client: 'pg' });",
      'src/remove.ts': `import { db } from './db.js';
import { users } from './users.js';
export async function remove(id: string) { const user = await users.find(id); ${body} }`,
    });
    const [kept, silent] = await Promise.all(
      ['console.log(user);', 'await db.transaction(async (trx) => { await user.discard(trx); });'].map((body) =>
        toldOf('no-n-plus-one', files(body)),
      ),
    );
    expect(kept).toHaveLength(1);
    expect(silent).toEqual([]);
  });

  it('knows the idiom of entity classes that are declared elsewhere', async () => {
    const text = (body: string) => ({
      'src/a.ts': `declare const User: any;\nexport async function a(items: { userId: string }[]) { ${body} }`,
    });
    expect(
      await toldOf('no-n-plus-one', text('for (const item of items) { await User.findById(item.userId); }')),
    ).toMatchObject([{ at: 'src/a.ts: User.findById(item.userId)' }]);
    expect(
      await toldOf('no-n-plus-one', text('for (const item of items) { await User.describe(item.userId); }')),
    ).toEqual([]);
  });

  it.each([
    ['one query for all', 'await users.findMany(orders.map((order) => order.userId));'],
    ['a write per element', "for (const order of orders) { await users.rename(order.userId, 'x'); }"],
    [
      'a query that does not hang on the element',
      'for (const order of orders) { await users.countAll(); console.log(order); }',
    ],
    [
      'batches',
      `for (const batch of chunk(orders, 100)) { await users.findMany(batch); }
}
function chunk(list: any[], size: number): any[] { return [list.slice(0, size)];`,
    ],
    ['a new try', 'for (let attempt = 0; attempt < 9; attempt++) { await users.find(String(attempt)); }'],
    ['a handful of constants', "for (const id of ['a', 'b']) { await users.find(id); }"],
  ])('is silent about %s', async (_name, body) => {
    expect(await toldOf('no-n-plus-one', over(body))).toEqual([]);
  });

  it('is high while a list is answered, and silent in scripts', async () => {
    const route = `import express from 'express';
import { users } from './users.js';
const app = express();
app.get('/orders', async (req, res) => {
  const found = [];
  for (const id of req.body.ids) { found.push(await users.find(id)); }
  res.json(found);
});`;
    const files = { 'src/pool.ts': POOL, 'src/users.ts': REPOSITORY };
    expect((await toldOf('no-n-plus-one', { ...files, 'src/app.ts': route })).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^high: .* while GET \/orders is answered/),
    ]);
    expect(
      await toldOf('no-n-plus-one', { ...files, 'scripts/app.ts': route.replace('./users.js', '../src/users.js') }),
    ).toEqual([]);
  });
});

describe('who waits for a loop', () => {
  const files = { 'src/pool.ts': POOL, 'src/users.ts': REPOSITORY };
  const work = `import { users } from './users.js';
export async function all(ids: string[]) { for (const id of ids) { console.log(await users.find(id)); } }
`;

  it('decides what it weighs, and nobody but a timer is no finding', async () => {
    const post = `import express from 'express';
import { all } from './work.js';
express().post('/a', async (req, res) => { await all(req.body.ids); res.end(); });`;
    const timer = "import { all } from './work.js';\nsetInterval(() => { void all(['a']); }, 1000);";
    const says = async (more: Record<string, string>): Promise<readonly string[]> =>
      (await toldOf('no-n-plus-one', { ...files, 'src/work.ts': work, ...more })).map((one) => one.says.split(':')[0]!);
    expect(await says({ 'src/app.ts': post })).toEqual(['medium']);
    expect(await says({ 'src/app.ts': post.replace('post(', 'get(') })).toEqual(['high']);
    expect(await says({})).toEqual(['low']);
    expect(await says({ 'src/app.ts': timer })).toEqual([]);
  });

  it(
    'matters where the rows of one repository are read and written one by one, ' + 'whatever its table is called',
    async () => {
      const body = `import { getRepository } from 'typeorm';
import { Slider } from './slider.js';
export async function all(ids: string[]) { const rows = getRepository(Slider); for (const id of ids) { \
const row = await rows.findOne({ where: { id } }); if (!row) await rows.save({ id }); } }`;
      const slider = "import { Entity } from 'typeorm';\n@Entity()\nexport class Slider { id = ''; }";
      expect(await toldOf('no-n-plus-one', { 'src/work.ts': body, 'src/slider.ts': slider })).toHaveLength(1);
    },
  );

  it('does not matter where each round does more than a query could', async () => {
    const mail = {
      'src/mail.ts': 'export async function mail(to: string) { await fetch(`https://mail.example.com/${to}`); }',
    };
    const body = (round: string) => ({
      'src/work.ts': `import { users } from './users.js';
import { mail } from './mail.js';
export async function all(ids: string[]) { for (const id of ids) { ${round} } }`,
    });
    expect(
      await toldOf('no-n-plus-one', {
        ...files,
        ...mail,
        ...body('const user = await users.find(id); await mail(user.rows[0].mail);'),
      }),
    ).toEqual([]);
    expect(
      await toldOf('no-n-plus-one', {
        ...files,
        ...mail,
        ...body("await users.find(id); await users.rename(id, 'x');"),
      }),
    ).toHaveLength(1);
  });

  it('names the class that is asked, not the base of its file', async () => {
    const [found] = await toldOf('no-n-plus-one', {
      'src/base.ts': `import { Model } from 'objection'; export class Base extends Model {}`,
      'src/step.ts': `import { Base } from './base.js'; export class Step extends Base {}`,
      'src/flows.ts': `import { Step } from './step.js';
export async function load(ids: string[]) {
  for (const id of ids) { const step = await Step.query().findById(id); use(step); }
}`,
    });
    expect(found?.says).toMatch(/reads `Step` once for every element/);
  });

  it('knows a list that another file writes out, and not one that it fills or makes of another', async () => {
    const kinds = {
      'src/kinds.ts': `import { rows } from './rows.js';
export const KINDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
export const filled: string[] = ['a'];
for (const row of rows()) filled.push(row);
export const made = rows().map((row) => row);`,
    };
    const rounds = (name: string): Record<string, string> => ({
      ...over(''),
      ...kinds,
      'src/orders.ts': `import { ${name} } from './kinds.js'; import { users } from './users.js';
export async function list() { for (const one of ${name}) await users.find(one); }`,
    });
    expect(await toldOf('no-n-plus-one', rounds('KINDS'))).toEqual([]);
    expect(await toldOf('no-n-plus-one', rounds('filled'))).toHaveLength(1);
    expect(await toldOf('no-n-plus-one', rounds('made'))).toHaveLength(1);
  });

  it('asks a function only about what the loop hands it', async () => {
    const files = (call: string): Record<string, string> => ({
      ...over(''),
      'src/orders.ts': `import { users } from './users.js';
async function line(id: string, order: string) { return { user: await users.find(id), order }; }
export async function list(id: string, orders: string[]) { for (const order of orders) use(await ${call}); }`,
    });
    expect(await toldOf('no-n-plus-one', files('line(id, order)'))).toEqual([]);
    expect(await toldOf('no-n-plus-one', files('line(order, id)'))).toHaveLength(1);
  });
});
