import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

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

describe('no-n-plus-one', () => {
  it('follows the element through three calls to the query', () => {
    const [found, ...others] = detected('no-n-plus-one', over('for (const order of orders) { await card(order); }'));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/orders.ts: card(order)',
      says: expect.stringContaining('low: `users` is read once for every element through card and named'),
    });
    expect(found?.steps).toEqual([
      'src/orders.ts: for (const order of orders) { await card(order); } | this loop runs once for each `order`',
      'src/orders.ts: card(order) | calls card', 'src/service.ts: named(order.userId) | calls named',
      'src/service.ts: users.find(id) | calls find',
      "src/users.ts: pool.query('select * from users where id = $1', [id]) | reads `users` by a key of that element",
    ]);
  });

  it.each([
    'await Promise.all(orders.map((order) => users.find(order.userId)));',
    "await Promise.all(orders.map((order) => pool.query('select * from users where id = $1', [order.userId])));",
    'for (const { userId } of orders) { const user = await users.find(userId); console.log(user); }',
  ])('reports %s', (body) => {
    expect(detected('no-n-plus-one', over(body)).map(({ kind }) => kind)).toEqual(['finding']);
  });

  it('knows the idiom of entity classes that are declared elsewhere', () => {
    const text = (body: string) => ({
      'src/a.ts': `declare const User: any;\nexport async function a(items: { userId: string }[]) { ${body} }`,
    });
    expect(
      detected('no-n-plus-one', text('for (const item of items) { await User.findById(item.userId); }')),
    ).toMatchObject([{ at: 'src/a.ts: User.findById(item.userId)' }]);
    expect(detected('no-n-plus-one', text('for (const item of items) { await User.describe(item.userId); }'))).toEqual(
      [],
    );
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
  ])('is silent about %s', (_name, body) => {
    expect(detected('no-n-plus-one', over(body))).toEqual([]);
  });

  it('is high while a list is answered, and silent in scripts', () => {
    const route = `import express from 'express';
import { users } from './users.js';
const app = express();
app.get('/orders', async (req, res) => {
  const found = [];
  for (const id of req.body.ids) { found.push(await users.find(id)); }
  res.json(found);
});`;
    const files = { 'src/pool.ts': POOL, 'src/users.ts': REPOSITORY };
    expect(detected('no-n-plus-one', { ...files, 'src/app.ts': route }).map(({ says }) => says)).toEqual([
      expect.stringMatching(/^high: .* while GET \/orders is answered/),
    ]);
    expect(
      detected('no-n-plus-one', { ...files, 'scripts/app.ts': route.replace('./users.js', '../src/users.js') }),
    ).toEqual([]);
  });
});
