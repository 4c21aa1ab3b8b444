import rule from '../../../rules/src/no-error-detail-leak/rule.js';
import { testRule, type InvalidCase } from '../harness.js';

const APP = "import express from 'express';\nconst app = express();\n";
const get = (body: string) => `${APP}app.get('/', async (req, res, next) => { ${body} });`;
const caught = (body: string) => get(`try { res.json(await load()); } catch (err) { ${body} }`);
const handler = (body: string) => `${APP}app.use((err, req, res, next) => { ${body} });`;
const fixed = (output: string) => [{ messageId: 'fixedText', output }];

testRule(rule, {
  valid: [
    {
      name: 'told to the partner who signed',
      code: `import Stripe from 'stripe';
${APP}const stripe = new Stripe(process.env.KEY);
app.post('/hook', async (req, res) => { try { const event = stripe.webhooks.constructEvent(req.body, \
req.get('stripe-signature'), process.env.SECRET); await paid(event); res.end(); } catch (error) { \
res.status(500).json({ message: error.message }); } });`,
    },
    {
      name: 'the words of the language for an address it cannot read',
      code: `import express from 'express';
express().get('/', (req, res) => { let url; try { url = new URL(req.query.at); url.searchParams.get('a'); } catch (e) { \
return res.status(500).send('Error: ' + e.message); } res.redirect(url); });`,
    },
    // Errors of the language show nothing as JSON.
    `import express from 'express';
express().get('/', (req, res) => { let list; try { \
list = JSON.parse(req.query.list).map(String).filter((x) => x.includes('a')); } catch (e) { \
return res.status(500).send(e); } res.json(list); });`,
    {
      name: 'an error the block makes itself, as JSON',
      code: `import express from 'express';
express().get('/', (req, res) => { try { if (!req.query.id) throw new RangeError('no id'); } catch (e) { \
return res.status(500).send(JSON.stringify(e)); } res.end(); });`,
    },
    {
      name: 'a web response about the request of the client',
      code:
        'export async function POST(request) { try { return await work(request); } catch (err) { ' +
        'return new Response(`Webhook error: ${err.message}`, { status: 400 }); } }',
      file: 'app/api/hook/route.ts',
    },
    {
      name: 'an exception that never leaves',
      code: `import { ConflictException, Injectable } from '@nestjs/common';
@Injectable()
export class Notes {
  async move(db) { try { await db.run(async (tx) => { try { await tx.move(); } catch (error) { \
throw new ConflictException(error); } }); } catch (error) { console.error('moving failed', error); return false; } return true; }
}`,
    },
    caught("log(err); res.status(500).json({ message: 'Internal server error' });"),
    caught('next(err);'),
    caught('console.error(err.stack); next(err);'),
    { name: 'the client caused it', code: caught('res.status(400).json({ message: err.message });') },
    {
      name: 'the client caused it, in two statements',
      code: caught('res.status(422); res.json({ message: err.message });'),
    },
    {
      name: 'the client caused it, by name',
      code: `import { StatusCodes } from 'http-status-codes';
${caught('res.status(StatusCodes.BAD_REQUEST).json({ message: err.message });')}`,
    },
    {
      name: 'a class made to be shown',
      code: caught(
        'if (err instanceof NotFound) return res.status(err.status).json({ message: err.message }); ' +
          "res.status(500).json({ message: 'Internal server error' });",
      ),
    },
    {
      name: 'the rest has left',
      code: handler(
        'if (!(err instanceof AppError)) return next(err); res.status(err.status).json({ message: err.message });',
      ),
    },
    {
      name: 'by status',
      code: handler(
        'const status = err.status ?? 500; res.status(status).json({ ' +
          "message: status < 500 ? err.message : 'Internal server error' });",
      ),
    },
    {
      name: 'by status, left early',
      code: handler(
        'if (err.statusCode >= 500) { return res.status(500).end(); } res.status(err.statusCode).json({ ' +
          'message: err.message });',
      ),
    },
    {
      name: 'by code',
      code: caught("if (err.code === 'E_QUOTA') { res.status(507).json({ message: err.message }); }"),
    },
    { name: 'by a predicate', code: caught('if (isPublicError(err)) res.status(500).json({ message: err.message });') },
    {
      name: 'made to be exposed',
      code: handler("res.status(500).json({ message: err.expose ? err.message : 'Internal server error' });"),
    },
    {
      name: 'in development only',
      code: handler("res.status(500).json({ stack: process.env.NODE_ENV === 'production' ? undefined : err.stack });"),
    },
    {
      name: 'in development only, by name',
      code: `${APP}const showStack = process.env.NODE_ENV !== 'production';
app.use((err, req, res, next) => { res.status(500).json({ ...(showStack && { stack: err.stack }) }); });`,
    },
    {
      name: 'in development only, left early',
      code: handler(
        "if (process.env.NODE_ENV === 'production') return res.status(500).end(); res.status(500).send(err.stack);",
      ),
    },
    {
      name: 'the place exists in development only',
      code:
        `${APP}if (app.get('env') === 'development') { app.use((err, req, res, next) => { ` +
        'res.status(500).json({ message: err.message, stack: err.stack }); }); }',
    },
    {
      name: 'replaced where nothing may be shown',
      code: handler(
        "let { statusCode, message } = err; if (config.env === 'production' && !err.isOperational) { " +
          "statusCode = 500; message = 'Internal server error'; } res.status(statusCode).send({ message });",
      ),
    },
    {
      name: 'code and status say little',
      code: caught('res.status(500).json({ code: err.code, status: err.status });'),
    },
    { name: 'validation issues', code: caught('res.status(500).json({ issues: err.errors });') },
    {
      name: 'an error of another service, by field',
      code: caught('res.status(502).json({ upstream: err.response.status });'),
    },
    { name: 'a value that is called error', code: get("const error = 'none'; res.status(500).json({ error });") },
    { name: 'a parameter that is called error', code: 'export function show(error, res) { render(error.message); }' },
    {
      name: 'a typed error of the project',
      code: `import type { Request, Response, NextFunction } from 'express';
import type { ApiError } from './api-error.js';
export function onError(err: ApiError, req: Request, res: Response, next: NextFunction) { \
res.status(err.status).json({ message: err.message }); }`,
      file: 'src/on-error.ts',
    },
    {
      name: 'the framework masks it',
      code: `import fastify from 'fastify';
const app = fastify();
app.get('/', async (request, reply) => { try { return await load(); } catch (err) { return reply.send(err); } });`,
    },
    { name: 'given to a view, which decides', code: handler("res.render('error', { error: err });") },
    {
      name: 'thrown on',
      code: `import { InternalServerErrorException } from '@nestjs/common';
export async function run() { try { await load(); } catch (err) { \
throw new InternalServerErrorException('Could not load', { cause: err }); } }`,
    },
    { name: 'a test', code: caught('res.status(500).json({ stack: err.stack });'), file: 'tests/app.test.js' },
  ],
  invalid: [
    ...[
      ['an error of the program, which may hold anything', "throw new StoreError('no id');"],
      ['an error that was filled', "throw Object.assign(new Error('a'), { sql: text });"],
      ['what another call may fail with, as JSON', "load(req.query.id); throw new Error('a');"],
    ].map(([name = '', body]) => {
      const answered = (text: string) => `import express from 'express';
import { StoreError } from './errors.js';
express().get('/', (req, res) => { try { ${body} } catch (e) { res.status(500).send(${text}); } });`;
      const errors = [{ messageId: 'object', suggestions: fixed(answered("'Internal server error'")) }];
      return { name, code: answered('JSON.stringify(«e»)'), errors };
    }),
    ...[
      ['a method of another file', "list = store.entries('a');"],
      ['a function of the program, for each', "list = ['a'].map(load);"],
    ].map(([name = '', body]) => {
      const answered = (text: string) => `import express from 'express';
import { load, store } from './store.js';
express().get('/', (req, res) => { let list; try { ${body} } catch (e) { \
return res.status(500).send(${text}); } res.json(list); });`;
      const errors = [{ messageId: 'text', suggestions: fixed(answered("'Internal server error'")) }];
      return { name, code: answered('«e.message»'), errors };
    }),
    {
      name: 'what another call may fail with beside an address, as text',
      code: `import express from 'express';
express().get('/', async (req, res) => { try { await load(new URL(req.query.at)); } catch (e) { \
return res.status(500).send(«e.message»); } });`,
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(`import express from 'express';
express().get('/', async (req, res) => { try { await load(new URL(req.query.at)); } catch (e) { \
return res.status(500).send('Internal server error'); } });`),
        },
      ],
    },
    {
      name: 'told to whoever has not signed',
      code: `import Stripe from 'stripe';
${APP}const stripe = new Stripe(process.env.KEY);
app.post('/hook', async (req, res) => { let event; try { \
event = stripe.webhooks.constructEvent(req.body, req.get('stripe-signature'), process.env.SECRET); } \
catch (error) { return res.status(500).send(«error.message»); } res.end(event.id); });`,
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(
            `import Stripe from 'stripe';
${APP}const stripe = new Stripe(process.env.KEY);
app.post('/hook', async (req, res) => { let event; try { \
event = stripe.webhooks.constructEvent(req.body, req.get('stripe-signature'), process.env.SECRET); } \
catch (error) { return res.status(500).send('Internal server error'); } res.end(event.id); });`,
          ),
        },
      ],
    },
    leak('stack', caught('res.status(500).json({ error: «err.stack» });')),
    leak('stack', get("res.status(500).json({ error: «new Error('x').stack» });")),
    leak('stack', get('res.status(500).json({ error: «(new Error() as any).stack» });')),
    {
      name: 'a stack of its own field is left out',
      code: caught("res.status(500).json({ message: 'Failed', stack: «err.stack» });"),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({ message: 'Failed' });")),
        },
      ],
    },
    {
      name: 'first of its fields',
      code: caught("res.status(500).json({ stack: «err.stack», message: 'Failed', });"),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({ message: 'Failed', });")),
        },
      ],
    },
    {
      name: 'two fields in the middle, and one at the end',
      code: caught(
        "res.status(500).json({ ok: false, stack: «err.stack», sql: err.sql, message: 'Failed', trace: err.stack, });",
      ),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({ ok: false, message: 'Failed', });")),
        },
      ],
    },
    {
      name: 'on a line of its own',
      code: caught("res.status(500).json({\n  message: 'Failed', // shown\n  // to debug\n  stack: «err.stack»,\n});"),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({\n  message: 'Failed', // shown\n  // to debug\n});")),
        },
      ],
    },
    {
      name: 'on a line of its own, before others',
      code: caught("res.status(500).json({\n  stack: «err.stack»,\n  message: 'Failed'\n});"),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({\n  message: 'Failed'\n});")),
        },
      ],
    },
    {
      name: 'nothing but details',
      code: caught('res.status(500).json({ stack: «err.stack», sql: err.sql });'),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({ message: 'Internal server error' });")),
        },
      ],
    },
    {
      name: 'short for itself',
      code: caught('const { message, stack } = err; res.status(500).json({ code: 1, «stack» });'),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(caught('const { message, stack } = err; res.status(500).json({ code: 1 });')),
        },
      ],
    },
    {
      name: 'a text that is ready for the case',
      code: caught("res.status(500).json({ message: «err.message» || 'Could not load' });"),
      errors: [
        { messageId: 'text', suggestions: fixed(caught("res.status(500).json({ message: 'Could not load' });")) },
      ],
    },
    {
      name: 'several details before it',
      code: caught("res.status(500).send(«err.message» ?? String(err) ?? 'Could not load');"),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Could not load');")) }],
    },
    {
      name: 'details alone',
      code: caught('res.status(500).send(«err.message» || String(err));'),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Internal server error');")) }],
    },
    {
      name: 'behind something else',
      code: caught('res.status(500).send(translated(req) || «err.message»);'),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(caught("res.status(500).send(translated(req) || 'Internal server error');")),
        },
      ],
    },
    {
      name: 'the text of a refusal stays',
      code: handler('res.status(err.status || 500).json({ message: «err.message» });'),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(
            handler(
              'res.status(err.status || 500).json({ message: err.status < 500 ? err.message : ' +
                "'Internal server error' });",
            ),
          ),
        },
      ],
    },
    {
      name: 'the text of a refusal stays, the stack goes',
      code: handler('res.status(status).json({ message: err.message, stack: «err.stack» });'),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(
            handler("res.status(status).json({ message: status < 500 ? err.message : 'Internal server error' });"),
          ),
        },
      ],
    },
    {
      name: 'a status that cannot be asked',
      code: handler('res.status(statusOf(err)).json({ message: «err.message» });'),
      errors: ['text'],
    },
    {
      name: 'a name that is logged as well',
      code: caught('const message = «err.message»; log(message); res.status(500).json({ message });'),
      errors: ['text'],
    },
    {
      name: 'part of a longer text',
      code: caught("res.status(500).send('Failed: ' + «err.message»);"),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Failed');")) }],
    },
    {
      name: 'behind words that say nothing',
      code: caught("res.status(500).send('Error: ' + «err.message» + '.');"),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Internal server error');")) }],
    },
    {
      name: 'in the middle of a text',
      code: caught('res.status(500).send(`The load ${«err.message»} has failed`);'),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Internal server error');")) }],
    },
    {
      name: 'behind another value',
      code: caught('res.status(500).send(`Loading ${id} failed: ${«err.message»}`);'),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Internal server error');")) }],
    },
    {
      name: 'a choice is replaced whole',
      code: caught('res.status(500).json({ error: err instanceof Error ? «err.message» : String(err) });'),
      errors: [
        { messageId: 'text', suggestions: fixed(caught("res.status(500).json({ error: 'Internal server error' });")) },
      ],
    },
    {
      name: 'the text of a refusal stays, with its fallback',
      code: handler("res.status(err.status || 500).json({ message: «err.message» || 'Broken' });"),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(
            handler(
              "res.status(err.status || 500).json({ message: err.status < 500 ? err.message || 'Broken' : 'Broken' });",
            ),
          ),
        },
      ],
    },
    {
      name: 'the worst of several',
      code: handler('res.status(500).json({ message: err.message, stack: «err.stack» });'),
      errors: [
        {
          messageId: 'stack',
          severity: 'high',
          suggestions: fixed(handler("res.status(500).json({ message: 'Internal server error' });")),
        },
      ],
    },
    leak('object', caught('res.status(500).send(«err»);'), "{ message: 'Internal server error' }"),
    leak('object', caught('res.json({ error: «err» });')),
    {
      name: 'shorthand',
      code: `import express from 'express';
const app = express();
app.use((error, req, res, next) => { res.status(500).json({ «error» }); });`,
      errors: [
        {
          messageId: 'object',
          suggestions: fixed(
            `import express from 'express';
const app = express();
app.use((error, req, res, next) => { res.status(500).json({ error: 'Internal server error' }); });`,
          ),
        },
      ],
    },
    { name: 'spread', code: caught('res.status(500).json({ ...«err» });'), errors: ['object'] },
    {
      name: 'a status below 500 does not excuse the whole error',
      ...leak('object', caught('res.status(400).json(«err»);'), "{ message: 'Request failed' }"),
    },
    leak('text', caught('res.status(500).json({ message: «err.message» });')),
    { name: 'no status is 200', ...leak('text', caught('res.json({ error: «err.message» });')) },
    {
      name: 'Error is no narrower class',
      code: caught("res.status(500).json({ error: err instanceof Error ? «err.message» : 'x' });"),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).json({ error: 'x' });")) }],
    },
    {
      name: 'after the known classes',
      ...leak(
        'text',
        caught(
          'if (err instanceof NotFound) return res.status(404).json({ message: err.message }); ' +
            'res.status(500).json({ message: «err.message» });',
        ),
      ),
    },
    {
      name: 'that it has a message narrows nothing',
      code: caught("res.status(500).json({ error: err.message ? «err.message» : 'x' });"),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).json({ error: 'x' });")) }],
    },
    {
      name: 'a product is no production',
      ...leak(
        'text',
        get(
          'const product = await load(); if (!product) return res.status(404).end(); try { ' +
            'await save(product); } catch (err) { res.status(500).json({ error: «err.message» }); }',
        ),
      ),
    },
    {
      name: 'replaced for one kind of error only',
      ...leak(
        'text',
        handler(
          "let message = «err.message»; if (err.name === 'CastError') message = 'Not found'; " +
            'res.status(500).json({ message });',
        ),
      ),
    },
    {
      name: 'text in text',
      code: caught('res.status(500).send(`Failed: ${«err.message»}`);'),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Failed');")) }],
    },
    {
      name: 'text of the error',
      code: caught('res.status(500).send(`Failed: ${«err»}`);'),
      errors: [{ messageId: 'text', suggestions: fixed(caught("res.status(500).send('Failed');")) }],
    },
    {
      name: 'as text',
      code: caught('res.status(500).json({ message: String(«err») });'),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(caught("res.status(500).json({ message: 'Internal server error' });")),
        },
      ],
    },
    {
      name: 'through a cast',
      ...leak(
        'text',
        `${get(
          'try { await load(); } catch (err: unknown) { res.status(500).json({ ' +
            'message: «(err as Error).message» }); }',
        )}`,
      ),
    },
    {
      name: 'through a name',
      code: caught('const message = «err.message»; res.status(500).json({ message });'),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(caught("const message = 'Internal server error'; res.status(500).json({ message });")),
        },
      ],
    },
    {
      name: 'taken apart',
      code: caught('const { message } = err; res.status(500).json({ text: «message» });'),
      errors: [
        {
          messageId: 'text',
          suggestions: fixed(
            caught("const { message } = err; res.status(500).json({ text: 'Internal server error' });"),
          ),
        },
      ],
    },
    {
      name: 'the failed statement',
      code: caught('res.status(500).json({ query: «err.sql» });'),
      errors: [
        {
          messageId: 'query',
          severity: 'high',
          suggestions: fixed(caught("res.status(500).json({ message: 'Internal server error' });")),
        },
      ],
    },
    {
      name: 'a promise chain',
      ...leak(
        'text',
        get(
          'load().then((rows) => res.json(rows)).catch((reason) => res.status(500).json({ error: «reason.message» }));',
        ),
      ),
    },
    {
      name: 'a callback',
      ...leak(
        'object',
        get('load((err, rows) => { if (err) return res.status(500).send(«err»); res.json(rows); });'),
        "{ message: 'Internal server error' }",
      ),
    },
    {
      name: 'a controller by its own',
      ...leak(
        'text',
        'export async function show(req, res) { try { res.json(await load()); } catch (error) { ' +
          'res.status(500).json({ error: «error.message» }); } }',
      ),
    },
    {
      name: 'thrown as an answer',
      ...leak(
        'text',
        `import { InternalServerErrorException } from '@nestjs/common';
export async function run() { try { await load(); } catch (err) { throw new InternalServerErrorException(«err.message»); } }`,
      ),
    },
  ],
});

/** One problem at the marks, whose suggestion writes `text` there. */
function leak(messageId: string, code: string, text = "'Internal server error'"): InvalidCase {
  const severity = messageId === 'stack' || messageId === 'query' ? { severity: 'high' as const } : {};
  return { code, errors: [{ messageId, suggestions: fixed(code.replace(/«.*»/, text)), ...severity }] };
}
