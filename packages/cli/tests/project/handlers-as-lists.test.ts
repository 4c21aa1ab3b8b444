/** Functions of the project that register the list of handlers they are given: as it is, or each of them wrapped. */
import { describe, expect, it } from 'vitest';
import { express, seen, twins, type Files } from './guard-twins.js';
import { projectOf } from '../project-of.js';

const SAFE =
  'const safe = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);\n' +
  'const open = (fn) => (req, res, next) => { fn(req, res, () => {}); next(); };\n' +
  'const last = (fn) => (req, res, next) => (fn.length > 3 ? next() : fn(req, res, next));\n';
const app = (registrar: string, call: string, more: Files = {}): Files => express(`${SAFE}${registrar}\n${call}`, more);
const GUARDED = "post('/x', requireUser, write);";
const OPEN = "post('/x', write);";

describe('what a function gets as the rest of its arguments', () => {
  it.each([
    'const post = (path, ...handlers) => app.post(path, ...handlers);',
    'const post = (path, ...handlers) => app.post(path, handlers);',
    'const post = (path, ...handlers) => { app.post(path, [...handlers]); };',
    'function post(path, ...handlers) { return app.post(path, ...handlers.slice()); }',
    'const post = (path, ...handlers) => app.post(path, ...handlers.map(safe));',
    'const post = (path, ...handlers) => app.post(path, handlers.map((one) => safe(one)));',
    'const post = (path, ...handlers) => app.post(path, ...handlers.flat().filter(Boolean).map(safe));',
    'const post = (path, ...handlers) => app.post(path, ...handlers.slice(0, -1), safe(handlers.at(-1)));',
    'const post = (path, ...handlers) => app.post(path, ...handlers.slice(0, -1), safe(handlers[handlers.length - 1]));',
    "import wrap from 'express-async-handler';\nconst post = (path, ...handlers) => app.post(path, ...handlers.map(wrap));",
  ])('is registered in its order: %s', (registrar) => {
    twins(app(registrar, OPEN), app(registrar, GUARDED));
  });

  it.each([
    [
      'with what drops the answer of each',
      'const post = (path, ...handlers) => app.post(path, ...handlers.map(open));',
    ],
    ['with what runs only some', 'const post = (path, ...handlers) => app.post(path, ...handlers.map(last));'],
    [
      'with what nobody knows',
      "import wrap from '@acme/wrap';\nconst post = (path, ...handlers) => app.post(path, ...handlers.map(wrap));",
    ],
    ['without the first', 'const post = (path, ...handlers) => { handlers.shift(); app.post(path, ...handlers); };'],
    ['backwards', 'const post = (path, ...handlers) => { handlers.reverse(); app.post(path, ...handlers); };'],
    ['from the second on', 'const post = (path, ...handlers) => app.post(path, ...handlers.slice(1));'],
    ['and only the last of it', 'const post = (path, ...handlers) => app.post(path, handlers.at(-1));'],
    [
      'where it was given anew',
      'const post = (path, ...handlers) => { handlers = [write]; app.post(path, ...handlers); };',
    ],
    [
      'as far as it passes a test',
      'const post = (path, ...handlers) => app.post(path, ...handlers.filter((one) => one.open));',
    ],
  ])('is not taken for guarded %s', (_how, registrar) => {
    expect(seen(app(registrar, GUARDED))).toBe('not known');
  });

  it.each(['handlers.map(asUser)', 'handlers.map((one) => asUser(one))'])('with a check of its own: %s', (list) => {
    const asUser = (
      check: string,
    ): string => `const asUser = (fn) => (req, res, next) => { ${check} return fn(req, res, next); };
const post = (path, ...handlers) => app.post(path, ...${list});`;
    const verified =
      'try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.status(401).end(); }';
    twins(app(asUser('req.at = Date.now();'), OPEN), app(asUser(verified), OPEN));
    const [route] = projectOf(app(asUser(verified), OPEN)).routes;
    expect([route?.handlerName, ...(route?.chain ?? []).map(({ name }) => name)]).toEqual(['write', 'asUser']);
  });

  it('is that of each call, in files of their own', () => {
    const files = {
      ...express(
        "import { post } from './post'; import './orders'; post('/a', requireUser, write); post('/b', write);",
      ),
      'src/post.ts': `import express from 'express';
export const app = express();
${SAFE}export const post = (path, ...handlers) => app.post(path, ...handlers.map(safe));
`,
      'src/orders.ts': `import { post } from './post'; import { requireUser } from './user';
const make = (req, res) => res.end();
post('/c', requireUser, make);
`,
    };
    expect(
      projectOf(files)
        .routes.map(({ path, handlerName, chain }) => `${path} ${chain.map(({ name }) => name).join()} ${handlerName}`)
        .sort(),
    ).toEqual(['/a requireUser write', '/b  write', '/c requireUser make']);
  });
});

describe('what a function gets as a list', () => {
  it.each([
    'const post = (path, handlers) => app.post(path, ...handlers);',
    'const post = (path, handlers) => app.post(path, handlers.map(safe));',
    'const post = (path, handlers) => app.post(path, ...handlers.map((one) => safe(one)));',
  ])('is registered in its order: %s', (registrar) => {
    twins(app(registrar, "post('/x', [write]);"), app(registrar, "post('/x', [requireUser, write]);"));
  });
});

describe('a guard that another file exports wrapped', () => {
  const guards = (body: string): string => `const jwt = require('jsonwebtoken');
const { promisify } = require('node:util');
const catchAsync = (fn) => (req, res, next) => { fn(req, res, next).catch(next); };
exports.protect = catchAsync(async (req, res, next) => { ${body} });
exports.other = catchAsync(async (req, res, next) => { next(); });
`;
  const routes = (body: string, name = 'protect'): Files => ({
    'src/guards.js': guards(body),
    'src/app.js': `const express = require('express');
const guards = require('./guards');
const app = express();
app.post('/x', guards.${name}, (req, res) => res.end());
app.listen(1);
`,
  });
  const verify = 'await promisify(jwt.verify)(req.headers.authorization, process.env.KEY); next();';

  it('is the one of its own call', () => {
    twins(routes('if (req.headers.authorization) req.user = {}; next();'), routes(verify));
    expect(seen(routes(verify, 'other'))).toBe('not known');
  });
});

describe('a guard in a wrapper of a library that gives back what it is given', () => {
  const wrapped = (body: string): Files =>
    app(
      `import wrap from 'express-async-handler';\nconst protect = wrap(async (req, res, next) => { ${body} });`,
      "app.post('/x', protect, write);",
    );

  it('is that guard, under a name or where it stands', () => {
    twins(
      wrapped('if (req.headers.authorization) req.user = jwt.decode(req.headers.authorization); next();'),
      wrapped(
        "if (!req.headers.authorization) { res.status(401); throw new Error('no token'); } " +
          'req.user = jwt.verify(req.headers.authorization, process.env.KEY); next();',
      ),
    );
    const here = (guard: string): Files =>
      app("import wrap from 'express-async-handler';", `app.post('/x', wrap(${guard}), write);`);
    twins(here('write'), here('requireUser'));
    twins(here('async (req, res, next) => { next(); }'), here('async (req, res, next) => requireUser(req, res, next)'));
  });
});
