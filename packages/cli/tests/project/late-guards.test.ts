/** A check that stands behind what changes data comes too late for it. */
import { describe, expect, it } from 'vitest';
import { express, seen, twins, type Files } from './guard-twins.js';
import { projectOf } from '../project-of.js';

const DB =
  "import { Pool } from 'pg'; import { EventEmitter } from 'node:events'; import axios from 'axios'; " +
  'const db = new Pool();';
const remove = "await db.query('delete from things where id = $1', [String(req.body.id)]);";
const SAVE =
  `const save = async (req, res, next) => { ${remove} next(); }; const del = async (req, res) => { ` +
  `${remove} res.end(); };`;
const app = (lines: string, more: Files = {}): Files => express(`${DB}\n${SAVE}\n${lines}`, more);

describe('a guard behind what writes', () => {
  it.each([
    ['in the same list', "app.post('/x', save, requireUser, write);", "app.post('/x', requireUser, save, write);"],
    ['in a nested list', "app.post('/x', [save, requireUser], write);", "app.post('/x', [requireUser, save], write);"],
    [
      'on the path', "app.use('/x', save); app.post('/x', requireUser, write);",
      "app.use('/y', save); app.post('/x', requireUser, write);",
    ],
    [
      'for all methods of the route', "app.route('/x').all(save).post(requireUser, write);",
      "app.route('/x').all(requireUser).post(save, write);",
    ],
    [
      'a handler for all methods', "app.all('/x', del); app.post('/x', requireUser, del);",
      "app.all('/y', del); app.post('/x', requireUser, del);",
    ],
    [
      'a router behind it', "const r = express.Router(); r.post('/x', requireUser, write); app.use(save, r);",
      "const r = express.Router(); r.post('/x', save, write); app.use(requireUser, r);",
    ],
    [
      'not waited for',
      "app.post('/x', (req, res, next) => { void db.query('delete from things'); next(); }, requireUser, write);",
      "app.post('/x', (req, res, next) => { res.on('finish', () => { void db.query('delete from things'); " +
        '}); next(); }, requireUser, write);',
    ],
    [
      'through another function',
      `const run = async (id) => { await db.query('delete from things where id = $1', [id]); };
app.post('/x', async (req, res, next) => { await run(req.body.id); next(); }, requireUser, write);`,
      `const run = async (id) => { await db.query('select * from things where id = $1', [id]); };
app.post('/x', async (req, res, next) => { await run(req.body.id); next(); }, requireUser, write);`,
    ],
    [
      'made by a factory',
      `const saves = (table) => async (req, res, next) => { ${remove} next(); };
app.post('/x', saves('a'), requireUser, write);`,
      `const saves = (table) => { void db.query('delete from things'); return async (req, res, next) => { next(); }; };
app.post('/x', saves('a'), requireUser, write);`,
    ],
    [
      'sent out by a function',
      `const tell = async (order) => { await axios.post('https://a.example/orders', order); };
app.post('/x', async (req, res, next) => { await tell(req.body); next(); }, requireUser, write);`,
      `const tell = async () => { await axios.post('https://a.example/licences', { key: 'shop' }); };
app.post('/x', async (req, res, next) => { await tell(); next(); }, requireUser, write);`,
    ],
    [
      'sent out',
      "app.post('/x', async (req, res, next) => { await axios.post('https://a.example/orders', req.body); " +
        'next(); }, requireUser, write);',
      "app.post('/x', async (req, res, next) => { const found = await " +
        "axios.post('https://a.example/verify', req.body); " +
        'if (!found.data.ok) return res.status(400).end(); next(); }, requireUser, write);',
    ],
    [
      'a check of its own',
      `app.post('/x', async (req, res, next) => { if (req.body.save) { ${remove} } next(); }, requireUser, write);`,
      "app.post('/x', async (req, res, next) => { let user; try { " +
        'user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return next(); } ' +
        "await db.query('update users set seen = now() where id = $1', [user.id]); next(); " +
        '}, requireUser, write);',
    ],
    [
      'a record that stands by itself',
      "app.post('/x', async (req, res, next) => { await db.query('insert into orders values ($1)', " +
        '[req.path]); next(); }, requireUser, write);',
      "app.post('/x', async (req, res, next) => { await db.query('insert into audit_log values ($1)', " +
        '[req.path]); next(); }, requireUser, write);',
    ],
    [
      'in the handler',
      `app.post('/x', save, (req, res) => { if (!req.user) return res.status(401).end(); del(req, res); });`,
      `app.post('/x', (req, res) => { if (!req.user) return res.status(401).end(); return del(req, res); });`,
    ],
  ])('%s', (_, guilty, innocent) => {
    twins(app(guilty), app(innocent));
  });

  it('in Koa', () => {
    const koa = (list: string): Files => ({
      'src/app.ts': `import Koa from 'koa'; import Router from '@koa/router'; import jwt from 'jsonwebtoken'; ${DB} \
const app = new Koa(); const r = new Router();
      const save = async (ctx, next) => { await db.query('delete from things'); await next(); }; \
const after = async (ctx, next) => { await next(); await db.query('delete from things'); };
      const own = async (ctx, next) => { try { ctx.state.user = jwt.verify(ctx.get('authorization'), \
process.env.KEY); } catch { ctx.throw(401); } await next(); };
      r.post('/x', ${list}, (ctx) => { ctx.body = 1; });
app.use(r.routes()); app.listen(1);`,
    });
    twins(koa('save, own'), koa('own, save'));
    expect(seen(koa('after, own'))).toBe('guarded');
  });

  it('in Fastify, where hooks run by their time', () => {
    const fastify = (hooks: string): Files => ({
      'src/app.ts': `import fastify from 'fastify'; import jwt from 'jsonwebtoken'; ${DB} const app = fastify(); \
const save = async (req) => { ${remove} }; const check = async (req, reply) => { \
jwt.verify(req.headers.authorization, process.env.KEY); };
${hooks}
app.post('/x', async () => 1);
app.listen({ port: 1 });`,
    });
    twins(
      fastify("app.addHook('onRequest', save); app.addHook('onRequest', check);"),
      fastify("app.addHook('preHandler', save); app.addHook('onRequest', check);"),
    );
  });

  it('says where the change is made', () => {
    const [route] = projectOf(app("app.post('/x', save, requireUser, write);")).routes;
    const link = route?.chain.find(({ name }) => name === 'requireUser');
    expect(link?.doubt?.what).toBe('what runs before it deletes from things already');
    expect(link?.duties).not.toContain('authentication');
  });
});
