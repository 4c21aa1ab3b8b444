import rule from '../../../rules/src/no-insecure-cookie/rule.js';
import { testRule } from '../harness.js';

const route = (body: string, imports = ''): string =>
  `import express from 'express';
${imports}const app = express();
app.post('/login', (req, res) => {
  const token = issue(req.body);
  ${body}
  res.end();
});
`;
const SESSION = "import session from 'express-session';\nimport express from 'express';\nconst app = express();\n";
const SECURE = "secure: process.env.NODE_ENV === 'production'";

testRule(rule, {
  valid: [
    {
      name: 'everything set',
      code: route("res.cookie('session', token, { httpOnly: true, secure: true, sameSite: 'lax' });"),
    },
    {
      name: 'secure where it is served over TLS',
      code: route(
        `res.cookie('token', token, { httpOnly: true, secure: process.env.NODE_ENV === 'production' });
res.cookie('sid', token, { httpOnly: true, secure: isProd });
res.cookie('jwt', token, { httpOnly: true, secure: config.https });
res.cookie('auth', token, { httpOnly: true, secure: req.secure });`,
        "import { config, isProd } from './config.js';\n",
      ),
    },
    {
      name: 'by a condition',
      code: route(
        "res.cookie('token', token, { httpOnly: true, secure: isProd ? true : false });",
        "import { isProd } from './config.js';\n",
      ),
    },
    {
      name: 'cookies that are no login',
      code: route(
        `res.cookie('theme', req.body.theme);
res.cookie('locale', req.body.locale, { maxAge: 1000 });
res.cookie('cart', req.body.cart, { httpOnly: false });
res.cookie('session_expires', req.body.at);
res.cookie('isAuthenticated', req.body.known);`,
      ),
    },
    {
      name: 'a list for the page',
      code: route("res.cookie('sessions', JSON.stringify(req.body.teams), { httpOnly: false });"),
    },
    {
      name: 'token against forged requests, which the page must read',
      code: route(
        "res.cookie('XSRF-TOKEN', req.csrfToken());\nres.cookie('csrf_token', token, { sameSite: 'strict' });",
      ),
    },
    {
      name: 'options of another file',
      code: route(
        `res.cookie('session', token, cookieOptions);
res.cookie('session', token, { ...cookieOptions, path: '/' });
res.cookie('session', token, cookieOptions());`,
        "import { cookieOptions } from './cookies.js';\n",
      ),
    },
    {
      name: 'set afterwards',
      code: route(
        `const options = { httpOnly: true };
if (process.env.NODE_ENV === 'production') options.secure = true;
res.cookie('jwt', token, options);`,
      ),
    },
    {
      name: 'deleted',
      code: route(
        `res.clearCookie('session');
res.cookie('session', '');
res.cookie('jwt', 'loggedout', { expires: new Date(Date.now() + 1000) });
res.cookie('token', token, { maxAge: 0 });
res.cookie('token', req.body.none, { expires: new Date(0) });`,
      ),
    },
    {
      name: 'deleted, with the options in the place of the value',
      code: route(
        `res.cookie('token', { maxAge: 0, httpOnly: true, secure: true });
res.cookie('token', { expires: new Date(0) });
res.cookie('token', { path: '/', sameSite: 'lax' });
const gone = { path: '/', maxAge: 0 };
res.cookie('token', gone);`,
      ),
    },
    {
      name: 'deleted by a date that is past',
      code: route(
        `res.cookie('token', token, { expires: new Date(Date.now() - 1000) });
res.cookie('token', token, { ...options, maxAge: -1 });`,
        "import { options } from './cookies.js';\n",
      ),
    },
    {
      name: 'name of another file that says nothing',
      code: route('res.cookie(COOKIE, req.body.value);', "import { COOKIE } from './names.js';\n"),
    },
    {
      name: 'while developing',
      code: route("if (process.env.NODE_ENV !== 'production') res.cookie('session', token);"),
    },
    {
      name: 'something else',
      code: `const jar = { cookie(name, value) { return name + value; } };
jar.cookie('session', 'x');
export default jar;`,
    },
    {
      name: 'session as its documentation has it',
      code: `${SESSION}const settings = { secret: process.env.SECRET, cookie: {} };
if (app.get('env') === 'production') { app.set('trust proxy', 1); settings.cookie.secure = true; }
app.use(session(settings));`,
    },
    {
      name: 'session by the environment',
      code: `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: { \
secure: process.env.NODE_ENV === 'production', sameSite: 'lax' } }));
app.use(session({ secret: process.env.SECRET, cookie: { secure: 'auto' } }));`,
    },
    {
      name: 'session with settings of another file',
      code: `${SESSION}import { settings, cookie } from './settings.js';
app.use(session(settings));
app.use(session({ ...settings, resave: false }));
app.use(session({ cookie }));`,
    },
    {
      name: 'sessions that are secure by themselves',
      code: `import cookieSession from 'cookie-session';
import { getIronSession } from 'iron-session';
export const middleware = cookieSession({ keys: [process.env.KEY] });
export const read = (req, res) => getIronSession(req, res, { cookieName: 'app', password: process.env.PASSWORD });`,
    },
    {
      name: 'Koa hides cookies from scripts',
      code: `import Koa from 'koa';
import session from 'koa-session';
const app = new Koa();
app.use(session({}, app));
app.use(async (ctx) => { ctx.cookies.set('session', await ctx.issue()); });`,
    },
    {
      name: 'plugin of Fastify',
      code: `import Fastify from 'fastify';
import session from '@fastify/session';
const app = Fastify();
app.register(session, { secret: process.env.SECRET });
app.register(session, { secret: process.env.SECRET, cookie: { secure: 'auto' } });`,
    },
    {
      name: 'header',
      code: `import http from 'node:http';
http.createServer((req, res) => { const id = create(); const more = flags(); \
res.setHeader('Set-Cookie', \`session=\${id}; HttpOnly; Secure\`); \
res.setHeader('Set-Cookie', \`session=\${id}; \${more}\`); \
res.setHeader('Set-Cookie', \`session=\${id}\${more}\`); res.setHeader('Set-Cookie', 'session=; Max-Age=0'); \
res.setHeader('Set-Cookie', [\`theme=\${id}\`]); res.end(); });`,
    },
    {
      name: 'header, secure in some cases',
      code: `import http from 'node:http';
const secure = isProduction() ? '; Secure' : '';
http.createServer((req, res) => { const id = create(); res.setHeader('Set-Cookie', \`session=\${id}; \
HttpOnly; Path=/\${isProduction() ? '; Secure' : ''}\`); res.setHeader('Set-Cookie', 'session=' + id + '; \
HttpOnly' + secure); res.end(); });`,
    },
    {
      name: 'header that deletes',
      code: `import http from 'node:http';
http.createServer((req, res) => { const id = create(); res.setHeader('Set-Cookie', \`session=\${id}; \
Max-Age=0\`); res.setHeader('Set-Cookie', other); res.end(); });`,
    },
    {
      name: 'cookies of Remix that are no login',
      file: 'app/theme.server.ts',
      code: `import { createCookie, createCookieSessionStorage } from '@remix-run/node';
import { options } from './options';
export const theme = createCookieSessionStorage({ cookie: { name: '__theme' } });
export const prefs = createCookie('prefs');
export const sessions = createCookieSessionStorage({ cookie: { name: '__session', ...options } });
export const other = createCookieSessionStorage({ cookie: theme });`,
    },
    {
      name: 'served over plain HTTP by who installs it, as a comment says',
      code: `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: {
  // also sent where the owner has no https
  secure: false,
  httpOnly: true } }));
app.use(session({ secret: process.env.SECRET, cookie: { httpOnly: true, secure: false /* self-hosted */ } }));`,
    },
    {
      name: 'the request, the library or the settings decide',
      code: `${SESSION}import { config } from './config.js';
app.use(session({ secret: process.env.SECRET, cookie: { secure: 'auto' } }));
app.use(session({ secret: process.env.SECRET, cookie: { secure: config.www.https } }));
app.post('/a', (req, res) => { res.cookie('token', issue(req.body), { httpOnly: true, secure: req.secure }); });`,
    },
    { name: 'test', code: route("res.cookie('session', token);"), file: 'src/login.test.ts' },
  ],
  invalid: [
    {
      name: 'an object with something of the account',
      code: route("res.cookie(«'session'», { id: req.body.id, path: '/' });"),
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: route(`res.cookie('session', { id: req.body.id, path: '/' }, { httpOnly: true, ${SECURE} });`),
            },
          ],
        },
      ],
    },
    {
      name: 'a comment that decides nothing',
      code: `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: {
  // TODO: https
  «secure: false» } }));
`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: {
  // TODO: https
  secure: 'auto' } }));
`,
            },
          ],
        },
      ],
    },
    {
      code: route("res.cookie(«'session'», token);"),
      errors: [
        {
          messageId: 'readable',
          data: { name: 'session', set: '`httpOnly` and `secure`' },
          suggestions: [
            { messageId: 'protect', output: route(`res.cookie('session', token, { httpOnly: true, ${SECURE} });`) },
          ],
        },
      ],
    },
    {
      name: 'somebody wrote it so',
      code: route("res.cookie('token', token, { «httpOnly: false», secure: true });"),
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            { messageId: 'protect', output: route("res.cookie('token', token, { httpOnly: true, secure: true });") },
          ],
        },
      ],
    },
    {
      name: 'left out',
      code: route("res.cookie(«'refreshToken'», token, { httpOnly: true, maxAge: 1000 });"),
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: route(`res.cookie('refreshToken', token, { httpOnly: true, maxAge: 1000, ${SECURE} });`),
            },
          ],
        },
      ],
    },
    {
      name: 'empty options',
      code: route("res.cookie(«'connect.sid'», token, {});"),
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            { messageId: 'protect', output: route(`res.cookie('connect.sid', token, { httpOnly: true, ${SECURE} });`) },
          ],
        },
      ],
    },
    {
      name: 'for other sites',
      code: route("res.cookie(«'auth_token'», token, { httpOnly: true, sameSite: 'none' });"),
      errors: [
        {
          messageId: 'refused',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: route(`res.cookie('auth_token', token, { httpOnly: true, sameSite: 'none', ${SECURE} });`),
            },
          ],
        },
      ],
    },
    {
      name: 'options under a name, and spread in',
      code: route(
        `const base = { path: '/' };
const options = { ...base, httpOnly: true };
res.cookie(«'jwt'», token, options);`,
      ),
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: route(
                `const base = { path: '/' };
const options = { ...base, httpOnly: true, ${SECURE} };
res.cookie('jwt', token, options);`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'by what it holds',
      code: route(
        `const signed = jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '1h' });
res.cookie(«'user'», signed, {});
res.cookie(«NAME», token, {});`,
        "import jwt from 'jsonwebtoken';\nconst NAME = 'app';\n",
      ),
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: route(
                `const signed = jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '1h' });
res.cookie('user', signed, { httpOnly: true, ${SECURE} });
res.cookie(NAME, token, {});`,
                "import jwt from 'jsonwebtoken';\nconst NAME = 'app';\n",
              ),
            },
          ],
        },
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: route(
                `const signed = jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '1h' });
res.cookie('user', signed, {});
res.cookie(NAME, token, { httpOnly: true, ${SECURE} });`,
                "import jwt from 'jsonwebtoken';\nconst NAME = 'app';\n",
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'name of another file',
      code: route(
        'res.cookie(«config.sessionCookieName», req.body.value, { secure: config.https });',
        "import { config } from './config.js';\n",
      ),
      errors: ['readable'],
      output: route(
        'res.cookie(config.sessionCookieName, req.body.value, { secure: config.https, httpOnly: true });',
        "import { config } from './config.js';\n",
      ),
    },
    {
      name: 'handler of another file',
      file: 'src/login.ts',
      code: `import type { Request, Response } from 'express';
export const login = (req: Request, res: Response) => res.cookie(«'rememberMe'», req.body.id, { secure: true });`,
      errors: ['readable'],
      output: `import type { Request, Response } from 'express';
export const login = (req: Request, res: Response) => res.cookie('rememberMe', req.body.id, { secure: true, httpOnly: true });`,
    },
    {
      name: 'session',
      code: `${SESSION}app.use(«session»({ secret: process.env.SECRET, resave: false }));`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          data: { name: 'session', set: '`secure`' },
          suggestions: [
            {
              messageId: 'protect',
              output:
                `${SESSION}app.use(session({ secret: process.env.SECRET, resave: false, cookie: { secure: 'auto' } ` +
                '}));',
            },
          ],
        },
      ],
    },
    {
      name: 'session, said so',
      code: `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: { «secure: false», httpOnly: true } }));`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output:
                `${SESSION}app.use(session({ secret: process.env.SECRET, cookie: { secure: 'auto', httpOnly: true } ` +
                '}));',
            },
          ],
        },
      ],
    },
    {
      name: 'Koa',
      code: `import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => { ctx.cookies.set('session', await ctx.issue(), { «httpOnly: false» }); });`,
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: `import Koa from 'koa';
const app = new Koa();
app.use(async (ctx) => { ctx.cookies.set('session', await ctx.issue(), { httpOnly: true }); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'Fastify',
      code: `import Fastify from 'fastify';
import session from '@fastify/session';
const app = Fastify();
app.register(session, { secret: process.env.SECRET, cookie: { «secure: false» } });
app.post('/login', async (request, reply) => { const jwt = await issue(request.body); \
return reply.setCookie(«'jwt'», jwt, { path: '/' }).send({}); });`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import Fastify from 'fastify';
import session from '@fastify/session';
const app = Fastify();
app.register(session, { secret: process.env.SECRET, cookie: { secure: 'auto' } });
app.post('/login', async (request, reply) => { const jwt = await issue(request.body); \
return reply.setCookie('jwt', jwt, { path: '/' }).send({}); });`,
            },
          ],
        },
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: `import Fastify from 'fastify';
import session from '@fastify/session';
const app = Fastify();
app.register(session, { secret: process.env.SECRET, cookie: { secure: false } });
app.post('/login', async (request, reply) => { const jwt = await issue(request.body); \
return reply.setCookie('jwt', jwt, { path: '/', httpOnly: true, ${SECURE} }).send({}); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'Hono',
      code: `import { Hono } from 'hono';
import { setCookie as set, setSignedCookie } from 'hono/cookie';
const app = new Hono();
app.post('/login', async (c) => { const id = await issue(c); set(c, «'session'», id, { secure: true }); \
await setSignedCookie(c, «'session'», id, process.env.KEY, { httpOnly: true }); return c.text('ok'); });`,
      errors: [
        'readable',
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import { Hono } from 'hono';
import { setCookie as set, setSignedCookie } from 'hono/cookie';
const app = new Hono();
app.post('/login', async (c) => { const id = await issue(c); set(c, 'session', id, { secure: true }); \
await setSignedCookie(c, 'session', id, process.env.KEY, { httpOnly: true, ${SECURE} }); return c.text('ok'); });`,
            },
          ],
        },
      ],
      output: `import { Hono } from 'hono';
import { setCookie as set, setSignedCookie } from 'hono/cookie';
const app = new Hono();
app.post('/login', async (c) => { const id = await issue(c); set(c, 'session', id, { \
secure: true, httpOnly: true }); await setSignedCookie(c, 'session', id, process.env.KEY, { \
httpOnly: true }); return c.text('ok'); });`,
    },
    {
      name: 'Next',
      file: 'app/login/actions.ts',
      code: `'use server';
import { cookies } from 'next/headers';
export async function login(form: FormData) { const store = await cookies(); \
const token = await issue(form); store.set(«'token'», token, { secure: true }); store.set({ \
name: «'session'», value: token, httpOnly: true }); }`,
      errors: [
        'readable',
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `'use server';
import { cookies } from 'next/headers';
export async function login(form: FormData) { const store = await cookies(); \
const token = await issue(form); store.set('token', token, { secure: true }); store.set({ \
name: 'session', value: token, httpOnly: true, ${SECURE} }); }`,
            },
          ],
        },
      ],
      output: `'use server';
import { cookies } from 'next/headers';
export async function login(form: FormData) { const store = await cookies(); \
const token = await issue(form); store.set('token', token, { secure: true, httpOnly: true }); store.set({ \
name: 'session', value: token, httpOnly: true }); }`,
    },
    {
      name: 'written as text by a library',
      code: `import * as cookie from 'cookie';
export const header = (id) => cookie.serialize(«'session'», id, { httpOnly: true, path: '/' });`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import * as cookie from 'cookie';
export const header = (id) => cookie.serialize('session', id, { httpOnly: true, path: '/', ${SECURE} });`,
            },
          ],
        },
      ],
    },
    {
      name: 'header',
      code: `import http from 'node:http';
http.createServer((req, res) => { const id = create(); res.setHeader('Set-Cookie', «\`session=\${id}; \
Path=/; HttpOnly\`»); res.end(); });`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import http from 'node:http';
http.createServer((req, res) => { const id = create(); res.setHeader('Set-Cookie', \`session=\${id}; Path=/; \
HttpOnly\${process.env.NODE_ENV === 'production' ? '; Secure' : ''}\`); res.end(); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'headers',
      code: `import http from 'node:http';
http.createServer((req, res) => { const id = create(); res.writeHead(200, { 'Set-Cookie': [«'sid=' + id + '; \
Path=/'»] }); res.end(); });`,
      errors: ['readable'],
    },
    {
      name: 'Remix',
      file: 'app/session.server.ts',
      code: `import { createCookie, createCookieSessionStorage } from '@remix-run/node';
export const sessions = createCookieSessionStorage({ cookie: { \
name: «'__session'», httpOnly: true, secrets: [process.env.SECRET] } });
export const remember = createCookie(«'rememberMe'», { secure: true });`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import { createCookie, createCookieSessionStorage } from '@remix-run/node';
export const sessions = createCookieSessionStorage({ cookie: { name: '__session', httpOnly: true, secrets: [process.env.SECRET], ${SECURE} \
} });
export const remember = createCookie('rememberMe', { secure: true });`,
            },
          ],
        },
        'readable',
      ],
      output: `import { createCookie, createCookieSessionStorage } from '@remix-run/node';
export const sessions = createCookieSessionStorage({ cookie: { \
name: '__session', httpOnly: true, secrets: [process.env.SECRET] } });
export const remember = createCookie('rememberMe', { secure: true, httpOnly: true });`,
    },
    {
      name: 'h3',
      code: `import { defineEventHandler, setCookie } from 'h3';
export default defineEventHandler(async (event) => { const token = await issue(event); \
setCookie(event, «'auth_token'», token, { httpOnly: true }); });`,
      errors: [
        {
          messageId: 'cleartext',
          severity: 'medium',
          suggestions: [
            {
              messageId: 'protect',
              output: `import { defineEventHandler, setCookie } from 'h3';
export default defineEventHandler(async (event) => { const token = await issue(event); \
setCookie(event, 'auth_token', token, { httpOnly: true, ${SECURE} }); });`,
            },
          ],
        },
      ],
    },
    {
      name: 'options on lines of their own',
      code: route("res.cookie(«'session'», token, {\n    path: '/',\n    maxAge: 1000, // a second\n  });"),
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: route(
                `res.cookie('session', token, {
    path: '/',
    maxAge: 1000,
    httpOnly: true,
    ${SECURE}, // a second
  });`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'arguments on lines of their own, double quotes',
      code: `import express from "express";
const app = express();
app.post("/login", (req, res) => {
\tres.cookie(
\t\t«"session"»,
\t\t(req.body.token)
\t);
\tres.end();
});
`,
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output: `import express from "express";
const app = express();
app.post("/login", (req, res) => {
\tres.cookie(
\t\t"session",
\t\t(req.body.token),
\t\t{ httpOnly: true, secure: process.env.NODE_ENV === "production" }
\t);
\tres.end();
});
`,
            },
          ],
        },
      ],
    },
    {
      name: 'header of a response',
      code:
        "export const answer = (token) => new Response('ok', { headers: { " +
        "'Set-Cookie': «`auth_token=${token}; Max-Age=${60 * 60}; Secure`» } });",
      errors: [
        {
          messageId: 'readable',
          suggestions: [
            {
              messageId: 'protect',
              output:
                "export const answer = (token) => new Response('ok', { headers: { " +
                "'Set-Cookie': `auth_token=${token}; Max-Age=${60 * 60}; Secure; HttpOnly` } });",
            },
          ],
        },
      ],
    },
  ],
});
