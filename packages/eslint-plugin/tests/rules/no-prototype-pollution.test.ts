import rule from '../../../rules/src/no-prototype-pollution/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.post('/a', (req, res) => {
  ${body}
});
`;
/** The usual deep merge, with what stands first in its loop and what it writes. */
const merge = (
  check: string,
  written = 'target[key] = source[key]',
  loop = 'for (const key in source)',
): string => `function merge(target, source) {
  ${loop} {
    ${check}if (typeof source[key] === 'object') merge(target[key], source[key]);
    else ${written};
  }
  return target;
}
`;
const SINGLE = [{ singleKey: true }];

testRule(rule, {
  valid: [
    {
      name: 'each key of an object is written again in the object itself',
      code: inHandler(
        'for (const key in req.body) { req.body[key] = clean(req.body[key]); } ' +
          'for (const key of Object.keys(req.body)) req.body[key] = String(req.body[key]); ' +
          'Object.keys(req.body).forEach((key) => { req.body[key] = clean(req.body[key]); }); ' +
          'Object.entries(req.body).forEach(([key, value]) => { req.body[key] = clean(value); }); ' +
          'for (const [key, value] of Object.entries(req.body)) req.body[key] = clean(value);',
        'const clean = (text) => text.trim();\n',
      ),
    },
    {
      name: 'the same at every depth',
      code: inHandler(
        'scrub(req.body);',
        `function scrub(current) {
  for (const key in current) {
    if (typeof current[key] === 'string') current[key] = current[key].trim();
    else if (typeof current[key] === 'object') scrub(current[key]);
  }
}
`,
      ),
    },
    {
      name: 'calls that are asked for before, or cannot be inherited',
      code:
        'const OPS = { add, remove }; const KNOWN = new Map(); const BARE = Object.create(null); ' +
        'export function a(req, res) { const op = OPS[req.body.op]; if (!op) return res.end(); op(res); } ' +
        'export function b(req, res) { if (Object.hasOwn(OPS, req.body.op)) OPS[req.body.op](res); } ' +
        'export function c(req, res) { KNOWN.get(req.body.op)(res); BARE[req.body.op](res); OPS[req.body.op]?.(res); } ' +
        "export function d(req, res) { OPS[`on${req.body.op}`](res); OPS['add'](res); } " +
        "export function e(req, res) { if (!['add', 'remove'].includes(req.body.op)) return; OPS[req.body.op](res); } " +
        'export function f(req, res) { if (OPS[req.body.op]) OPS[req.body.op](res); }',
    },
    {
      name: 'pairs gathered in a new object',
      code:
        "import express from 'express'; const app = express(); app.post('/a', (req, res) => { " +
        'const env = req.body.env.reduce((all, pair) => { all[pair.name] = pair.value; return all; }, {}); ' +
        'res.json(env); });',
    },
    inHandler('const o = {}; o[req.body.a].name = 1; o.list[req.body.a] = 1;'),
    { name: 'reads', code: inHandler('const map = {}; res.json(map[req.query.a][req.query.b]);') },
    {
      name: 'places in a list',
      code: inHandler('const list = [[]]; list[Number(req.body.a)][Number(req.body.b)] = 1;'),
    },
    {
      name: 'nothing is inherited',
      code: inHandler('const o = Object.create(null); o[req.body.a] ??= {}; o[req.body.a][req.body.b] = 1;'),
    },
    {
      name: 'refused inline',
      code: inHandler(
        "const { a, b } = req.body; const o = {}; if (a === '__proto__') return res.sendStatus(400); o[a][b] = 1;",
      ),
    },
    {
      name: 'refused by a set',
      code: inHandler(
        'const { a, b } = req.body; const o = {}; if (REFUSED.has(a)) return res.sendStatus(400); o[a][b] = 1;',
        "const REFUSED = new Set(['__proto__', 'constructor', 'prototype']);\n",
      ),
    },
    {
      name: 'refused by a list of another file',
      code: inHandler(
        'const { a, b } = req.body; const o = {}; if (refused.includes(a)) return res.sendStatus(400); o[a][b] = 1;',
        "import { refused } from './keys.js';\n",
      ),
    },
    {
      name: 'refused in a helper',
      code: inHandler(
        'const { a, b } = req.body; const o = {}; if (!isFine(a)) return res.sendStatus(400); o[a][b] = 1;',
        "const isFine = (key) => key !== '__proto__' && key !== 'constructor';\n",
      ),
    },
    {
      name: 'asked in another file',
      code: inHandler(
        'const { a, b } = req.body; const o = {}; if (!isFine(a)) return res.sendStatus(400); o[a][b] = 1;',
        "import { isFine } from './keys.js';\n",
      ),
    },
    {
      name: 'own keys only',
      code: inHandler('const { a, b } = req.body; const o = { x: {} }; if (Object.hasOwn(o, a)) o[a][b] = 1;'),
    },
    {
      name: 'own keys only, the old way',
      code: inHandler(
        'const { a, b } = req.body; const o = { x: {} }; if (Object.prototype.hasOwnProperty.call(o, a)) o[a][b] = 1;',
      ),
    },
    {
      name: 'from a list',
      code: inHandler("const { a, b } = req.body; const o = { x: {} }; if (['x', 'y'].includes(a)) o[a][b] = 1;"),
    },
    {
      name: 'merge that skips the key',
      code: inHandler(
        'merge({}, req.body);',
        merge("if (key === '__proto__' || key === 'constructor') continue;\n    "),
      ),
    },
    { name: 'merge of constants', code: inHandler('merge({}, { a: { b: 1 } });', merge('')) },
    { name: 'merge nobody calls here', code: `export ${merge('')}` },
    {
      name: 'known keys',
      code: inHandler('const o = { a: {} }; for (const key of Object.keys({ a: 1 })) o[key][key] = req.body[key];'),
    },
    { name: 'fixed text before the key', code: inHandler('const o = {}; o[`user:${req.body.a}`][req.body.b] = 1;') },
    { name: 'a map', code: inHandler('const o = new Map(); o.get(req.body.a).set(req.body.b, 1);') },
    {
      name: 'merge of a library that skips the key',
      code: inHandler('_.merge({}, req.body);', "import _ from 'lodash';\n"),
      versions: { lodash: '4.17.21' },
    },
    {
      name: 'path from a list',
      code: inHandler('_.set({}, PATHS[req.body.kind], 1);', "import _ from 'lodash';\nconst PATHS = { a: 'x.y' };\n"),
    },
    { name: 'one key', code: inHandler('const o = {}; o[req.query.k] = 1; Reflect.set(o, req.query.k, 1);') },
    {
      name: 'names and values into an object made here',
      code: inHandler('const copy = {}; for (const [name, sent] of Object.entries(req.body)) copy[name] = sent;'),
    },
    {
      name: 'names of a list',
      code: inHandler(
        "for (const name of ['theme', 'language']) current[name] = req.body[name];",
        'const current = {};\n',
      ),
    },
    {
      name: 'texts only',
      code: inHandler(
        'for (const [name, sent] of Object.entries(req.params)) current[name] = sent;',
        'const current = {};\n',
      ),
    },
    {
      name: 'the request itself, cleaned',
      code: inHandler('for (const name of Object.keys(req.body)) req.body[name] = req.body[name] ?? null;'),
    },
    {
      name: 'an object that inherits nothing',
      code: inHandler(
        'for (const [name, sent] of Object.entries(req.body)) current[name] = sent;',
        'const current = Object.create(null);\n',
      ),
    },
    {
      name: 'a prototype is set, or filled by its class',
      code:
        'Child.prototype.__proto__ = Parent.prototype; Child.prototype.__proto__.run = run; class A { ' +
        'constructor() { this.__proto__.run = run; } }',
    },
    { name: 'a prototype is read', code: "const shared = value.__proto__.name; value['proto'].name = 1;" },
    { name: 'one key that is a number', code: inHandler('const o = {}; o[Number(req.query.k)] = 1;'), options: SINGLE },
    {
      name: 'one key from a list',
      code: inHandler("const o = {}; const { k } = req.query; if (k === 'a' || k === 'b') o[k] = 1;"),
      options: SINGLE,
    },
    {
      name: 'one key in an object that inherits nothing',
      code: inHandler('const o = Object.create(null); o[req.query.k] = 1;'),
      options: SINGLE,
    },
    {
      name: 'constant key',
      code: inHandler("const map = { a: 1 }; const key = 'a'; map[key] = req.body.v;"),
      options: SINGLE,
    },
  ],
  invalid: [
    {
      name: 'keys of one object written in another',
      code: inHandler(
        'merge(req.body, {});',
        `function merge(source, target) {
  for (const key in source) {
    if (typeof source[key] === 'object') merge(source[key], target[key]);
    else «target[key]» = source[key];
  }
}
`,
      ),
      errors: ['reached'],
    },
    {
      name: 'another key than that of the loop',
      code: inHandler(
        'scrub(req.body);',
        `function scrub(current) {
  for (let key in current) {
    key = current.name;
    if (typeof current[key] === 'object') scrub(current[key]);
    «current[key]» = 1;
  }
}
`,
      ),
      errors: ['reached'],
    },
    {
      name: 'a call of what the client names',
      code: 'const OPS = { add, remove }; export function act(req, res) { «OPS[req.body.op]»(res); }',
      errors: [{ messageId: 'called', severity: 'medium', data: { source: 'The request body' } }],
    },
    {
      name: 'the same through a name',
      code:
        'export class Desk { constructor(jobs) { this.jobs = jobs; } ' +
        'run(req, res) { const job = «this.jobs[req.params.job]»; return job(req.body); } }',
      errors: [{ messageId: 'called', severity: 'medium', data: { source: 'A route parameter', target: 'job' } }],
    },
    {
      code: inHandler('const o = {}; «o[req.body.a][req.body.b]» = req.body.v;'),
      errors: [{ messageId: 'reached', data: { source: 'The request body', target: 'o[req.body.a][req.body.b]' } }],
    },
    {
      name: 'through a const',
      code: inHandler('const o = {}; const inner = o[req.query.a]; «inner[req.query.b]» = 1;'),
      errors: ['reached'],
    },
    {
      name: 'made when it is missing',
      code: inHandler('const o = {}; const inner = (o[req.query.a] ??= {}); «inner[req.query.b]» = 1;'),
      errors: ['reached'],
    },
    {
      name: 'along a path',
      code: inHandler(
        "let at = {}; const keys = req.body.path.split('.'); for (const key of keys) at = at[key]; " +
          '«at[req.body.last]» = 1;',
      ),
      errors: ['reached'],
    },
    {
      name: 'deep merge',
      code: inHandler('merge({}, req.body);', merge('', '«target[key]» = source[key]')),
      errors: ['reached'],
    },
    {
      name: 'deep merge that asks the source for its own keys',
      code: inHandler(
        'merge({}, req.body);',
        merge('if (!source.hasOwnProperty(key)) continue;\n    ', '«target[key]» = source[key]'),
      ),
      errors: ['reached'],
    },
    {
      name: 'deep merge over keys',
      code: inHandler(
        'merge({}, JSON.parse(req.body.text));',
        merge('', '«target[key]» = source[key]', 'for (const key of Object.keys(source))'),
      ),
      errors: ['reached'],
    },
    {
      name: 'the wrong key refused',
      code: inHandler("const { a, b } = req.body; const o = {}; if (a === 'constructor') return; «o[a][b]» = 1;"),
      errors: ['reached'],
    },
    {
      name: 'path of a library',
      code: inHandler('_.set(settings, «req.body.path», req.body.value);', "import _ from 'lodash';\n"),
      errors: [{ messageId: 'path', data: { call: '_.set' } }],
    },
    {
      name: 'merge of an old library',
      code: inHandler('merge({}, «req.body»);', "import { merge } from 'lodash';\n"),
      versions: { lodash: '4.17.4' },
      errors: ['merged'],
    },
    {
      name: 'names and values into what others hold',
      code: inHandler(
        'for (const [name, sent] of Object.entries(req.body)) «current[name]» = sent;',
        'const current = { theme: 1 };\n',
      ),
      errors: [
        { messageId: 'chosen', severity: 'medium', data: { source: 'The request body', target: 'current[name]' } },
      ],
    },
    {
      name: 'name and value into what was handed in',
      code: `import express from 'express';
export function change(req: express.Request, profile) { «profile[req.body.field]» = req.body.value; }`,
      file: 'src/a.ts',
      errors: [{ messageId: 'chosen', severity: 'medium' }],
    },
    {
      name: 'a shared prototype',
      code: "export function spoil(value) { «value['__proto__'].admin» = true; «value.__proto__['x']» = 1; }",
      errors: [
        { messageId: 'shared', severity: 'medium' },
        { messageId: 'shared', severity: 'medium' },
      ],
    },
    {
      name: 'one key, when asked for',
      code: inHandler('const o = {}; «o[req.query.k]» = req.query.v;'),
      options: SINGLE,
      errors: [{ messageId: 'direct', severity: 'low' }],
    },
    {
      name: 'one key by reflection, when asked for',
      code: inHandler('const o = {}; Reflect.set(o, «req.query.k», 1);'),
      options: SINGLE,
      errors: [{ messageId: 'direct', severity: 'low' }],
    },
    {
      name: 'another framework',
      code: `import Fastify from 'fastify';
const app = Fastify();
const prefs = {};
app.put('/:user/:key', async (request) => { «prefs[request.params.user][request.params.key]» = request.body; });
`,
      errors: ['reached'],
    },
  ],
});
