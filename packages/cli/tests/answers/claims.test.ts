import { expect, test } from 'vitest';
import { proveClaim } from '../../src/answers/claims.js';
import { projectOf } from '../project-of.js';

const PACKAGE = {
  'package.json': '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.0.0","jsonwebtoken":"^9.0.0"}}',
};
const DB = { 'src/db.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();\n" };
const isProved = (claim: Parameters<typeof proveClaim>[0], files: Readonly<Record<string, string>>) =>
  proveClaim(claim, projectOf({ ...PACKAGE, ...DB, ...files }), {});

const REPO = `import { pool } from './db.js';
export interface Order { id: string }
export class OrderRepo { find(id: string) { return pool.query('SELECT * FROM orders WHERE id = $1', [id]); } }
`;

test.each([
  [
    'import type',
    "import type { OrderRepo } from './repo.js';\nexport const name = (repo: OrderRepo) => repo.constructor.name;\n",
    true,
  ],
  [
    'names used as types only',
    "import { Order } from './repo.js';\nexport const id = (order: Order) => order.id;\n",
    true,
  ],
  [
    'a class that is constructed',
    "import { OrderRepo } from './repo.js';\nexport const repo = new OrderRepo();\n",
    false,
  ],
  [
    'a type beside a value',
    `import { type Order, OrderRepo } from './repo.js';
export const find = (order: Order) => new OrderRepo().find(order.id);
`,
    false,
  ],
  [
    'a second import that is needed',
    `import type { Order } from './repo.js';
import { OrderRepo } from './repo.js';
export const find = (order: Order) => new OrderRepo().find(order.id);
`,
    false,
  ],
  [
    'an import for its effects',
    "import type { Order } from './repo.js';\nimport './repo.js';\nexport type Same = Order;\n",
    false,
  ],
  [
    'a lazy import',
    `import type { Order } from './repo.js';
export const load = async (order: Order) => (await import('./repo.js')).OrderRepo.name + order.id;
`,
    false,
  ],
  [
    'a type that decorators turn into a value',
    `import { OrderRepo } from './repo.js';
declare const Injectable: () => ClassDecorator;
@Injectable()
export class Service { constructor(private readonly repo: OrderRepo) {} }
`,
    false,
  ],
  ['no import at all', 'export const nothing = 1;\n', false],
])('no_runtime_imports: %s', (_, text, expected) => {
  expect(
    isProved(
      { predicate: 'no_runtime_imports', from: 'src/order.ts', to: 'src/repo.ts' },
      { 'src/order.ts': text, 'src/repo.ts': REPO },
    ).proved,
  ).toBe(expected);
});

test('no_runtime_imports: a file that was not read proves nothing', () => {
  expect(isProved({ predicate: 'no_runtime_imports', from: 'src/gone.ts', to: 'src/db.ts' }, {})).toEqual({
    proved: false,
    because: 'src/gone.ts is not among the files read',
  });
});

test.each([
  ['interfaces and types', 'export interface Order { id: string }\nexport type Id = Order["id"];\n', true],
  ['a class beside a type', 'export interface Order { id: string }\nexport class Row {}\n', false],
  ['an enum', 'export enum Status { Open }\n', false],
  ['a constant', "export type Id = string;\nexport const NONE = '';\n", false],
  [
    'types, and an effect',
    "import { pool } from './db.js';\nexport type Id = string;\npool.on('error', () => process.exit(1));\n",
    false,
  ],
  ['nothing', 'const inner = 1;\nvoid inner;\n', false],
])('exports_only_types: %s', (_, text, expected) => {
  expect(isProved({ predicate: 'exports_only_types', file: 'src/types.ts' }, { 'src/types.ts': text }).proved).toBe(
    expected,
  );
});

const SERVICE = `import type { OrderRepo } from './repo.js';
export class OrderService { constructor(private readonly repo: OrderRepo) {} find(id: string) { return this.repo.find(id); } }
`;

test.each([
  [
    'constructs and passes on',
    `import { OrderRepo } from './repo.js';
import { OrderService } from './service.js';
export function createShop() { const repo = new OrderRepo(); return { orders: new OrderService(repo) }; }
`,
    true,
  ],
  [
    'queries as well',
    `import { pool } from './db.js';
import { OrderRepo } from './repo.js';
export async function createShop() { await pool.query('DELETE FROM carts'); return new OrderRepo(); }
`,
    false,
  ],
  [
    'uses what it constructs',
    `import { OrderRepo } from './repo.js';
export async function first() { const repo = new OrderRepo(); return repo.find('1'); }
`,
    false,
  ],
  ['only declares', 'export const port = 3000;\n', false],
  [
    'calls another system as well',
    `import { OrderRepo } from './repo.js';
export const orders = new OrderRepo();
export async function tell(id: string) { await fetch('https://bank.example/' + id, { method: 'POST' }); }
`,
    false,
  ],
  [
    'starts a server',
    `import express from 'express';
import { OrderRepo } from './repo.js';
const app = express();
app.locals.orders = new OrderRepo();
app.listen(3000);
`,
    true,
  ],
])('is_composition_root: %s', (_, text, expected) => {
  expect(
    isProved(
      { predicate: 'is_composition_root', file: 'src/shop.ts' },
      { 'src/shop.ts': text, 'src/repo.ts': REPO, 'src/service.ts': SERVICE },
    ).proved,
  ).toBe(expected);
});

test('is_composition_root: a module that working code imports is a part', () => {
  const shop = "import { OrderRepo } from './repo.js';\nexport function createRepo() { return new OrderRepo(); }\n";
  const work = `import { createRepo } from './shop.js';
import { pool } from './db.js';
export async function clean() { await pool.query('DELETE FROM orders'); return createRepo().find('1'); }
`;
  expect(
    isProved(
      { predicate: 'is_composition_root', file: 'src/shop.ts' },
      { 'src/shop.ts': shop, 'src/work.ts': work, 'src/repo.ts': REPO },
    ).proved,
  ).toBe(false);
});

const AUTH = `import jwt from 'jsonwebtoken';
export function requireUser(req, res, next) { const token = req.headers.authorization; \
if (!token) return res.status(401).end(); jwt.verify(token, process.env.KEY); next(); }
export function mustBeUser(req) { if (!req.headers.authorization) { const error = new Error('who?'); \
error.status = 401; throw error; } jwt.verify(req.headers.authorization, process.env.KEY); }
export function requestId(req, res, next) { req.id = 1; next(); }
`;
const routes = (line: string) =>
  `import express from 'express';
import { requireUser, mustBeUser, requestId } from './auth.js';
import { pool } from './db.js';
const app = express();
${line}
app.listen(3000);
`;

test.each([
  [
    'a guard before the handler',
    'requireUser',
    "app.post('/orders', requireUser, async (req, res) => { " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    true,
  ],
  [
    'another link of the chain',
    'requestId',
    "app.post('/orders', requestId, requireUser, async (req, res) => { " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    false,
  ],
  [
    'a link that guards nothing',
    'requestId',
    "app.post('/orders', requestId, async (req, res) => { " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    false,
  ],
  [
    'a guard that is not in the chain',
    'requireUser',
    "app.post('/orders', async (req, res) => { await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    false,
  ],
  [
    'a guard the handler calls first',
    'mustBeUser',
    "app.post('/orders', async (req, res) => { mustBeUser(req); " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    true,
  ],
  [
    'the same guard after the query',
    'mustBeUser',
    "app.post('/orders', async (req, res) => { await pool.query('INSERT INTO orders VALUES (1)'); " +
      'mustBeUser(req); res.end(); });',
    false,
  ],
  [
    'the same guard on one path only',
    'mustBeUser',
    "app.post('/orders', async (req, res) => { if (req.query.check) mustBeUser(req); " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    false,
  ],
  [
    'the same guard, its refusal swallowed',
    'mustBeUser',
    "app.post('/orders', async (req, res) => { try { mustBeUser(req); } catch {} " +
      "await pool.query('INSERT INTO orders VALUES (1)'); res.end(); });",
    false,
  ],
  ['a route that is not there', 'requireUser', "app.put('/orders', requireUser, (req, res) => res.end());", false],
])('guarded_by: %s', (_, guard, line, expected) => {
  const proof = isProved(
    { predicate: 'guarded_by', route: 'POST /orders', guard },
    { 'src/auth.ts': AUTH, 'src/app.ts': routes(line) },
  );
  expect(proof.proved).toBe(expected);
  expect(proof.because === 'there is no route POST /orders').toBe(line.startsWith('app.put'));
});

const hook = (body: string) =>
  `import express from 'express';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { pool } from './db.js';
const app = express();
app.post('/hook', async (req, res) => {
  const expected = createHmac('sha256', process.env.SECRET).update(req.body).digest();
${body}
  res.end();
});
app.listen(3000);
`;
const EFFECT = "  await pool.query('UPDATE orders SET paid = true WHERE id = $1', [req.body.id]);";

test.each([
  [
    'refuses before it writes',
    `  if (!timingSafeEqual(expected, Buffer.from(req.get('x-signature'), 'hex'))) return res.status(401).end();
${EFFECT}`,
    true,
  ],
  [
    'writes before it refuses',
    `${EFFECT}
  if (!timingSafeEqual(expected, Buffer.from(req.get('x-signature'), 'hex'))) return res.status(401).end();`,
    false,
  ],
  [
    'verifies and ignores the result',
    `  const ok = timingSafeEqual(expected, Buffer.from(req.get('x-signature'), 'hex'));
  console.log(ok);
${EFFECT}`,
    false,
  ],
  ['verifies nothing', EFFECT, false],
])('verifies_signature_before_effects: %s', (_, body, expected) => {
  const proof = isProved(
    { predicate: 'verifies_signature_before_effects', route: 'POST /hook' },
    { 'src/app.ts': hook(body) },
  );
  expect(proof.proved).toBe(expected);
  expect(proof.because).not.toContain('no route');
});

test('verifies_signature_before_effects: a handler in another file is held to the same order', () => {
  const check =
    "if (!timingSafeEqual(expected, Buffer.from(req.get('x-signature'), 'hex'))) return res.status(401).end();";
  const handler = (body: string) =>
    `import { createHmac, timingSafeEqual } from 'node:crypto';
import { pool } from './db.js';
export async function receive(req, res) {
  const expected = createHmac('sha256', process.env.SECRET).update(req.body).digest();
  ${body}
  res.end();
}
`;
  const prove = (body: string) =>
    isProved(
      { predicate: 'verifies_signature_before_effects', route: 'POST /hook' },
      {
        'src/hook.ts': handler(body),
        'src/app.ts': `import express from 'express';
import { receive } from './hook.js';
const app = express();
app.post('/hook', receive);
app.listen(3000);
`,
      },
    );
  expect(prove(`${check}\n${EFFECT}`)).toEqual({
    proved: true,
    because: 'receive refuses a wrong signature before it changes anything',
  });
  expect(prove(`${EFFECT}\n  ${check}`)).toEqual({
    proved: false,
    because: 'that a wrong signature is refused before receive changes anything could not be proved',
  });
});

const STOCK =
  "export async function take(client, id) { await client.query('UPDATE stock SET left = left - 1 " +
  "WHERE id = $1', [id]); await client.query('INSERT INTO log VALUES ($1)', [id]); }\n";

test.each([
  [
    'the caller hands its transaction over',
    `import { PrismaClient } from '@prisma/client';
import { take } from './stock.js';
const prisma = new PrismaClient();
export async function main() { await prisma.$transaction(async (tx) => { await take(tx, 1); }); }
main();
`,
    true,
  ],
  [
    'the caller keeps it to itself',
    `import { PrismaClient } from '@prisma/client';
import { take } from './stock.js';
const prisma = new PrismaClient();
export async function main() { await prisma.$transaction(async (tx) => { await take(prisma, 1); }); }
main();
`,
    false,
  ],
  [
    'one caller opens none',
    `import { PrismaClient } from '@prisma/client';
import { take } from './stock.js';
const prisma = new PrismaClient();
export async function main() { await prisma.$transaction(async (tx) => { await take(tx, 1); }); await take(prisma, 2); }
main();
`,
    false,
  ],
  ['nobody calls it', 'export const nothing = 1;\n', false],
])('all_callers_within_transaction: %s', (_, text, expected) => {
  const stock = STOCK.replaceAll('client.query(', 'client.stock.update(').replace(
    /'[A-Z][^']*', \[id\]/g,
    '{ where: { id }, data: { left: 0 } }',
  );
  expect(
    isProved(
      { predicate: 'all_callers_within_transaction', fn: 'src/stock.ts#take' },
      { 'src/main.ts': text, 'src/stock.ts': stock },
    ).proved,
  ).toBe(expected);
});
