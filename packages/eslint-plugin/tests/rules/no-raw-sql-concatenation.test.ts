import rule from '../../../rules/src/no-raw-sql-concatenation/rule.js';
import { testRule } from '../harness.js';

const withPool = (body: string): string => `import { Pool } from 'pg';
const pool = new Pool();
${body}
`;

const withBuilder = (body: string): string => `import { DataSource } from 'typeorm';
import makeKnex from 'knex';
import { Sequelize } from 'sequelize';
const source = new DataSource({ type: 'postgres' });
const knex = makeKnex({ client: 'pg' });
const sequelize = new Sequelize('db');
const builder = () => source.createQueryBuilder().from('t', 't');
${body}
`;

/** A class whose private field is a part of a query. */
const withField = (field: string, more: string, hole: string): string =>
  withPool(`export class Store { ${field} ${more} find() { return pool.query(${hole}); } }`);
const FIELD = "`select * from t where kind = '${this.kind}'`";
const HASHED = FIELD.replace('this.kind', 'this.#kind');

testRule(rule, {
  valid: [
    {
      name: 'a private field that is given a literal, and nothing else',
      file: 'src/store.ts',
      code: withField("private kind = 'a';", 'set(other) { this.more = other; }', FIELD),
    },
    { name: 'the same by its sign', code: withField("#kind = 'a';", 'set(other) { this.more = other; }', HASHED) },
    {
      name: 'a field whose type stands elsewhere',
      file: 'src/groups.ts',
      code:
        "import pg from 'pg'; import type { GroupsQuery } from './schema.js'; const pool = new pg.Pool(); " +
        'export const list = ({ sortBy, sortOrder }: GroupsQuery) => ' +
        'pool.query(`SELECT id FROM groups ORDER BY ${sortBy} ${sortOrder}`);',
    },
    {
      name: 'a time as text',
      code: withPool(
        "import { format } from 'date-fns'; export const since = (day) => " +
          "pool.query(`select * from t where a > '${day.toISOString()}' and b < '${format(day, " +
          "'yyyy-MM-dd')}'`);",
      ),
    },
    {
      name: 'a key of a table',
      code: withPool(
        "import { COLUMNS } from './columns.js'; export const list = (by) => { " +
          "if (!(by in COLUMNS)) throw new Error('no such column'); return pool.query(`select ${by} from t`); " +
          "}; export const other = (by) => { if (!Object.keys(COLUMNS).includes(by)) throw new Error('no such " +
          "column'); return pool.query(`select ${by} from t`); };",
      ),
    },
    {
      name: 'a raw template without holes',
      code: withPool("export const load = () => pool.query(String.raw`select '\\d' from visits`);"),
    },
    {
      name: 'a function of the file that makes no SQL',
      code:
        "import { store } from './store'; const find = (day) => `visits of ${day}`; " +
        'export const visits = (day) => store.query(find(day));',
    },
    withPool("export const find = (id) => pool.query('select * from t where id = $1', [id]);"),
    {
      name: 'a wrapper that hands whole texts on',
      code: withPool('export function query(text, values) { return pool.query(text, values); }'),
    },
    {
      name: 'a wrapper with a comment in front',
      code: withPool('export function query(text) { return pool.query(`/* app */ ${text}`); }'),
    },
    {
      name: 'a count of a whole text',
      code: withPool('export const count = (text) => pool.query(`select count(*) as num from (${text}) t`);'),
    },
    {
      name: 'EXPLAIN of a whole text',
      code: withPool('export const explain = (text) => pool.query(`EXPLAIN ANALYZE ${text}`);'),
    },
    {
      name: 'constants',
      code: withPool(
        "const TABLE = 't'; const COLS = ['a', 'b']; export const all = () => " +
          "pool.query(`select ${COLS.join(', ')} from ${TABLE}`);",
      ),
    },
    {
      name: 'constant from another file, by case',
      code: withPool(
        "import { TABLE } from './tables.js'; export const all = () => pool.query(`select * from ${TABLE}`);",
      ),
    },
    {
      name: 'enum member',
      code: withPool(
        "enum Table { Users = 'users' }\nexport const all = () => pool.query(`select * from ${Table.Users}`);",
      ),
      file: 'src/a.ts',
    },
    {
      name: 'name from the configuration',
      code: withPool(
        "import config from './config.js'; export const all = () => " +
          'pool.query(`select * from ${config.schema}.users`);',
      ),
    },
    {
      name: 'name from a field',
      code: withPool(
        'export class Repo { constructor(table) { this.table = table; } all() { ' +
          'return pool.query(`select * from ${this.table}`); } }',
      ),
    },
    {
      name: 'number parameter',
      file: 'src/a.ts',
      code: withPool('export const page = (limit: number) => pool.query(`select * from t limit ${limit}`);'),
    },
    {
      name: 'union of constants',
      file: 'src/a.ts',
      code: withPool(
        `type Column = 'name' | 'age';
export const list = (by: Column, dir: 'asc' | 'desc' = 'asc') => pool.query(\`select * from t order by \${by} \${dir}\`);`,
      ),
    },
    {
      name: 'member of a typed parameter',
      file: 'src/a.ts',
      code: withPool(
        `interface Page { limit: number; offset?: number; sort: 'a' | 'b' }
export const list = (page: Page) => pool.query(\`select * from t order by \${page.sort} limit \${page.limit} \
offset \${page.offset}\`);
export function more({ limit }: { limit: number }, page: Readonly<Page>) { const { sort } = page; \
return pool.query(\`select * from t order by \${sort} limit \${limit}\`); }`,
      ),
    },
    {
      name: 'keys of a constant object',
      file: 'src/a.ts',
      code: withPool(
        `const COLUMNS = { a: 1 } as const;
export const list = (by: keyof typeof COLUMNS) => pool.query(\`select * from t order by \${by}\`);`,
      ),
    },
    {
      name: 'Number()',
      code: withPool('export const page = (limit) => pool.query(`select * from t limit ${Number(limit)}`);'),
    },
    {
      name: 'Math',
      code: withPool('export const page = (limit) => pool.query(`select * from t limit ${Math.min(limit, 100)}`);'),
    },
    {
      name: 'choice',
      code: withPool(
        "export const list = (desc) => pool.query(`select * from t order by id ${desc ? 'desc' : 'asc'}`);",
      ),
    },
    {
      name: 'literal union parameter by switch',
      code: withPool(
        "export function list(by) { let column = 'id'; switch (by) { case 'name': column = 'name'; break; " +
          "case 'age': column = 'age'; break; } return pool.query(`select * from t order by ${column}`); }",
      ),
    },
    {
      name: 'lookup',
      code: withPool(
        "const SORT = { a: 'created_at' }; export const list = (by) => " +
          "pool.query(`select * from t order by ${SORT[by] ?? 'id'}`);",
      ),
    },
    {
      name: 'placeholders for a list',
      code: withPool(
        'export const some = (ids) => pool.query(`select * from t where id in (${ids.map((_, i) => ' +
          "`$${i + 1}`).join(', ')})`, ids);",
      ),
    },
    {
      name: 'fill with placeholders',
      code: withPool(
        'export const some = (ids) => pool.query(`select * from t where id in ' +
          "(${Array(ids.length).fill('?').join(',')})`, ids);",
      ),
    },
    {
      name: 'where from bound fragments',
      code: withPool(
        'export function search(filter) { const where = []; const values = []; if (filter.name) { ' +
          'values.push(filter.name); where.push(`name = $${values.length}`); } if (filter.age) { ' +
          'values.push(filter.age); where.push(`age > $${values.length}`); } ' +
          'const clause = where.length ? `where ${where.join(" and ")}` : ""; ' +
          'return pool.query(`select * from t ${clause}`, values); }',
      ),
    },
    {
      name: 'counter',
      code: withPool(
        'export function save(fields) { let n = 1; const sets = Object.keys({ a: 1, b: 2 }).map((key) => ' +
          '`${key} = $${n++}`); return pool.query(`update t set ${sets.join(", ")}`, fields); }',
      ),
    },
    {
      name: 'untrusted text belongs to the other rule',
      code: withPool(
        "import express from 'express'; express().get('/', (req) => " +
          'pool.query(`select * from t where id = ${req.params.id}`));',
      ),
    },
    {
      name: 'error text',
      code: 'export const fail = (id) => { throw new Error(`select * from t where id = ${id} failed`); };',
    },
    { name: 'log text', code: 'export const f = (id, logger) => logger.info(`select * from t where id = ${id}`);' },
    { name: 'prose', code: 'export const f = (box, name) => box.query(`select ${name} please`);' },
    { name: 'selector', code: 'export const f = (page, name) => page.query(`#${name} .from select`);' },
    { name: 'GraphQL', code: 'export const f = (client, id) => client.query(`query { user(id: ${id}) { name } }`);' },
    {
      name: 'ping',
      code: "import { exec } from 'node:child_process'; export const ping = (host) => exec('ping ' + host);",
    },
    { name: 'date format', code: 'export const f = (moment, d) => moment.format(`update ${d} set`);' },
    {
      name: 'query builder',
      code:
        "import knexFactory from 'knex'; const knex = knexFactory({}); export const find = (id) => " +
        "knex('t').where({ id }).andWhere('a', '>', id);",
    },
    {
      name: 'test file',
      file: 'tests/pg.test.js',
      code: withPool('export const find = (id) => pool.query(`select * from t where id = ${id}`);'),
    },
    {
      name: 'migration',
      file: 'src/migrations/001-init.js',
      code: withPool('export const up = (name) => pool.query(`alter table ${name} add a int`);'),
    },
    {
      name: 'fragment of a builder',
      code: withPool(
        "import { filters } from './filters.js'; export const list = (query) => { const { " +
          'filterQuery, joinQuery, params } = filters(query); return pool.query(`select * from t ${joinQuery} ' +
          'where a = 1 ${filterQuery}`, params); };',
      ),
    },
    {
      name: 'function that says it makes SQL',
      code: withPool(
        "import { getDateSQL } from './dates.js'; export const list = (unit) => " +
          "pool.query(`select a from t where ${getDateSQL('created_at', unit)} > " +
          "now() and b = ${getDateSQL('b', unit)}`);",
      ),
    },
    {
      name: 'bound by the tag',
      code:
        "import { sql } from 'kysely'; export const set = (key, value) => " +
        'sql`jsonb_build_object(${key}::text, ${value})`;',
    },
    {
      name: 'raw constant piece',
      code:
        "import { sql } from 'kysely'; const KEY = 'api'; export const set = (value) => " +
        "sql`jsonb_build_object('${sql.raw(KEY)}', ${value})`;",
    },
    {
      name: 'a column of the table in sight, as an argument of a function',
      code: withPool(
        "import { columns } from './tables.js'; export const list = () => " +
          'pool.query(`select lower(${columns.name}) from t where jsonb_array_length(${columns.tags}) > 0`);',
      ),
    },
    {
      name: 'a field of the class, as an argument of a function',
      file: 'src/filter.ts',
      code: `import { Knex } from 'knex';
export class Filter { constructor(private readonly column: string) {} \
isNot(query: Knex.QueryBuilder, value: string) { return \
query.whereRaw(\`jsonb_path_exists(\${this.column}::jsonb, ?)\`, [value]); } }`,
    },
    {
      name: 'names of placeholders under which values are bound',
      code: withBuilder(`
export const one = (name, value) => builder().where('t.x = :' + name, { [name]: value }).getMany();
export const many = (name, values) => builder().where(\`t.x IN (:...\${name}_ids)\`, { [\`\${name}_ids\`]: values }).getMany();
export const later = (name, value) => builder().where(\`t.x = :\${name}\`).setParameter(name, value).getMany();
export const apart = (name, value) => { const qb = builder(); qb.where(\`t.x = :\${name}\`); qb.setParameters({ [name]: value }); };
export const raw = (name, value) => { const values = {}; values[name] = value;
  return knex.raw(\`select * from t where x = :\${name}\`, values); };
export const replaced = (name, value) => sequelize.query(\`select * from t where x = :\${name}\`, { replacements: { [name]: value } });
export const ofValue = (id) => { const name = '_' + id.replace(/-/g, '_');
  return builder().where(\`t.x = :\${name}\`, { [name]: id }).getMany(); };
export const counted = (values) => { const qb = builder();
  for (const [i, v] of values.entries()) qb.orWhere(\`t.x = :p\${i}\`, { ['p' + i]: v }); };
`),
    },
    {
      name: 'quotes and backslashes are doubled or gone',
      code: withPool(`
const quoted = (v) => v.replace(/\\\\/g, '\\\\\\\\').replace(/'/g, "''");
const inOne = (v) => v.replace(/['\\\\]/g, '$&$&');
class Names { #text(v) { const first = v.replaceAll('\\\\', ''); return first.split("'").join("''"); } of(v) { return this.#text(v); } }
export const find = (name, kind) => pool.query(\`select * from t where a = '\${quoted(name)}' and b like '%\${inOne(kind)}%'\`);
export const all = (names) => pool.query(\`select * from t where a in (\${names.map((name) => \`'\${quoted(name)}'\`).join(',')})\`);
export const of = (name) => pool.query("select * from t where a = '" + name.split('\\\\').join('').split("'").join("''") + "'");
`),
    },
    { name: 'environment', code: withPool('export const set = () => pool.query(`set role ${process.env.ROLE}`);') },
  ],
  invalid: [
    ...[
      ["private kind = 'a';", 'set(other) { this.kind = other; }'],
      ["private kind = 'a';", 'set(other, name) { this[name] = other; }'],
      ["private kind = 'a';", 'set(other) { Object.assign(this, other); }'],
      ["private kind = 'a';", 'set(other) { ({ kind: this.kind } = other); }'],
      ["private kind = 'a';", 'static of(other) { return Object.assign(new Store(), other); }'],
      ["private kind = 'a';", 'constructor(other) { fill(other, this); }'],
      ["@Column() private kind = 'a';", ''],
      ["kind = 'a';", ''],
    ].map(([field = '', more = '']) => ({
      name: `a field that something else may stand in: ${field} ${more}`,
      file: 'src/store.ts',
      code: withField(field, more, FIELD.replace('`select', '«`select').replace(/`$/, '`»')),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            { messageId: 'bind', output: withField(field, more, "'select * from t where kind = $1', [this.kind]") },
          ],
        },
      ],
    })),
    {
      name: 'double quotes, which are those of a text in one database and those of a name in another',
      code: `import mysql from 'mysql2/promise';
import { Pool } from 'pg';
const my = mysql.createPool({});
const pool = new Pool();
export const a = (name) => my.query(«\`select * from t where a = "\${name}"\`»);
export const b = (name) => pool.query(«\`select * from t where a = "\${name}"\`»);`,
      errors: [
        { messageId: 'value', data: { hole: 'name', call: 'my.query' } },
        { messageId: 'name', severity: 'medium', data: { hole: 'name', call: 'pool.query' } },
      ],
    },
    {
      name: 'double quotes of a builder, by the drivers of the project',
      versions: { knex: '3.1.0', mysql2: '3.11.0' },
      code:
        "import makeKnex from 'knex'; const knex = makeKnex({ client: 'mysql2' }); export const a = (name) => " +
        'knex.raw(«`select replace(n, "${name}", "") from t`»);',
      errors: [{ messageId: 'value', data: { hole: 'name', call: 'knex.raw' } }],
    },
    {
      name: 'double quotes of a builder in a project with drivers that do not agree',
      versions: { knex: '3.1.0', mysql2: '3.11.0', pg: '8.11.0' },
      code:
        "import makeKnex from 'knex'; const knex = makeKnex({ client: 'pg' }); export const a = (name) => " +
        'knex.raw(«`select replace(n, "${name}", "") from t`»);',
      errors: [{ messageId: 'name', severity: 'medium', data: { hole: 'name', call: 'knex.raw' } }],
    },
    {
      name: 'escaped for the other quotes',
      code:
        "import mysql from 'mysql2/promise'; const my = mysql.createPool({}); " +
        "const quoted = (v) => v.replace(/['\\\\]/g, ''); export const a = (name) => " +
        'my.query(«`select * from t where a = "${quoted(name)}"`»);',
      errors: [{ messageId: 'value', data: { hole: 'quoted(name)', call: 'my.query' } }],
    },
    ...[
      [
        'the name is made of the value',
        "const name = '_' + id.replace(/-/g, '_'); return knex.raw(«`select * from t where x = :${name}`», { [name]: id });",
      ],
      [
        'a name of an unknown function of the value',
        'const name = named(id); ' +
          'return knex.raw(«`select * from t where x = :${name + other}`», { [name + other]: id });',
      ],
      [
        'the value is bound under another name',
        'return builder().where(«`t.x = :${id}`», { [other]: 1, id: 2 }).getMany();',
      ],
      ['a cast', 'return builder().where(«`t.x = t.y::${id}`», { [id]: 1 }).getMany();'],
      ['the name of a column as well', 'return builder().where(«`t.${id} = :${id}`», { [id]: other }).getMany();'],
    ].map(([name, body]) => ({
      name: `no name of a placeholder: ${name}`,
      code: withBuilder(`import { named } from './named.js'; export function find(id, other) { ${body} }`),
      errors: [{ messageId: name === 'the name of a column as well' ? 'name' : 'clause', severity: 'medium' as const }],
    })),
    ...[
      ['the quote', "v.replace(/\\\\/g, '')"],
      ['a quote after the first', "v.replace(/\\\\/g, '\\\\\\\\').replace(/'/, \"''\")"],
      ['what comes back', "v.replace(/\\\\/g, '').replace(/'/g, \"''\").replace(/%27/g, \"'\")"],
      ['what is cut off', "v.replace(/\\\\/g, '').replace(/'/g, \"''\").slice(0, 9)"],
    ].map(([name, body]) => ({
      name: `an escape that forgets ${name}`,
      code: withPool(
        `const quoted = (v) => ${body}; export const find = (name) => pool.query(«\`select '\${quoted(name)}'\`»);`,
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                `const quoted = (v) => ${body}; export const find = (name) => pool.query('select $1', [quoted(name)]);`,
              ),
            },
          ],
        },
      ],
    })),
    {
      name: 'escaped for quotes, and there are none',
      code: withPool(
        "const quoted = (v) => v.replace(/['\\\\]/g, ''); export const find = (name) => " +
          'pool.query(«`select * from t where a = ${quoted(name)}`»);',
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                "const quoted = (v) => v.replace(/['\\\\]/g, ''); export const find = (name) => " +
                  "pool.query('select * from t where a = $1', [quoted(name)]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'quotes are doubled, which binding makes needless',
      code: withPool(
        `const quoted = (v) => v.replace(/'/g, "''");
export const find = (name, kind) => pool.query(«\`update t set b = '\${quoted(name)}' where a = \
'\${kind.replaceAll("'", "''")}'\`»);`,
      ),
      errors: [{ messageId: 'value', severity: 'low' }],
    },
    {
      name: 'one of two is escaped',
      code: withPool(
        "export const find = (name, kind) => pool.query(«`select * from t where b = '${name.replace(/'/g, " +
          "\"''\")}' and a = '${kind}'`»);",
      ),
      errors: [{ messageId: 'value', data: { hole: 'kind' } }],
    },
    {
      name: 'another sign is doubled, or the value stands without quotes',
      code: withPool(
        "export const find = (id) => pool.query(«`select * from t where a = '${id.replace(/a/g, \"''\")}'`»);",
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                "export const find = (id) => pool.query('select * from t where a = $1', [id.replace(/a/g, \"''\")]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'a raw template',
      code: withPool("export const load = (path) => pool.query(«String.raw`copy visits from '${path}' csv`»);"),
      errors: [{ messageId: 'value', data: { hole: 'path' } }],
    },
    {
      name: 'made by a function of the file',
      code:
        "import { store } from './store'; const find = (day) => " +
        "`select * from visits where day = '${day}'`; export const visits = (day) => " +
        'store.query(«find(day)»);',
      errors: ['value'],
    },
    {
      code: withPool('export const find = (id) => pool.query(«`select * from t where id = ${id}`»);'),
      errors: [
        {
          messageId: 'value',
          data: { hole: 'id', call: 'pool.query' },
          suggestions: [
            {
              messageId: 'bind',
              output: withPool("export const find = (id) => pool.query('select * from t where id = $1', [id]);"),
            },
          ],
        },
      ],
    },
    {
      name: 'field of the class, quotes around the hole',
      file: 'src/repo.ts',
      code: `import { Pool } from 'pg';
export class Repo { constructor(private readonly pool: Pool) {} find(id: string) { \
return this.pool.query(«\`select * from t where id = '\${id}'\`»); } }`,
      errors: [
        {
          messageId: 'value',
          data: { call: 'this.pool.query' },
          suggestions: [
            {
              messageId: 'bind',
              output: `import { Pool } from 'pg';
export class Repo { constructor(private readonly pool: Pool) {} find(id: string) { \
return this.pool.query('select * from t where id = $1', [id]); } }`,
            },
          ],
        },
      ],
    },
    {
      name: 'pieces of a where',
      code: withPool(
        'export function search(a, b) { const where = []; where.push("a = \'" + a + "\'"); ' +
          'if (b) where.push("b = 1"); return pool.query(«"select * from t where " + where.join(" and ")»); }',
      ),
      errors: [{ messageId: 'value', data: { hole: 'a' } }],
    },
    {
      name: 'name from a parameter',
      code: withPool('export const all = (table) => pool.query(«`select * from ${table}`»);'),
      errors: [{ messageId: 'name', severity: 'medium', data: { hole: 'table' } }],
    },
    {
      name: 'order from a parameter',
      code: withPool('export const all = (sort) => pool.query(«`select * from t order by ${sort}`»);'),
      errors: [{ messageId: 'name', severity: 'medium' }],
    },
    {
      name: 'a whole clause from a parameter',
      code: withPool('export const all = (where) => pool.query(«`select * from t where ${where}`»);'),
      errors: [{ messageId: 'clause', severity: 'medium', data: { hole: 'where' } }],
    },
    {
      name: 'appended',
      code: withPool(
        "export function list(name) { let sql = 'select * from t'; " +
          "if (name) sql += ` where name = '${name}'`; return pool.query(«sql»); }",
      ),
      errors: ['value'],
    },
    {
      name: 'list of values',
      code: withPool("export const some = (ids) => pool.query(«`select * from t where id in (${ids.join(',')})`»);"),
      errors: ['value'],
    },
    {
      name: 'keys of an unknown object',
      code: withPool(
        'export const save = (fields) => pool.query(«`update t set ${Object.keys(fields).map((key, i) => ' +
          '`${key} = $${i + 1}`).join(", ")}`», Object.values(fields));',
      ),
      errors: [{ messageId: 'name', severity: 'medium' }],
    },
    {
      name: 'member that may be text',
      file: 'src/a.ts',
      code: withPool(
        `interface Page { limit: number | string }
export const list = (page: Page) => pool.query(«\`select * from t limit \${page.limit}\`»);`,
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                `interface Page { limit: number | string }
export const list = (page: Page) => pool.query('select * from t limit $1', [page.limit]);`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'value of a function',
      code: withPool(
        "import { currentTenant } from './tenant.js'; export const list = () => " +
          "pool.query(«`select * from t where tenant = '${currentTenant()}'`»);",
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                "import { currentTenant } from './tenant.js'; export const list = () => " +
                  "pool.query('select * from t where tenant = $1', [currentTenant()]);",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'receiver unknown, text is SQL',
      code: "export const find = (db, id) => db.query(«'select * from t where id = ' + id»);",
      errors: [{ messageId: 'value', data: { call: 'db.query' } }],
    },
    {
      name: 'imported query function',
      code: "import { query } from './db.js'; export const find = (id) => query(«`delete from t where id = '${id}'`»);",
      errors: ['value'],
    },
    {
      name: 'Knex raw',
      code:
        "import knexFactory from 'knex'; const knex = knexFactory({}); export const find = (id) => " +
        'knex.raw(«`select * from t where id = ${id}`»);',
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output:
                "import knexFactory from 'knex'; const knex = knexFactory({}); export const find = (id) => " +
                "knex.raw('select * from t where id = ?', [id]);",
            },
          ],
        },
      ],
    },
    {
      name: 'callback style keeps its callback',
      code: withPool(
        'export const find = (id, done) => pool.query(«`select * from t where id = ${id}`», (err, rows) => ' +
          'done(err, rows));',
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                "export const find = (id, done) => pool.query('select * from t where id = $1', [id], (err, rows) => " +
                  'done(err, rows));',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'written at the call of a local wrapper: reported there, once',
      code: withPool(
        `function run(text) { return pool.query(text); }
export const find = (id) => run(«\`select * from t where id = \${id}\`»);`,
      ),
      errors: [{ messageId: 'value', data: { call: 'run' } }],
    },
    {
      name: 'raw piece inside a tagged template',
      code:
        "import { sql } from 'kysely'; export const set = (key, value) => " +
        "sql`jsonb_build_object('${sql.raw(«key»)}', ${value})`;",
      errors: [{ messageId: 'fragment', data: { hole: 'key', call: 'sql.raw' } }],
    },
    {
      name: 'a parameter as an argument of a function, where a column may stand: no edit',
      code: withPool(
        'export const list = (column) => pool.query(«`select * from t where lower(${column}) = $1`», [1]);',
      ),
      errors: [{ messageId: 'value', severity: 'medium', data: { hole: 'column' } }],
    },
    {
      name: 'value from the configuration is still a value',
      code: withPool(
        "import config from './config.js'; export const all = () => " +
          "pool.query(«`select * from t where tenant = '${config.tenant}'`»);",
      ),
      errors: [
        {
          messageId: 'value',
          suggestions: [
            {
              messageId: 'bind',
              output: withPool(
                "import config from './config.js'; export const all = () => " +
                  "pool.query('select * from t where tenant = $1', [config.tenant]);",
              ),
            },
          ],
        },
      ],
    },
  ],
});
