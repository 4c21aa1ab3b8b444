import rule from '../../../rules/src/no-unawaited-io/rule.js';
import { testRule } from '../harness.js';

const LOAD = "async function load(id) { return (await fetch('/' + id)).text(); }\n";
const NAME = `${LOAD}export async function run(id, known) { `;
/** `fixed`: what the marked call becomes. */
const invalid = (name: string, body: string, messageId: string, fixed: string | null, severity?: 'medium') => {
  const code = `${NAME}${body} }`;
  const suggestions = fixed === null ? [] : [{ messageId: 'addAwait', output: code.replace(/«.*?»/, fixed) }];
  return { name, code, errors: [{ messageId, suggestions, ...(severity && { severity }) }] };
};
const valid = (name: string, body: string) => ({ name, code: `${NAME}${body} }` });

testRule(rule, {
  valid: [
    valid('awaited', "return (await load(id)) === 'admin';"),
    valid('awaited in a text', 'return `${await load(id)}`;'),
    valid('two promises', 'const first = load(id); return known.current === first;'),
    valid('is it the one that runs', 'return load(id) === known.current;'),
    valid('kept by its key', 'const kept = new Map(); kept.set(id, load(id)); return kept;'),
    valid('a key of promises', 'const seen = new WeakMap(); seen.set(load(id), id); return seen;'),
    valid('is it a promise', 'return load(id) instanceof Promise;'),
    valid('what kind of thing it is', "return typeof load(id) === 'object';"),
    valid('resolved', 'return Promise.resolve(load(id));'),
    valid('gathered', "return (await Promise.all([load('a'), load('b')])).join(',');"),
    valid('a function of the file that is called so', 'const String = (x) => x; return String(load(id));'),
    valid('there may be no function', "return known.hook?.() === 'a';"),
    {
      name: 'a query that is shown',
      code: "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const show = () => `${db('users').where({ id: 1 })}`;",
    },
    valid(
      'gathered before anything is waited for',
      'const a = load(1); const b = load(2); return Promise.all([a, b]);',
    ),
    valid('waited for at once', 'const a = load(1); const x = await a; const b = await load(2); return [x, b];'),
    valid('heard of', 'const a = load(1); a.catch(() => {}); const b = await load(2); return [await a, b];'),
    valid(
      'heard of where it begins',
      'const a = load(1).catch(() => null); const b = await load(2); return [await a, b];',
    ),
    valid(
      'waited for with the other',
      'const a = load(1); const [x, b] = await Promise.all([a, load(2)]); return [x, b];',
    ),
    {
      name: 'begun when it is waited for',
      code:
        "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport async function run() { " +
        'const users = prisma.user.findMany(); const count = await prisma.post.count(); return [await users, count]; }',
    },
    {
      name: 'cannot fail',
      code:
        `${LOAD}async function soft(id) { try { return await load(id); } catch { return null; } }\n` +
        'export async function run() { const a = soft(1); const b = await load(2); return [await a, b]; }',
    },
    {
      name: 'at module level',
      code: `${LOAD}const a = load(1);\nconst b = await load(2);\nexport default [await a, b];`,
    },
  ],
  invalid: [
    invalid('compared', "return «load(id)» === 'admin';", 'compared', '(await load(id))'),
    invalid(
      'compared the other way round',
      "if ('admin' !== «load(id)») throw new Error('no'); return 1;",
      'compared',
      '(await load(id))',
    ),
    invalid('compared with nothing', 'if («load(id)» == null) return 0; return 1;', 'compared', '(await load(id))'),
    invalid(
      'kept and compared',
      "const role = «load(id)»; if (role === 'admin') return 1; return 0;",
      'compared',
      null,
    ),
    invalid('weighed', 'return «load(id)» > 3;', 'compared', '(await load(id))'),
    invalid('chosen by', "switch («load(id)») { case 'a': return 1; } return 0;", 'compared', 'await load(id)'),
    invalid('in a text', 'return `Hello ${«load(id)»}`;', 'asText', 'await load(id)', 'medium'),
    invalid('put together', "return 'Hello ' + «load(id)»;", 'asText', '(await load(id))', 'medium'),
    invalid('a key', 'return known[«load(id)»];', 'asText', 'await load(id)', 'medium'),
    invalid('a key of an object', 'return { [«load(id)»]: 1 };', 'asText', 'await load(id)', 'medium'),
    invalid('made a text', 'return String(«load(id)»);', 'asText', 'await load(id)', 'medium'),
    invalid('written as JSON', 'return JSON.stringify(«load(id)»);', 'asText', 'await load(id)', 'medium'),
    invalid('joined', "return [«load(id)»].join(',');", 'asText', '(await load(id))', 'medium'),
    invalid('counted with', 'return «load(id)» * 2;', 'asNumber', '(await load(id))', 'medium'),
    invalid(
      'kept meanwhile',
      'const a = «load(1)»; const b = await load(2); return [await a, b];',
      'keptAlone',
      null,
      'medium',
    ),
    invalid(
      'one after the other',
      'const a = load(1); const b = «load(2)»; const x = await a; return [x, await b];',
      'keptAlone',
      null,
      'medium',
    ),
    invalid(
      'gathered too late',
      'const a = «load(1)»; const key = await load(2); return Promise.all([a, load(key)]);',
      'keptAlone',
      null,
      'medium',
    ),
    {
      name: 'what a library promises',
      code:
        "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function run() { const a = «pool.query('select 1')»; " +
        "const b = await pool.query('select 2'); return [await a, b]; }",
      errors: [{ messageId: 'keptAlone', severity: 'medium' }],
    },
  ],
});
