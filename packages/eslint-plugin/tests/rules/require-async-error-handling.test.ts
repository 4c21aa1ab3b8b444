import rule from '../../../rules/src/require-async-error-handling/rule.js';
import { testRule } from '../harness.js';

const OLD = { express: '4.18.2' };
const NEW = { express: '5.1.0' };
const app = (code: string): string => `import express from 'express';\nconst app = express();\n${code}\n`;
const old = (code: string) => ({ code: app(code), versions: OLD });
const kafka = (handler: string): string => `import { Kafka } from 'kafkajs';
const consumer = new Kafka({ brokers }).consumer({ groupId: 'orders' });
await consumer.run({ eachMessage: ${handler} });
`;
const amqp = (handler: string): string => `import amqp from 'amqplib';
const connection = await amqp.connect(url);
const channel = await connection.createChannel();
await channel.consume('orders', ${handler});
`;

testRule(rule, {
  valid: [
    {
      name: 'middleware of a NestJS that hands rejections on',
      code:
        "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(AppModule); " +
        "app.use('/a', async (req, res, next) => { await load(req); next(); });",
      versions: { '@nestjs/core': '11.1.0' },
    },
    {
      name: 'forwards rejections',
      code: app("app.get('/', async (req, res) => { res.json(await users.all()); });"),
      versions: NEW,
    },
    {
      name: 'caught',
      ...old(
        "app.get('/', async (req, res, next) => { try { res.json(await users.all()); } catch (error) { " +
          'next(error); } });',
      ),
    },
    {
      name: 'caught by the chain',
      ...old(
        "app.get('/', async (req, res, next) => { await users.all().then((all) => res.json(all)).catch(next); });",
      ),
    },
    { name: 'nothing to wait for', ...old("app.get('/', async (req, res) => { res.json({ ok: true }); });") },
    {
      name: 'an answer is nothing to wait for',
      ...old(
        `app.get('/', async (req, res) => { await res.json({}); });
app.get('/a', async (req, res) => { return res.sendFile(file); });
app.get('/b', async (req, res) => res.sendFile(file));`,
      ),
    },
    {
      name: 'an application of another framework is handed in',
      code:
        "export const mount = (app) => { app.get('/', async (request, reply) => { " +
        'return await load(request); }); };',
      versions: { fastify: '5.2.0' },
    },
    {
      name: 'a name alone, and no handler of requests',
      code: "export const mount = (app) => { app.get('/', async (name) => { await load(name); }); };",
      versions: OLD,
    },
    {
      name: 'cleaning up may fail',
      ...old(
        "app.get('/', async (req, res, next) => { try { res.json(await users.all()); } catch (error) { " +
          'await note(error); next(error); } });',
      ),
    },
    {
      name: 'only waits',
      ...old(
        "app.get('/', async (req, res) => { await sleep(10); await new Promise((resolve) => " +
          'setTimeout(resolve, 10)); res.end(); });',
      ),
    },
    {
      name: 'waits for what comes next',
      ...old('app.use(async (req, res, next) => { const begun = Date.now(); await next(); note(begun); });'),
    },
    {
      name: 'the failure comes back as a value',
      ...old(
        "app.get('/', async (req, res, next) => { const [err, all] = await to(users.all()); " +
          'if (err) return next(err); res.json(all); });',
      ),
    },
    {
      name: 'calls a function that looks after itself',
      ...old(
        `async function load(res, next) { try { res.json(await users.all()); } catch (error) { next(error); } }
app.get('/', async (req, res, next) => { await load(res, next); });`,
      ),
    },
    {
      name: 'a module of its own',
      ...old(
        "app.get('/', async (req, res) => { const { render } = await import('./page.js'); res.send(render()); });",
      ),
    },
    {
      name: 'wrapped here',
      ...old(
        `const wrap = (fn) => (req, res, next) => fn(req, res, next).catch(next);
app.get('/', wrap(async (req, res) => { res.json(await users.all()); }));`,
      ),
    },
    {
      name: 'wrapped by something imported',
      ...old(
        "import wrap from './wrap.js';\napp.get('/', wrap(async (req, res) => { res.json(await users.all()); }));",
      ),
    },
    {
      name: 'wrapped by a package',
      code:
        "import handler from 'express-async-handler';\n" +
        app("app.get('/', handler(async (req, res) => { res.json(await users.all()); }));"),
      versions: OLD,
    },
    {
      name: 'patched here',
      code:
        "import 'express-async-errors';\n" + app("app.get('/', async (req, res) => { res.json(await users.all()); });"),
      versions: OLD,
    },
    {
      name: 'patched somewhere in the project',
      code: app("app.get('/', async (req, res) => { res.json(await users.all()); });"),
      versions: { ...OLD, 'express-async-errors': '3.1.1' },
    },
    {
      name: 'a router that forwards',
      code: `import Router from 'express-promise-router';
const router = Router();
router.get('/', async (req, res) => { res.json(await users.all()); });`,
      versions: OLD,
    },
    {
      name: 'the project has such a router',
      code: app("app.get('/', async (req, res) => { res.json(await users.all()); });"),
      versions: { ...OLD, 'express-promise-router': '4.1.1' },
    },
    {
      name: 'fastify',
      code: `import fastify from 'fastify';
const app = fastify();
app.get('/', async () => users.all());
app.post('/', async (request) => { await users.add(request.body); });`,
    },
    {
      name: 'koa',
      code: `import Router from '@koa/router';
const router = new Router();
router.get('/', async (ctx) => { ctx.body = await users.all(); });`,
    },
    {
      name: 'hono',
      code: `import { Hono } from 'hono';
const app = new Hono();
app.get('/', async (c) => c.json(await users.all()));`,
    },
    {
      name: 'nest',
      code: `import { Controller, Get } from '@nestjs/common';
@Controller()
export class Users { @Get() async all() { return await this.users.all(); } }`,
      file: 'src/users.ts',
      versions: OLD,
    },
    {
      name: 'not a router',
      code: "const app = { get() {} };\napp.get('/', async (req, res) => { res.json(await users.all()); });",
      versions: OLD,
    },
    { name: 'an error handler', ...old('app.use((err, req, res, next) => { res.status(500).end(); });') },
    { name: 'three parameters, and no error', ...old('app.use((req, res, next) => { next(); });') },
    {
      name: 'after all routes',
      ...old(
        `app.get('/a', list);
app.use('/b', routes);
app.use((err, req, res, next) => { res.status(500).end(); });
app.listen(app.get('port'));`,
      ),
    },
    {
      name: 'hands on what it does not know',
      ...old(
        `app.use((err, req, res, next) => { if (err.status === 400) return res.status(400).end(); next(err); });
app.get('/a', list);`,
      ),
    },
    {
      name: 'one for broken bodies',
      ...old(
        `app.use(express.json());
app.use((err, req, res, next) => { if (err instanceof SyntaxError) res.status(400).end(); });
app.get('/a', list);`,
      ),
    },
    {
      name: 'another one follows',
      ...old(
        "app.use((err, req, res, next) => { res.status(500).end(); });\napp.get('/a', list);\napp.use(errorHandler);",
      ),
    },
    {
      name: 'only a health check follows',
      ...old(
        `app.use((err, req, res, next) => { res.status(500).end(); });
app.get('/health', (req, res) => { res.send('ok'); });`,
      ),
    },
    {
      name: 'of one path',
      ...old("app.use('/a', (err, req, res, next) => { res.status(500).end(); });\napp.get('/b', list);"),
    },
    {
      name: 'of another router',
      ...old(
        `const admin = express.Router();
admin.use((err, req, res, next) => { res.status(500).end(); });
app.get('/b', list);`,
      ),
    },
    {
      name: 'only the page for nothing found',
      ...old(
        `app.use((err, req, res, next) => { res.status(500).end(); });
app.use((req, res) => { res.status(404).end(); });`,
      ),
    },
    {
      name: 'fails so that the message comes again',
      code: kafka('async ({ message }) => { await store(message.value); }'),
      file: 'src/a.ts',
    },
    {
      name: 'a text that cannot be read is caught',
      code: kafka(
        'async ({ message }) => { try { await store(JSON.parse(message.value)); } catch (error) { ' +
          'await park(message, error); } }',
      ),
      file: 'src/a.ts',
    },
    {
      name: 'parses something of its own',
      code: kafka('async () => { await store(JSON.parse(settings)); }'),
      file: 'src/a.ts',
    },
    {
      name: 'refuses what fails',
      code: amqp(
        'async (message) => { try { await store(JSON.parse(message.content)); channel.ack(message); } ' +
          'catch { channel.nack(message, false, false); } }',
      ),
      file: 'src/a.ts',
    },
    { name: 'hands the message on', code: amqp('(message) => { pending.push(message); }'), file: 'src/a.ts' },
  ],
  invalid: [
    ...[undefined, { express: '*' }, { pg: '8.0.0' }].map((versions) => ({
      name: 'an unknown version',
      ...(versions && { versions }),
      code: app("app.get('/', «async (req, res) =>» {\n  res.json(await users.all());\n});"),
      errors: [
        {
          messageId: 'mayBeLost',
          severity: 'medium' as const,
          suggestions: [
            {
              messageId: 'passOn',
              output: app(
                `app.get('/', async (req, res, next) => {
  try {
    res.json(await users.all());
  } catch (error) {
    next(error);
  }
});`,
              ),
            },
          ],
        },
      ],
    })),
    {
      name: 'middleware of NestJS 10',
      code: `import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(AppModule); \
app.use('/a', «async (req, res, next) =>» {
  await load(req); next();
});`,
      versions: { '@nestjs/core': '10.4.0' },
      errors: [
        {
          messageId: 'lost',
          suggestions: [
            {
              messageId: 'passOn',
              output: `import { NestFactory } from '@nestjs/core'; \
const app = await NestFactory.create(AppModule); app.use('/a', async (req, res, next) => {
  try {
    await load(req); next();
  } catch (error) {
    next(error);
  }
});`,
            },
          ],
        },
      ],
    },
    {
      code: app("app.get('/', «async (req, res) =>» {\n  res.json(await users.all());\n});"),
      versions: OLD,
      errors: [
        {
          messageId: 'lost',
          data: { library: 'express', failure: 'users.all(...)' },
          suggestions: [
            {
              messageId: 'passOn',
              output: app(
                `app.get('/', async (req, res, next) => {
  try {
    res.json(await users.all());
  } catch (error) {
    next(error);
  }
});`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'hands on by the name it has',
      code: app("app.post('/', «async (req, res, done) =>» { await users.add(req.body); res.end(); });"),
      versions: OLD,
      errors: [
        {
          messageId: 'lost',
          suggestions: [
            {
              messageId: 'passOn',
              output: app(
                `app.post('/', async (req, res, done) => {
  try {
    await users.add(req.body); res.end();
  } catch (error) {
    done(error);
  }
});`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'middleware, no block to wrap',
      code: app('app.use(«async (req, res) =>» res.json(await users.all()));'),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'hands on a promise',
      code: app(
        "async function answer(res) { res.json(await users.all()); }\napp.get('/', «async (req, res) =>» answer(res));",
      ),
      versions: OLD,
      errors: [{ messageId: 'lost', data: { library: 'express', failure: 'answer(...)' } }],
    },
    {
      name: 'an application that is handed in',
      code: "module.exports = (app) => { app.get('/users', «async (req, ...rest) =>» { await load(req, rest); }); };",
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'thrown',
      code: app("app.get('/:id', «async ({ params }) =>» { if (!params.id) throw new NotFound(); });"),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'thrown again',
      code: app(
        "app.get('/', «async (...all) =>» { try { await run(all); } catch (error) { throw new Wrapped(error); } });",
      ),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'finally alone catches nothing',
      code: app("app.get('/', «async ([]) =>» { try { await run(); } finally { stop(); } });"),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'by name, on a route of a router',
      code: `const { Router: R } = require('express');
const users = R();
users.route('/').get(list);
«async function list(req, res)» {
  const next = 1;
  res.json(await load(next));
}
`,
      file: 'src/a.js',
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'a method',
      code: app(
        `class Users { mount() { app.get('/', this.list.bind(this)); }
  async list«(req, res)» { const next = await load(); res.json(next); } }`,
      ),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'in a list, and once',
      code: app("app.get('/', [guard, «async (req) =>» { req.user = await load(); }]);"),
      versions: OLD,
      errors: ['lost'],
    },
    {
      name: 'an async error handler',
      code: app('app.use(«async (err, req, res, next) =>» { await report(err); res.status(500).end(); });'),
      versions: OLD,
      errors: [
        {
          messageId: 'lost',
          suggestions: [
            {
              messageId: 'passOn',
              output: app(
                `app.use(async (err, req, res, next) => {
  try {
    await report(err); res.status(500).end();
  } catch (error) {
    next(error);
  }
});`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'an error handler of three parameters, in any version',
      code: app('app.use(«(err, req, res) =>» { res.status(500).end(); });'),
      versions: NEW,
      errors: [
        {
          messageId: 'miscounted',
          data: { count: '4', found: '3', first: 'err' },
          suggestions: [
            { messageId: 'addParameter', output: app('app.use((err, req, res, next) => { res.status(500).end(); });') },
          ],
        },
      ],
    },
    {
      name: 'a default is not counted',
      code: app('app.use(«(error, req, res, next = noop) =>» { next(error); });'),
      errors: ['miscounted'],
    },
    {
      name: 'before the routes',
      code: app("app.use(«(err, req, res, next) =>» { res.status(500).send('Sorry'); });\napp.get('/users', list);"),
      errors: [{ messageId: 'early', data: { later: "app.get('/users', list)" }, severity: 'medium' }],
    },
    {
      name: 'before a route that looks something up',
      code: app(
        `app.use(«(err, req, res, next) =>» { res.status(500).send('Sorry'); });
app.get('/users', (req, res) => { res.json(users.all()); });`,
      ),
      errors: [{ messageId: 'early', severity: 'medium' }],
    },
    {
      name: 'before a mounted router',
      code:
        "import users from './users.js';\n" +
        app("app.use(«(err, req, res, next) =>» { res.status(500).send('Sorry'); });\napp.use('/users', users);"),
      errors: [{ messageId: 'early', severity: 'medium' }],
    },
    {
      name: 'a message that cannot be read',
      code: kafka(
        '«async ({ message }) =>» { const order = JSON.parse(message.value.toString()); await store(order); }',
      ),
      file: 'src/a.ts',
      errors: [{ messageId: 'poison', data: { failure: 'JSON.parse(...)' } }],
    },
    {
      name: 'through a name',
      code: kafka('«async ({ message }) =>» { const text = message.value.toString(); await store(JSON.parse(text)); }'),
      file: 'src/a.ts',
      errors: ['poison'],
    },
    {
      name: 'a consumer that drops failures',
      code: amqp('«async (message) =>» { await store(message); channel.ack(message); }'),
      file: 'src/a.ts',
      errors: [{ messageId: 'consumer', data: { failure: 'store(...)' } }],
    },
    {
      name: 'a consumer that throws',
      code: amqp('«(message) =>» { pending.push(JSON.parse(message.content.toString())); channel.ack(message); }'),
      file: 'src/a.ts',
      errors: ['consumer'],
    },
  ],
});
