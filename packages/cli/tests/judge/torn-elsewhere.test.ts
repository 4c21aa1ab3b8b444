import { describe, expect, it } from 'vitest';
import { detectedIn, toldOf, type Told } from './findings-of.js';

const PRISMA = "import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient();";

function service(body: string, extra = ''): Record<string, string> {
  return {
    'src/prisma.ts': PRISMA,
    'src/orders.ts': `import { prisma } from './prisma.js';
export async function place(id: string) {
${body}
}
${extra}`,
    'src/app.ts': `import express from 'express';
import { place } from './orders.js';
const app = express();
app.post('/orders', async (req, res) => { await place(req.body.id); res.end(); });`,
  };
}

const told = (files: Readonly<Record<string, string>>): Promise<readonly Told[]> =>
  toldOf('require-transaction', files);

const ORDER = 'await prisma.order.create({ data: { id } });';
const STOCK = 'await prisma.stock.update({ where: { id }, data: { n: 1 } });';

describe('writes that nothing holds, in a function and in what it calls', () => {
  it('shows the caller outside a transaction and both writes', async () => {
    const [found, ...others] = await told(service(`${ORDER}\n${STOCK}`));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: 'src/orders.ts: prisma.order.create({ data: { id } })',
      says:
        'high: `place` writes `order` and then `stock` without a transaction: when the second write fails, ' +
        'the first one stays.',
    });
    expect(found?.steps).toEqual([
      'src/app.ts: place(req.body.id) | calls place outside any transaction',
      'src/orders.ts: prisma.order.create({ data: { id } }) | writes `order`',
      'src/orders.ts: prisma.stock.update({ where: { id }, data: { n: 1 } }) | then writes `stock`',
    ]);
  });

  it('sees writes of the functions it calls', async () => {
    const files = service(
      'await create(id);\nawait reserve(id);',
      `async function create(id: string) { ${ORDER} }\nasync function reserve(id: string) { ${STOCK} }`,
    );
    expect(await told(files)).toMatchObject([{ kind: 'finding', at: 'src/orders.ts: create(id)' }]);
  });

  it('sees two writes in one branch', async () => {
    expect(await told(service(`if (id) { ${ORDER} ${STOCK} }`))).toMatchObject([{ kind: 'finding' }]);
  });

  describe('of two databases, which no transaction can hold together', () => {
    const clients = {
      'src/clients.ts': `import { Pool } from 'pg';
import mongoose from 'mongoose';
import { PrismaClient } from '@prisma/client';
export const shop = new Pool({ connectionString: process.env.SHOP });
export const stock = new Pool({ connectionString: process.env.STOCK });
export const reports = new PrismaClient();
export const Card = mongoose.model('Card', new mongoose.Schema({ n: String }));
export const Basket = mongoose.model('Basket', new mongoose.Schema({ n: String }));`,
      'src/stock.ts': `import { shop, stock } from './clients.js';
export async function reserve(id: string) { await stock.query('update parts set n = 1 where id = $1', [id]); }
export async function note(id: string) { await shop.query('update parts set n = 1 where id = $1', [id]); }`,
    };
    const over = (body: string): Record<string, string> => ({
      ...service(body),
      ...clients,
      'src/orders.ts': `import { prisma } from './prisma.js';
import { reports, shop, stock, Basket, Card } from './clients.js';
import { note, reserve } from './stock.js';
export async function place(id: string) { ${body} }`,
    });
    const SHOP = "await shop.query('insert into orders (id) values ($1)', [id]);";

    it.each([
      ['two pools', `${SHOP} await stock.query('update parts set n = 1 where id = $1', [id]);`],
      ['two pools, one of them through a function', `${SHOP} await reserve(id);`],
      ['two clients of one library', `${ORDER} await reports.stock.update({ where: { id }, data: { n: 1 } });`],
      ['rows and documents', `${ORDER} await Card.create({ n: id });`],
    ])('%s', async (_, body) => {
      expect(await told(over(body))).toEqual([]);
    });

    it.each([
      ['one pool', `${SHOP} await shop.query('update parts set n = 1 where id = $1', [id]);`],
      ['one pool, through a function', `${SHOP} await note(id);`],
      ['one client', `${ORDER} ${STOCK}`],
      ['documents of two models', 'await Basket.create({ n: id }); await Card.create({ n: id });'],
    ])('and not %s', async (_, body) => {
      expect(await told(over(body))).toHaveLength(1);
    });
  });

  it('knows a transaction that the project opens through a function of its own', async () => {
    const wrapped = (body: string) => ({
      ...service(body),
      'src/prisma.ts': `${PRISMA}
export function transaction(list: any) { return prisma.$transaction(list); }
export const within = (work: any) => prisma.$transaction(work);`,
    });
    const imported = (body: string) =>
      Object.fromEntries(
        Object.entries(wrapped(body)).map(([file, text]) => [
          file,
          text.replace(
            "import { prisma } from './prisma.js'",
            "import { prisma, transaction, within } from './prisma.js'",
          ),
        ]),
      );
    expect(
      await told(
        imported(
          'return transaction([prisma.order.create({ data: { id } }), prisma.stock.update({ where: { ' +
            'id }, data: { n: 1 } })]);',
        ),
      ),
    ).toEqual([]);
    expect(
      await told(
        imported(
          'return within(async (tx: any) => { await tx.order.create({ data: { id } }); ' +
            'await tx.stock.update({ where: { id }, data: { n: 1 } }); });',
        ),
      ),
    ).toEqual([]);
    expect(await told(imported(`await transaction([]);\n${ORDER}\n${STOCK}`))).toMatchObject([{ kind: 'finding' }]);
  });

  it('reports a table that is emptied and filled again', async () => {
    const files = service(
      'await prisma.line.deleteMany({ where: { id } });\nawait prisma.line.createMany({ data: [{ id }] });',
    );
    expect(await told(files)).toMatchObject([{ says: expect.stringContaining('deletes `line` and writes it again') }]);
  });

  it.each([
    [
      'a callback transaction',
      `await prisma.$transaction(async (tx) => {
${ORDER.replace('prisma', 'tx')}
${STOCK.replace('prisma', 'tx')}
});`,
    ],
    [
      'a list transaction',
      'await prisma.$transaction([prisma.order.create({ data: { id } }), prisma.stock.update({ where: { ' +
        'id }, data: { n: 1 } })]);',
    ],
    [
      'a first write that may be repeated',
      `await prisma.order.upsert({ where: { id }, create: { id }, update: {} });\n${STOCK}`,
    ],
    ['one table', `${ORDER}\n${ORDER}`],
    ['a note of what happened', `${ORDER}\nawait prisma.auditLog.create({ data: { id } });`],
    ['work that may be lost', `${ORDER}\nvoid prisma.stock.update({ where: { id }, data: {} }).catch(console.error);`],
    ['writes that exclude each other', `if (id) { ${ORDER} } else { ${STOCK} }`],
    ['a way that ends before the second write', `if (id) { ${ORDER} return; }\n${STOCK}`],
    [
      'a second write whose failure is dealt with',
      `${ORDER}\ntry { ${STOCK} } catch (error) { console.error(error); }`,
    ],
  ])('is silent about %s', async (_name, body) => {
    expect(await told(service(body))).toEqual([]);
  });

  const MAILED = "import nodemailer from 'nodemailer';\nconst mailer = nodemailer.createTransport({});";

  it.each([
    [
      'a callee that catches its own failures',
      `${ORDER}\nawait touch(id);`,
      `async function touch(id: string) { for (let attempt = 0; attempt < 2; attempt++) { try { ${STOCK} return; ` +
        '} catch (error) { if (attempt > 0) console.error(error); } } }',
    ],
    [
      'a callee that ends in a catch',
      `${ORDER}\nawait touch(id);`,
      'async function touch(id: string) { await prisma.stock.update({ where: { id }, data: { n: 1 } ' +
        '}).catch(console.error); }',
    ],
    [
      'a call of another system between the writes',
      `${ORDER}\nawait fetch('https://pay.example/charge');\n${STOCK}`,
      '',
    ],
    [
      'a mail between the writes, one call away',
      `${ORDER}\nawait tell(id);\n${STOCK}`,
      `${MAILED}\nasync function tell(id: string) { await mailer.sendMail({ to: id }); }`,
    ],
    [
      'a record that is told of the failure',
      `${STOCK}\ntry { await work(id); } catch (error) { ${STOCK.replace('n: 1', 'n: 2')} throw error; }\n${ORDER}`,
      'declare function work(id: string): Promise<void>;',
    ],
    [
      'batches and their checkpoint',
      `for (const at of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) { await prisma.item.updateMany({ where: { ` +
        'at }, data: { valid: true } }); await prisma.migration.update({ where: { id }, data: { state: { ' +
        'last: at } } }); }',
      '',
    ],
  ])('is silent about %s', async (_name, body, extra) => {
    expect(await told(service(body, extra))).toEqual([]);
  });

  it.each([
    [
      'a callee that throws on',
      `${ORDER}\nawait touch(id);`,
      `async function touch(id: string) { try { ${STOCK} } catch (error) { console.error(error); throw error; } }`,
    ],
    ['a call of another system before both', `await fetch('https://pay.example/charge');\n${ORDER}\n${STOCK}`, ''],
    [
      'a state that is business',
      `await prisma.order.update({ where: { id }, data: { status: 'paid' } });
await prisma.ledger.create({ data: { id } });`,
      '',
    ],
  ])('reports %s', async (_name, body, extra) => {
    expect((await told(service(body, extra))).map(({ kind }) => kind)).toEqual(['finding']);
  });

  it('knows the table of a helper by the call that reaches it', async () => {
    const KNEX = {
      'src/db.ts': `import knex from 'knex';
export const db = knex({});
export async function add(table: string, row: object) { await db(table).insert(row); }`,
    };
    const placed = (body: string) => ({
      ...KNEX,
      'src/app.ts': `import express from 'express';
import { add } from './db.js';
const app = express();
app.post('/orders', async (req, res) => { ${body} res.end(); });`,
    });
    expect(await told(placed("await add('orders', req.body); await add('stock', req.body);"))).toMatchObject([
      { kind: 'finding', says: expect.stringContaining('writes `orders` and then `stock`') },
    ]);
    expect(await told(placed("await add('orders', req.body); await add('orders', req.body);"))).toEqual([]);
    expect(await told(placed('await add(req.body.a, req.body); await add(req.body.b, req.body);'))).toEqual([]);
  });

  it('knows the table of a repository that a function of the project makes', async () => {
    const files = (second: string) => ({
      'src/source.ts': `import { DataSource, type EntityTarget } from 'typeorm';
const source = new DataSource({ type: 'sqlite' });
export const repositoryOf = (target: EntityTarget<any>) => { return source.getRepository(target); };`,
      'src/slider.ts':
        "import { Entity } from 'typeorm';\n@Entity() export class Slider {}\n@Entity() export class Page {}",
      'src/app.ts': `import express from 'express';
import { repositoryOf } from './source.js';
import { Slider, Page } from './slider.js';
const app = express();
app.post('/reset', async (req, res) => { const sliders = repositoryOf(Slider); await sliders.clear(); ${second} res.end(); });`,
    });
    expect(await told(files('await sliders.save(req.body);'))).toMatchObject([
      { says: expect.stringContaining('deletes `Slider` and writes it again') },
    ]);
    expect(await told(files('const pages = repositoryOf(Page); await pages.save(req.body);'))).toMatchObject([
      { says: expect.stringContaining('writes `Slider` and then `Page`') },
    ]);
    expect(await told(files('const rows = repositoryOf(req.body.target); await rows.save(req.body);'))).toEqual([]);
  });

  it('is silent about what each start of the process repeats', async () => {
    const files = {
      'src/prisma.ts': PRISMA,
      'src/main.ts': `import { prisma } from './prisma.js';
async function tidy() { await prisma.visit_rows.deleteMany({ where: { at: null } }); \
await prisma.feed.deleteMany({ where: { at: null } }); }
await tidy();`,
    };
    expect(await told(files)).toEqual([]);
  });

  it('says once that the project opens no transaction', async () => {
    const second =
      'export async function move(id: string) { await prisma.order.update({ where: { id }, data: { id } ' +
      '}); await prisma.shelf.update({ where: { id }, data: { id } }); }';
    const called = (text: Record<string, string>) => ({
      ...text,
      'src/app.ts': text['src/app.ts']!.replace('{ place }', '{ place, move }').replace(
        'res.end();',
        'await move(req.body.id); res.end();',
      ),
    });
    const [first, other, ...more] = await told(called(service(`${ORDER}\n${STOCK}`, second)));
    expect(more).toEqual([]);
    expect(first?.says).toContain('The project opens no transaction anywhere: one more function writes like this.');
    expect(first?.steps.at(-1)).toBe('src/orders.ts: prisma.order.update({ where: { id }, data: { id } }) | here too');
    expect(other?.says).not.toContain('anywhere');
    const opened = {
      'src/other.ts': "import { prisma } from './prisma.js';\nexport const all = () => prisma.$transaction([]);",
    };
    expect(
      (await told({ ...called(service(`${ORDER}\n${STOCK}`, second)), ...opened })).map(({ says }) => says),
    ).toEqual([expect.not.stringContaining('anywhere'), expect.not.stringContaining('anywhere')]);
  });

  it('does not take a BEGIN of another driver for its transaction', async () => {
    const begun = (client: string) =>
      service(
        `await ${client}.query('BEGIN');\n${ORDER}\n${STOCK}`,
        "import { Pool } from 'pg';\nconst pool = new Pool();",
      );
    expect(await told(begun('pool'))).toMatchObject([{ kind: 'finding' }]);
  });

  it('is silent between BEGIN and COMMIT', async () => {
    const files = {
      'src/a.ts': `import { Pool } from 'pg';
const pool = new Pool();
export async function a(id: string) {
  const client = await pool.connect();
  try { await client.query('BEGIN'); await client.query('update orders set a = $1', [id]); \
await client.query('update stock set a = $1', [id]); await client.query('COMMIT'); }
  catch (error) { await client.query('ROLLBACK'); throw error; } finally { client.release(); }
}`,
    };
    expect(await told(files)).toEqual([]);
  });

  it('is silent when it is handed a transaction', async () => {
    const files = service(
      `await prisma.$transaction(async (tx) => write(tx, id));`,
      'async function write(tx: any, id: string) { await tx.order.create({ data: { id } }); ' +
        'await tx.stock.update({ where: { id }, data: {} }); }',
    );
    expect(await told(files)).toEqual([]);
  });

  it('asks when the callers are not visible', async () => {
    const { 'src/app.ts': _app, ...files } = service(`${ORDER}\n${STOCK}`);
    expect(await told(files)).toMatchObject([
      { kind: 'question', says: expect.stringContaining('Does every caller of `place` run it inside a transaction?') },
    ]);
  });

  it('asks what only proved callers settle: by this contract and these facts answers are known', async () => {
    const { 'src/app.ts': _app, ...files } = service(`${ORDER}\n${STOCK}`);
    const { questions } = await detectedIn({
      ...files,
      'src/index.ts': "export { place } from './orders.js';\nexport const again = (work: any) => work();",
    });
    const fn = 'src/orders.ts#place';
    expect(questions).toMatchObject([
      {
        version: 1,
        severity: 'high',
        question:
          'Does every caller of `place` run it inside a transaction? ' +
          'It writes `order` and then `stock` and opens none itself.',
        whyAmbiguous: ['not every caller is visible'],
        contracts: [
          {
            id: 'all-callers-within-transaction',
            requires: [{ predicate: 'all_callers_within_transaction', fn }],
            reason: 'every caller runs it inside a transaction',
          },
        ],
        facts: [
          { predicate: 'writes', args: { fn, table: 'order' }, value: true },
          { predicate: 'writes', args: { fn, table: 'stock' }, value: true },
          { predicate: 'callers_visible', args: { fn }, value: false },
        ],
      },
    ]);
    expect(questions[0]?.evidence.map(({ role, what }) => `${role}: ${what}`)).toEqual([
      'subject: place opens no transaction', 'context: writes `order`', 'context: then writes `stock`',
    ]);
  });

  it('asks once where the project opens no transaction', async () => {
    const { 'src/app.ts': _app, ...files } = service(
      `${ORDER}\n${STOCK}`,
      `export async function move(id: string) { ${ORDER} ${STOCK} }`,
    );
    const [asked, ...others] = await told(files);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({
      kind: 'question',
      says: expect.stringContaining('The project opens none anywhere, and writes like this in 1 more functions.'),
    });
    expect(asked?.steps.at(-1)).toBe('src/orders.ts: prisma.order.create({ data: { id } }) | here too');
  });
});

describe('writes that the file shows as well', () => {
  const again = 'await prisma.line.deleteMany({ where: { id } });\nawait prisma.line.createMany({ data: [{ id }] });';

  it('are told once, with the caller where one is seen', async () => {
    const opened = 'export const all = () => prisma.$transaction(async (tx) => tx.line.findMany());';
    const [found, ...others] = await told(service(again, opened));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ says: expect.stringContaining('`place` deletes `line` and writes it again') });
    expect(found?.steps[0]).toBe('src/app.ts: place(req.body.id) | calls place outside any transaction');
  });

  it('are not asked about where no caller is seen', async () => {
    const { 'src/app.ts': _app, ...files } = service(again);
    expect(await told(files)).toMatchObject([
      { kind: 'finding', says: expect.stringContaining('`prisma.line.deleteMany` deletes rows of `line`') },
    ]);
  });

  it('are others where another pair of the function is torn', async () => {
    expect((await told(service(`${STOCK}\n${again}`))).map(({ at }) => at)).toEqual([
      expect.stringContaining('prisma.stock.update'),
      expect.stringContaining('prisma.line.deleteMany'),
    ]);
  });
});

describe('the tables that are named', () => {
  const kysely = (type: string, first: string): Record<string, string> => ({
    'src/db.ts': `import { Kysely } from 'kysely';
export interface AllTables { tabs: { id: string }; servers: { id: string } }
export class Servers {
  readonly database: Kysely<AllTables>;
  constructor(database: Kysely<AllTables>) { this.database = database; }
  async add(id: string) {
    await this.database.insertInto('servers').values({ id }).executeTakeFirst();
    await ${first}.insertInto('tabs').values({ id }).execute();
  }
}
export async function both(trx: ${type}, id: string) { await new Servers(trx as never).add(id); }`,
    'src/app.ts': `import express from 'express';
import { both } from './db.js';
const app = express();
app.post('/servers', async (req, res) => { await both(db, req.body.id); res.end(); });`,
  });

  it('are those of the queries, and not the type of the schema', async () => {
    const [found] = await told(kysely('Kysely<AllTables>', 'this.database'));
    expect(found?.says).toMatch(/writes `servers` and then `tabs`/);
  });
});
