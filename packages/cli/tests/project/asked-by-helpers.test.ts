/** Guards that leave out what a helper says: the helper's own conditions decide which routes are meant. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, twins, type Files } from './guard-twins.js';

const guard = (test: string, more: Files = {}, before = ''): Files =>
  express(
    `import * as open from './open'; import { isOpen } from './open';
${before}
app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.post('/x', write);`,
    more,
  );
const file = (text: string): Files => ({ 'src/open.ts': text });

describe('a guard that leaves out what a helper says', () => {
  it.each<[string, string, string, string]>([
    [
      'by the method and a list nobody can read',
      'isOpen(req)',
      `const list = load(); export function isOpen(req) { return req.method === 'GET' && list.some((one) => one.test(req.path)); }`,
      `const list = load(); export function isOpen(req) { return req.method === 'POST' && list.some((one) => one.test(req.path)); }`,
    ],
    [
      'by its path, through a namespace',
      'open.isOpen(req)',
      `export const isOpen = (req) => ['/login', '/health'].includes(req.path);`,
      `export const isOpen = (req) => ['/login', '/x'].includes(req.path);`,
    ],
    [
      'by one of two conditions',
      'isOpen(req)',
      `export const isOpen = (req) => req.method === 'GET' || req.path.startsWith('/public/');`,
      `export const isOpen = (req) => req.method === 'GET' || req.headers['x-internal'] === '1';`,
    ],
    [
      'in statements',
      'isOpen(req)',
      `export function isOpen(req) { if (req.method !== 'GET') return false; return listed(req.path); }`,
      `export function isOpen(req) { if (req.method === 'GET') return false; return listed(req.path); }`,
    ],
    [
      'by the opposite',
      '!isOpen(req)',
      `export function isOpen(req) { return req.method === 'POST'; }`,
      `export function isOpen(req) { return req.method === 'GET'; }`,
    ],
    [
      'through another helper',
      'isOpen(req)',
      `const isRead = (req) => req.method === 'GET' || req.method === 'HEAD';
export const isOpen = (req) => isRead(req) && settings.publicReads;`,
      `const isRead = (req) => req.method === 'GET' || settings.all;
export const isOpen = (req) => isRead(req) && settings.publicReads;`,
    ],
    [
      'that is waited for',
      'isOpen(req)',
      `export const isOpen = (req) => req.method === 'GET';`,
      `export const isOpen = async (req) => req.method === 'GET';`,
    ],
  ])('%s', (_, test, innocent, guilty) => {
    twins(guard(test, file(guilty)), guard(test, file(innocent)));
  });

  it('is a method of the class that holds the guard', () => {
    const auth = (method: string): Files => ({
      'src/auth.ts': `import passport from 'passport';
export class Auth { patterns = [/cover/];
  isOpen(req) { return req.method === '${method}' && this.patterns.some((one) => one.test(req.path)); }
  ifNeeded(check) { return (req, res, next) => { if (this.isOpen(req)) { return next(); } check(req, res, next); }; }
}`,
    });
    const app = `import { Auth } from './auth'; const auth = new Auth();
app.use(auth.ifNeeded(requireUser)); app.post('/x', write);`;
    twins(express(app, auth('POST')), express(app, auth('GET')));
  });
});

describe('a request that is asked in place of the one that came', () => {
  const METHOD = `export const isOpen = (req) => req.method === 'GET';`;
  it.each<[string, string, string]>([
    ['an object that was written', `isOpen({ method: req.headers['x-method'] })`, METHOD],
    ['what the client sent', 'isOpen(req.body)', `export const isOpen = (request) => request.method === 'GET';`],
    ['its headers', 'isOpen(req.headers)', `export const isOpen = (ctx) => ctx.path === '/login';`],
    ['another one', 'isOpen(last)', METHOD],
  ])('is none: %s', (_, test, helper) => {
    const before = 'let last; app.use((req, res, next) => { last = req; next(); });';
    const own = /\w+(?=\) =>)/.exec(helper)![0];
    twins(guard(test, file(helper), before), guard('isOpen(req)', file(helper), before));
    // The same in one file.
    const here = (asked: string): Files =>
      express(`${before}
const isOpen = (${own}) => ${own}.method === 'GET';
app.use((req, res, next) => { if (${asked}) return next(); requireUser(req, res, next); });
app.post('/x', write);`);
    twins(here(test), here('isOpen(req)'));
  });
});

describe('lists of paths', () => {
  const listed = (list: string, test = 'OPEN.some((one) => req.path.startsWith(one))', more: Files = {}): Files =>
    express(
      `import { LIST } from './open';
const off = process.env.OFF ? process.env.OFF.split(',') : [];
const OPEN = ${list};
app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.post('/api/things/x', write);`,
      { ...file(`export const LIST = ['/api/public', '/api/login'];`), ...more },
    );
  const ROUTE = 'POST /api/things/x';
  it.each<[string, string, string]>([
    ['a part of a list of another file', 'LIST.filter((one) => !off.includes(one))', 'LIST.map((one) => one + off[0])'],
    ['put together', "['/health', ...['/docs']].concat(['/login'])", "['/health', ...off].concat(['/login'])"],
    ['frozen', "Object.freeze(['/health', '/docs'])", "Object.freeze(['/health', '/api/things'])"],
    ['a set of a list', "Array.from(new Set(['/health', '/docs']))", "Array.from(new Set(['/health', process.env.A]))"],
  ])('%s', (_, innocent, guilty) => twins(listed(guilty), listed(innocent), ROUTE));

  it.each<[string, Files, Files]>([
    [
      'in another file',
      {
        'src/open.ts': `export const LIST = ['/login'];`,
        'src/more.ts': `import { LIST } from './open'; LIST.push('/x');`,
      },
      {
        'src/open.ts': `export const LIST = ['/login'];`,
        'src/more.ts': `import { LIST } from './open'; LIST.join('/x');`,
      },
    ],
    [
      'in its own',
      { 'src/open.ts': `export const LIST = ['/login']; LIST.push('/x');`, 'src/more.ts': '' },
      { 'src/open.ts': `export const LIST = ['/login']; LIST.join();`, 'src/more.ts': '' },
    ],
  ])('are not known whole where something is put into them %s', (_, guilty, innocent) => {
    const asked = (test: string, more: Files): Files =>
      express(
        `import { LIST, isOpen } from './open'; import './more';
app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.post('/x', write);`,
        more,
      );
    const helped = (files: Files): Files => ({
      ...files,
      'src/open.ts': `${files['src/open.ts']} export const isOpen = (req) => LIST.includes(req.path);`,
    });
    twins(asked('LIST.includes(req.path)', guilty), asked('LIST.includes(req.path)', innocent));
    twins(asked('isOpen(req)', helped(guilty)), asked('isOpen(req)', helped(innocent)));
  });

  it('are asked only where the path is of a kind that is certain', () => {
    const under = (expression: string): Files => listed('[]', `!${expression}.test(req.path)`);
    twins(under('/\\/api\\//'), under('/\\/api\\//i'), ROUTE);
    twins(under('/\\/api\\/(?:users)\\//i'), under('/^\\/api\\/things/i'), ROUTE);
  });
});

describe('a guard that leaves out what is asked by HEAD', () => {
  it.each([
    [`req.method === 'HEAD'`, `req.method === 'OPTIONS'`],
    [`['HEAD', 'OPTIONS'].includes(req.method)`, `['OPTIONS', 'TRACE'].includes(req.method)`],
    [`req.method !== 'GET'`, `req.method !== 'GET' && req.method !== 'HEAD'`],
  ])('leaves out what GET runs: %s', (guilty, innocent) => {
    const guards = (test: string): Files =>
      express(`app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.get('/x', write); app.post('/y', write);`);
    twins(guards(guilty), guards(innocent), 'GET /x');
  });
});

describe('a route that is left out by its own path', () => {
  const access = (list: string, route: string, method = 'post'): string => {
    const { routes } = projectOf(
      express(`app.use((req, res, next) => { if (${list}.some((one) => req.path.startsWith(one))) return next(); \
requireUser(req, res, next); });
app.${method}('${route}', write);`),
    );
    return accessOf(
      routes.find(({ path }) => path === route)!,
      {},
    );
  };
  it.each([
    ["['/api/things/x']", '/api/things/x', 'public'],
    ["['/api/things/']", '/api/things/:id', 'public'],
    ["['/api/things']", '/api/things/:id', 'unclear'],
    ["['/api/']", '/api/things/x', 'unclear'],
    ["['/']", '/', 'unclear'],
    ["['/webhooks/pay']", '/webhooks/pay', 'unclear'],
  ])('%s with %s', (list, route, expected) => expect(access(list, route)).toBe(expected));

  const left = (lines: string, path: string): string =>
    accessOf(
      projectOf(express(lines)).routes.find((route) => route.path === path)!,
      {},
    );
  const LEAVES = `if (req.path === '/x') return next(); requireUser(req, res, next);`;

  it('is public only where nothing else is asked of those that pass', () => {
    const asked = (test: string): string =>
      left(
        `app.use((req, res, next) => { if (${test}) return next(); requireUser(req, res, next); });
app.post('/x', write);`,
        '/x',
      );
    expect(asked(`req.path === '/x'`)).toBe('public');
    expect(asked(`req.path === '/x' && req.method === 'POST'`)).toBe('public');
    expect(asked(`req.path === '/x' && req.headers['x-internal'] === '1'`)).toBe('unclear');
    expect(asked(`req.query.debug && req.path === '/x'`)).toBe('unclear');
    const nested = `app.use((req, res, next) => { if (req.path === '/x') { if (req.headers['x-internal']) return next(); }
requireUser(req, res, next); }); app.post('/x', write);`;
    expect(left(nested, '/x')).toBe('unclear');
  });

  it('is public only where another guard before it is not in doubt', () => {
    const files = (admin: string): Files => ({
      ...express(`import { admin } from './admin'; app.use((req, res, next) => { ${LEAVES} });
app.use('/x', admin); app.post('/x', write);`),
      'src/admin.ts': `import { requireUser } from './user'; export function admin(req, res, next) { ${admin} }`,
    });
    const access = (admin: string): string => accessOf(projectOf(files(admin)).routes[0]!, {});
    expect(access('next();')).toBe('public');
    expect(access('if (req.query.debug) return next(); requireUser(req, res, next);')).toBe('unclear');
    expect(access('requireUser(req, res, next);')).toBe('guarded');
  });

  it('is read below where the guard hangs, and never of the end of a path', () => {
    const hung = `app.use('/api', (req, res, next) => { ${LEAVES} });
app.post('/api/x', write); app.post('/api/admin/x', write);`;
    expect(left(hung, '/api/x')).toBe('public');
    expect(left(hung, '/api/admin/x')).toBe('guarded');
    const whole = `app.use((req, res, next) => { ${LEAVES} }); app.post('/admin/x', write);`;
    expect(left(whole, '/admin/x')).toBe('guarded');
  });

  it('is meant to its parameters only where nothing stands behind them', () => {
    const starts = (path: string): string =>
      left(
        `app.use((req, res, next) => { if (req.path.startsWith('/users/')) return next(); requireUser(req, res, next); });
app.put('${path}', write);`,
        path,
      );
    expect(starts('/users/:id')).toBe('public');
    expect(starts('/users/:id/role')).toBe('unclear');
  });
});

describe('a function that hands its request to another', () => {
  const access = (lines: string): string =>
    accessOf(
      projectOf(express(`${lines}\napp.post('/x', (req, res, next) => g.handle(req, res, next), write);`)).routes[0]!,
      {},
    );
  it.each([
    `const g = make();`,
    `class A { handle(req, res, next) { requireUser(req, res, next); } } const g = Object.create(new A());`,
    `class A { handle(req, res, next) { requireUser(req, res, next); } } class B extends A {}
const g = process.env.B ? new B() : new A();`,
  ])('is not known to be open where that is not followed: %s', (lines) => expect(access(lines)).toBe('unclear'));

  it('is open where that asks nothing, and guarded where it asks', () => {
    expect(access('class A { handle(req, res, next) { next(); } } const g = new A();')).toBe('open');
    expect(access('class A { handle(req, res, next) { requireUser(req, res, next); } } const g = new A();')).toBe(
      'guarded',
    );
  });
});
