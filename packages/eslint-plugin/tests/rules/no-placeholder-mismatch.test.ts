import rule from '../../../rules/src/no-placeholder-mismatch/rule.js';
import { testRule } from '../harness.js';

const PG = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const MYSQL = "import mysql from 'mysql2/promise';\nconst pool = mysql.createPool({});\n";
const KNEX = "import knex from 'knex';\nconst db = knex({});\n";

testRule(rule, {
  valid: [
    `${PG}export const find = (id, shop) => pool.query('select * from visits where id = $1 and shop = ` +
      `$2', [id, shop]);`,
    {
      name: 'one number, used twice',
      code: `${PG}export const find = (day) => pool.query('select * from visits where day = $1 or seen = $1', [day]);`,
    },
    {
      name: 'values nobody sees',
      code:
        `${PG}export const find = (values, rest) => { pool.query('select $1, $2', values); ` +
        `pool.query('select $1, $2', [...rest]); pool.query({ text: 'select $1', ...rest }); };`,
    },
    {
      name: 'a list that grows',
      code:
        `${PG}export const find = (a, b) => { const values = [a]; if (b) values.push(b); ` +
        `return pool.query('select * from t where a = $1 and b = $2', values); };`,
    },
    {
      name: 'a text that grows',
      code: `${PG}export const find = (a, more) => pool.query('select * from t where a = $1' + more, [a, 2]);`,
    },
    {
      name: 'no placeholder: a text, a comment, a body',
      code:
        `${PG}pool.query("select '$1' as price"); pool.query('select 1 -- costs $2'); ` +
        `pool.query('create function f(int) returns int as $$ select $1 $$ language sql'); ` +
        `pool.query('prepare p as select $1'); pool.query('do $body$ begin perform $1; end $body$');`,
    },
    {
      name: 'the callback is no list',
      code: `${PG}pool.query('select * from t where a = $1', [1], (error, result) => log(error, result));`,
    },
    {
      name: 'question marks',
      code: `${MYSQL}export const find = (a, b) => pool.query('select * from t where a = ? and b in (?)', [a, b]);`,
    },
    {
      name: 'a question in a text',
      code: `${MYSQL}export const find = (a) => pool.query("select 'really?' from t where a = ?", [a]);`,
    },
    {
      name: 'more than are asked for, where the driver does not mind',
      code: `${MYSQL}export const find = (a, b) => pool.query('select * from t where a = ?', [a, b]);`,
    },
    { name: 'names', code: `${MYSQL}export const find = (a) => pool.query('select * from t where a = :a', { a });` },
    {
      name: 'an operator of the database',
      code:
        `${KNEX}db.raw("select * from t where data \\\\? 'a' and id = ?", [1]); ` +
        `db.raw("select data ? 'a' from t");`,
    },
    {
      name: 'names of columns are placeholders too',
      code: `${KNEX}export const find = (a, b) => db.raw('select ?? from t where a = ?', [a, b]);`,
    },
    { name: 'several statements', code: `${MYSQL}pool.query('set @a = ?; select * from t where a = ?', [1]);` },
    { name: 'a migration', code: `${PG}pool.query('select $1');`, file: 'src/migrations/1.js' },
    { name: 'something else', code: "import { api } from './api.js'; api.query('price = $1', []);" },
  ],
  invalid: [
    {
      code:
        `${PG}export const find = (id, shop) => pool.query('select * from visits where id = $1 and shop = ` +
        `$2', «[id]»);`,
      errors: [{ messageId: 'fewer', data: { call: 'pool.query', given: '1 value', wanted: '2' } }],
    },
    {
      name: 'more than the statement has',
      code: `${PG}export const find = (id, shop) => pool.query('select * from visits where id = $1', «[id, shop]»);`,
      errors: [{ messageId: 'more', data: { given: '2 values', wanted: '1 placeholder' } }],
    },
    {
      name: 'none at all',
      code: `${PG}export const find = () => pool.query(«'select * from visits where id = $1'»);`,
      errors: [{ messageId: 'fewer', data: { given: 'no values' } }],
    },
    {
      name: 'text and values under names',
      code:
        `${PG}export async function put(id, day) { const text = \`insert into visits (id, day, ` +
        `seen) values ($1, $2, $3)\`; const values = «[id, day]»; const statement = { text, values }; ` +
        'await pool.query(statement); }',
      errors: ['fewer'],
    },
    {
      name: 'an object written out',
      code:
        `${PG}export const find = (id) => pool.query({ text: ` +
        `'select * from visits where id = $1 and day = $2', values: «[id]» });`,
      errors: ['fewer'],
    },
    {
      name: 'a raw template',
      code:
        `${PG}export const find = (id) => pool.query(String.raw\`select * from visits where id = $1 and day ` +
        `> $2\`, «[id]»);`,
      errors: ['fewer'],
    },
    {
      name: 'question marks',
      code: `${MYSQL}export const put = (a) => pool.execute('insert into t (a, b) values (?, ?)', «[a]»);`,
      errors: [{ messageId: 'fewer', data: { call: 'pool.execute', wanted: '2' } }],
    },
    {
      name: 'a builder that counts',
      code: `${KNEX}export const find = (a, b) => db.raw('select * from t where a = ?', «[a, b]»);`,
      errors: ['more'],
    },
    {
      name: 'a builder',
      code: `${KNEX}export const find = (a) => db.raw('select * from t where a = ? and b = ?', «[a]»);`,
      errors: ['fewer'],
    },
  ],
});
