/** Small projects with one guard and one route, and whether the route is proved to be guarded. */
import { expect } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

export type Files = Readonly<Record<string, string>>;

/** `guarded` where it is proved that the route checks who calls. */
export function seen(files: Files, route = 'POST /x'): 'guarded' | 'not known' {
  const found = projectOf(files).routes.filter(({ method, path }) => `${method} ${path}` === route);
  expect(found, route).toHaveLength(1);
  return accessOf(found[0]!, {}) === 'guarded' ? 'guarded' : 'not known';
}

export function twins(guilty: Files, innocent: Files, route = 'POST /x'): void {
  expect.soft(seen(guilty, route), 'guilty').toBe('not known');
  expect.soft(seen(innocent, route), 'innocent').toBe('guarded');
}

export const USER = `import jwt from 'jsonwebtoken';
  export function requireUser(req, res, next) { try { \
req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.status(401).end(); } next(); }
  export function mustUser(req, res, next) { try { \
req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch (error) { return next(error); } next(); }`;
const PRELUDE = `import express from 'express'; import jwt from 'jsonwebtoken'; \
import passport from 'passport'; import { expressjwt } from 'express-jwt'; import { requireUser, mustUser } from './user';
  const app = express(); const write = (req, res) => { res.end(); };\n`;
export const express = (lines: string, more: Files = {}): Files => ({
  'src/user.ts': USER,
  'src/app.ts': `${PRELUDE}${lines}\napp.listen(1);`,
  ...more,
});
/** One middleware before one route. */
export const gate = (body: string, before = ''): Files =>
  express(`${before}\nasync function gate(req, res, next) { ${body} }\napp.post('/x', gate, write);`);
