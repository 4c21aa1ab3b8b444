import rule from '../../../rules/src/no-insecure-cors/rule.js';
import { testRule } from '../harness.js';

const withCors = (options: string): string => `import express from 'express';
import cors from 'cors';
const app = express();
app.use(cors(${options}));
`;
const handler = (body: string): string => `import express from 'express';
const app = express();
app.use((req, res, next) => { ${body} next(); });
`;
const without = (options: string) => [{ messageId: 'withoutCredentials', output: withCors(options) }];

testRule(rule, {
  valid: [
    withCors("{ origin: ['https://a.example'], credentials: true }"),
    withCors(''),
    withCors("{ origin: '*' }"),
    withCors('{ origin: true }'),
    withCors('{ origin: process.env.ORIGIN, credentials: true }'),
    withCors('{ origin: list, credentials: true }'),
    withCors('{ ...defaults, credentials: true }'),
    withCors("{ origin: process.env.NODE_ENV === 'production' ? 'https://a.example' : true, credentials: true }"),
    {
      name: 'allow-list in a callback',
      code: withCors(
        '{ origin: (origin, done) => { if (!origin || allowed.includes(origin)) done(null, true); ' +
          "else done(new Error('no')); }, credentials: true }",
      ),
    },
    {
      name: 'result of a check',
      code: withCors('{ origin: (origin, done) => done(null, allowed.has(origin)), credentials: true }'),
    },
    {
      name: 'leaves first',
      code: withCors(
        "{ origin(origin, done) { if (!allowed.has(origin)) return done(new Error('no')); done(null, true); " +
          '}, credentials: true }',
      ),
    },
    {
      name: 'subdomains',
      code: withCors("{ origin: (origin, done) => done(null, origin.endsWith('.example.com')), credentials: true }"),
    },
    {
      name: 'expression with both ends',
      code: withCors(
        '{ origin: [/^https:\\/\\/app\\.example\\.com$/, /\\.example\\.com$/, ' +
          '/^http:\\/\\/localhost:\\d+/], credentials: true }',
      ),
    },
    {
      name: 'development only',
      code:
        `import cors from 'cors'; if (process.env.NODE_ENV !== 'production') app.use(cors({ ` +
        'origin: true, credentials: true }));',
    },
    {
      name: 'another module',
      code: "import cors from './cors.js'; app.use(cors({ origin: true, credentials: true }));",
    },
    {
      name: 'drops credentials beside a star',
      file: 'src/a.ts',
      code: "import cors from '@koa/cors'; app.use(cors({ credentials: true }));",
      versions: { '@koa/cors': '5.0.0' },
    },
    {
      name: 'reflected without credentials',
      code: handler("res.setHeader('Access-Control-Allow-Origin', req.headers.origin);"),
    },
    {
      name: 'checked before',
      code: handler(
        "if (allowed.includes(req.headers.origin)) { res.setHeader('Access-Control-Allow-Origin', " +
          "req.headers.origin); res.setHeader('Access-Control-Allow-Credentials', 'true'); }",
      ),
    },
    {
      name: 'chosen',
      code: handler(
        "const origin = req.headers.origin; res.setHeader('Access-Control-Allow-Origin', " +
          "allowed.includes(origin) ? origin : 'https://a.example'); " +
          "res.setHeader('Access-Control-Allow-Credentials', 'true');",
      ),
    },
    {
      name: 'credentials not sent',
      code: handler(
        "res.setHeader('Access-Control-Allow-Origin', req.headers.origin); " +
          "res.setHeader('Access-Control-Allow-Credentials', 'false');",
      ),
    },
    { name: 'test', file: 'tests/a.test.js', code: withCors('{ origin: true, credentials: true }') },
  ],
  invalid: [
    {
      code: withCors('{ origin: «true», credentials: true }'),
      errors: [{ messageId: 'reflected', suggestions: without('{ origin: true, credentials: false }') }],
    },
    {
      code: withCors("{ origin: «'*'», credentials: true }"),
      errors: [
        { messageId: 'wildcard', severity: 'medium', suggestions: without("{ origin: '*', credentials: false }") },
      ],
    },
    {
      code: withCors('{ origin: «(origin, done) => done(null, true)» }'),
      errors: [{ messageId: 'everyone', severity: 'medium' }],
    },
    { code: withCors('{ origin: «(origin, done) => done(null, origin)», credentials: true }'), errors: ['reflected'] },
    {
      code: withCors('{ origin: «function (origin, done) { done(null, true); }», credentials: true }'),
      errors: ['reflected'],
    },
    {
      code: withCors("{ origin: (origin, done) => done(null, «origin.endsWith('example.com')»), credentials: true }"),
      errors: ['loose'],
    },
    {
      code: withCors("{ origin: (origin, done) => done(null, «new URL(origin).hostname.endsWith('example.com')») }"),
      errors: [{ messageId: 'loose', severity: 'medium' }],
    },
    {
      code: withCors(
        "{ origin: (origin, done) => { if («origin.startsWith('https://example.com')») done(null, true); " +
          "else done(new Error('no')); }, credentials: true }",
      ),
      errors: ['loose'],
    },
    { code: withCors('{ origin: «/example.com/», credentials: true }'), errors: ['loose'] },
    { code: withCors('{ origin: [«/^https:\\/\\/app.example\\.com$/»], credentials: true }'), errors: ['loose'] },
    {
      name: 'alias and options in a constant',
      code:
        "import crossOrigin from 'cors'; const options = { origin: «true», credentials: true }; " +
        'app.use(crossOrigin(options));',
      errors: [
        {
          messageId: 'reflected',
          suggestions: [
            {
              messageId: 'withoutCredentials',
              output:
                "import crossOrigin from 'cors'; const options = { origin: true, credentials: false }; " +
                'app.use(crossOrigin(options));',
            },
          ],
        },
      ],
    },
    {
      name: 'fastify',
      code:
        "import Fastify from 'fastify'; import cors from '@fastify/cors'; const app = Fastify(); " +
        'app.register(cors, { origin: «true», credentials: true });',
      errors: [
        {
          messageId: 'reflected',
          suggestions: [
            {
              messageId: 'withoutCredentials',
              output:
                "import Fastify from 'fastify'; import cors from '@fastify/cors'; const app = Fastify(); " +
                'app.register(cors, { origin: true, credentials: false });',
            },
          ],
        },
      ],
    },
    {
      name: 'fastify, required',
      file: 'src/a.js',
      code:
        "const app = require('fastify')(); app.register(require('@fastify/cors'), { origin: «() => " +
        'true», credentials: true });',
      errors: ['reflected'],
    },
    {
      name: 'hono',
      code:
        "import { Hono } from 'hono'; import { cors } from 'hono/cors'; const app = new Hono(); " +
        "app.use('*', cors({ origin: «(origin) => origin», credentials: true }));",
      errors: ['reflected'],
    },
    {
      name: 'koa before 5',
      file: 'src/a.ts',
      versions: { '@koa/cors': '4.0.0' },
      code: "import cors from '@koa/cors'; app.use(«cors({ credentials: true })»);",
      errors: [
        {
          messageId: 'reflected',
          suggestions: [
            {
              messageId: 'withoutCredentials',
              output: "import cors from '@koa/cors'; app.use(cors({ credentials: false }));",
            },
          ],
        },
      ],
    },
    {
      name: 'koa',
      file: 'src/a.ts',
      code:
        "import cors from '@koa/cors'; import type { Context } from 'koa'; app.use(cors({ " +
        "origin: «(ctx: Context) => ctx.get('Origin')», credentials: true }));",
      errors: ['reflected'],
    },
    {
      name: 'Nest',
      file: 'src/main.ts',
      code:
        "import { NestFactory } from '@nestjs/core'; async function start() { " +
        'const app = await NestFactory.create(AppModule); app.enableCors({ ' +
        'origin: «true», credentials: true }); }',
      errors: [
        {
          messageId: 'reflected',
          suggestions: [
            {
              messageId: 'withoutCredentials',
              output:
                "import { NestFactory } from '@nestjs/core'; async function start() { " +
                'const app = await NestFactory.create(AppModule); app.enableCors({ ' +
                'origin: true, credentials: false }); }',
            },
          ],
        },
      ],
    },
    {
      name: 'Nest, when it is made',
      file: 'src/main.ts',
      code:
        "import { NestFactory } from '@nestjs/core'; NestFactory.create(AppModule, { cors: { " +
        'origin: «true», credentials: true } });',
      errors: [
        {
          messageId: 'reflected',
          suggestions: [
            {
              messageId: 'withoutCredentials',
              output:
                "import { NestFactory } from '@nestjs/core'; NestFactory.create(AppModule, { cors: { " +
                'origin: true, credentials: false } });',
            },
          ],
        },
      ],
    },
    {
      name: 'header given back',
      code: handler(
        "res.setHeader('Access-Control-Allow-Origin', «req.headers.origin»); " +
          "res.setHeader('Access-Control-Allow-Credentials', 'true');",
      ),
      errors: ['reflected'],
    },
    {
      name: 'header given back, through a name',
      code: handler(
        "const origin = req.get('origin'); if (origin) { " +
          "res.header('Access-Control-Allow-Origin', «origin»); } " +
          "res.header('Access-Control-Allow-Credentials', true);",
      ),
      errors: ['reflected'],
    },
    {
      name: 'headers as an object',
      code: handler("res.set({ 'Access-Control-Allow-Origin': «'*'», 'Access-Control-Allow-Credentials': 'true' });"),
      errors: [{ messageId: 'wildcard', severity: 'medium' }],
    },
    {
      name: 'strict: any origin',
      options: [{ anyOrigin: true }],
      code: "import cors from 'cors'; app.use(«cors()»);",
      errors: [{ messageId: 'any', severity: 'low' }],
    },
    {
      name: 'strict: header',
      options: [{ anyOrigin: true }],
      code: handler("res.setHeader('Access-Control-Allow-Origin', «'*'»);"),
      errors: [{ messageId: 'any', severity: 'low' }],
    },
    {
      name: 'strict: header of a helper that is handed the answer alone, perhaps without one',
      options: [{ anyOrigin: true }],
      code:
        "export function open(res) { res?.setHeader('Access-Control-Allow-Origin', «'*'»); }\n" +
        "export function close(xhr) { xhr?.setHeader('Access-Control-Allow-Origin', '*'); }",
      errors: [{ messageId: 'any', severity: 'low' }],
    },
  ],
});
