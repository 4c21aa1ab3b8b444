import rule from '../../../rules/src/no-insecure-transport/rule.js';
import { testRule } from '../harness.js';

const verify = (output: string): { messageId: string; output: string }[] => [{ messageId: 'verify', output }];

const byMode = (label: string, value = 'false'): string =>
  `import { Pool } from 'pg';
let ssl;
switch (process.env.DB_SSLMODE) {
  case 'verify-full': ssl = { rejectUnauthorized: true }; break;
  ${label} { ssl = { rejectUnauthorized: ${value} }; break; }
  default: ssl = false;
}
export const pool = new Pool({ ssl });
`;

testRule(rule, {
  valid: [
    { name: 'a mode that asks for it by its name', code: byMode("case 'no-verify':") },
    { name: 'two modes that both ask for it', code: byMode("case 'self-signed': case 'skip-verify':") },
    {
      name: 'a setting that names it, compared',
      code: `import { Pool } from 'pg';
const sslmode = process.env.PGSSLMODE;
export const pool = new Pool({ ssl: sslmode === 'no-verify' ? { rejectUnauthorized: false } : true });`,
    },
    {
      name: 'a setting that names it, under another name',
      code: `import { Pool } from 'pg';
const lenient = process.env.DB_SSL_INSECURE === 'true';
export const pool = new Pool({ ssl: lenient ? { rejectUnauthorized: false } : true });`,
    },
    {
      name: 'asked for by its name',
      code: `import https from 'node:https';
export function agentFor(router) { if (router.unsafeTls) return new https.Agent({ \
rejectUnauthorized: false }); return undefined; }`,
    },
    {
      name: 'this machine',
      code:
        "await fetch('http://localhost:3000/login', { method: 'POST', headers: { authorization: token } }); " +
        "await fetch('http://127.0.0.1/x', { headers: { authorization: token } });",
    },
    {
      name: 'the same network',
      code:
        "await fetch('http://auth.internal/x', { headers: { authorization: token } }); " +
        "await fetch('http://users.default.svc.cluster.local/x', { headers: { authorization: token } }); " +
        "await fetch('http://redis/x', { headers: { authorization: token } });",
    },
    {
      name: 'metadata service',
      code: "await fetch('http://169.254.169.254/latest/api/token', { headers: { 'x-api-token': token } });",
    },
    { name: 'namespaces', code: "const ns = 'http://www.w3.org/2000/svg'; const other = 'http://example.com';" },
    { name: 'documentation host', code: "await fetch('http://example.com/x', { headers: { authorization: token } });" },
    { name: 'a test on an address', code: "if (url.indexOf('http://') === 0) throw new Error('use https');" },
    { name: 'an address nobody asks', code: "const home = 'http://shop.com/prices'; console.log(home);" },
    { name: 'a test', code: "await fetch('http://shop.com/prices');", file: 'tests/prices.test.js' },
    {
      name: 'a host that is put together',
      code: "await fetch(`http://${region}.shop.com/prices`); await fetch('http://' + host);",
    },
    { name: 'an object of that name', code: "const self = client(); await self.fetch('http://shop.com/prices');" },
    {
      name: 'while developing',
      code: "if (process.env.NODE_ENV !== 'production') await fetch('http://shop.com/prices');",
    },
    { name: 'plain listen', code: "import express from 'express'; express().listen(80);" },
    {
      name: 'only while developing',
      code:
        "import https from 'node:https'; const agent = new https.Agent(process.env.NODE_ENV === " +
        "'production' ? {} : { rejectUnauthorized: false });",
    },
    {
      name: 'only while developing, by statement',
      code: "if (process.env.NODE_ENV !== 'production') process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
    },
    {
      name: 'depends on the environment',
      code:
        "import https from 'node:https'; const agent = new https.Agent({ " +
        "rejectUnauthorized: process.env.NODE_ENV === 'production' });",
    },
    {
      name: 'asked for by whoever runs it',
      code:
        "import { Pool } from 'pg'; const pool = new Pool({ ssl: config.allowSelfSigned ? { " +
        'rejectUnauthorized: false } : true });',
    },
    {
      name: 'this machine as host',
      code:
        "import nodemailer from 'nodemailer'; nodemailer.createTransport({ host: 'localhost', tls: { " +
        'rejectUnauthorized: false } });',
    },
    {
      name: 'a server that asks clients for certificates',
      code:
        "import https from 'node:https'; https.createServer({ " +
        'key, cert, requestCert: true, rejectUnauthorized: false }, app);',
    },
    {
      name: 'verified',
      code: "import { Pool } from 'pg'; const pool = new Pool({ ssl: { rejectUnauthorized: true, ca } });",
    },
    {
      name: 'new versions',
      code: "import https from 'node:https'; https.createServer({ key, cert, minVersion: 'TLSv1.2' }, app);",
    },
    { name: 'verification left on', code: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';" },
    { name: 'other things with that name', code: "const range = { minVersion: 'TLSv1' };" },
  ],
  invalid: [
    {
      name: 'a mode that asks for encryption only',
      code: byMode("case 'require':", '«false»'),
      errors: [{ messageId: 'unverified', suggestions: verify(byMode("case 'require':", 'true')) }],
    },
    {
      name: 'a mode that falls in with one that asks for it',
      code: byMode("case 'require': case 'no-verify':", '«false»'),
      errors: [{ messageId: 'unverified', suggestions: verify(byMode("case 'require': case 'no-verify':", 'true')) }],
    },
    {
      name: 'a setting that names encryption only',
      code: `import { Pool } from 'pg';
const wanted = process.env.DB_SSL === 'true';
export const pool = new Pool({ ssl: wanted ? { rejectUnauthorized: «false» } : true });`,
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            `import { Pool } from 'pg';
const wanted = process.env.DB_SSL === 'true';
export const pool = new Pool({ ssl: wanted ? { rejectUnauthorized: true } : true });`,
          ),
        },
      ],
    },
    {
      code: "import https from 'node:https'; const agent = new https.Agent({ rejectUnauthorized: «false» });",
      errors: [
        {
          messageId: 'unverified',
          data: { setting: 'rejectUnauthorized: false' },
          suggestions: verify(
            "import https from 'node:https'; const agent = new https.Agent({ rejectUnauthorized: true });",
          ),
        },
      ],
    },
    {
      name: 'database',
      code:
        "import { Pool } from 'pg'; const pool = new Pool({ connectionString, ssl: { " +
        'rejectUnauthorized: «false» } });',
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            "import { Pool } from 'pg'; const pool = new Pool({ connectionString, ssl: { " +
              'rejectUnauthorized: true } });',
          ),
        },
      ],
    },
    {
      name: 'mail',
      code:
        "const nodemailer = require('nodemailer'); nodemailer.createTransport({ host, tls: { " +
        'rejectUnauthorized: «false» } });',
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            "const nodemailer = require('nodemailer'); nodemailer.createTransport({ host, tls: { " +
              'rejectUnauthorized: true } });',
          ),
        },
      ],
    },
    {
      name: 'redis',
      code:
        "import { createClient } from 'redis'; createClient({ socket: { " +
        'tls: true, rejectUnauthorized: «false» } });',
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            "import { createClient } from 'redis'; createClient({ socket: { tls: true, rejectUnauthorized: true } });",
          ),
        },
      ],
    },
    {
      name: 'tls',
      code: "import tls from 'node:tls'; const off = false; tls.connect(443, host, { rejectUnauthorized: «off» });",
      errors: ['unverified'],
    },
    {
      name: 'settings on their way',
      code: 'export const database = { dialectOptions: { ssl: { require: true, rejectUnauthorized: «false» } } };',
      errors: [
        {
          messageId: 'unverified',
          suggestions: verify(
            'export const database = { dialectOptions: { ssl: { require: true, rejectUnauthorized: true } } };',
          ),
        },
      ],
    },
    {
      name: 'assigned',
      code: 'options.tls.rejectUnauthorized = «false»;',
      errors: [{ messageId: 'unverified', suggestions: verify('options.tls.rejectUnauthorized = true;') }],
    },
    {
      name: 'document store',
      code:
        "import { MongoClient } from 'mongodb'; const client = new MongoClient(uri, { " +
        'tlsAllowInvalidCertificates: «true» });',
      errors: ['unverified'],
    },
    {
      name: 'address of a database',
      code:
        "import { Pool } from 'pg'; const pool = new Pool({ " +
        "connectionString: «'postgres://db.shop.com/a?sslmode=no-verify'» });",
      errors: ['unverified'],
    },
    { name: 'whole process', code: "«process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'»;", errors: ['process'] },
    {
      name: 'whole process, as an index',
      code: "«process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0»;",
      errors: ['process'],
    },
    {
      name: 'old version',
      code: "import https from 'node:https'; https.createServer({ key, cert, minVersion: «'TLSv1'» }, app);",
      errors: [
        {
          messageId: 'old',
          severity: 'medium',
          data: { setting: "minVersion: 'TLSv1'" },
          suggestions: [
            {
              messageId: 'useTls12',
              output: "import https from 'node:https'; https.createServer({ key, cert, minVersion: 'TLSv1.2' }, app);",
            },
          ],
        },
      ],
    },
    {
      name: 'old protocol',
      code: "import tls from 'node:tls'; tls.connect({ host, secureProtocol: «'TLSv1_method'» });",
      errors: [{ messageId: 'old', severity: 'medium' }],
    },
    {
      name: 'without a credential',
      code: "await fetch(«'http://shop.com/prices'»);",
      errors: [
        {
          messageId: 'plain',
          data: { host: 'shop.com' },
          severity: 'low',
          suggestions: [{ messageId: 'useHttps', output: "await fetch('https://shop.com/prices');" }],
        },
      ],
    },
    {
      name: 'under the global object',
      code:
        "const GOODS = 'http://goods.shop.com'; export const prices = (day) => " +
        "window.fetch(«'http://shop.com/prices/' + day»); export const goods = () => self.fetch(«GOODS»);",
      errors: [
        { messageId: 'plain', severity: 'low' },
        { messageId: 'plain', severity: 'low' },
      ],
    },
    {
      name: 'a client under another name',
      code:
        "import request from 'axios'; const BASE = 'http://shop.com'; export const drop = (id) => " +
        'request.delete(«`${BASE}/goods/${id}`»);',
      errors: [{ messageId: 'plain', severity: 'low' }],
    },
    {
      name: 'a name that only begins like this machine',
      code: "const PRICES = 'http://localhost.shop.com/prices'; await fetch(«PRICES»);",
      errors: [{ messageId: 'plain', severity: 'low' }],
    },
    {
      name: 'credential in clear',
      code: "await fetch(«'http://api.shop.com/v1/me'», { headers: { Authorization: `Bearer ${token}` } });",
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          data: { credential: 'Authorization', host: 'api.shop.com' },
          suggestions: [
            {
              messageId: 'useHttps',
              output: "await fetch('https://api.shop.com/v1/me', { headers: { Authorization: `Bearer ${token}` } });",
            },
          ],
        },
      ],
    },
    {
      name: 'password in clear',
      code: "import axios from 'axios'; await axios.post(«`http://api.shop.com/login/${id}`», { user, password });",
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'useHttps',
              output:
                "import axios from 'axios'; await axios.post(`https://api.shop.com/login/${id}`, { user, password });",
            },
          ],
        },
      ],
    },
  ],
});
