import rule from '../../../rules/src/no-code-injection/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import ejs from 'ejs';
import vm from 'node:vm';
const app = express();
${before}app.post('/a/:plugin', async (req, res) => {
  ${body}
});
`;
const script = (body: string): string => `const express = require('express');
const app = express();
app.post('/a/:plugin', (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'fields of a view by name',
      code: `import express from 'express';
const app = express();
app.post('/card', (req, res) => { res.render('card', { name: req.body.name, form: req.body, ...defaults }); });`,
    },
    { name: 'rendered by name', code: inHandler("res.render('view', { name: req.body.name });") },
    {
      name: 'data of a template',
      code: inHandler(
        "ejs.render('<p><%= name %></p>', { name: req.body.name }); ejs.compile(SOURCE)({ name: req.body.name });",
        "const SOURCE = '<p><%= name %></p>';\n",
      ),
    },
    {
      name: 'fixed code',
      code: inHandler("eval('1 + 1'); new Function('a', 'return a'); vm.runInNewContext('a + 1', { a: req.body.a });"),
    },
    {
      name: 'functions of timers',
      code: inHandler(
        'setTimeout(() => res.end(req.body.text), 10); setTimeout(res.end.bind(res), Number(req.query.ms)); ' +
          'setTimeout(next, req.query.ms);',
        "import { next } from './next.js';\n",
      ),
    },
    { name: 'numbers', code: inHandler('eval(Number(req.body.a)); eval(String(parseInt(req.body.a, 10)));') },
    {
      name: 'module from a list',
      code: inHandler(
        "const LANGUAGES = ['de', 'en']; const lang = LANGUAGES.includes(req.query.lang) ? req.query.lang : " +
          "'en'; const texts = await import(`./locales/${lang}.js`); res.json(texts);",
      ),
    },
    {
      name: 'module by a pattern',
      code: inHandler(
        'const { lang } = req.query; if (!/^[a-z]{2}$/.test(lang)) return res.sendStatus(400); ' +
          'res.json(await import(`./locales/${lang}.js`));',
      ),
    },
    {
      name: 'no require of Node',
      code:
        'let pick = require; pick = (name) => TABLE[name]; const tool = { require: (name) => TABLE[name] }; ' +
        'module.exports = (req, res) => { pick(req.body.a); tool.require(req.body.b); };',
    },
    {
      name: 'a fixed module by another name',
      code: "const pick = require; module.exports = (req, res) => pick('./shop').show(req.body.id);",
    },
    {
      name: 'module from a table',
      code: inHandler(
        "const PLUGINS = { a: './a.js', b: './b.js' }; res.json(await import(PLUGINS[req.params.plugin] ?? './a.js'));",
      ),
    },
    {
      name: 'name without folders',
      code: inHandler(
        'res.json(await import(`./plugins/${path.basename(req.params.plugin)}.js`));',
        "import path from 'node:path';\n",
      ),
    },
    {
      name: 'fixed modules',
      file: 'src/a.js',
      code: script("require('./a'); require(`./b`); require.resolve(req.params.plugin);"),
    },
    {
      name: 'module of the configuration',
      file: 'src/a.js',
      code: script('require(process.env.PLUGIN); require(`./config/${process.env.NODE_ENV}`);'),
    },
    {
      name: 'another require',
      file: 'src/a.js',
      code: `const require = (name) => name;
const express = import('express');
export const load = (req) => require(req.params.plugin);`,
    },
    { name: 'argument of the process', code: 'await import(process.argv[2]);' },
    { name: 'parameter alone', code: 'export const run = (text) => eval(text);' },
    {
      name: 'methods of that name',
      code: inHandler(
        'redis.eval(req.body.script); store.compile(req.body.text); job.run(req.body.code);',
        "import { redis, store, job } from './stores.js';\n",
      ),
    },
    {
      name: 'a language of its own',
      code: inHandler('res.json(math.evaluate(req.body.formula));', "import * as math from 'mathjs';\n"),
    },
    {
      name: 'an isolate',
      code: inHandler(
        'const isolate = new ivm.Isolate({ memoryLimit: 8 }); await isolate.compileScript(req.body.code);',
        "import ivm from 'isolated-vm';\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'module behind a fixed beginning',
      code:
        "const express = require('express'); express().get('/as/:kind', (req, res) => { " +
        "res.send(require(«'./writers/' + req.params.kind»).write()); });",
      errors: ['module'],
    },
    {
      name: 'require by other names',
      code:
        'const pick = require; module.exports = (req, res) => { pick(«req.body.a»); module.require(«req.body.b»); ' +
        'require.main.require(«req.body.c»); };',
      errors: ['module', 'module', 'module'],
    },
    {
      name: 'require of a module without one',
      code:
        "import { createRequire } from 'node:module'; const pick = createRequire(import.meta.url); " +
        'export const open = (req, res) => res.send(pick(«req.query.part»));',
      errors: ['module'],
    },
    {
      name: 'a handler of Koa that imports nothing',
      code: 'module.exports = async (ctx, next) => { ctx.state.look = require(«ctx.request.body.look»); await next(); };',
      errors: ['module'],
    },
    {
      name: 'a function that a gateway calls',
      code: "exports.handler = async (event) => require(«'/opt/jobs/' + event.pathParameters.job»).run();",
      errors: ['module'],
    },
    {
      name: 'a whole body as the settings of a view',
      code: `import express from 'express';
const app = express();
app.post('/card', (req, res) => { res.render('card', «req.body»); });`,
      errors: [{ messageId: 'settings', severity: 'high', data: { source: 'The request body', call: 'res.render' } }],
    },
    {
      name: 'a query spread into the settings of a view',
      code: `import express from 'express';
const app = express();
app.get('/card', (req, res) => { res.render('card', { title: 'Card', ...«req.query» }); });`,
      errors: [{ messageId: 'settings', severity: 'high' }],
    },
    {
      code: inHandler('res.send(ejs.render(«req.body.tpl», {}));'),
      errors: [{ messageId: 'template', data: { source: 'The request body', call: 'ejs.render' } }],
    },
    { name: 'part of a template', code: inHandler('ejs.compile(«`<p>${req.body.name}</p>`»);'), errors: ['template'] },
    {
      name: 'Function',
      code: inHandler("new Function('a', «req.query.q»); Function(«req.query.q»);"),
      errors: ['code', 'code'],
    },
    {
      name: 'eval',
      code: inHandler('const after = eval(«req.body.afterTax»);'),
      errors: [{ messageId: 'code', data: { source: 'The request body', call: 'eval' } }],
    },
    { name: 'code around it', code: inHandler('eval(«`(${req.body.filter})`»);'), errors: ['code'] },
    { name: 'timer', code: inHandler('setTimeout(«req.body.then», 10);'), errors: ['code'] },
    {
      name: 'vm',
      code: inHandler('vm.runInNewContext(«req.body.code», {}); new vm.Script(«req.body.code»);'),
      errors: ['code', 'code'],
    },
    {
      name: 'module',
      file: 'src/a.js',
      code: script('require(«req.params.plugin»);'),
      errors: [{ messageId: 'module', data: { source: 'A route parameter', call: 'require' } }],
    },
    {
      name: 'module in a folder',
      code: inHandler('await import(«`./plugins/${req.params.plugin}.js`»);'),
      errors: ['module'],
    },
    {
      name: 'other engines',
      code: inHandler(
        'pug.render(«req.body.b»); nunjucks.renderString(«req.body.c», {}); swig.render(«req.body.d»);',
        "import pug from 'pug';\nimport nunjucks from 'nunjucks';\nimport swig from 'swig';\n",
      ),
      errors: ['template', 'template', 'template'],
    },
    {
      name: 'evaluator',
      code: inHandler(
        'res.json(mathjs.eval(«req.body.eqn»)); safeEval(«req.body.eqn»);',
        "import mathjs from 'mathjs';\nimport safeEval from 'safe-eval';\n",
      ),
      errors: ['code', 'code'],
    },
    {
      name: 'sandbox that is open',
      code: inHandler("const box = «new VM({ timeout: 10 })»; box.run('1');", "import { VM } from 'vm2';\n"),
      errors: [{ messageId: 'sandbox', severity: 'high' }],
    },
    {
      name: 'import alias',
      code: inHandler('run(«req.body.code»);', "import { runInThisContext as run } from 'node:vm';\n"),
      errors: ['code'],
    },
    {
      name: 'Fastify',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/', async (request) => " +
        'eval(«request.query.q»));',
      errors: ['code'],
    },
    {
      name: 'through a function',
      code: inHandler('run(req.body.code);', 'const run = (text) => eval(«text»);\n'),
      errors: ['code'],
    },
  ],
});
