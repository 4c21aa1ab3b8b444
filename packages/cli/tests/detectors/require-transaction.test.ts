import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

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

const ORDER = 'await prisma.order.create({ data: { id } });';
const STOCK = 'await prisma.stock.update({ where: { id }, data: { n: 1 } });';

describe('require-transaction', () => {
  it('shows the caller outside a transaction and both writes', () => {
    const [found, ...others] = detected('require-transaction', service(`${ORDER}\n${STOCK}`));
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

  it('sees writes of the functions it calls', () => {
    const files = service(
      'await create(id);\nawait reserve(id);',
      `async function create(id: string) { ${ORDER} }\nasync function reserve(id: string) { ${STOCK} }`,
    );
    expect(detected('require-transaction', files)).toMatchObject([
      { kind: 'finding', at: 'src/orders.ts: create(id)' },
    ]);
  });

  it('sees two writes in one branch', () => {
    expect(detected('require-transaction', service(`if (id) { ${ORDER} ${STOCK} }`))).toMatchObject([
      { kind: 'finding' },
    ]);
  });

  it('knows a transaction that the project opens through a function of its own', () => {
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
      detected(
        'require-transaction',
        imported(
          'return transaction([prisma.order.create({ data: { id } }), prisma.stock.update({ where: { ' +
            'id }, data: { n: 1 } })]);',
        ),
      ),
    ).toEqual([]);
    expect(
      detected(
        'require-transaction',
        imported(
          'return within(async (tx: any) => { await tx.order.create({ data: { id } }); ' +
            'await tx.stock.update({ where: { id }, data: { n: 1 } }); });',
        ),
      ),
    ).toEqual([]);
    expect(detected('require-transaction', imported(`await transaction([]);\n${ORDER}\n${STOCK}`))).toMatchObject([
      { kind: 'finding' },
    ]);
  });

  it('reports a table that is emptied and filled again', () => {
    const files = service(
      'await prisma.line.deleteMany({ where: { id } });\nawait prisma.line.createMany({ data: [{ id }] });',
    );
    expect(detected('require-transaction', files)).toMatchObject([
      { says: expect.stringContaining('deletes `line` and writes it again') },
    ]);
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
  ])('is silent about %s', (_name, body) => {
    expect(detected('require-transaction', service(body))).toEqual([]);
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
  ])('is silent about %s', (_name, body, extra) => {
    expect(detected('require-transaction', service(body, extra))).toEqual([]);
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
  ])('reports %s', (_name, body, extra) => {
    expect(detected('require-transaction', service(body, extra)).map(({ kind }) => kind)).toEqual(['finding']);
  });

  it('knows the table of a helper by the call that reaches it', () => {
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
    expect(
      detected('require-transaction', placed("await add('orders', req.body); await add('stock', req.body);")),
    ).toMatchObject([{ kind: 'finding', says: expect.stringContaining('writes `orders` and then `stock`') }]);
    expect(
      detected('require-transaction', placed("await add('orders', req.body); await add('orders', req.body);")),
    ).toEqual([]);
    expect(
      detected('require-transaction', placed('await add(req.body.a, req.body); await add(req.body.b, req.body);')),
    ).toEqual([]);
  });

  it('knows the table of a repository that a function of the project makes', () => {
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
    expect(detected('require-transaction', files('await sliders.save(req.body);'))).toMatchObject([
      { says: expect.stringContaining('deletes `Slider` and writes it again') },
    ]);
    expect(
      detected('require-transaction', files('const pages = repositoryOf(Page); await pages.save(req.body);')),
    ).toMatchObject([{ says: expect.stringContaining('writes `Slider` and then `Page`') }]);
    expect(
      detected('require-transaction', files('const rows = repositoryOf(req.body.target); await rows.save(req.body);')),
    ).toEqual([]);
  });

  it('is silent about what each start of the process repeats', () => {
    const files = {
      'src/prisma.ts': PRISMA,
      'src/main.ts': `import { prisma } from './prisma.js';
async function tidy() { await prisma.visit_rows.deleteMany({ where: { at: null } }); \
await prisma.feed.deleteMany({ where: { at: null } }); }
await tidy();`,
    };
    expect(detected('require-transaction', files)).toEqual([]);
  });

  it('says once that the project opens no transaction', () => {
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
    const [first, other, ...more] = detected('require-transaction', called(service(`${ORDER}\n${STOCK}`, second)));
    expect(more).toEqual([]);
    expect(first?.says).toContain('The project opens no transaction anywhere: one more function writes like this.');
    expect(first?.steps.at(-1)).toBe('src/orders.ts: prisma.order.update({ where: { id }, data: { id } }) | here too');
    expect(other?.says).not.toContain('anywhere');
    const opened = {
      'src/other.ts': "import { prisma } from './prisma.js';\nexport const all = () => prisma.$transaction([]);",
    };
    expect(
      detected('require-transaction', { ...called(service(`${ORDER}\n${STOCK}`, second)), ...opened }).map(
        ({ says }) => says,
      ),
    ).toEqual([expect.not.stringContaining('anywhere'), expect.not.stringContaining('anywhere')]);
  });

  it('does not take a BEGIN of another driver for its transaction', () => {
    const begun = (client: string) =>
      service(
        `await ${client}.query('BEGIN');\n${ORDER}\n${STOCK}`,
        "import { Pool } from 'pg';\nconst pool = new Pool();",
      );
    expect(detected('require-transaction', begun('pool'))).toMatchObject([{ kind: 'finding' }]);
  });

  it('is silent between BEGIN and COMMIT', () => {
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
    expect(detected('require-transaction', files)).toEqual([]);
  });

  it('is silent when it is handed a transaction', () => {
    const files = service(
      `await prisma.$transaction(async (tx) => write(tx, id));`,
      'async function write(tx: any, id: string) { await tx.order.create({ data: { id } }); ' +
        'await tx.stock.update({ where: { id }, data: {} }); }',
    );
    expect(detected('require-transaction', files)).toEqual([]);
  });

  it('asks when the callers are not visible', () => {
    const { 'src/app.ts': _app, ...files } = service(`${ORDER}\n${STOCK}`);
    expect(detected('require-transaction', files)).toMatchObject([
      { kind: 'question', says: expect.stringContaining('Does every caller of `place` run it inside a transaction?') },
    ]);
  });
});
