import rule from '../../../rules/src/require-input-validation/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import { z } from 'zod';
const app = express();
${before}app.get('/a', async (req, res) => {
  ${body}
});
`;

const OLD = { express: '4.21.0' };
/** Nothing hears of what an async handler of this version throws. */
const lost = (messageId: string) => ({ messageId, severity: 'high' as const });

testRule(rule, {
  valid: [
    {
      name: 'the schema of a route',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/a', { schema: { query: { " +
        "type: 'object', properties: { q: { type: 'string' } } } } }, async (request, reply) => " +
        "request.query.q?.trim()); app.get('/b', { schema: shared }, async (request) => { const { q } " +
        '= request.query; return q.trim(); });',
    },
    {
      name: 'vetted by the project before',
      code:
        "import express from 'express'; const app = express(); app.post('/a', async (req, res) => { " +
        'await service.validateTarget(req.body.id, { target: req.body.target }); ' +
        'res.redirect(new URL(req.body.target).href); });',
    },
    {
      name: 'a class of another file',
      code:
        "import { Controller, Get, Query } from '@nestjs/common'; import { OnlyAddress } " +
        "from './only-address.js'; @Controller() export class A { " +
        "@Get() list(@Query() query: OnlyAddress) { return query.url.endsWith('mp4'); } }",
      file: 'src/a.controller.ts',
    },
    {
      name: 'parsed in a function that may catch',
      code:
        "import { attempt } from './attempt.js'; import express from 'express'; const app = express(); " +
        "app.get('/a', (req, res) => { res.json(attempt(() => JSON.parse(req.query.filter)) ?? {}); });",
    },
    inHandler('const filter = JSON.parse(JSON.stringify(req.query).replace(/in/g, "$in"));'),
    {
      name: 'a body kept as bytes for its signature',
      code: `import express from 'express';
const app = express();
app.post('/hook', express.raw({ type: '*/*' }), (req, res) => { res.json(JSON.parse(req.body.toString('utf8')).id); });`,
    },
    inHandler('String(req.query.tags).split(","); req.params.id.trim(); req.path.split("/");'),
    inHandler("if (typeof req.query.tags !== 'string') return res.sendStatus(400); req.query.tags.split(',');"),
    inHandler("const tags = typeof req.query.tags === 'string' ? req.query.tags.split(',') : [];"),
    inHandler('const { tags } = z.object({ tags: z.string() }).parse(req.query); tags.split(",");'),
    { name: 'lists have it too', code: inHandler('req.query.tags.includes("a"); req.query.tags.slice(0, 2);') },
    { name: 'elements of a list', code: inHandler('[].concat(req.query.tags).map((tag) => String(tag).trim());') },
    {
      name: 'a part of an address',
      code: inHandler(
        'const parsed = parse(req.query.url); parsed.pathname.split("/"); let at; try { ' +
          'at = new URL(req.query.url); } catch { return; } at.pathname.split("/");',
      ),
    },
    {
      name: 'caught',
      code: inHandler(
        'try { JSON.parse(req.query.filter); req.query.tags.split(","); } catch { return res.sendStatus(400); }',
      ),
    },
    {
      name: 'asked first',
      code: inHandler('if (!URL.canParse(req.query.url)) return res.sendStatus(400); new URL(req.query.url);'),
    },
    {
      name: 'with a base',
      code: inHandler("new URL(req.query.path, 'https://example.com'); new URL(req.url, 'http://localhost');"),
    },
    { name: 'inside an address', code: inHandler('new URL(`https://${req.hostname}/a`);') },
    {
      name: 'an address by its beginning',
      code: inHandler(
        "let source = req.body.source; if (source.startsWith('file:///')) { " +
          'source = new URL(source).pathname; } source = source.slice(1); ' +
          "const image = req.body.image.startsWith('https://cdn.example.com/') && new URL(req.body.image);",
      ),
    },
    {
      name: 'left unless it begins as an address',
      code: inHandler(
        "const { link } = req.body; if (!link || !link.startsWith('https://shop.example:8443/')) return " +
          "res.sendStatus(400); res.json(new URL(link).searchParams.get('a'));",
      ),
    },
    { name: 'own text', code: inHandler("JSON.parse('{}'); BigInt(5); new URL('https://example.com');") },
    { name: 'of a helper, which may be called in a try', code: 'export const read = (text) => JSON.parse(text);' },
    {
      name: 'caught as a promise',
      code: inHandler('load().then(() => JSON.parse(req.query.filter)).catch(() => res.sendStatus(400));'),
    },
    { name: 'a body', code: inHandler('req.body.email.toLowerCase();') },
    {
      name: 'refused by throwing either way',
      code: inHandler(
        "const { page, at } = req.query; if (!page?.match(/^\\d+$/)) throw new Error('invalid page'); " +
          "if (at.trim() === '') { throw new TypeError('no place'); }",
      ),
    },
    {
      name: 'given to what signs in before',
      code:
        "import { Body, Controller, Post } from '@nestjs/common'; @Controller() export class A { " +
        '@Post() async add(@Body() body: { token: string }) { ' +
        'const found = await this.provider.authenticate({ code: body.token }); ' +
        "if (typeof found === 'string') throw new Refused(found); " +
        "return JSON.parse(Buffer.from(body.token, 'base64').toString()); } }",
      file: 'src/a.controller.ts',
    },
    { name: 'a header is text', code: inHandler("req.get('x-tags').split(',');") },
    {
      name: 'answered by the framework',
      code: inHandler('res.json(JSON.parse(req.query.filter).id); req.query.tags.split(",");'),
      versions: { express: '5.1.0' },
    },
    {
      name: 'a plain handler: the framework catches',
      code:
        "import express from 'express'; const app = express(); app.get('/a', (req, res) => { " +
        'res.json([1].map(() => JSON.parse(req.query.filter))); });',
      versions: OLD,
    },
    {
      name: 'wrapped by the project',
      code:
        "import express from 'express'; import { wrap } from './wrap.js'; const app = express(); " +
        "app.get('/a', wrap(async (req, res) => { res.json(JSON.parse(req.query.filter)); }));",
      versions: OLD,
    },
    {
      name: 'forwarded by a package',
      code: "import 'express-async-errors';\n" + inHandler('res.json(JSON.parse(req.query.filter));'),
      versions: OLD,
    },
    {
      name: 'described for the whole interface',
      code: inHandler('res.json(req.query.tags.split(","));'),
      versions: { ...OLD, 'express-openapi-validator': '5.3.0' },
    },
    {
      name: 'told of by require-async-error-handling',
      code: inHandler('res.json(await find(JSON.parse(req.query.filter)));'),
      versions: OLD,
    },
    {
      name: 'Koa, Hono, Nest',
      code:
        "import { Controller, Get, Query } from '@nestjs/common'; import Koa from 'koa'; " +
        'const app = new Koa(); app.use(async (ctx) => { ctx.body = JSON.parse(ctx.query.filter); }); ' +
        "@Controller() export class A { @Get() async list(@Query('q') q: string) { return JSON.parse(q); } }",
      file: 'src/a.controller.ts',
    },
    {
      name: 'a stream that is opened after it',
      code:
        "import { Controller, Get, Query, StreamableFile } from '@nestjs/common'; " +
        "@Controller() export class A { @Get() async read(@Query('name') name?: string) { " +
        'const found = name?.match(/a/); const { stream } = await this.files.open(); ' +
        'return new StreamableFile(stream, found); } }',
      file: 'src/a.controller.ts',
    },
  ],
  invalid: [
    {
      name: 'a schema of something else',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/a', { schema: { params: ids } " +
        '}, async (request, reply) => «request.query.q».trim());',
      options: [{ body: true }],
      errors: [{ messageId: 'list', severity: 'low' }],
    },
    {
      code: inHandler('const tags = «req.query.tags».split(",");'),
      errors: [
        {
          severity: 'high',
          messageId: 'list',
          data: { source: 'The query string', method: 'split', what: 'req.query.tags' },
        },
      ],
      versions: OLD,
    },
    {
      name: 'refused with a status, which a list is not',
      code: inHandler("const { page } = req.query; if (!«page».match(/^\\d+$/)) throw new BadRequest('invalid page');"),
      errors: [lost('list')],
      versions: OLD,
    },
    {
      name: 'taken apart',
      code: inHandler('const { sort } = req.query; const order = «sort».toLowerCase();'),
      errors: [lost('list')],
      versions: OLD,
    },
    {
      name: 'asked whether it is there',
      code: inHandler('if (req.query.q) find(«req.query.q».trim());'),
      errors: [lost('list')],
      versions: OLD,
    },
    {
      name: 'JSON',
      code: inHandler('const filter = «JSON.parse(req.query.filter)»;'),
      errors: [{ severity: 'high', messageId: 'parse', data: { call: 'JSON.parse' } }],
      versions: OLD,
    },
    {
      name: 'an address',
      code: inHandler('const { hostname } = «new URL(req.body.url)»;'),
      errors: [{ severity: 'high', messageId: 'parse', data: { source: 'The request body', call: 'URL' } }],
      versions: OLD,
    },
    {
      name: 'a whole number',
      code: inHandler('const id = «BigInt(req.params.id)»;'),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'an escaped text',
      code: inHandler('const name = «decodeURIComponent(req.query.name)»;'),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'parsed before, reported once',
      code: inHandler(
        'const { host } = «new URL(req.body.url)»; if (blocked(host)) return res.sendStatus(403); ' +
          'const parts = req.body.deep ? [new URL(req.body.url).pathname] : []; later(() => ' +
          'new URL(req.body.url));',
      ),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'parsed in the condition',
      code: inHandler(
        'const text = req.query.filter; if («JSON.parse(text)».length > ' +
          '0 && JSON.parse(text)[0]) res.json(JSON.parse(text));',
      ),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'parsed before on one way only',
      code: inHandler(
        'if (req.query.strict) check(«JSON.parse(req.query.filter)»); res.json(«JSON.parse(req.query.filter)»);',
      ),
      errors: [lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'given another value in the round before',
      code: inHandler(
        'let { text } = req.body; check(«JSON.parse(text)»); for (const one of [1, 2]) { ' +
          'check(«JSON.parse(text)»); text = req.query[one]; }',
      ),
      errors: [lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'another text was parsed before',
      code: inHandler('check(«JSON.parse(req.query.sort)»); res.json(«JSON.parse(req.query.filter)»);'),
      errors: [lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'parsed before, then replaced',
      code: inHandler(
        'let { filter } = req.query; check(«JSON.parse(filter)»); filter = req.query.other; ' +
          'res.json(«JSON.parse(filter)»);',
      ),
      errors: [lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'parsed before by another parser',
      code: inHandler('const text = req.body.text; check(«decodeURIComponent(text)»); res.json(«JSON.parse(text)»);'),
      errors: [lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'its failure was caught, and the code goes on',
      code: inHandler(
        'const text = req.body.text; let known; try { known = JSON.parse(text); } catch { known = null; } ' +
          'res.json(known ?? «JSON.parse(text)»);',
      ),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'read against a base before',
      code: inHandler(
        "const at = new URL(req.body.url, 'https://example.com'); res.json(«new URL(req.body.url)».host + at.host);",
      ),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'a beginning that settles nothing',
      code: inHandler(
        "const { url } = req.body; if (url.startsWith('http://')) check(«new URL(url)»); " +
          "if (url.startsWith('https://example.com')) check(«new URL(url)»); " +
          "if (!url.startsWith('file:///')) check(«new URL(url)»);",
      ),
      errors: [lost('parse'), lost('parse'), lost('parse')],
      versions: OLD,
    },
    {
      name: 'finally catches nothing',
      code: inHandler('try { «JSON.parse(req.query.filter)»; } finally { done(); }'),
      errors: [lost('parse')],
      versions: OLD,
    },
    {
      name: 'a body, when asked for',
      code: inHandler('const email = «req.body.email».toLowerCase();'),
      options: [{ body: true }],
      errors: [lost('list')],
      versions: OLD,
    },
    {
      name: 'another framework',
      code: `import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (request) => «JSON.parse(request.query.filter)»);
`,
      options: [{ body: true }],
      errors: [{ messageId: 'parse', severity: 'low' }],
    },
    {
      name: 'in a callback: no framework is around it',
      code:
        "import express from 'express'; import fs from 'node:fs'; const app = express(); " +
        "app.post('/a', (req, res) => { fs.readFile('a.json', () => { " +
        'res.json(«JSON.parse(req.body.text)»); }); });',
      errors: [lost('parse')],
    },
    {
      name: 'in a timer and a listener',
      code:
        "import express from 'express'; const app = express(); app.post('/a', async (req, res) => { " +
        "setTimeout(() => res.json(«JSON.parse(req.body.text)»), 10); req.on('end', () => { " +
        '«new URL(req.query.at)»; }); });',
      errors: [lost('parse'), lost('parse')],
    },
    {
      name: 'in a promise that nobody has',
      code:
        "import express from 'express'; const app = express(); app.post('/a', (req, res) => { " +
        'load().then(() => { res.json(«JSON.parse(req.body.text)»); }); });',
      errors: [lost('parse')],
    },
    {
      name: 'a stream stays open',
      code:
        "import { Controller, Get, Query, StreamableFile } from '@nestjs/common'; " +
        "@Controller() export class A { @Get() async read(@Query('name') name?: string) { const { stream } " +
        '= await this.files.open(); const found = «name»?.match(/a/); ' +
        'return new StreamableFile(stream, found); } }',
      file: 'src/a.controller.ts',
      errors: ['list'],
    },
    {
      name: 'described as text, of which kind is not said',
      code: inHandler('res.json(«JSON.parse(req.query.filter)»);'),
      versions: { ...OLD, 'express-openapi-validator': '5.3.0' },
      errors: [lost('parse')],
    },
    {
      name: 'the version is not known',
      code: inHandler('res.json(«JSON.parse(req.query.filter)»);'),
      errors: ['parse'],
    },
    {
      name: 'answered, in strict',
      code: inHandler('res.json(«JSON.parse(req.query.filter)»);'),
      versions: { express: '5.1.0' },
      options: [{ body: true }],
      errors: [{ messageId: 'parse', severity: 'low' }],
    },
  ],
});
