/** What is handed to a helper that checks who calls: a text, headers, an object, through other helpers and wrappers. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

/** `helpers`: a file that exports `check`; `start`: how the handler begins. */
const app = (helpers: string, start: string): Files => ({
  'src/auth.ts': `import crypto from 'crypto'; import { env } from './env'; import { db } from './db';
import jwt from 'jsonwebtoken';
${helpers}`,
  'src/env.ts': `export const env = { KEY: process.env.KEY, TENANT: process.env.TENANT };`,
  'src/db.ts': `import { PrismaClient } from '@prisma/client'; export const db = new PrismaClient();`,
  'src/app.ts': `import express from 'express'; import { Admin, check } from './auth'; import { db } from './db';
const app = express();
app.post('/x', async (req, res) => { ${start} await db.project.delete({ where: { id: 1 } }); res.end(); });
app.listen(1);`,
});
const seen = (helpers: string, start: string): string => {
  const [route] = projectOf(app(helpers, start)).routes;
  return accessOf(route!, {}) === 'guarded' ? 'guarded' : 'not known';
};
const ENDS = 'return res.status(401).end();';
const EQUAL = 'crypto.timingSafeEqual(Buffer.from(token), Buffer.from(env.KEY))';

describe('a helper that holds what it is handed against a secret, or looks it up', () => {
  it.each<[string, string, string]>([
    ['plain', `export const check = (token) => ${EQUAL};`, `if (!check(req.headers.authorization)) ${ENDS}`],
    [
      'env member of import',
      `export function check(token) { if (token !== env.KEY) return false; return true; }`,
      `if (!check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'split',
      `export function check(h) { const [s, token] = h.split(' '); if (s !== 'Bearer' || !token) return false;
  if (!${EQUAL}) return false; return true; }`,
      `if (!check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'try',
      `export function check(token) { try { if (!${EQUAL}) return false; } catch { return false; } return true; }`,
      `if (!check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'object',
      `export function check(token) { if (!${EQUAL}) return { ok: false, error: 'x' }; return { ok: true }; }`,
      `const r = check(req.headers.authorization); if (!r.ok) ${ENDS}`,
    ],
    [
      'static prop',
      `export class Admin { static check = (token) => { if (!${EQUAL}) return false; return true; } }`,
      `if (!Admin.check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'static method',
      `export class Admin { static check(token) { if (!${EQUAL}) return false; return true; } }`,
      `if (!Admin.check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'static by class',
      `export class Admin { static inner(token) { if (!${EQUAL}) return false; return true; } static check(token) {
  return Admin.inner(token); } }`,
      `if (!Admin.check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'static by this',
      `export class Admin { static inner(token) { if (!${EQUAL}) return false; return true; } static check(token) {
  return this.inner(token); } }`,
      `if (!Admin.check(req.headers.authorization)) ${ENDS}`,
    ],
    [
      'headers',
      `export function check(headers) { const { authorization: token } = headers; if (!token) return false;
  if (!${EQUAL}) return false; return true; }`,
      `if (!check(req.headers)) ${ENDS}`,
    ],
    [
      'headers member',
      `export function check(headers) { const token = headers.authorization; if (!token) return false;
  if (!${EQUAL}) return false; return true; }`,
      `if (!check(req.headers)) ${ENDS}`,
    ],
    [
      'headers typed',
      `import type { IncomingHttpHeaders } from 'http'; export function check(headers: IncomingHttpHeaders) {
  const token = headers.authorization; if (!token) return false; if (!${EQUAL}) return false; return true; }`,
      `if (!check(req.headers)) ${ENDS}`,
    ],
    [
      'handle',
      `function inner(req) { const token = req.headers.authorization; if (!${EQUAL}) return false; return true; }
  export function check(req, res) { if (!inner(req)) { res.status(401).json({}); return false; } return true; }`,
      `if (!check(req, res)) return;`,
    ],
    [
      'handle two answers',
      `function inner(req) { const token = req.headers.authorization; if (!${EQUAL}) return { ok: false, e: 'x' };
  return { ok: true }; } export function check(req, res) { const r = inner(req); if (!r.ok) {
  if (r.e?.startsWith('U')) res.status(401).json({}); else res.status(403).json({}); return false; } return true; }`,
      `if (!check(req, res)) return;`,
    ],
    [
      'body key',
      `export function check(token) { if (!${EQUAL}) return false; return true; }`,
      `if (!check(req.body.adminApiKey)) ${ENDS}`,
    ],
    [
      'throw caught returns false',
      `export async function check(token) { try { const u = jwt.verify(token, process.env.S);
  if (!u) throw new Error('x'); return true; } catch (e) { return false; } }`,
      `if (!(await check(req.headers.authorization))) ${ENDS}`,
    ],
    [
      'object arg',
      `export function check({ token }) { if (!${EQUAL}) return false; return true; }`,
      `if (!check({ token: req.headers.authorization })) ${ENDS}`,
    ],
    [
      'object arg headers',
      `export function check({ headers, route }) { return headers['x-api-key'] === env.KEY; }`,
      `if (!check({ headers: req.headers, route: 'x' })) ${ENDS}`,
    ],
    [
      'pass through',
      `function inner(t) { return t === env.KEY; } export function check(headers) {
  return inner(headers.authorization?.replace('Bearer ', '')); }`,
      `if (!check(req.headers)) ${ENDS}`,
    ],
    [
      'pass digest',
      `function inner(t) { return t === env.KEY; } export function check(t) {
  return inner(crypto.createHash('sha256').update(t).digest('hex')); }`,
      `if (!check(req.headers['x-api-key'])) ${ENDS}`,
    ],
    [
      'lookup pass headers',
      `async function find(key) { if (!key) return null; return db.apiKey.findUnique({ where: { key } }); }
  export async function check(headers) { return find(headers['x-api-key']); }`,
      `const k = await check(req.headers); if (!k) ${ENDS}`,
    ],
    [
      'run in a wrapper',
      `async function run(name, cb) { try { const r = await cb(1); return r; } catch (e) { throw e; } }
  export async function check(req) { return await run('x', async () => {
  if (req.headers.authorization !== env.KEY) return false; return true; }); }`,
      `if (!(await check(req))) ${ENDS}`,
    ],
    [
      'run in a wrapper, kept',
      `async function run(cb) { return cb(); } export async function check(req) { const r = await run(async () => {
  if (req.headers.authorization !== env.KEY) return { ok: false }; return { ok: true }; }); return r; }`,
      `const r = await check(req); if (!r.ok) ${ENDS}`,
    ],
    [
      'static this jwt',
      `export class Admin { static verify(t) { return jwt.verify(t, process.env.S); } static check(req) { try {
  return this.verify(req.headers.authorization); } catch { return null; } } }`,
      `if (!Admin.check(req)) ${ENDS}`,
    ],
    [
      'member through a call',
      `function inner(t) { if (t !== env.KEY) return { ok: false, error: 'x' }; return { ok: true }; }
  export function check(headers) { const h = headers.authorization; if (!h) return { ok: false, error: 'none' };
  return inner(h); }`,
      `const r = check(req.headers); if (!r.ok) ${ENDS}`,
    ],
    [
      'member through an awaited name',
      `async function inner(t) { if (t !== env.KEY) return { ok: false, error: 'x' }; return { ok: true }; }
  export async function check(h) { const r = await inner(h); log(r); return r; }`,
      `const r = await check(req.headers.authorization); if (!r.ok) ${ENDS}`,
    ],
    [
      'error member',
      `function inner(t) { if (t !== env.KEY) return { error: 'x' }; return { ok: true }; }
  export function check(h) { return inner(h); }`,
      `const r = check(req.headers.authorization); if (r.error) ${ENDS}`,
    ],
  ])('counts: %s', (_, helpers, start) => expect(seen(helpers, start)).toBe('guarded'));

  it.each<[string, string, string]>([
    [
      'wrapper drops',
      `async function run(cb) { await cb(); return true; } export async function check(req) {
  return await run(async () => { if (req.headers.authorization !== env.KEY) return false; return true; }); }`,
      `if (!(await check(req))) ${ENDS}`,
    ],
    [
      'wrapper or true',
      `async function run(cb) { try { return await cb(); } catch { return true; } }
  export async function check(req) { return await run(async () => {
  if (req.headers.authorization !== env.KEY) return false; return true; }); }`,
      `if (!(await check(req))) ${ENDS}`,
    ],
    [
      'own thing',
      `export function check(o) { return o.token === env.KEY; }`,
      `if (!check({ token: process.env.KEY })) ${ENDS}`,
    ],
    [
      'member: other member',
      `function inner(t) { if (t !== env.KEY) return { ok: false, seen: true }; return { ok: true, seen: true }; }
  export function check(h) { return inner(h); }`,
      `const r = check(req.headers.authorization); if (!r.seen) ${ENDS}`,
    ],
    [
      'member: error falsy of nothing',
      `function inner(t) { if (!t) return null; if (t !== env.KEY) return { error: 'x' }; return { ok: true }; }
  export function check(h) { return inner(h); }`,
      `const r = check(req.headers.authorization); if (r?.error) ${ENDS}`,
    ],
  ])('does not count: %s', (_, helpers, start) => expect(seen(helpers, start)).toBe('not known'));
});

describe('what may stand in the place of what is handed', () => {
  const GIVEN = `if (!check(req.headers.authorization)) ${ENDS}`;
  const HEADERS = `if (!check(req.headers)) ${ENDS}`;
  it.each<[string, string, string, string]>([
    [
      'a parameter that has a value of its own',
      `export const check = (token = env.KEY) => token === env.KEY;`,
      `export const check = (token = '') => token === env.KEY;`,
      GIVEN,
    ],
    [
      'a name that is taken out of an object with one',
      `export const check = ({ authorization = env.KEY }) => authorization === env.KEY;`,
      `export const check = ({ authorization = '' }) => authorization === env.KEY;`,
      HEADERS,
    ],
    [
      'one taken out in the body',
      `export const check = (h) => { const { authorization = env.KEY } = h; return authorization === env.KEY; };`,
      `export const check = (h) => { const { authorization = null } = h; return authorization === env.KEY; };`,
      HEADERS,
    ],
    [
      'a parameter that is written over',
      `export const check = (token) => { token = token || env.KEY; return token === env.KEY; };`,
      `export const check = (token) => { token = token.slice(7); return token === env.KEY; };`,
      GIVEN,
    ],
    [
      'one that is filled where it is missing',
      `export const check = (token) => { token ||= env.KEY; return token === env.KEY; };`,
      `export const check = (token) => { token ||= ''; return token === env.KEY; };`,
      GIVEN,
    ],
    [
      'a member of the result that is written later',
      `const inner = (t) => t === env.KEY ? { ok: true } : { ok: false };
  export const check = (t) => { const r = inner(t); r.ok = true; return r; };`,
      `const inner = (t) => t === env.KEY ? { ok: true } : { ok: false };
  export const check = (t) => { const r = inner(t); return r; };`,
      `const r = check(req.headers.authorization); if (!r.ok) ${ENDS}`,
    ],
    [
      'one that is put in with others',
      `const inner = (t) => t === env.KEY ? { ok: true } : { ok: false };
  export const check = (t) => { const r = inner(t); Object.assign(r, { ok: true }); return r; };`,
      `const inner = (t) => t === env.KEY ? { ok: true } : { ok: false };
  export const check = (t) => { const r = inner(t); Object.keys(r); return r; };`,
      `const r = check(req.headers.authorization); if (!r.ok) ${ENDS}`,
    ],
    [
      'a failure that is taken out of the result',
      `const inner = (t) => t === env.KEY ? { ok: true } : { error: 'x' };
  export const check = (t) => { const r = inner(t); delete r.error; return r; };`,
      `const inner = (t) => t === env.KEY ? { ok: true } : { error: 'x' };
  export const check = (t) => { const r = inner(t); return r; };`,
      `const r = check(req.headers.authorization); if (r.error) ${ENDS}`,
    ],
  ])('%s', (_, guilty, innocent, start) => {
    expect.soft(seen(guilty, start), 'guilty').toBe('not known');
    expect.soft(seen(innocent, start), 'innocent').toBe('guarded');
  });

  it.each<[string, string, string]>([
    [
      'an id in a path, as a member',
      `export const check = ({ key }) => db.apiKey.findUnique({ where: { key } });`,
      `if (!(await check({ key: req.params.key }))) ${ENDS}`,
    ],
    [
      'what a client sent, from a function around',
      `const run = (cb) => cb(); export function check(req, expected) {
  return run(() => { if (req.headers.authorization !== expected) return false; return true; }); }`,
      `if (!check(req, req.query.key)) ${ENDS}`,
    ],
  ])('is not: %s', (_, helpers, start) => expect(seen(helpers, start)).toBe('not known'));
});
