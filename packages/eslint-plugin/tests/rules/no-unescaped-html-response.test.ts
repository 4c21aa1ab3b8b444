import rule from '../../../rules/src/no-unescaped-html-response/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.get('/a/:id', async (req, res) => {
  ${body}
});
`;
const koa = (body: string): string => `import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    // The text of a file is not the text of its name, also behind a function.
    `import express from 'express'; import fs from 'node:fs/promises';
const read = async (name) => { const text = await fs.readFile('/mails/' + name, 'utf8'); return JSON.parse(text); };
express().get('/:id', async (req, res) => { res.send(await read(req.params.id)); });`,
    `import express from 'express'; import fs from 'fs-extra';
class Box { async mail(name) { return fs.readFile(name, 'utf8'); } routes() { \
express().get('/:id', async (req, res) => { res.send(await this.mail(req.params.id)); }); } }`,
    {
      name: 'templates of a generator are plain text',
      code: "import nunjucks from 'nunjucks';\nnunjucks.configure('templates', { autoescape: false });",
    },
    {
      name: 'an engine that escapes',
      code: `import express from 'express';
import nunjucks from 'nunjucks';
nunjucks.configure('views', { autoescape: true, express: express() });`,
    },
    { name: 'data', code: inHandler('res.json({ hello: req.query.name }); res.json(req.query.name);') },
    {
      name: 'plain text',
      code: inHandler(
        "res.type('text/plain').send(`hello ${req.query.name}`); res.status(400).type('txt').send(req.query.name);",
      ),
    },
    {
      name: 'plain text, set before',
      code: inHandler("res.set('Content-Type', 'text/plain'); res.send(`<b>${req.query.name}</b>`);"),
    },
    {
      name: 'plain text, among headers',
      code: inHandler(
        "res.writeHead(200, { 'content-type': 'text/event-stream' }); res.write(`<${req.query.name}>`); " +
          'res.end(req.query.name);',
      ),
    },
    {
      name: 'a type that is not seen',
      code: inHandler('res.type(type).send(req.query.name);', "import { type } from './type.js';\n"),
    },
    {
      name: 'objects and lists',
      code: inHandler('res.send({ name: req.query.name }); res.send([req.query.name]); res.send(req.query);'),
    },
    { name: 'the whole body', code: inHandler('res.send(req.body); const body = req.body; res.send(body);') },
    {
      name: 'numbers and truth values',
      code: inHandler('res.send(`<p>${Number(req.query.page)}</p>`); res.send(String(req.query.a === "1"));'),
    },
    {
      name: 'one of a list',
      code: inHandler(
        "const NAMES = ['a', 'b']; const name = NAMES.includes(req.query.name) ? req.query.name : 'a'; " +
          'res.send(`<p>${name}</p>`);',
      ),
    },
    {
      name: 'escaped',
      code: inHandler(
        'res.send(`<p>${escapeHtml(req.query.name)} ${he.encode(req.query.b)} ' +
          '${encodeURIComponent(req.query.c)}</p>`);',
        "import escapeHtml from 'escape-html';\nimport he from 'he';\n",
      ),
    },
    {
      name: 'cleaned',
      code: inHandler(
        'res.send(DOMPurify.sanitize(req.body.text));',
        "import DOMPurify from 'isomorphic-dompurify';\n",
      ),
    },
    {
      name: 'escaped by hand',
      code: inHandler(
        'res.send(`<p>${escape(req.query.name)}</p>`);',
        "const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');\n",
      ),
    },
    {
      name: 'escaped by a table',
      code: inHandler(
        'res.send(`<p>${req.query.name.replace(/[&<>"\']/g, (c) => TABLE[c])}</p>`);',
        "const TABLE = { '<': '&lt;' };\n",
      ),
    },
    {
      name: 'escaped in another file',
      code: inHandler('res.send(`<p>${escape(req.query.name)}</p>`);', "import { escape } from './escape.js';\n"),
    },
    {
      name: 'JSON',
      code: inHandler('res.end(JSON.stringify(req.body)); res.write(`data: ${JSON.stringify(req.query)}\\n\\n`);'),
    },
    {
      name: 'no tag at its head and no type',
      code: inHandler("res.end('unknown id ' + req.params.id); res.write(`id: ${req.params.id}`);"),
    },
    { name: 'headers of the visitor', code: inHandler("res.send(`<p>${req.get('User-Agent')}</p>`);") },
    { name: 'parameter alone', code: 'export const answer = (res, name) => res.send(`<h1>${name}</h1>`);' },
    { name: 'rendered', code: inHandler("res.render('hello', { name: req.query.name });") },
    {
      name: 'Fastify sends text',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/', async (request, reply) => { " +
        'reply.send(`<h1>${request.query.name}</h1>`); });',
    },
    { name: 'Koa sends text', code: koa('ctx.body = `hello ${ctx.query.name}`; ctx.body = { name: ctx.query.name };') },
    { name: 'Koa with a type', code: koa("ctx.type = 'text/plain'; ctx.body = ctx.query.name;") },
    {
      name: 'web responses are text',
      file: 'app/api/a/route.ts',
      code:
        'export async function GET(request: Request) { ' +
        "const name = new URL(request.url).searchParams.get('name'); " +
        'return new Response(`<h1>${name}</h1>`); }',
    },
    {
      name: 'Hono: text, data, tag',
      code:
        "import { Hono } from 'hono'; import { html } from 'hono/html'; const app = new Hono(); " +
        "app.get('/', (c) => { c.text(c.req.query('a')); c.json(c.req.query('a')); " +
        "return c.html(html`<h1>${c.req.query('a')}</h1>`); });",
    },
    {
      name: 'text of a mail',
      code: inHandler(
        'await transporter.sendMail({ text: `hello ${req.body.name}` });',
        "import nodemailer from 'nodemailer';\nconst transporter = nodemailer.createTransport({});\n",
      ),
    },
  ],
  invalid: [
    {
      name: 'an engine that escapes nothing',
      code: `import express from 'express';
import nunjucks from 'nunjucks';
nunjucks.configure('views', { autoescape: «false», express: express() });`,
      errors: [{ messageId: 'engine', severity: 'medium' }],
    },
    {
      name: 'the defaults of an engine',
      code: `const express = require('express');
const swig = require('swig');
const app = express();
swig.setDefaults({ autoescape: «false» });`,
      errors: [{ messageId: 'engine', severity: 'medium' }],
    },
    {
      code: inHandler('res.send(«`<h1>${req.query.name}</h1>`»);'),
      errors: [{ messageId: 'html', data: { source: 'The query string', call: 'res.send' } }],
    },
    { name: 'the value itself', code: inHandler('res.send(«req.query.cb»);'), errors: ['html'] },
    {
      name: 'an error that quotes',
      code: inHandler("res.status(404).send(«'No item ' + req.params.id»);"),
      errors: ['html'],
    },
    {
      name: 'one member of the body',
      code: inHandler('const { name } = req.body; res.send(«name»);'),
      errors: [{ messageId: 'html', severity: 'low' }],
    },
    {
      name: 'one member of the body where forms are read',
      code: inHandler(
        'const { name } = req.body; res.send(«name»);',
        'const forms = express.urlencoded({ extended: false });\n',
      ),
      errors: [{ messageId: 'html', severity: 'medium' }],
    },
    {
      name: 'escaped in one place only',
      code: inHandler(
        'res.send(«`<p>${escapeHtml(req.query.a)} ${req.query.b}</p>`»);',
        "import escapeHtml from 'escape-html';\n",
      ),
      errors: ['html'],
    },
    {
      name: 'removing script tags is no escape',
      code: inHandler("res.send(«`<p>${req.query.a.replace(/<script>/g, '')}</p>`»);"),
      errors: ['html'],
    },
    {
      name: 'written piece by piece',
      code: inHandler(
        "res.writeHead(200, { 'Content-Type': 'text/html' }); res.write('<h1>'); " +
          'res.write(«req.query.name»); res.end();',
      ),
      errors: ['html'],
    },
    { name: 'raw, beginning with a tag', code: inHandler('res.end(«`<p>${req.query.name}</p>`»);'), errors: ['html'] },
    { name: 'type set to HTML', code: inHandler("res.type('html').send(«req.query.name»);"), errors: ['html'] },
    {
      name: 'pictures with scripts',
      code: inHandler(
        "res.setHeader('Content-Type', 'image/svg+xml'); res.send(«`<svg><text>${req.query.label}</text></svg>`»);",
      ),
      errors: ['html'],
    },
    {
      name: 'node',
      code:
        "import http from 'node:http'; http.createServer((req, res) => { " +
        "res.setHeader('Content-Type', 'text/html'); res.end(«'<p>' + req.url + '</p>'»); });",
      errors: ['html'],
    },
    {
      name: 'Fastify with a type',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/', async (request, reply) => { " +
        "reply.type('text/html').send(«`<h1>${request.query.name}</h1>`»); });",
      errors: ['html'],
    },
    {
      name: 'Koa, beginning with a tag',
      code: koa('ctx.body = «`<h1>${ctx.query.name}</h1>`»;'),
      errors: [{ messageId: 'html', data: { source: 'The query string', call: 'ctx.body' } }],
    },
    { name: 'Koa, whatever it begins with', code: koa('ctx.body = «ctx.query.name»;'), errors: ['html'] },
    {
      name: 'Koa with a type',
      code: koa("ctx.type = 'html'; ctx.body = «`hello ${ctx.query.name}`»;"),
      errors: ['html'],
    },
    {
      name: 'Hono',
      code:
        "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => " +
        "c.html(«`<h1>${c.req.query('name')}</h1>`»));",
      errors: ['html'],
    },
    {
      name: 'web response with a type',
      file: 'app/api/a/route.ts',
      code:
        'export async function GET(request: Request) { ' +
        "const name = new URL(request.url).searchParams.get('name'); " +
        "return new Response(«`<h1>${name}</h1>`», { headers: { 'content-type': 'text/html; " +
        "charset=utf-8' } }); }",
      errors: ['html'],
    },
    {
      name: 'mail',
      code: inHandler(
        'await transporter.sendMail({ to, html: «`<p>${req.body.message}</p>`» });',
        `import nodemailer from 'nodemailer';
import { to } from './to.js';
const transporter = nodemailer.createTransport({});
`,
      ),
      errors: [{ messageId: 'mail', severity: 'medium' }],
    },
    {
      name: 'another name',
      code:
        "import web from 'express'; web().get('/', (incoming, outgoing) => { " +
        'outgoing.send(«`<h1>${incoming.query.name}</h1>`»); });',
      errors: ['html'],
    },
  ],
});
