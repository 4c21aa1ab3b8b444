import type { LibraryCases } from './model-case.js';

const HANDLER = "import express from 'express'; const app = express(); app.get('/', (req, res) => { ";

/** Addresses a program calls or sends browsers to. */
export const cases: LibraryCases = {
  'outgoing addresses': {
    found: [
      {
        code:
          "import puppeteer from 'puppeteer'; const browser = await puppeteer.launch(); " +
          'const page = await browser.newPage(); «page.goto(x)»;',
        is: 'puppeteer#Page.goto',
        sinks: ['outbound-url'],
      },
      {
        code:
          "import { chromium } from 'playwright'; const browser = await chromium.launch(); " +
          'const context = await browser.newContext(); const page = await context.newPage(); «page.goto(x)»;',
        is: 'playwright#Page.goto',
        sinks: ['outbound-url'],
      },
      {
        code:
          "import httpProxy from 'http-proxy'; const proxy = httpProxy.createProxyServer({}); " +
          '«proxy.web(a, b, { target: x })»;',
        is: 'http-proxy#Proxy.web',
        sinks: ['outbound-url'],
      },
      {
        code: "import { createProxyMiddleware } from 'http-proxy-middleware'; «createProxyMiddleware({ target: x })»;",
        is: 'http-proxy-middleware#createProxyMiddleware',
        sinks: ['outbound-url'],
      },
      {
        code: "import proxy from 'express-http-proxy'; «proxy(x)»;",
        is: 'express-http-proxy#default',
        sinks: ['outbound-url'],
      },
      { code: "import { ofetch } from 'ofetch'; «ofetch(x)»;", is: 'ofetch#ofetch', sinks: ['outbound-url'] },
      { code: "import axios from 'axios'; «axios.create({ baseURL: x })»;", sinks: ['outbound-url'] },
      { code: "import { Pool } from 'undici'; «new Pool(x)»;", is: 'undici#Pool', sinks: ['outbound-url'] },
      { code: "import superagent from 'superagent'; «superagent('GET', x)»;", sinks: ['outbound-url'] },
      { code: '«fetch(x, { headers })»;', sinks: ['outbound-url'] },
    ],
    lookAlikes: [
      {
        code:
          "import { launch } from './browser'; const browser = await launch(); " +
          'const page = await browser.newPage(); «page.goto(x)»;',
        is: null,
      },
      { code: "import { ofetch } from './mine'; «ofetch(x)»;", is: null },
      { code: "import proxy from './proxy'; «proxy(x)»;", is: null },
      {
        code: "import httpProxy from 'http-proxy'; const proxy = httpProxy.createProxyServer({}); «proxy.web(a, b)»;",
        sinks: [],
      },
      { code: '«fetch(x, { dispatcher })»;', sinks: [] },
      { code: "import axios from 'axios'; «axios.get(x, { httpAgent, httpsAgent })»;", sinks: [] },
      { code: "import http from 'node:http'; «http.get(x, { lookup }, done)»;", sinks: [] },
    ],
  },
  'redirect headers': {
    found: [
      { code: `${HANDLER}«res.set('Location', x)»; });`, sinks: ['redirect-target'] },
      { code: `${HANDLER}«res.setHeader('location', x)»; });`, sinks: ['redirect-target'] },
      { code: `${HANDLER}«res.writeHead(302, { Location: x })»; });`, sinks: ['redirect-target'] },
      {
        code: "import Koa from 'koa'; new Koa().use((ctx) => { «ctx.set('Location', x)»; });",
        sinks: ['redirect-target'],
      },
      {
        code: '«new Response(null, { status: 302, headers: { Location: x } })»;',
        sinks: ['redirect-target', 'html-response', 'response-body'],
      },
    ],
    lookAlikes: [
      { code: `${HANDLER}«res.set('X-Location', x)»; });`, sinks: [] },
      { code: `${HANDLER}«res.set(name, x)»; });`, sinks: [] },
      { code: "const store = new Map(); «store.set('Location', x)»;", is: null },
    ],
  },
  'read addresses': {
    found: [
      { code: `${HANDLER}const a = «new URL(req.query.u)»; });`, taint: 'tainted' },
      {
        code:
          "import url from 'node:url'; import express from 'express'; express().get('/', (req) => { " +
          'const a = «url.parse(req.url)»; });',
        taint: 'tainted',
      },
    ],
    lookAlikes: [{ code: "const a = «new URL('/a', 'https://a.example')»;", taint: 'safe' }],
  },
  'HTML output': {
    found: [
      { code: `${HANDLER}«res.send(x)»; });`, sinks: ['html-response', 'response-body'] },
      {
        code: "import Fastify from 'fastify'; Fastify().get('/', (request, reply) => { «reply.send(x)»; });",
        sinks: ['html-response', 'response-body'],
      },
      {
        code: "import { Hono } from 'hono'; new Hono().get('/', (c) => «c.html(x)»);",
        sinks: ['html-response', 'response-body'],
      },
      {
        code:
          "import nodemailer from 'nodemailer'; const mail = nodemailer.createTransport({}); «mail.sendMail({ " +
          'html: x })»;',
        sinks: ['html-response'],
      },
      {
        code: "import { Resend } from 'resend'; const mail = new Resend(k); «mail.emails.send({ html: x })»;",
        sinks: ['html-response'],
      },
      { code: '«new Response(x)»;', sinks: ['html-response', 'response-body'] },
    ],
    lookAlikes: [
      { code: `${HANDLER}«res.json(x)»; });`, sinks: ['response-body'] },
      { code: "import { Hono } from 'hono'; new Hono().get('/', (c) => «c.text(x)»);", sinks: ['response-body'] },
      {
        code:
          "import nodemailer from 'nodemailer'; const mail = nodemailer.createTransport({}); «mail.sendMail({ " +
          'text: x })»;',
        sinks: [],
      },
      { code: "import { res } from './page'; «res.send(x)»;", is: null },
    ],
  },
  evaluators: {
    found: [
      { code: "import { VM } from 'vm2'; «new VM()»;", is: 'vm2#VM', hazards: ['broken-sandbox'] },
      { code: "const { NodeVM } = require('vm2'); «new NodeVM()»;", is: 'vm2#NodeVM', hazards: ['broken-sandbox'] },
      {
        code: "import { VM } from 'vm2'; const box = new VM(); «box.run(x)»;",
        is: 'vm2#Sandbox.run',
        sinks: ['code-text'],
      },
      { code: "import safeEval from 'safe-eval'; «safeEval(x)»;", is: 'safe-eval#default', sinks: ['code-text'] },
      { code: "import notevil from 'notevil'; «notevil(x)»;", is: 'notevil#default', sinks: ['code-text'] },
      { code: "import evaluate from 'static-eval'; «evaluate(x)»;", is: 'static-eval#default', sinks: ['code-text'] },
      { code: "const mathjs = require('mathjs'); «mathjs.eval(x)»;", is: 'mathjs#eval', sinks: ['code-text'] },
      { code: "import swig from 'swig'; «swig.compile(x)»;", is: 'swig#compile', sinks: ['template-source'] },
      { code: "import doT from 'dot'; «doT.template(x)»;", is: 'dot#template', sinks: ['template-source'] },
      {
        code: "import * as Sqrl from 'squirrelly'; «Sqrl.render(x)»;",
        is: 'squirrelly#render',
        sinks: ['template-source'],
      },
      {
        code: "import { Eta } from 'eta'; const eta = new Eta(); «eta.renderString(x, {})»;",
        is: 'eta#Eta.renderString',
        sinks: ['template-source'],
      },
      { code: '«setTimeout(x, 10)»;', is: 'ecmascript#setTimeout', sinks: ['code-text'] },
    ],
    lookAlikes: [
      { code: "import { VM } from './vm'; «new VM()»;", is: null },
      { code: "import vm from 'node:vm'; «vm.createContext({})»;", hazards: [] },
      { code: "import { evaluate } from 'mathjs'; «evaluate(x)»;", is: null },
      { code: "import { Eta } from './eta'; const eta = new Eta(); «eta.renderString(x)»;", is: null },
      { code: 'function setTimeout(x) { return x; } «setTimeout(x)»;', is: null },
    ],
  },
};
