/** Signatures where frameworks and libraries keep what belongs to them. */
import { expect, it, describe } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

const CRYPTO = "import { createHmac, timingSafeEqual } from 'node:crypto';";
const DB = "import { Pool } from 'pg'; const db = new Pool();";
const WRITE = "await db.query('delete from things where id = $1', [1]);";
const app = (text: string, more: Files = {}): Files => ({ 'src/app.ts': `${CRYPTO} ${DB}\n${text}`, ...more });
const hono = (lines: string): Files =>
  app(`import { Hono } from 'hono'; import { createMiddleware } from 'hono/factory'; const app = new Hono();\n${lines}
export default app;`);
const fastify = (lines: string): Files =>
  app(`import Fastify from 'fastify'; import rawBody from 'fastify-raw-body'; const app = Fastify();\n${lines}
app.listen({ port: 1 });`);
const handler = (check: string, before = ''): Files =>
  express(`${CRYPTO} ${DB} ${before}\napp.post('/x', async (req, res) => { ${check} ${WRITE} res.end(); });`);
const MAC = "createHmac('sha256', process.env.KEY)";

describe('a signature', () => {
  it.each<[string, Files, Files]>([
    [
      'in a middleware with a type',
      express(`${CRYPTO} import type { RequestHandler } from 'express';
const signed: RequestHandler = (req, res, next) => { if (${MAC}.update(req.body).digest('hex') !== req.get('x-s')) \
console.warn('wrong'); next(); };\napp.post('/x', signed, write);`),
      express(`${CRYPTO} import type { RequestHandler } from 'express';
const signed: RequestHandler = (req, res, next) => { if (${MAC}.update(req.body).digest('hex') !== req.get('x-s')) \
return res.status(401).end(); next(); };\napp.post('/x', signed, write);`),
    ],
    [
      'in a middleware that a helper makes',
      hono(`const signed = createMiddleware(async (c, next) => { const own = ${MAC}.update(await c.req.text()).digest('hex'); \
if (own !== c.req.header('x-s')) console.warn('wrong'); await next(); });
app.post('/x', signed, async (c) => { ${WRITE} return c.body(null); });`),
      hono(`const signed = createMiddleware(async (c, next) => { const own = ${MAC}.update(await c.req.text()).digest('hex'); \
if (own !== c.req.header('x-s')) return c.body(null, 401); await next(); });
app.post('/x', signed, async (c) => { ${WRITE} return c.body(null); });`),
    ],
    [
      'made by the platform',
      hono(`app.post('/x', async (c) => { const text = new TextEncoder(); const body = await c.req.text();
const key = await crypto.subtle.importKey('raw', text.encode(c.env.SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
const ok = crypto.subtle.verify('HMAC', key, Buffer.from(c.req.header('x-s'), 'hex'), text.encode(body));
if (!ok) return c.body(null, 401); ${WRITE} return c.body(null); });`),
      hono(`app.post('/x', async (c) => { const text = new TextEncoder(); const body = await c.req.text();
const key = await crypto.subtle.importKey('raw', text.encode(c.env.SECRET), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
const ok = await crypto.subtle.verify('HMAC', key, Buffer.from(c.req.header('x-s'), 'hex'), text.encode(body));
if (!ok) return c.body(null, 401); ${WRITE} return c.body(null); });`),
    ],
    [
      'made by the platform and compared as text',
      hono(`app.post('/x', async (c) => { const text = new TextEncoder(); const body = await c.req.text();
const key = await crypto.subtle.importKey('raw', text.encode(c.req.header('x-k')), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(body)));
const hex = Array.from(bytes).map((one) => one.toString(16).padStart(2, '0')).join('');
if (hex !== c.req.header('x-s')) return c.body(null, 401); ${WRITE} return c.body(null); });`),
      hono(`app.post('/x', async (c) => { const text = new TextEncoder(); const body = await c.req.text();
const key = await crypto.subtle.importKey('raw', text.encode(process.env.K), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(body)));
const hex = Array.from(bytes).map((one) => one.toString(16).padStart(2, '0')).join('');
if (hex !== c.req.header('x-s')) return c.body(null, 401); ${WRITE} return c.body(null); });`),
    ],
    [
      'of the body as a plugin keeps it',
      fastify(`app.register(rawBody, { global: false });
app.post('/x', { config: { rawBody: true } }, async (request, reply) => { const own = ${MAC}.update(request.rawBody).digest('hex'); \
if (own !== request.headers['x-s']) request.log.warn('wrong'); ${WRITE} return {}; });`),
      fastify(`app.register(rawBody, { global: false });
app.post('/x', { config: { rawBody: true } }, async (request, reply) => { const own = ${MAC}.update(request.rawBody).digest('hex'); \
if (own !== request.headers['x-s']) return reply.code(401).send(); ${WRITE} return {}; });`),
    ],
    [
      'of the body as it is read from the stream',
      handler(`let raw = ''; for await (const part of req) raw += part; \
if (${MAC}.update(req.url).digest('hex') !== req.get('x-s')) return res.status(401).end();`),
      handler(`let raw = ''; for await (const part of req) raw += part; \
if (${MAC}.update(raw).digest('hex') !== req.get('x-s')) return res.status(401).end();`),
    ],
    [
      'of the body as a package reads it',
      handler(
        `const raw = await getRawBody(req); if (${MAC}.update(raw).digest('hex') !== req.get('x-s')) console.warn('wrong');`,
        "import getRawBody from 'raw-body';",
      ),
      handler(
        `const raw = await getRawBody(req); if (${MAC}.update(raw).digest('hex') !== req.get('x-s')) return res.status(401).end();`,
        "import getRawBody from 'raw-body';",
      ),
    ],
    [
      'beside a write',
      handler(
        "await Promise.all([must(req.body, req.get('x-s')), db.query('delete from logs')]);",
        `async function must(body, sent) { if (${MAC}.update(body).digest('hex') !== sent) throw new Error('wrong'); }`,
      ),
      handler(
        "await must(req.body, req.get('x-s')); await db.query('delete from logs');",
        `async function must(body, sent) { if (${MAC}.update(body).digest('hex') !== sent) throw new Error('wrong'); }`,
      ),
    ],
    [
      'by a middleware of a library, with settings of another file',
      express(
        "import twilio from 'twilio'; import { settings } from './settings';\napp.post('/x', twilio.webhook(settings), write);",
        { 'src/settings.ts': "export const settings = { protocol: 'https', validate: false };" },
      ),
      express(
        "import twilio from 'twilio'; import { settings } from './settings';\napp.post('/x', twilio.webhook(settings), write);",
        { 'src/settings.ts': "export const settings = { protocol: 'https', validate: true };" },
      ),
    ],
    [
      'by a middleware of a library, unless it is switched off',
      express(
        "import twilio from 'twilio';\napp.post('/x', twilio.webhook({ validate: process.env.NODE_ENV === 'production' }), write);",
      ),
      express("import twilio from 'twilio';\napp.post('/x', twilio.webhook(process.env.TWILIO), write);"),
    ],
    [
      'by a library, told by a promise',
      handler(
        "if (!verifyKey(req.body, req.get('x-s'), req.get('x-t'), process.env.PUBLIC_KEY)) return res.status(401).end();",
        "import { verifyKey } from 'discord-interactions';",
      ),
      handler(
        "if (!(await verifyKey(req.body, req.get('x-s'), req.get('x-t'), process.env.PUBLIC_KEY))) return res.status(401).end();",
        "import { verifyKey } from 'discord-interactions';",
      ),
    ],
    [
      'by a library, in a helper that is handed the key',
      handler(
        "opened(req.body, req.get('stripe-signature'), req.get('x-key'));",
        `import Stripe from 'stripe'; const stripe = new Stripe(process.env.S);
const opened = (body, sent, key) => stripe.webhooks.constructEvent(body, sent, key);`,
      ),
      handler(
        "opened(req.body, req.get('stripe-signature'), process.env.KEY);",
        `import Stripe from 'stripe'; const stripe = new Stripe(process.env.S);
const opened = (body, sent, key) => stripe.webhooks.constructEvent(body, sent, key);`,
      ),
    ],
    [
      'checked by a method of a class',
      handler(
        "if (!hooks.isSigned(req.body, req.get('x-s'))) console.warn('wrong');",
        `class Hooks { constructor(secret) { this.secret = secret; } isSigned(body, sent) { \
return createHmac('sha256', this.secret).update(body).digest('hex') === sent; } } const hooks = new Hooks(process.env.KEY);`,
      ),
      handler(
        "if (!hooks.isSigned(req.body, req.get('x-s'))) return res.status(401).end();",
        `class Hooks { constructor(secret) { this.secret = secret; } isSigned(body, sent) { \
return createHmac('sha256', this.secret).update(body).digest('hex') === sent; } } const hooks = new Hooks(process.env.KEY);`,
      ),
    ],
    [
      'checked by a middleware that a function makes',
      express(`${CRYPTO} const signed = (secret, header) => (req, res, next) => { \
if (createHmac('sha256', secret).update(req.originalUrl).digest('hex') !== req.get(header)) return res.status(401).end(); next(); };
app.post('/x', signed(process.env.KEY, 'x-s'), write);`),
      express(`${CRYPTO} const signed = (secret, header) => (req, res, next) => { \
if (createHmac('sha256', secret).update(req.body).digest('hex') !== req.get(header)) return res.status(401).end(); next(); };
app.post('/x', signed(process.env.KEY, 'x-s'), write);`),
    ],
    [
      'noted in a loop',
      handler(`const own = ${MAC}.update(req.body).digest('hex'); let ok = true; \
for (const one of req.get('x-s').split(',')) if (one !== own) ok = true; if (!ok) return res.status(401).end();`),
      handler(`const own = ${MAC}.update(req.body).digest('hex'); let ok = false; \
for (const one of req.get('x-s').split(',')) if (one === own) ok = true; if (!ok) return res.status(401).end();`),
    ],
    [
      'whose outcome a helper gives beside what was signed',
      handler(
        'const { event, error } = opened(req.body, req.headers); if (error) console.warn(error, event);',
        `import { Webhook } from 'svix'; const hook = new Webhook(process.env.KEY);
function opened(body, headers) { try { return { event: hook.verify(body, headers) }; } catch (error) { return { event: null, error }; } }`,
      ),
      handler(
        'const { event, error } = opened(req.body, req.headers); if (error) return res.status(400).end(String(event));',
        `import { Webhook } from 'svix'; const hook = new Webhook(process.env.KEY);
function opened(body, headers) { try { return { event: hook.verify(body, headers) }; } catch (error) { return { event: null, error }; } }`,
      ),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));

  it('stands below the path its router was made with', () => {
    const koa = (prefix: string): Files =>
      app(`import Koa from 'koa'; import Router from '@koa/router'; ${prefix}
router.post('/x', async (ctx) => { ${WRITE} ctx.body = {}; });\nconst app = new Koa(); app.use(router.routes()); app.listen(1);`);
    const guard = 'router.use(async (ctx, next) => { if (!ctx.state.user) ctx.throw(401); await next(); });';
    expect(() =>
      twins(
        koa("const router = new Router({ prefix: '/hooks' });"),
        koa(`const router = new Router({ prefix: '/hooks' }); ${guard}`),
        'POST /hooks/x',
      ),
    ).not.toThrow();
  });
});
