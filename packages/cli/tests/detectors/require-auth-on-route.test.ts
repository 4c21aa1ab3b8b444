import { describe, expect, it } from 'vitest';
import { detectors } from '../../src/detectors/index.js';
import { projectOf } from '../project-of.js';
import { detected } from './detected.js';

const SHARED = {
  'src/pool.ts': "import { Pool } from 'pg';\nexport const pool = new Pool();",
  'src/guard.ts': `import type { NextFunction, Request, Response } from 'express';
import jwt from 'jsonwebtoken';
export function guard(req: Request, res: Response, next: NextFunction) {
  const token = req.headers.authorization;
  if (!token) { res.status(401).end(); return; }
  jwt.verify(token, process.env.KEY!);
  next();
}`,
  'src/handlers.ts': `import type { Request, Response } from 'express';
import { pool } from './pool.js';
export async function write(req: Request, res: Response) { \
await pool.query('update things set name = $1', [req.body.name]); res.end(); }
export async function read(req: Request, res: Response) { \
res.json(await pool.query('select name from things where id = $1', [req.body.id])); }`,
};

function app(lines: string): Record<string, string> {
  return {
    ...SHARED,
    'src/app.ts': `import express from 'express';
import { guard } from './guard.js';
import { read, write } from './handlers.js';
const app = express();
${lines}`,
  };
}

const GUARDED = `app.post('/a', guard, write);
app.put('/b', guard, write);
app.patch('/c', guard, write);
app.delete('/d', guard, write);
`;

describe('require-auth-on-route', () => {
  it('reports the one route without the guard of its siblings, down to the write', () => {
    const [found, ...others] = detected('require-auth-on-route', app(`${GUARDED}app.delete('/e', write);`));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'finding',
      at: "src/app.ts: app.delete('/e', write)",
      says:
        'high: DELETE /e changes `things` and nothing checks who calls; ' +
        '4 sibling routes in this file are guarded by `guard`.',
    });
    expect(found?.steps.map((step) => step.split(' | ')[1])).toEqual([
      'POST /a is guarded by guard', 'DELETE /e has no guard', 'writes `things`',
    ]);
  });

  it('asks about one route in the singular', () => {
    const [found] = detected('require-auth-on-route', app("app.post('/a', guard, write);\napp.post('/e', write);"));
    expect(found?.says).toContain(
      '1 state-changing route (POST /e) has no visible guard, 1 has one: is it meant to be public?',
    );
  });

  it('says when a route stands before the guard', () => {
    const found = detected(
      'require-auth-on-route',
      app("app.delete('/e', write);\napp.use(guard);\napp.post('/a', write);\napp.put('/b', write);"),
    );
    expect(found).toMatchObject([{ kind: 'finding', says: expect.stringContaining('it stands before the guard') }]);
  });

  const CONTROLLER = (guards: string) => ({
    'src/pool.ts': SHARED['src/pool.ts'],
    'src/guards.ts': `import { CanActivate, ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { pool } from './pool.js';
@Injectable() export class JwtAuthGuard extends AuthGuard('jwt') {}
@Injectable() export class SetupGuard implements CanActivate {
  async canActivate(): Promise<boolean> {
    const found = await pool.query('select id from workspaces');
    if (found.rows.length > 0) throw new ForbiddenException('Done');
    return true;
  }
}
@Injectable() export class CloudGuard implements CanActivate {
  canActivate(): boolean { if (process.env.CLOUD) throw new ForbiddenException('No'); return true; }
}`,
    'src/auth.controller.ts': `import { Body, Controller, Post, Put, UseGuards } from '@nestjs/common';
import { CloudGuard, JwtAuthGuard, SetupGuard } from './guards.js';
import { pool } from './pool.js';
@Controller('auth') export class AuthController {
  ${guards}
  @Post('setup') async setup(@Body() body) {
    await pool.query('insert into workspaces (name) values ($1)', [body.name]);
  }
  @UseGuards(JwtAuthGuard)
  @Post('change') async change(@Body() body) { await pool.query('update users set name = $1', [body.name]); }
  @UseGuards(JwtAuthGuard)
  @Put('rename') async rename(@Body() body) { await pool.query('update users set name = $1', [body.name]); }
}`,
  });

  it('is silent about the first set-up that is refused once it is done', () => {
    expect(detected('require-auth-on-route', CONTROLLER('@UseGuards(SetupGuard)'))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['what looks at no data', '@UseGuards(CloudGuard)'],
  ])('reports a set-up behind %s, and says nothing of the order of decorators', (_name, guards) => {
    expect(detected('require-auth-on-route', CONTROLLER(guards))).toMatchObject([
      {
        kind: 'finding',
        says:
          'high: POST /auth/setup changes `workspaces` and nothing checks who calls; ' +
          '2 sibling routes in this file are guarded by `JwtAuthGuard`.',
      },
    ]);
  });

  it('is silent about a handler of the set-up that refuses by itself, and not about another one', () => {
    const once =
      "const once = async (req, res) => { const found = await pool.query('select id from users'); " +
      'if (found.rows.length) { res.status(403).end(); return; } ' +
      "await pool.query('insert into users (name) values ($1)', " +
      '[req.body.name]); res.end(); };';
    const of = (path: string) =>
      detected(
        'require-auth-on-route',
        app(`import { pool } from './pool.js';\n${once}\n${GUARDED}app.post('${path}', once);`),
      );
    expect(of('/setup')).toEqual([]);
    expect(of('/e')).toHaveLength(1);
  });

  it.each([
    ['a guard for all', "app.use(guard);\napp.post('/a', write);\napp.delete('/e', write);"],
    [
      'signing in',
      `${GUARDED}app.post('/login', write);\napp.post('/users/register', write);\napp.post('/password/reset', write);`,
    ],
    ['a handler that only reads', `${GUARDED}app.post('/search', read);`],
    ['safe methods', `${GUARDED}app.get('/e', read);`],
    ['no database behind it', `${GUARDED}app.get('/e', (req, res) => { res.end(); });`],
  ])('is silent about %s', (_name, lines) => {
    expect(detected('require-auth-on-route', app(lines))).toEqual([]);
  });

  it('is silent where the policy says public, or that a gateway authenticates', () => {
    const files = app(`${GUARDED}app.delete('/e', write);`);
    expect(detected('require-auth-on-route', files, { publicRoutes: ['DELETE /e'] })).toEqual([]);
    expect(detected('require-auth-on-route', files, { gateway: { authenticates: true } })).toEqual([]);
    expect(detected('require-auth-on-route', files, { publicRoutes: ['POST /e'] })).toHaveLength(1);
  });

  it('asks about a router of its own when nearly all others are guarded', () => {
    const files = {
      ...app(`import { events } from './events.js';\n${GUARDED}app.use('/events', events);`),
      'src/events.ts': `import { Router } from 'express';
import { write } from './handlers.js';
export const events = Router();
events.post('/paid', write);
events.post('/failed', write);`.replace("\nevents.post('/failed', write);", ''),
    };
    expect(detected('require-auth-on-route', files)).toMatchObject([
      {
        kind: 'question',
        at: "src/events.ts: events.post('/paid', write)",
        says:
          'POST /events/paid can be called without authentication, ' +
          'while 4 of 5 state-changing routes are guarded: is it meant to be public?',
      },
    ]);
  });

  it('asks one question when no route is guarded', () => {
    expect(
      detected('require-auth-on-route', app("app.post('/a', write);\napp.put('/b', write);\napp.delete('/c', write);")),
    ).toMatchObject([{ kind: 'question', says: expect.stringMatching(/^None of the 3 state-changing routes/) }]);
  });

  const DOUBTED =
    'const doubted = (req, res, next) => { if (process.env.OPEN) return next(); guard(req, res, next); };\n';

  it('asks once about a guard that does not hold for all, however many routes it stands before', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `app.post('/r${n}', write);`).join('\n');
    const [found, ...others] = detected('require-auth-on-route', app(`${DOUBTED}app.use(doubted);\n${lines}`));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      kind: 'question',
      says:
        '`doubted` runs for POST /r0, POST /r1, POST /r2 and 6 more and is not known to keep out whoever is ' +
        'not signed in (it goes on here without a check): does it?',
    });
    expect(found?.steps.slice(0, 2)).toEqual([
      'src/app.ts: doubted | doubted runs for the request',
      'src/app.ts: next() | it goes on here without a check',
    ]);
  });

  it('asks once for each cause', () => {
    const found = detected(
      'require-auth-on-route',
      app(
        `import { outside } from '@acme/access';
${DOUBTED}app.post('/a', doubted, write);
app.put('/b', doubted, write);
app.delete('/c', outside, write);
app.patch('/d', outside, write);`,
      ),
    );
    expect(found.map(({ says }) => says)).toEqual([
      '`doubted` runs for POST /a, PUT /b and is not known to keep out whoever is not signed in (it goes ' +
        'on here without a check): does it?',
      '`@acme/access.outside` runs for DELETE /c, PATCH /d and is not known to keep out whoever is not ' +
        'signed in (what it does is not known): does it?',
    ]);
  });

  it('asks once of all links that are not understood, and why of each', () => {
    const found = detected(
      'require-auth-on-route',
      app(
        `import { outside } from '@acme/access';
import { other } from '@acme/other';
app.delete('/c', outside, write);
app.patch('/d', other, write);
app.post('/e', outside, write);`,
      ),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'question',
      says:
        '`@acme/access.outside` (what it does is not known) and `@acme/other.other` (what it does is not known) run for ' +
        'DELETE /c, POST /e, PATCH /d and are not known to keep out whoever is not signed in: which of them do?',
    });
    expect(found[0]?.steps.slice(0, 2)).toEqual([
      'src/app.ts: outside | @acme/access.outside runs for the request',
      'src/app.ts: other | @acme/other.other runs for the request',
    ]);
  });

  it('is settled by the link of each of them, and by less by none', () => {
    const project = projectOf(
      app(`import { outside } from '@acme/access';
import { other } from '@acme/other';
app.delete('/c', outside, write);
app.patch('/d', other, write);`),
    );
    const [found] = [...detectors.find(({ id }) => id === 'require-auth-on-route')!.detect(project, {})];
    expect(found?.kind === 'question' ? found.contracts.map(({ requires }) => requires) : null).toEqual([
      [
        { predicate: 'guarded_by', route: 'DELETE /c', guard: '@acme/access.outside' },
        { predicate: 'guarded_by', route: 'PATCH /d', guard: '@acme/other.other' },
      ],
      [
        { predicate: 'verifies_signature_before_effects', route: 'DELETE /c' },
        { predicate: 'verifies_signature_before_effects', route: 'PATCH /d' },
      ],
    ]);
  });

  it('asks once of all open routes, in whatever file they stand', () => {
    const files = {
      ...app(`import { events } from './events.js';\n${GUARDED}app.use('/events', events);\napp.use('/jobs', jobs);
import { jobs } from './jobs.js';`),
      'src/events.ts': `import { Router } from 'express';
import { write } from './handlers.js';
export const events = Router();
events.post('/paid', write);`,
      'src/jobs.ts': `import { Router } from 'express';
import { write } from './handlers.js';
export const jobs = Router();
jobs.post('/run', write);`,
    };
    const more = files['src/app.ts'].replace(GUARDED, `${GUARDED}${GUARDED.replaceAll("'/", "'/more/")}`);
    expect(detected('require-auth-on-route', { ...files, 'src/app.ts': more }).map(({ says }) => says)).toEqual([
      'POST /events/paid, POST /jobs/run can be called without authentication, while 8 of 10 state-changing routes are ' +
        'guarded: are they meant to be public?',
    ]);
  });

  it('asks about an open route beside a guard that leaves it out', () => {
    const files = app(
      `const unless = (req, res, next) => { if (req.path === '/init') return next(); guard(req, res, next); };
app.use(unless);
${GUARDED.replaceAll('guard, ', '')}app.post('/init', write);`,
    );
    expect(detected('require-auth-on-route', files)).toMatchObject([
      {
        kind: 'question',
        says:
          '`unless` runs for POST /init and is not known to keep out whoever is not signed in (lets some ' +
          'requests go on without a check): does it?',
      },
    ]);
  });
});
