import rule from '../../../rules/src/no-double-response/rule.js';
import { testRule } from '../harness.js';

const handler = (body: string): string => `import express from 'express';
const app = express();
app.get('/users/:id', async (req, res, next) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    handler('if (!user) return res.status(404).end();\n  res.json(user);'),
    handler('if (!user) { res.status(404).end(); return; }\n  res.json(user);'),
    handler('if (!user) res.status(404).end(); else res.json(user);'),
    handler('if (!user) { res.status(404).end(); } else { res.json(user); }'),
    handler('if (!user) { res.status(404); }\n  res.json(user);'),
    { name: 'a stream', code: handler("if (more) { res.write('a'); }\n  res.end();") },
    {
      name: 'asked first',
      code: handler('if (!user) { res.status(404).end(); }\n  if (res.headersSent) return;\n  res.json(user);'),
    },
    { name: 'left before', code: handler('if (!user) { res.status(404).end(); }\n  return;\n  res.json(user);') },
    { name: 'two responses', code: handler('if (!user) { other.status(404).end(); }\n  res.json(user);') },
    {
      name: 'not an answer of a framework',
      code: 'export function f(out, user) { if (!user) { out.end(); } out.json(user); }',
    },
    { name: 'another branch', code: handler('if (!user) { res.status(404).end(); }\n  if (user) { res.json(user); }') },
    {
      name: 'a promise that is left',
      code:
        "import { readFile } from 'node:fs';\nexport const load = (at) => new Promise((resolve, reject) => { " +
        'readFile(at, (error, text) => { if (error) { reject(error); return; } resolve(JSON.parse(text)); }); });',
    },
    {
      name: 'a promise that is settled again with a value that is there: nothing happens',
      code:
        'export const ask = (run) => new Promise((resolve, reject) => { run((error, value) => { ' +
        'if (error) reject(error); resolve(value); }); });',
    },
    {
      name: 'a promise of two branches',
      code:
        'export const ask = (run) => new Promise((resolve, reject) => { run((error, value) => { ' +
        'if (error) reject(error); else resolve(value.rows); }); });',
    },
    {
      name: 'left before the second',
      code:
        'export const ask = (run) => new Promise((resolve, reject) => { run((error, value) => { ' +
        'if (error) { reject(error); } if (!value) return; resolve(value.rows); }); });',
    },
    {
      name: 'another promise of the same name',
      code:
        'export const ask = (Promise, run) => new Promise((resolve, reject) => { run((error, value) => { ' +
        'if (error) { reject(error); } resolve(value.rows); }); });',
    },
    {
      name: 'a page',
      code:
        'export const read = (file) => new Promise((resolve) => { const reader = new FileReader(); ' +
        'reader.onload = () => { if (!reader.result) { resolve(file); } resolve(new File([reader.result], "a")); }; });',
    },
    {
      name: 'a callback that is left',
      code: 'export function load(run, done) { run((error, v) => { if (error) return done(error); done(null, v); }); }',
    },
    {
      name: 'a callback called for each of two things',
      code: 'export function each(first, visit) { if (first) visit(first); visit({ last: true }); }',
    },
    {
      name: 'a callback that looks after itself',
      code:
        'export function load(run, done) { done = once(done); run((error, v) => { if (error) done(error); ' +
        'done(null, v); }); }',
    },
    {
      name: 'a callback told that there was no failure, in the branch of another question',
      code: 'export function load(v, done) { if (v.cached) done(null, v); done(); }',
    },
  ],
  invalid: [
    {
      name: 'a promise that goes on with what is missing',
      code:
        "import { readFile } from 'node:fs';\nexport const load = (at) => new Promise((resolve, reject) => { " +
        'readFile(at, (error, text) => { if (error) { «reject(error)»; } resolve(JSON.parse(text)); }); });',
      errors: [
        {
          messageId: 'settledTwice',
          suggestions: [
            {
              messageId: 'leave',
              output:
                "import { readFile } from 'node:fs';\nexport const load = (at) => new Promise((resolve, reject) => { " +
                'readFile(at, (error, text) => { if (error) { return reject(error); } resolve(JSON.parse(text)); }); });',
            },
          ],
        },
      ],
    },
    {
      name: 'work between',
      code:
        'export const ask = (user, store) => new Promise((resolve, reject) => { if (!user) «reject(new Error())»; ' +
        'store.touch(user); resolve(user); });',
      errors: [
        {
          messageId: 'settledTwice',
          suggestions: [
            {
              messageId: 'leave',
              output:
                'export const ask = (user, store) => new Promise((resolve, reject) => { if (!user) return ' +
                'reject(new Error()); store.touch(user); resolve(user); });',
            },
          ],
        },
      ],
    },
    {
      name: 'a callback, told twice',
      code: 'export function load(run, done) { run((error, v) => { if (error) «done(error)»; done(null, v); }); }',
      errors: [
        {
          messageId: 'calledTwice',
          suggestions: [
            {
              messageId: 'leave',
              output:
                'export function load(run, done) { run((error, v) => { if (error) return done(error); ' +
                'done(null, v); }); }',
            },
          ],
        },
      ],
    },
    {
      name: 'the next step, taken twice',
      code: 'export function check(error, req, res, next) { if (error) { «next(error)»; } next(); }',
      errors: [
        {
          messageId: 'calledTwice',
          suggestions: [
            {
              messageId: 'leave',
              output: 'export function check(error, req, res, next) { if (error) { return next(error); } next(); }',
            },
          ],
        },
      ],
    },
    {
      code: `import express from 'express';
express().delete('/', async (req, res) => { if (!req.query.tenant) { «res.status(400).json({})»; } \
await store.delete(req.query.id); res.json({}); });`,
      errors: [
        {
          messageId: 'twice',
          severity: 'high',
          suggestions: [
            {
              messageId: 'leave',
              output: `import express from 'express';
express().delete('/', async (req, res) => { if (!req.query.tenant) { return res.status(400).json({}); } \
await store.delete(req.query.id); res.json({}); });`,
            },
          ],
        },
      ],
    },
    {
      code: `import express from 'express';
express().get('/', async (req, res) => { if (!req.query.tenant) { «res.status(400).json({})»; } \
await store.find(req.query.id); res.json({}); });`,
      errors: [
        {
          messageId: 'twice',
          suggestions: [
            {
              messageId: 'leave',
              output: `import express from 'express';
express().get('/', async (req, res) => { if (!req.query.tenant) { return res.status(400).json({}); } \
await store.find(req.query.id); res.json({}); });`,
            },
          ],
        },
      ],
    },
    {
      code: `import express from 'express';
express().get('/', (req, res) => { if (!req.query.tenant) { «res.status(403).end()»; } res.status(500).end(); });`,
      errors: [
        {
          messageId: 'twice',
          severity: 'low',
          suggestions: [
            {
              messageId: 'leave',
              output: `import express from 'express';
express().get('/', (req, res) => { if (!req.query.tenant) { return res.status(403).end(); } res.status(500).end(); });`,
            },
          ],
        },
      ],
    },
    {
      code: handler('if (!user) «res.status(404).end()»;\n  res.json(user);'),
      errors: [
        {
          messageId: 'twice',
          data: { call: 'res.status(404).end', line: '5' },
          suggestions: [
            { messageId: 'leave', output: handler('if (!user) return res.status(404).end();\n  res.json(user);') },
          ],
        },
      ],
    },
    {
      name: 'in a block, with work between',
      code: handler(
        "if (!user) {\n    log('gone');\n    «res.sendStatus(404)»;\n  }\n  await note(user);\n  res.json(user);",
      ),
      errors: [
        {
          messageId: 'twice',
          data: { line: '9' },
          suggestions: [
            {
              messageId: 'leave',
              output: handler(
                `if (!user) {
    log('gone');
    return res.sendStatus(404);
  }
  await note(user);
  res.json(user);`,
              ),
            },
          ],
        },
      ],
    },
    {
      name: 'redirect',
      code: handler("if (!req.user) { «res.redirect('/login')»; }\n  res.render('home');"),
      errors: [
        {
          messageId: 'twice',
          suggestions: [
            {
              messageId: 'leave',
              output: handler("if (!req.user) { return res.redirect('/login'); }\n  res.render('home');"),
            },
          ],
        },
      ],
    },
  ],
});
