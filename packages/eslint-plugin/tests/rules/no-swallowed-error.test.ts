import rule from '../../../rules/src/no-swallowed-error/rule.js';
import { testRule } from '../harness.js';

const app = (body: string): string => `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { users, payments } from './services.js';
const app = express();
const prisma = new PrismaClient();
app.post('/a', async (req, res, next) => { ${body} });
`;
const db = (body: string): string => `import { Pool } from 'pg';
const pool = new Pool();
${body}
`;

/** One cause that is dropped, where «» stand, and what is suggested for it. */
const keptCause = ({ name, code }: { readonly name: string; readonly code: string }) => ({
  name,
  code,
  errors: [
    {
      messageId: 'dropped',
      severity: 'low' as const,
      suggestions: [{ messageId: 'keep', output: code.replace(/«(.*)\)»/, '$1, { cause: error })') }],
    },
  ],
});

testRule(rule, {
  valid: [
    {
      name: 'nothing that is tried can fail',
      code: `export function limits(config) {
  try {
    const age = parseInt(config.age);
    const size = Number.parseFloat(config.size) || Number(config.least);
    if (isNaN(age) || !Array.isArray(config.list)) return null;
    return { age, size: Math.round(size), at: Date.now(), name: String(config.name), on: Boolean(config.on), day: new Date(age) };
  } catch (error) {
    throw new Error('The limits could not be set up');
  }
}`,
    },
    {
      name: 'what fails was told where it did',
      code: `import { db } from './db.js';
export async function run(order) {
  try {
    await update(Number(order));
  } catch (error) {
    throw new Error('Error in run');
  }
}
const update = async (order) => {
  try {
    await db.save(order);
  } catch (error) {
    console.log(321, error);
    throw new Error('Error in update');
  }
};`,
    },
    {
      name: 'nothing that is tried can fail',
      code: app(
        "try { res.cookie('token', '', { maxAge: 0, expires: new Date(0), secure: " +
          "process.env.SECURE === 'true' }); res.clearCookie('other'); res.status(200).json({ " +
          "message: 'bye' }); } catch (error) { console.log(error); }",
      ),
    },
    {
      name: 'nothing that is waited for can fail',
      code:
        app('try { await tell(1); res.json({}); } catch (error) { console.error(error); }') +
        'async function tell(id) { try { await users.activate(id); } catch (error) { report(error); } }',
    },
    {
      name: 'nothing of the work can fail',
      code:
        app('try { await desk.open(1); } catch {} res.end();') +
        'const desk = { async open(id) { try { await users.activate(id); } catch (error) { report(error); } } };',
    },
    {
      name: 'a page that stands in the code',
      code: app("try { console.log('seen'); res.send('ok'); } catch (error) { console.log(error); }"),
    },
    {
      name: 'looked up for the page, which stands without it',
      code: app(
        'try { for (const name of names) { await users.getVariant(req, name); } } catch (err) { ' +
          'logger.error(err); } next();',
      ),
    },
    {
      name: 'failures that are gathered',
      code:
        "import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient(); " +
        'export async function clear(token) { try { await ' +
        'Promise.allSettled([prisma.verificationToken.delete({ where: { token } })]); } catch {} }',
    },
    {
      name: 'a flag says that it worked',
      code:
        "import express from 'express'; const app = express(); app.post('/a', async (req, res) => { " +
        'let done = false; try { await users.resetPassword(req.body.id); done = true; } catch (err) { } ' +
        'res.json({ done }); });',
    },
    {
      name: 'one kind of failure in other words',
      code:
        'export async function read(token) { try { return await tokens.open(token); } catch (err) { ' +
        "if (err.name === 'TokenExpiredError') { throw new Error('Link expired'); } throw err; } }",
    },
    {
      name: 'a connection that is let go',
      code:
        "import express from 'express'; const app = express(); app.post('/a', async (req, res) => { try { " +
        'res.json(await client.search(req.body.q)); } finally { try { await client.unbind(); } ' +
        'catch (err) {} } });',
    },
    {
      name: 'the cause is handed on',
      code: "try { load(); } catch (error) { throw new Error('not loaded', { cause: error }); }",
    },
    {
      name: 'thrown behind it',
      code: app(
        'try { await prisma.order.create({ data: {} }); return res.json({}); } catch (e) { logger.error(e); ' +
          "} throw new Error('not saved');",
      ),
    },
    {
      name: 'answered behind it',
      code: app(
        'try { await prisma.order.create({ data: {} }); return res.json({}); } catch (e) { logger.error(e); ' +
          "} res.status(500).json({ error: 'not saved' });",
      ),
    },
    {
      name: 'handed on behind it',
      code: app(
        'try { await prisma.order.create({ data: {} }); return res.json({}); } catch (e) { logger.error(e); ' +
          "} next(new Error('not saved'));",
      ),
    },
    {
      name: 'what it made is asked for',
      code: app(
        'let order; try { order = await prisma.order.create({ data: {} }); } catch (e) { logger.error(e); } ' +
          'if (!order) return res.status(500).end(); res.json(order);',
      ),
    },
    {
      name: 'a status by what it set',
      code: app(
        "let ok = false; try { await prisma.order.create({ data: {} }); log('saved'); ok = true; } " +
          'catch (e) { logger.error(e); } res.status(ok ? 200 : 500).end();',
      ),
    },
    {
      name: 'what the handler sets is asked for',
      code: app(
        'let failure; try { await prisma.order.create({ data: {} }); } catch (e) { failure = e; } ' +
          'if (failure) throw failure; res.json({});',
      ),
    },
    {
      name: 'a counter behind the work of the request',
      code:
        "import { MongoClient } from 'mongodb'; import express from 'express'; " +
        "const client = new MongoClient(''); const db = client.db(); const app = express(); " +
        "app.post('/a', async (req, res) => { const stored = await putMessage(req.body); " +
        "if (!stored) return res.json({ success: false }); try { await db.collection('users').updateOne({ " +
        "_id: 1 }, { $inc: { used: 2 } }); } catch (err) { log.error('quota', err); } res.json({ " +
        'success: true }); });',
    },
    {
      name: 'an optional package, with what to do',
      code: `export async function sdk() { try { const { Client } = await import('@some/sdk'); \
return Client; } catch (e) { throw new Error('Please install it: npm install @some/sdk'); } }
export function old() { try { return require('old-sdk'); } catch (e) { throw new Error('install old-sdk first'); } }`,
    },
    {
      name: 'the cause is logged',
      code: "try { load(); } catch (error) { log(error); throw new Error('not loaded'); }",
    },
    {
      name: 'its text is kept',
      code: 'try { load(); } catch (error) { throw new Error(`not loaded: ${error.message}`); }',
    },
    {
      name: 'thrown on',
      code: "try { load(); } catch (error) { if (error.code === 'ENOENT') return null; throw error; }",
    },
    {
      name: 'an error of the project',
      code: "import { NotFound } from './errors.js'; try { load(); } catch (error) { throw new NotFound('page'); }",
    },
    { name: 'nothing is asked for', code: "try { load(); } catch { throw new Error('not loaded'); }" },
    { name: 'options nobody sees', code: "try { load(); } catch (error) { throw new Error('not loaded', options); }" },
    {
      name: 'the input is at fault',
      code: 'try { check(day); } catch (error) { throw new Error(`Invalid day: ${day}`); }',
    },
    {
      name: 'a text that is none',
      code: "try { return JSON.parse(text); } catch (error) { throw new Error('Settings are broken'); }",
    },
    { name: 'named as unused', code: "try { load(); } catch (_error) { throw new Error('not loaded'); }" },
    { name: 'thrown later', code: "try { load(); } catch (error) { later(() => { throw new Error('late'); }); }" },
    {
      name: 'a comment says why',
      code: app('try { await payments.charge(); } catch { /* charged by the nightly job as well */ } res.end();'),
    },
    {
      name: 'a comment before the handler',
      code: app('try { await payments.charge(); }\n// charged by the nightly job as well\ncatch {} res.end();'),
    },
    {
      name: 'files that are gone',
      code:
        "import fs from 'node:fs/promises'; export async function tidy() { try { await fs.unlink('/tmp/a'); " +
        '} catch {} }',
    },
    {
      name: 'tells errors apart',
      code: app(
        "try { await payments.charge(); } catch (error) { if (error.code !== 'ENOENT') throw error; } res.end();",
      ),
    },
    { name: 'feature detection', code: "let sharp; try { sharp = require('sharp'); } catch {} export { sharp };" },
    {
      name: 'text that may be JSON',
      code: app('let body = {}; try { body = JSON.parse(req.body.text); } catch {} res.json(body);'),
    },
    {
      name: 'a read with a default',
      code: app(
        'let user = null; try { user = await users.find(1); } catch (error) { console.error(error); } res.json(user);',
      ),
    },
    {
      name: 'caches and counters',
      code: app(
        "try { await cache.set('a', 1); await metrics.send('b'); } catch (error) { console.error(error); } res.end();",
      ),
    },
    {
      name: 'fail closed',
      code: app('try { await payments.verify(req.body.id); } catch { return false; } res.end();'),
    },
    {
      name: 'answers an error',
      code: app(
        'try { await payments.charge(); res.end(); } catch (error) { console.error(error); res.status(500).end(); }',
      ),
    },
    {
      name: 'hands it on',
      code: app('try { await payments.charge(); res.end(); } catch (error) { console.error(error); next(error); }'),
    },
    {
      name: 'answers afterwards',
      code: app(
        'let user; try { user = await users.find(1); if (user) return res.json(user); } catch (error) { ' +
          'console.error(error); } res.status(404).end();',
      ),
    },
    {
      name: 'remembers that it failed',
      code: app('let ok = true; try { await payments.charge(); } catch (error) { ok = false; } res.json({ ok });'),
    },
    {
      name: 'one of many',
      code: app(
        'for (const id of req.body.ids) { try { await payments.charge(id); } catch (error) { ' +
          'console.error(id, error); } } res.end();',
      ),
    },
    {
      name: 'done in some cases only',
      code: app(
        'if (req.body.campaign) { try { await users.update({ campaign: req.body.campaign }); } ' +
          'catch (error) { console.error(error); } } res.end();',
      ),
    },
    {
      name: 'work after the answer',
      code: app('res.json({ ok: true }); try { await payments.settle(); } catch (error) { console.error(error); }'),
    },
    {
      name: 'a job that logs',
      code: db(
        "export async function job() { try { await pool.query('UPDATE a SET b = 1'); } catch (error) { " +
          'console.error(error); } }',
      ),
    },
    {
      name: 'a query that reads',
      code: db("export const ready = async () => pool.query('SELECT 1').catch(() => undefined);"),
    },
    {
      name: 'void says that it may fail',
      code: app('void prisma.order.create({ data: {} }).catch(() => {}); res.end();'),
    },
    { name: 'the process as a whole has a rule of its own', code: "process.on('uncaughtException', () => {});" },
    {
      name: 'takes the error to the caller',
      code: db(
        "export async function save() { try { await pool.query('UPDATE a SET b = 1'); } catch (error) { " +
          "throw new Error('save', { cause: error }); } }",
      ),
    },
  ],
  invalid: [
    ...[
      ['a method of what may be missing', 'return config.age.trim();', ''],
      ['a member of what may be missing', 'return parseInt(config.limits.age);', ''],
      ['a date that is written', 'return new Date(config.at).toISOString();', ''],
      ['a function of the same name', 'return parseInt(config.age);', "import { parseInt } from './own.js';\n"],
      ['a list of a number that was sent', 'return new Array(config.size);', ''],
      ['an argument that may fail', 'return Number(config.age());', ''],
    ].map(([name = '', tried = '', before = '']) =>
      keptCause({
        name: `can fail: ${name}`,
        code: `${before}export function limits(config) {
  try {
    ${tried}
  } catch (error) {
    throw «new Error('The limits could not be set up')»;
  }
}`,
      }),
    ),
    ...[
      ['not told', "throw new Error('Error in update', { cause: error });", ''],
      ['told without the cause', "console.log('failed'); throw new Failure('Error in update');", ''],
      [
        'told beside another that is not', "console.log(error); throw new Error('Error in update');",
        'await db.load();',
      ],
      ['only now and then', "if (order.loud) console.log(error); throw new Error('Error in update');", ''],
      ['with what is known there alone', "console.log(error); throw new Error('No ' + order.id);", ''],
    ].map(([name = '', handled = '', tried = '']) =>
      keptCause({
        name: `what fails is told before: ${name}`,
        code: `import { db } from './db.js';
export async function run(order) {
  try {
    ${tried}
    await update(order);
  } catch (error) {
    throw «new Error('Error in run')»;
  }
}
const update = async (order) => {
  try {
    await db.save(order);
  } catch (error) {
    ${handled}
  }
};`,
      }),
    ),
    {
      name: 'something of the project is called before the answer',
      code: app("try { res.cookie('token', sign(req.body)); res.json({}); } «catch» (error) { console.log(error); }"),
      errors: ['unanswered'],
    },
    {
      name: 'something that may not be there is read for the answer',
      code: app('try { res.json({ name: req.user.name }); } «catch» (error) { console.log(error); }'),
      errors: ['unanswered'],
    },
    {
      name: 'something is waited for',
      code: app('try { await ready; res.json({}); } «catch» (error) { console.log(error); }'),
      errors: ['unanswered'],
    },
    {
      name: 'another error in its place',
      code: "try { load(); } catch (error) { throw «new Error('not loaded')»; }",
      errors: [
        {
          messageId: 'dropped',
          severity: 'low',
          data: { caught: 'error' },
          suggestions: [
            {
              messageId: 'keep',
              output: "try { load(); } catch (error) { throw new Error('not loaded', { cause: error }); }",
            },
          ],
        },
      ],
    },
    {
      name: 'asked only what kind it is',
      code:
        "try { load(); } catch (e) { if (e.code === 'ENOENT') throw new TypeError('no file', {}); " +
        "throw «new Error('not loaded', { retry: true })»; }",
      errors: [
        {
          messageId: 'dropped',
          severity: 'low',
          suggestions: [
            {
              messageId: 'keep',
              output:
                "try { load(); } catch (e) { if (e.code === 'ENOENT') throw new TypeError('no file', {}); " +
                "throw new Error('not loaded', { retry: true, cause: e }); }",
            },
          ],
        },
      ],
    },
    {
      name: 'options without a cause',
      code: "try { load(); } catch (e) { throw «new TypeError('no file', {})»; }",
      errors: [
        {
          messageId: 'dropped',
          severity: 'low',
          suggestions: [
            {
              messageId: 'keep',
              output: "try { load(); } catch (e) { throw new TypeError('no file', { cause: e }); }",
            },
          ],
        },
      ],
    },
    {
      name: 'another cause',
      code: "try { load(); } catch (error) { throw «new Error('not loaded', { cause: other })»; }",
      errors: [{ messageId: 'dropped', severity: 'low', suggestions: [] }],
    },
    {
      name: 'a request that changes something',
      code: app(
        "try { await payments.fetch('/charge', { method: 'POST' }); } «catch» (e) { console.log(e); } " +
          'res.json({ ok: true });',
      ),
      errors: ['logged'],
    },
    {
      name: 'looked up and gone on as success',
      code: app('try { await users.getVariant(req); } «catch» (e) { console.log(e); } res.json({ ok: true });'),
      errors: ['logged'],
    },
    {
      name: 'behind the work of the request',
      code: app(
        'await prisma.order.create({ data: {} }); try { await prisma.stock.update({ where: { ' +
          'id: 1 }, data: {} }); } «catch» (e) { logger.error(e); } res.json({ ok: true });',
      ),
      errors: [{ messageId: 'logged', severity: 'low' }],
    },
    {
      name: 'a package is loaded and used',
      code:
        "export async function sdk() { try { const { Client } = await import('@some/sdk'); " +
        "return await new Client().connect(); } catch (e) { throw «new Error('Please install it')»; } }",
      errors: [
        {
          messageId: 'dropped',
          severity: 'low',
          suggestions: [
            {
              messageId: 'keep',
              output:
                "export async function sdk() { try { const { Client } = await import('@some/sdk'); " +
                "return await new Client().connect(); } catch (e) { throw new Error('Please install it', { " +
                'cause: e }); } }',
            },
          ],
        },
      ],
    },
    {
      name: 'goes on as success',
      code: app('try { await payments.charge(); } «catch» (e) { console.log(e); } res.json({ ok: true });'),
      errors: [{ messageId: 'logged', data: { call: 'payments.charge' } }],
    },
    {
      name: 'empty',
      code: app('try { await payments.charge(); } «catch» {} res.json({ ok: true });'),
      errors: [{ messageId: 'empty', data: { call: 'payments.charge' } }],
    },
    {
      name: 'thrown behind it for another reason',
      code: app(
        'try { await prisma.order.create({ data: {} }); } «catch» (e) { logger.error(e); } ' +
          "if (req.query.x) throw new Error('x'); res.json({ ok: true });",
      ),
      errors: [{ messageId: 'logged', severity: 'high' }],
    },
    {
      name: 'a refusal before it',
      code: app(
        'if (!req.body) return res.status(400).end(); try { await prisma.order.create({ data: {} }); } ' +
          '«catch» (e) { logger.error(e); } res.json({ ok: true });',
      ),
      errors: [{ messageId: 'logged', severity: 'high' }],
    },
    {
      name: 'a write in a handler',
      code: app(
        'try { await prisma.order.create({ data: {} }); } «catch» (e) { logger.error(e); } res.json({ ok: true });',
      ),
      errors: [{ messageId: 'logged', severity: 'high' }],
    },
    {
      name: 'a write elsewhere',
      code: db("export async function save() { try { await pool.query('UPDATE a SET b = 1'); } «catch» {} }"),
      errors: ['empty'],
    },
    {
      name: 'a chain',
      code: app('await prisma.order.create({ data: {} }).catch(«() => undefined»); res.end();'),
      errors: [{ messageId: 'empty', data: { call: 'prisma.order.create' } }],
    },
    {
      name: 'an empty function at the end of a chain',
      code: app('await prisma.order.create({ data: {} }).catch(«() => {}»); res.end();'),
      errors: ['empty'],
    },
    {
      name: 'what is waited for may fail',
      code:
        app('try { await tell(1); res.json({}); } «catch» (error) { console.error(error); }') +
        'async function tell(id) { await users.activate(id); }',
      errors: ['unanswered'],
    },
    {
      name: 'the work may fail',
      code:
        app('try { await desk.open(1); } «catch» {} res.end();') +
        'const desk = { async open(id) { await users.activate(id); } };',
      errors: ['empty'],
    },
    {
      name: 'nobody answers',
      code: app('try { const user = await users.find(1); res.json(user); } «catch» (error) { console.error(error); }'),
      errors: [{ messageId: 'unanswered', data: { answer: 'res.json(user)' } }],
    },
  ],
});
