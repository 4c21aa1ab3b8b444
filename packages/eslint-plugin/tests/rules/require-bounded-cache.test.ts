import rule from '../../../rules/src/require-bounded-cache/rule.js';
import { testRule } from '../harness.js';

const EXPRESS = "import express from 'express';\nimport { load } from './load.js';\nconst app = express();\n";
const handler = (body: string, before = 'const cache = new Map();\n'): string =>
  `${EXPRESS}${before}app.get('/a/:id', async (req, res) => { ${body} });`;
const NEST = "import { Body, Controller, Get, Injectable, Param, Scope } from '@nestjs/common';\n";
const controller = (fields: string, body: string, decorator = "@Controller('a')"): string =>
  `${NEST}${decorator}\nexport class Hits {\n  ${fields}\n  @Get(':id')\n  one(@Param('id') id: string) { ${body} }\n}`;

const TABLES = `const TABLE = { a: () => 1, b: () => 2 };
const MAP = new Map([['a', () => 1]]);
import { REGISTRY } from './registry.js';
const filled = {};
export function fill(key) { filled[key] = () => 1; }
const cache = new Map();
`;

testRule(rule, {
  valid: [
    ...[
      'const make = TABLE[key]; if (!make) return res.status(404).end(); cache.set(key, make());',
      'const made = TABLE[key](); cache.set(key, made);', 'cache.set(key, new REGISTRY[key]());',
      'if (!cache.has(key)) cache.set(key, REGISTRY[key].make());',
      'const made = REGISTRY[key]; if (made === undefined) throw new Error(); cache.set(key, made);',
      'const made = MAP.get(key); if (made) cache.set(key, made());',
      "let made; switch (key) { case 'a': made = 1; break; case 'b': made = 2; break; default: throw new Error(); } cache.set(key, made);",
    ].map((body) => ({
      name: `keys of a table of the program: ${body}`,
      code: handler(`const key = req.params.id; ${body} res.end();`, TABLES),
    })),
    {
      name: 'a field that is emptied',
      file: 'src/a.ts',
      code: controller(
        'private readonly hits = new Map<string, number>();',
        'this.hits.set(id, 1); if (this.hits.size > 1000) this.hits.clear();',
      ),
    },
    {
      name: 'a field anybody could empty',
      file: 'src/a.ts',
      code: controller('readonly hits = new Map<string, number>();', 'this.hits.set(id, 1);'),
    },
    {
      name: 'a field that is begun anew',
      file: 'src/a.ts',
      code: controller(
        'private hits = new Map<string, number>();\n  start() { setInterval(() => { this.hits = new Map(); }, 1000); }',
        'this.hits.set(id, 1);',
      ),
    },
    {
      name: 'a field under another name',
      file: 'src/a.ts',
      code: controller(
        'private hits = new Map<string, number>();',
        'const { hits } = this; this.hits.set(id, 1); if (id) hits.delete(id);',
      ),
    },
    {
      name: 'made for each request',
      file: 'src/a.ts',
      code: controller(
        'private hits = new Map<string, number>();',
        'this.hits.set(id, 1);',
        "@Controller({ path: 'a', scope: Scope.REQUEST })",
      ),
    },
    {
      name: 'an instance of each call',
      code: handler(
        'const seen = new Seen(); seen.add(req.params.id); res.end();',
        'class Seen { #ids = new Set(); add(id) { this.#ids.add(id); } }\n',
      ),
    },
    {
      name: 'a class whose instances nobody sees',
      code: `${EXPRESS}export class Seen { #ids = new Set(); add(req) { this.#ids.add(req.params.id); } }`,
    },
    {
      name: 'limited by its size',
      code: handler('if (cache.size > 100) cache.clear(); cache.set(req.params.id, await load()); res.end();'),
    },
    {
      name: 'removed when the work is done',
      code: handler(
        'cache.set(req.params.id, true); try { await load(); } finally { cache.delete(req.params.id); } res.end();',
      ),
    },
    {
      name: 'removed by a timer',
      code: handler(
        'cache[req.params.id] = await load(); res.end();',
        'const cache = {};\nsetInterval(() => { for (const key of Object.keys(cache)) delete cache[key]; }, 60000);\n',
      ),
    },
    {
      name: 'begun anew by a timer',
      code: handler(
        'cache[req.params.id] = await load(); res.end();',
        'let cache = {};\nsetInterval(() => { cache = {}; }, 60000);\n',
      ),
    },
    {
      name: 'of one request',
      code: handler('const seen = new Map(); seen.set(req.params.id, 1); res.json(seen.get(req.params.id));'),
    },
    {
      name: 'a store with a limit',
      code: handler(
        'cache.set(req.params.id, await load()); res.end();',
        "import { LRUCache } from 'lru-cache';\nconst cache = new LRUCache({ max: 100 });\n",
      ),
    },
    {
      name: 'keys that do not hold it',
      code: handler('cache.set(req, await load()); res.end();', 'const cache = new WeakMap();\n'),
    },
    {
      name: 'one of few keys',
      code: handler(
        'if (!KINDS.includes(req.params.id)) return res.sendStatus(404); ' +
          'cache.set(req.params.id, await load()); res.end();',
        "const KINDS = ['a', 'b'];\nconst cache = new Map();\n",
      ),
    },
    {
      name: 'keys the program writes',
      code: handler("cache.set('all', await load()); cache.set(req.user.tenant, 1); res.end();"),
    },
    {
      name: 'handed to somebody who cleans up',
      code: handler(
        'cache.set(req.params.id, await load()); res.end();',
        "import { sweep } from './sweep.js';\nconst cache = new Map();\nsweep(cache);\n",
      ),
    },
    {
      name: 'exported',
      code: `${EXPRESS}export const cache = new Map();
app.get('/a/:id', (req, res) => { cache.set(req.params.id, 1); res.end(); });`,
    },
    { name: 'only read', code: handler('res.json(table[req.params.id]);', 'const table = {};\n') },
    {
      name: 'filled where it is made',
      code: handler('table[req.params.id] = 1; res.end();', 'const table = { a: 1 };\n'),
    },
  ],
  invalid: [
    ...[
      'const made = REGISTRY[key]?.(); «cache.set(key, made)»;', 'if (req.query.x) TABLE[key](); «cache.set(key, 1)»;',
      'try { TABLE[key](); } catch { log(key); } «cache.set(key, 1)»;',
      'const made = TABLE[key](); «cache.set(key + req.query.x, made)»;',
      'const made = filled[key](); «cache.set(key, made)»;',
      'const made = TABLE[key]; if (!made) log(key); «cache.set(key, made)»;',
      "let made; switch (key) { case 'a': made = 1; break; default: made = 2; } «cache.set(key, made)»;",
    ].map((body) => ({
      name: `keys that need not be in the table: ${body}`,
      file: 'src/case.js',
      code: handler(`const key = req.params.id; ${body} res.end();`, TABLES),
      errors: [
        {
          messageId: 'grows',
          suggestions: [
            {
              messageId: 'dropOldest',
              output: handler(`const key = req.params.id; ${body} res.end();`, TABLES)
                .replace('«', 'if (cache.size >= 1000) cache.delete(cache.keys().next().value); ')
                .replace('»', ''),
            },
          ],
        },
      ],
    })),
    {
      name: 'a field of a controller',
      file: 'src/a.ts',
      code: controller(
        'private readonly hits = new Map<string, number>();',
        'const count = this.hits.get(id) ?? 0; return «this.hits.set(id, count + 1)»;',
      ),
      errors: [{ messageId: 'grows', data: { source: 'A route parameter', name: 'this.hits' } }],
    },
    {
      name: 'a field that the constructor fills',
      file: 'src/a.ts',
      code: controller(
        'private readonly hits: Set<string>;\n  constructor() { this.hits = new Set(); }',
        'return «this.hits.add(id)»;',
      ),
      errors: ['grows'],
    },
    {
      name: 'an object in a field',
      file: 'src/a.ts',
      code: controller('private hits: Record<string, number> = {};', 'return («this.hits[id]» ??= 1);'),
      errors: ['grows'],
    },
    {
      name: 'a field of the class itself',
      code: handler(
        'res.json(Seen.add(req.params.id));',
        'class Seen { static #ids = new Set(); static add(id) { return «this.#ids.add(id)»; } }\n',
      ),
      errors: ['grows'],
    },
    {
      name: 'an instance of the module',
      code: `${EXPRESS}class Seen { #ids = new Set(); mount() { app.get('/a/:id', (req, res) => \
res.json(«this.#ids.add(req.params.id)»)); } }
new Seen().mount();`,
      errors: ['grows'],
    },
    {
      name: 'a map',
      file: 'src/case.js',
      code: handler(
        'if (!cache.has(req.params.id)) { «cache.set(req.params.id, await load(req.params.id))»; } ' +
          'res.json(cache.get(req.params.id));',
      ),
      errors: [
        {
          messageId: 'grows',
          data: { source: 'A route parameter', name: 'cache' },
          suggestions: [
            {
              messageId: 'dropOldest',
              output: handler(
                'if (!cache.has(req.params.id)) { if (cache.size >= 1000) cache.delete(cache.keys().next().value); ' +
                  'cache.set(req.params.id, await load(req.params.id)); } res.json(cache.get(req.params.id));',
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'an object',
      code: handler('res.json(«cache[req.params.id]» ??= await load());', 'const cache = {};\n'),
      errors: ['grows'],
    },
    {
      name: 'an object without a prototype',
      code: handler(
        '«hits[req.query.ip]» = (hits[req.query.ip] || 0) + 1; res.end();',
        'const hits = Object.create(null);\n',
      ),
      errors: ['grows'],
    },
    {
      name: 'a set',
      code: handler(
        'res.json({ first: !seen.has(req.query.q) && «seen.add(req.query.q)» });',
        'const seen = new Set();\n',
      ),
      errors: ['grows'],
    },
    {
      name: 'in a function of its own',
      code: handler(
        'res.json(await cached(req.params.id));',
        `const cache = new Map();
async function cached(id) { const known = cache.get(id); if (known) return known; \
const found = await load(id); const again = «cache.set(id, found)»; return again.get(id); }
`,
      ),
      errors: ['grows'],
    },
    {
      name: 'another framework',
      code: `import Fastify from 'fastify';
const app = Fastify();
const cache = {};
app.get('/', async (request) => { «cache[request.query.q]» = 1; return 'ok'; });`,
      errors: ['grows'],
    },
    {
      name: 'a key that is made of it',
      code: handler('const key = `user:${req.params.id}`; const done = «cache.set(key, 1)»; res.json(done.size);'),
      errors: ['grows'],
    },
  ],
});
