import { describe, expect, it } from 'vitest';
import { findingsOf } from './findings-of.js';
import { verdictsOf } from './verdicts-of.js';

const RULE = 'require-async-error-handling';
const server = (lines: string, imports: string): Record<string, string> => ({
  'src/server.js': `const express = require('express');
${imports}
const app = express();
${lines}
app.listen(3000);`,
});
const controller = (body: string): Record<string, string> => ({
  'src/users.js': `const { Pool } = require('pg');\nconst pool = new Pool();\nexports.list = ${body};`,
});
const found = async (files: Record<string, string>, versions?: Record<string, string>): Promise<string[]> =>
  (await verdictsOf(files, versions && { versions })).filter((line) => line.endsWith(RULE));

describe('handlers that another file registers', () => {
  it('is an error handler of three parameters, by itself in its module', async () => {
    const files = {
      ...server('app.use(failure);', "const failure = require('./failure');"),
      'src/failure.js':
        'const failure = (error, req, res) => {\n  res.status(500).json({ ok: false });\n};\nmodule.exports = failure;',
    };
    const [first, ...others] = await findingsOf(RULE, files);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      at: expect.stringContaining('src/failure.js: '),
      says: expect.stringContaining('told by its 4 parameters, and this one has 3'),
    });
    expect(first?.steps.at(-1)).toBe('src/server.js: app.use(failure) | is where it is registered');
  });

  it('is one of a name that is exported, or of a class', async () => {
    const imports = "const { failure } = require('./failure');";
    expect(
      await found({
        ...server('app.use(failure);', imports),
        'src/failure.js': 'exports.failure = function (err, req, res) { res.sendStatus(500); };',
      }),
    ).toEqual([`src/failure.js ${RULE}`]);
    expect(
      await found({
        ...server('app.use(failures.answer);', "const failures = require('./failure');"),
        'src/failure.js':
          'class Failures { answer(err, req, res) { res.sendStatus(500); } }\nmodule.exports = new Failures();',
      }),
    ).toEqual([`src/failure.js ${RULE}`]);
  });

  it('is none with four parameters, with a request first, or that nobody registers', async () => {
    const failure = (text: string): Record<string, string> => ({ 'src/failure.js': `module.exports = ${text};` });
    const files = server('app.use(failure);', "const failure = require('./failure');");
    expect(await found({ ...files, ...failure('(error, req, res, next) => { res.sendStatus(500); }') })).toEqual([]);
    expect(await found({ ...files, ...failure('(req, res, next) => { res.sendStatus(500); }') })).toEqual([]);
    expect(
      await found({
        ...server('', "const failure = require('./failure');"),
        ...failure('(error, req, res) => { res.sendStatus(500); }'),
      }),
    ).toEqual([]);
  });

  it('loses the failures of an async handler', async () => {
    const files = server("app.get('/users', users.list);", "const users = require('./users');");
    const list = controller("async (req, res) => { res.json(await pool.query('select 1')); }");
    expect(await found({ ...files, ...list })).toEqual([`src/users.js ${RULE}`]);
    expect(await found({ ...files, ...list }, { pg: '8.0.0', express: '5.0.0' })).toEqual([]);
    expect(
      await found({ ...files, ...list }, { pg: '8.0.0', express: '4.0.0', 'express-async-errors': '3.0.0' }),
    ).toEqual([]);
    expect(
      await found({
        ...files,
        ...controller(
          "async (req, res, next) => { try { res.json(await pool.query('select 1')); } catch (error) { " +
            'next(error); } }',
        ),
      }),
    ).toEqual([]);
  });

  it('does not where something is put around the handler', async () => {
    const wrapped = {
      'src/wrap.js': 'exports.wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);',
    };
    const list = controller("async (req, res) => { res.json(await pool.query('select 1')); }");
    expect(
      await found({
        ...server(
          "app.get('/users', wrap(users.list));",
          "const users = require('./users');\nconst { wrap } = require('./wrap');",
        ),
        ...wrapped,
        ...list,
      }),
    ).toEqual([]);
  });
});
