import rule from '../../../rules/src/require-body-limits/rule.js';
import { testRule } from '../harness.js';

const express = (code: string): string => `import express from 'express';\nconst app = express();\n${code}\n`;
const suggest = (output: string) => [{ messageId: 'setLimit', output }];
const gather = (inside: string, before = ''): string =>
  express(
    `app.post('/a', (req, res) => { let body = ''; const chunks = []; ${before}req.on('data', (c) => { ` +
      `${inside} }); });`,
  );

testRule(rule, {
  valid: [
    { name: 'defaults', code: express('app.use(express.json()); app.use(express.urlencoded({ extended: true }));') },
    {
      name: 'what one request needs',
      code: express(
        "app.use(express.json({ limit: '10mb' })); app.use(express.raw({ limit: 1024 * 1024 })); " +
          'app.use(express.urlencoded({ parameterLimit: 50000, depth: 10 }));',
      ),
    },
    {
      name: 'a limit that is replaced before it is used',
      code: express("const o = { limit: '500mb' }; o.limit = '1mb'; app.use(express.json(o));"),
    },
    {
      name: 'a limit of another parser',
      code: express("const o = {}; const other = {}; other.limit = '500mb'; app.use(express.json(o));"),
    },
    {
      name: 'out of sight',
      code: express(
        'app.use(express.json({ limit: config.limit })); app.use(express.json({ ' +
          'limit: process.env.LIMIT })); app.use(express.json(options));',
      ),
    },
    {
      name: 'while developing',
      code: express("app.use(express.json({ limit: process.env.NODE_ENV === 'production' ? '1mb' : '500mb' }));"),
    },
    {
      name: 'default of another framework',
      code: "import Fastify from 'fastify';\nconst app = Fastify({ bodyLimit: 2097152 });",
    },
    { name: 'own parser', code: "import { json } from './json.js';\nuse(json({ limit: '500mb' }));" },
    {
      name: 'limit of a query',
      code: express("app.get('/a', async (req, res) => res.json(await find({ limit: 1000000000 })));"),
    },
    { name: 'counted', code: gather('body += c; if (body.length > 1e6) req.destroy();') },
    { name: 'counted, short', code: gather('size += c.length; size > MAX && req.destroy(); chunks.push(c);') },
    {
      name: 'asked before',
      code: gather('body += c;', "if (Number(req.headers['content-length']) > 1e6) return res.sendStatus(413); "),
    },
    { name: 'counted when it ends', code: gather('hash.update(c);') },
    {
      name: 'answer of another server',
      code: `import http, { type IncomingMessage } from 'node:http';
http.get(url, (res: IncomingMessage) => { let body = ''; res.on('data', (c) => { body += c; }); });`,
      file: 'src/a.ts',
    },
    {
      name: 'output of a program',
      code: `import { spawn } from 'node:child_process';
let out = ''; spawn('ls').stdout.on('data', (c) => { out += c; });`,
    },
    { name: 'rows of a cursor', code: 'for await (const row of cursor) rows.push(row);' },
  ],
  invalid: [
    {
      code: express("app.use(express.json({ limit: «'500mb'» }));"),
      errors: [
        {
          messageId: 'large',
          data: { setting: "limit: '500mb'" },
          suggestions: suggest(express("app.use(express.json({ limit: '1mb' }));")),
        },
      ],
    },
    { code: express('app.use(express.json({ limit: «Infinity» }));'), errors: ['large'] },
    { code: express('app.use(express.raw({ limit: «1024 ** 3» }));'), errors: ['large'] },
    {
      name: 'put in later',
      code: express("const o = {}; o.limit = «'500mb'»; app.use(express.json(o));"),
      errors: [
        {
          messageId: 'large',
          suggestions: suggest(express("const o = {}; o.limit = '1mb'; app.use(express.json(o));")),
        },
      ],
    },
    {
      name: 'spread in',
      code: express("const large = { limit: «'500mb'» }; app.use(express.json({ ...large, strict: true }));"),
      errors: [
        {
          messageId: 'large',
          suggestions: suggest(
            express("const large = { limit: '1mb' }; app.use(express.json({ ...large, strict: true }));"),
          ),
        },
      ],
    },
    {
      name: 'alias',
      code: "const { json: parse } = require('body-parser');\nparse({ limit: «'1gb'» });",
      file: 'src/a.js',
      errors: [
        {
          messageId: 'large',
          suggestions: suggest("const { json: parse } = require('body-parser');\nparse({ limit: '1mb' });"),
        },
      ],
    },
    {
      name: 'a list without an end',
      code: express(
        'app.use(express.urlencoded({ extended: true, arrayLimit: «100000», depth: «Infinity», ' +
          'parameterLimit: 5000 }));',
      ),
      errors: [{ messageId: 'deep', data: { setting: 'arrayLimit: 100000' } }, 'deep'],
    },
    {
      name: 'fastify',
      code: "import Fastify from 'fastify';\nconst app = Fastify({ bodyLimit: «1e9» });",
      errors: [
        {
          messageId: 'large',
          suggestions: suggest("import Fastify from 'fastify';\nconst app = Fastify({ bodyLimit: 1_048_576 });"),
        },
      ],
    },
    {
      name: 'one route of fastify',
      code: `import Fastify from 'fastify';
const app = Fastify();
app.post('/a', { bodyLimit: «200 * 1024 * 1024» }, handle);`,
      errors: ['large'],
    },
    {
      name: 'koa',
      code: "import parse from 'koa-bodyparser';\napp.use(parse({ jsonLimit: «size» }));\n".replace(
        '«size»',
        "«'100mb'»",
      ),
      errors: [
        {
          messageId: 'large',
          suggestions: suggest("import parse from 'koa-bodyparser';\napp.use(parse({ jsonLimit: '1mb' }));\n"),
        },
      ],
    },
    {
      name: 'nest',
      code: `import { NestFactory } from '@nestjs/core';
const app = await NestFactory.create(M);
app.useBodyParser('json', { limit: «'100mb'» });`,
      errors: [
        {
          messageId: 'large',
          suggestions: suggest(
            `import { NestFactory } from '@nestjs/core';
const app = await NestFactory.create(M);
app.useBodyParser('json', { limit: '1mb' });`,
          ),
        },
      ],
    },
    {
      name: 'text that grows',
      code: gather('«body» += c;'),
      errors: [{ messageId: 'gathered', data: { name: 'body' } }],
    },
    { name: 'text of the chunk', code: gather('«body» += c.toString();'), errors: ['gathered'] },
    { name: 'list that grows', code: gather('«chunks».push(c);'), errors: ['gathered'] },
    {
      name: 'a server without a framework',
      code: `import http from 'node:http';
http.createServer((request, response) => { let body = ''; request.on('data', (chunk) => («body» += chunk)); });`,
      errors: ['gathered'],
    },
    {
      name: 'read as a stream',
      code: express(
        "app.post('/a', async (req, res) => { const parts = []; " +
          'for await (const part of req) «parts».push(part); res.end(); });',
      ),
      errors: ['gathered'],
    },
  ],
});
