import rule from '../../../rules/src/no-ssrf/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import axios from 'axios';
import http from 'node:http';
const app = express();
${before}app.post('/a/:id', async (req, res) => {
  ${body}
});
`;

/** A handler whose body is parsed by this schema of its `url`. */
const bySchema = (schema: string, body: string): string =>
  inHandler(`const { url } = z.object({ url: ${schema} }).parse(req.body); ${body}`, "import { z } from 'zod';\n");

/** A base with a path of the client behind it, or the base alone. */
const withPath = (first: string, otherwise = 'base'): string => `const trim = (text) => text.replace(/\\/+$/, '');
const pathOf = (headers, name) => headers[name.toLowerCase()] || headers[name];
const addressOf = (headers, base) => {
  const path = pathOf(headers, 'X-Path');
  if (path) return ${first};
  return ${otherwise};
};
`;

testRule(rule, {
  valid: [
    {
      name: 'a path behind a base that is looked up, or the base alone',
      code: inHandler(
        'const { address } = await find(req.headers.name); await axios.get(addressOf(req.headers, address));',
        withPath('`${trim(base)}/${path}`'),
      ),
    },
    {
      name: 'a query behind one',
      code: inHandler(
        'const { address } = await find(1); await fetch(addressOf(req.headers, address));',
        withPath("base + '?q=' + path"),
      ),
    },
    {
      name: 'a class of another file',
      code:
        "import { Controller, Post, Query } from '@nestjs/common'; import { OnlyAddress } " +
        "from './only-address.js'; @Controller() export class A { " +
        '@Post() async send(@Query() query: OnlyAddress) { await fetch(query.url); } }',
      file: 'src/a.controller.ts',
    },
    {
      name: 'another host is put in',
      code: inHandler(
        "const target = new URL(req.body.url); target.protocol = 'https'; " +
          "target.hostname = static ? ASSETS : 'api.example.com'; await fetch(target); " +
          'await fetch(target.toString());',
        "const ASSETS = 'assets.example.com';\n",
      ).replaceAll('static', 'req.query.big'),
    },
    {
      name: 'behind a fixed origin',
      code: inHandler(
        'await fetch(`https://api.example.com/users/${req.params.id}`); ' +
          'await axios.get("https://api.example.com/?q=" + req.query.q);',
      ),
    },
    {
      name: 'behind a constant',
      code: inHandler('await fetch(`${API}/users/${req.params.id}`);', "const API = 'https://api.example.com/v1';\n"),
    },
    {
      name: 'behind a base of the environment',
      code: inHandler(
        'await fetch(`${process.env.API}/users/${req.params.id}`); await fetch(process.env.API + req.params.id);',
      ),
    },
    {
      name: 'made into text again',
      code: inHandler(
        'await fetch(encodeURI(`https://api.example.com/users/${req.params.id}`).trim()); ' +
          'await fetch(String(`https://api.example.com/${req.query.q}`));',
      ),
    },
    {
      name: 'the URL of the request behind a host',
      code: inHandler('await fetch("http://backend" + req.originalUrl); await fetch(`http://backend:3000${req.url}`);'),
    },
    {
      name: 'an encoded part of the host',
      code: inHandler('await fetch(`https://${encodeURIComponent(req.query.team)}.example.com/`);'),
    },
    {
      name: 'path of a URL object',
      code: inHandler(
        "const url = new URL('https://api.example.com/'); url.pathname = req.params.id; " +
          "url.search = req.query.q; url.searchParams.set('q', req.query.q); await fetch(url); " +
          'await fetch(url.toString());',
      ),
    },
    {
      name: 'relative path on a base',
      code: inHandler(
        'await fetch(new URL(`/users/${req.params.id}`, API)); ' +
          'await fetch(new URL(`users/${req.params.id}`, API).href);',
        "const API = 'https://api.example.com';\n",
      ),
    },
    {
      name: 'client with a base',
      code: inHandler(
        'await api.get(`/users/${req.params.id}`);',
        "const api = axios.create({ baseURL: 'https://api.example.com' });\n",
      ),
    },
    {
      name: 'host in a set',
      code: inHandler(
        'const url = new URL(req.body.url); if (!ALLOWED.has(url.hostname)) return res.sendStatus(400); ' +
          'await fetch(url); await fetch(req.body.url); await fetch(url.href);',
        "const ALLOWED = new Set(['a.example']);\n",
      ),
    },
    {
      name: 'host in a list, destructured',
      code: inHandler(
        'const { hostname } = new URL(req.body.url); if (!ALLOWED.includes(hostname.toLowerCase())) return ' +
          'res.sendStatus(400); await fetch(req.body.url);',
        "const ALLOWED = ['a.example'];\n",
      ),
    },
    {
      name: 'host compared',
      code: inHandler("if (new URL(req.body.url).hostname === 'a.example') await fetch(req.body.url);"),
    },
    {
      name: 'origin compared with that of the server',
      code: inHandler(
        'const url = new URL(req.query.p, BASE); if (url.origin !== BASE) throw new Error("elsewhere"); ' +
          'await fetch(url);',
        'const BASE = process.env.BASE;\n',
      ),
    },
    {
      name: 'switch over the host',
      code: inHandler(
        "const url = new URL(req.body.url); switch (url.hostname) { case 'a.example': await fetch(url); }",
      ),
    },
    {
      name: 'domains by callback',
      code: inHandler(
        'const url = new URL(req.body.url); if (!DOMAINS.some((d) => ' +
          'url.hostname === d || url.hostname.endsWith(`.${d}`))) return res.sendStatus(400); ' +
          'await fetch(req.body.url);',
        "const DOMAINS = ['a.example'];\n",
      ),
    },
    {
      name: 'prefix with the slash of the origin',
      code: inHandler(
        "if (!req.body.url.startsWith('https://a.example/')) return res.sendStatus(400); await fetch(req.body.url);",
      ),
    },
    {
      name: 'host in a helper',
      code: inHandler(
        'if (!isAllowed(req.body.url)) return res.sendStatus(400); await fetch(req.body.url);',
        `const ALLOWED = new Set(['a.example']);
function isAllowed(address) { try { return ALLOWED.has(new URL(address).hostname); } catch { return false; } }
`,
      ),
    },
    {
      name: 'private addresses refused in a helper',
      code: inHandler(
        'await assertPublic(req.body.url); await fetch(req.body.url);',
        `async function assertPublic(address) { const { hostname } = new URL(address); \
if (await isPrivate(hostname)) throw new Error('private'); }
async function isPrivate(host) { return host === 'localhost' || host.startsWith('10.'); }
`,
      ),
    },
    {
      name: 'test of another file',
      code: inHandler(
        'if (await isPrivateAddress(req.body.url)) return res.sendStatus(400); await fetch(req.body.url);',
        "import { isPrivateAddress } from './addresses.js';\n",
      ),
    },
    {
      name: 'outcome of a test of another file',
      code: inHandler(
        'const { ok } = await judgeAddress(req.body.url); if (!ok) return res.sendStatus(400); ' +
          'await fetch(req.body.url);',
        "import { judgeAddress } from './addresses.js';\n",
      ),
    },
    {
      name: 'refused by another file',
      code: inHandler(
        'try { await assertPublicAddress(req.body.url); } catch (error) { return res.sendStatus(400); } ' +
          'await fetch(req.body.url);',
        "import { assertPublicAddress } from './addresses.js';\n",
      ),
    },
    {
      name: 'made by another file',
      code: inHandler(
        'await fetch(await publicAddress(req.body.url));',
        "import { publicAddress } from './addresses.js';\n",
      ),
    },
    {
      name: 'agent that refuses private addresses',
      code: inHandler(
        'await axios.get(req.body.url, { httpAgent: agent, httpsAgent: agent }); await axios({ ' +
          'url: req.body.url, lookup });',
        "import { agent, lookup } from './agents.js';\n",
      ),
    },
    {
      name: 'chosen from a table',
      code: inHandler(
        "const HOSTS = { eu: 'https://eu.example', us: 'https://us.example' }; " +
          "const host = ['eu', 'us'].includes(req.query.region) ? req.query.region : 'eu'; " +
          'await fetch(`https://${host}.example.com/`);',
      ),
    },
    {
      name: 'checked by a schema that says where it leads',
      code: bySchema("z.string().url().startsWith('https://api.example.com/')", 'await fetch(url);'),
    },
    {
      name: 'one of two by a schema',
      code: bySchema("z.enum(['https://a.example', 'https://b.example'])", 'await fetch(url);'),
    },
    {
      name: 'a pattern with a fixed origin',
      code: bySchema('z.string().regex(/^https:\\/\\/api\\.example\\.com\\/v\\d+\\/.*$/)', 'await fetch(url);'),
    },
    {
      name: 'one of several fixed origins',
      code: inHandler(
        'const host = new URL(req.query.url).hostname; ' +
          'for (const source of [`https://a.example/?u=${encodeURIComponent(req.query.url)}`, ' +
          '`https://b.example/${host}.ico`]) await load(source);',
        'const load = (address) => fetch(address);\n',
      ),
    },
    { name: 'parameter alone', code: 'export const load = (url) => fetch(url);' },
    {
      name: 'body is no address',
      code: inHandler(
        "await axios.post('https://api.example.com/', req.body); await fetch('https://api.example.com/', { " +
          "method: 'POST', body: req.body.text });",
      ),
    },
    { name: 'a program is told its address', code: 'await fetch(process.argv[2]);' },
    { name: 'another fetch', code: inHandler('await fetch(req.body.url);', "import { fetch } from './fetch.js';\n") },
    { name: 'path of an http request', code: inHandler("http.request({ host: 'a.example', path: req.query.p });") },
  ],
  invalid: [
    {
      name: 'a path behind a base that the client sends',
      code: inHandler(
        'await axios.get(«addressOf(req.headers, req.query.base)»);',
        withPath('`${trim(base)}/${path}`'),
      ),
      errors: [{ messageId: 'host', data: { source: 'The query string', call: 'axios.get' } }],
    },
    {
      name: 'a path that is also the whole address',
      code: inHandler(
        'const { address } = await find(1); await axios.get(«addressOf(req.headers, address)»);',
        withPath('base ? `${trim(base)}/${path}` : path'),
      ),
      errors: ['host'],
    },
    {
      name: 'the end of a host',
      code: inHandler(
        'const { address } = await find(1); await axios.get(«addressOf(req.headers, address)»);',
        withPath('`https://${path}.${base}/`'),
      ),
      errors: ['host'],
    },
    {
      name: 'the host that is put in is that of the client',
      code: inHandler(
        "const target = new URL('https://api.example.com'); target.hostname = req.body.host; " +
          'const other = new URL(req.body.url); other.hostname = req.body.host; await fetch(«other»);',
      ),
      errors: ['whole'],
    },
    {
      name: 'a schema that takes any address',
      code: bySchema('z.string().url()', 'await fetch(«url»);'),
      errors: ['whole'],
    },
    {
      code: inHandler('await axios.get(«req.query.url»);'),
      errors: [{ messageId: 'whole', data: { source: 'The query string', call: 'axios.get' } }],
    },
    {
      name: 'host in a template',
      code: inHandler('await fetch(«`https://${req.body.host}/x`»);'),
      errors: [{ messageId: 'host', data: { source: 'The request body', call: 'fetch' } }],
    },
    {
      name: 'one of them not fixed',
      code: inHandler(
        'const address = req.query.a ? `https://a.example/${req.query.a}` : req.query.b; await fetch(«address»);',
      ),
      errors: ['host'],
    },
    {
      name: 'part of the host',
      code: inHandler('await fetch(«`https://${req.query.team}.example.com/`»);'),
      errors: ['host'],
    },
    {
      name: 'host that can go on',
      code: inHandler('await fetch(«"https://api.example.com" + req.query.path»);'),
      errors: ['host'],
    },
    { name: 'port', code: inHandler('await fetch(«`http://localhost:${req.query.port}/x`»);'), errors: ['host'] },
    {
      name: 'an absolute address replaces the base',
      code: inHandler("await fetch(«new URL(req.query.p, 'https://api.example.com')»);"),
      errors: ['whole'],
    },
    {
      name: 'so does one that begins with two slashes',
      code: inHandler("await fetch(«new URL('/' + req.query.p, 'https://api.example.com')»);"),
      errors: ['whole'],
    },
    {
      name: 'through names',
      code: inHandler('const { url } = req.body; const target = new URL(url); await fetch(«target.href»);'),
      errors: ['whole'],
    },
    {
      name: 'prefix that goes on',
      code: inHandler(
        "if (!req.body.url.startsWith('https://a.example')) return res.sendStatus(400); await fetch(«req.body.url»);",
      ),
      errors: ['whole'],
    },
    {
      name: 'scheme alone',
      code: inHandler(
        "if (new URL(req.body.url).protocol !== 'https:') return res.sendStatus(400); await fetch(«req.body.url»);",
      ),
      errors: ['whole'],
    },
    {
      name: 'present is not allowed',
      code: inHandler(
        'if (!req.body.url) return res.sendStatus(400); await axios({ method: "get", url: «req.body.url» });',
      ),
      errors: ['whole'],
    },
    {
      name: 'text is not allowed',
      code: inHandler(
        "if (typeof req.body.url !== 'string') return res.sendStatus(400); await axios.post(«req.body.url», {});",
      ),
      errors: ['whole'],
    },
    {
      name: 'logging is no test',
      code: inHandler(
        'console.log(req.body.url); note(req.body.url); await fetch(«req.body.url»);',
        "import { note } from './note.js';\n",
      ),
      errors: ['whole'],
    },
    {
      name: 'node',
      code: inHandler('http.get(«req.query.url»); http.request({ host: «req.query.host» });'),
      errors: ['whole', 'whole'],
    },
    {
      name: 'base of a client',
      code: inHandler('const api = axios.create({ baseURL: «req.body.base» });'),
      errors: ['whole'],
    },
    {
      name: 'old client with its body by callback',
      code: inHandler(
        'needle.get(«req.query.url + req.query.symbol», (error, response, body) => { res.send(body); });',
        "import needle from 'needle';\n",
      ),
      errors: ['host'],
    },
    {
      name: 'browser',
      code:
        "import puppeteer from 'puppeteer'; import Fastify from 'fastify'; const app = Fastify(); " +
        "app.get('/', async (request) => { const browser = await puppeteer.launch(); " +
        'const page = await browser.newPage(); await page.goto(«request.query.url»); });',
      errors: ['whole'],
    },
    {
      name: 'proxy',
      code:
        "import httpProxy from 'http-proxy'; import http from 'node:http'; " +
        'const proxy = httpProxy.createProxyServer({}); http.createServer((req, res) => { ' +
        "proxy.web(req, res, { target: «req.headers['x-target']» }); });",
      errors: ['whole'],
    },
    {
      name: 'other frameworks',
      code:
        "import { Hono } from 'hono'; const app = new Hono(); app.get('/', async (c) => { " +
        "await fetch(«c.req.query('url')»); return c.text('ok'); });",
      errors: ['whole'],
    },
    {
      name: 'NestJS',
      file: 'src/a.controller.ts',
      code:
        "import { Controller, Get, Query } from '@nestjs/common'; import { HttpService } " +
        "from '@nestjs/axios'; @Controller() export class A { " +
        "constructor(private readonly http: HttpService) {} @Get() get(@Query('url') url: string) { " +
        'return this.http.get(«url»); } }',
      errors: ['whole'],
    },
    {
      name: 'import alias',
      code:
        "import { get as load } from 'axios'; import express from 'express'; const app = express(); " +
        "app.get('/', (req, res) => load(«req.query.url»));",
      errors: ['whole'],
    },
    {
      name: 'through a function of the same file',
      code: inHandler('await load(req.body.url);', 'const load = (url) => fetch(«url»);\n'),
      errors: ['whole'],
    },
  ],
});
