import rule from '../../../rules/src/no-sql-injection/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string): string => `import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
app.get('/a', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    inHandler(`await pool.query('select * from t where id = $1', [req.params.id]);`),
    inHandler(`await pool.query({ text: 'select * from t where id = $1', values: [req.params.id] });`),
    { name: 'number', code: inHandler('await pool.query(`select * from t limit ${Number(req.query.limit) || 20}`);') },
    { name: 'unary plus', code: inHandler('await pool.query(`select * from t where id = ${+req.params.id}`);') },
    {
      name: 'choice of constants',
      code: inHandler(
        "const dir = req.query.dir === 'desc' ? 'DESC' : 'ASC'; " +
          'await pool.query(`select * from t order by id ${dir}`);',
      ),
    },
    {
      name: 'allow-list object',
      code: inHandler(
        "const SORT = { a: 'created_at', b: 'name' }; const col = SORT[req.query.sort] ?? 'id'; " +
          'await pool.query(`select * from t order by ${col}`);',
      ),
    },
    {
      name: 'guard by list',
      code: inHandler(
        "const allowed = ['a', 'b']; const col = req.query.sort; " +
          'if (!allowed.includes(col)) return res.status(400).end(); ' +
          'await pool.query(`select * from t order by ${col}`);',
      ),
    },
    {
      name: 'guard by set',
      code: inHandler(
        "const allowed = new Set(['a', 'b']); if (allowed.has(req.query.sort)) await pool.query(`select * " +
          'from t order by ${req.query.sort}`);',
      ),
    },
    {
      name: 'guard by pattern',
      code: inHandler(
        'const id = req.params.id; if (!/^[0-9]+$/.test(id)) throw new Error("bad"); ' +
          'await pool.query(`select * from t where id = ${id}`);',
      ),
    },
    {
      name: 'list of placeholders',
      code: inHandler(
        "const ids = req.body.ids; const list = ids.map((_, i) => `$${i + 1}`).join(','); " +
          'await pool.query(`select * from t where id in (${list})`, ids);',
      ),
    },
    {
      name: 'where built of placeholders',
      code: inHandler(
        'const where = []; const values = []; if (req.query.a) { values.push(req.query.a); ' +
          'where.push(`a = $${values.length}`); } await pool.query(`select * from t where ${where.join(" and ' +
          '")}`, values);',
      ),
    },
    {
      name: 'escapeIdentifier',
      code: inHandler('await pool.query(`select * from ${pool.escapeIdentifier(req.params.table)}`);'),
    },
    { name: 'SQL in a log line', code: inHandler('console.log(`select * from t where id = ${req.params.id}`);') },
    {
      name: 'SQL in a view model',
      code: inHandler("res.render('search', { query: `select ${req.params.id} from the list` });"),
    },
    {
      name: 'a search service is no database',
      code: inHandler('await searchClient.query(`${req.query.q} in books`);'),
    },
    {
      name: 'function parameter alone',
      code:
        "import { Pool } from 'pg'; const pool = new Pool(); export const find = (id) => " +
        "pool.query('select * from t where id = ' + id);",
    },
    {
      name: 'test file',
      file: 'src/user.test.ts',
      code: inHandler('await pool.query(`select * from t where id = ${req.params.id}`);'),
    },
    {
      name: 'cache with the method names of a driver',
      code: inHandler('const cache = new Map(); cache.get(`select ${req.params.id} from cache`);'),
    },
    { name: 'regular expression', code: inHandler('/a/.exec(`select ${req.query.a} from b`);') },
    {
      name: 'Prisma tag',
      code:
        "import { PrismaClient } from '@prisma/client'; import express from 'express'; " +
        "const prisma = new PrismaClient(); express().get('/', async (req) => { " +
        'await prisma.$queryRaw`select * from t where id = ${req.params.id}`; });',
    },
    {
      name: 'Knex bindings',
      code:
        "import knexFactory from 'knex'; import express from 'express'; const knex = knexFactory({}); " +
        "express().get('/', async (req) => { await knex.raw('select * from t where id = ?', " +
        "[req.params.id]); await knex('t').where({ id: req.params.id }); });",
    },
  ],
  invalid: [
    {
      name: 'waited for, from a function of the file',
      code:
        "import { store } from './store'; const find = async (day) => " +
        "`select * from visits where day = '${day}'`; export async function visits(req) { " +
        'return store.query(«await find(req.query.day)»); }',
      errors: [{ messageId: 'value', data: { call: 'store.query' } }],
    },
    {
      code: inHandler('await pool.query(«`select * from t where id = ${req.params.id}`»);'),
      errors: [
        {
          messageId: 'value',
          data: { source: 'A route parameter', call: 'pool.query', hole: 'req.params.id' },
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler("await pool.query('select * from t where id = $1', [req.params.id]);"),
            },
          ],
        },
      ],
    },
    {
      name: 'quotes go with the hole',
      code: inHandler(
        'await pool.query(«"select * from t where name = \'" + req.query.name + "\' and deleted = false"»);',
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler(
                "await pool.query('select * from t where name = $1 and deleted = false', [req.query.name]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'the pattern of a LIKE moves into the value',
      code: inHandler("await pool.query(«`select * from t where name like '%${req.query.q}%' limit 5`»);"),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler(
                "await pool.query('select * from t where name like $1 limit 5', [`%${req.query.q}%`]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'existing values are continued',
      code: inHandler(
        'await pool.query(«`select * from t where a = $1 and b = ${req.query.b} and c = ${req.query.c}`», [1]);',
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler(
                "await pool.query('select * from t where a = $1 and b = $2 and c = $3', [1, req.query.b, " +
                  'req.query.c]);',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'harmless holes stay',
      code: inHandler('const TABLE = "t"; await pool.query(«`select * from ${TABLE} where id = ${req.params.id}`»);'),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler(
                'const TABLE = "t"; await pool.query(`select * from ${TABLE} where id = $1`, [req.params.id]);',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'values out of sight: no edit',
      code: inHandler(
        'const values = [1]; await pool.query(«`select * from t where a = $1 and b = ${req.query.b}`», values);',
      ),
      errors: ['value'],
    },
    {
      name: 'hop',
      code: inHandler("const q = 'select * from t where name = \\'' + req.query.name + '\\''; await pool.query(«q»);"),
      errors: ['value'],
    },
    {
      name: 'object form',
      code: inHandler('await pool.query({ text: «`select * from t where id = ${req.params.id}`» });'),
      errors: ['value'],
    },
    {
      name: 'ORDER BY',
      code: inHandler('await pool.query(«`select * from t order by ${req.query.sort}`»);'),
      errors: [{ messageId: 'name', data: { source: 'The query string', hole: 'req.query.sort' } }],
    },
    {
      name: 'direction',
      code: inHandler('await pool.query(«`select * from t order by id ${req.query.dir}`»);'),
      errors: ['name'],
    },
    { name: 'table', code: inHandler('await pool.query(«`select * from ${req.params.table}`»);'), errors: ['name'] },
    {
      name: 'the text itself',
      code: inHandler('await pool.query(«req.body.sql»);'),
      errors: [{ messageId: 'whole', data: { source: 'The request body' } }],
    },
    {
      name: 'pieces of a where',
      code: inHandler(
        'const where = []; where.push("a = \'" + req.query.a + "\'"); ' +
          'await pool.query(«`select * from t where ${where.join(" and ")}`»);',
      ),
      errors: ['value'],
    },
    {
      name: 'appended',
      code: inHandler(
        "let sql = 'select * from t'; if (req.query.a) sql += ' where a = ' + req.query.a; await pool.query(«sql»);",
      ),
      errors: ['value'],
    },
    {
      name: 'encodeURIComponent is no defence',
      code: inHandler('await pool.query(«`select * from t order by ${encodeURIComponent(req.query.sort)}`»);'),
      errors: ['name'],
    },
    {
      name: 'unanchored pattern is no guard',
      code: inHandler(
        'const id = req.params.id; if (!/[0-9]+/.test(id)) return; ' +
          'await pool.query(«`select * from t where id = ${id}`»);',
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: inHandler(
                'const id = req.params.id; if (!/[0-9]+/.test(id)) return; ' +
                  "await pool.query('select * from t where id = $1', [id]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'receiver unknown, text is SQL',
      code: inHandler('await database.query(«`select * from t where id = ${req.params.id}`»);'),
      errors: ['value'],
    },
    {
      name: 'helper of the same file: reported at the sink',
      code: `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
function find(id) { return pool.query(«\`select * from t where id = \${id}\`»); }
express().get('/', async (req, res) => { res.json(await find(req.params.id)); });
`,
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: `import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
function find(id) { return pool.query('select * from t where id = $1', [id]); }
express().get('/', async (req, res) => { res.json(await find(req.params.id)); });
`,
            },
          ],
        },
      ],
    },
    {
      name: 'raw door of a query builder',
      code:
        "import knexFactory from 'knex'; import express from 'express'; const knex = knexFactory({}); " +
        "express().get('/', async (req) => { await knex('t').orderByRaw(«`${req.query.sort} desc`»); });",
      errors: ['whole'],
    },
    {
      name: 'raw piece inside a tagged template',
      code:
        "import { sql } from 'kysely'; import express from 'express'; express().get('/', async (req) => { " +
        'await sql`select * from t where a = ${sql.raw(«req.query.a»)}`.execute(db); });',
      errors: [{ messageId: 'fragment', data: { call: 'sql.raw', hole: 'req.query.a' } }],
    },
    {
      name: 'inner call of two',
      code:
        "import { sql } from 'drizzle-orm'; import express from 'express'; " +
        "express().get('/', async (req) => { await db.execute(sql.raw(«`select * from t where a = " +
        '${req.query.a}`»)); });',
      errors: ['value'],
    },
    {
      name: 'Prisma unsafe',
      code:
        "import { PrismaClient } from '@prisma/client'; import express from 'express'; " +
        "const prisma = new PrismaClient(); express().get('/', async (req) => { " +
        'await prisma.$queryRawUnsafe(«`select * from t where id = ${req.params.id}`»); });',
      errors: ['value'], // `$1` or `?` depends on the database behind it
    },
  ],
});
