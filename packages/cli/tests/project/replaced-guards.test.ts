/**
 * Guards of which it is not certain what they are, as they are given another value somewhere. Each beside a twin that
 * is guarded.
 */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, twins, type Files } from './guard-twins.js';

describe('guards with more than one definition', () => {
  const OPEN = '(req, res, next) => next()';
  const ASKS = '(req, res, next) => { if (!req.user) return res.status(401).end(); next(); }';
  it.each([
    [
      'exported twice',
      express("const { gate } = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js':
          `const { requireUser } = require('./user'); exports.gate = requireUser; ` +
          `if (process.env.DEV) exports.gate = ${OPEN};`,
      }),
      express("const { gate } = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js': `const { requireUser } = require('./user'); exports.gate = requireUser;`,
      }),
    ],
    [
      'exported twice as a function',
      express("const { gate } = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js': `exports.gate = ${ASKS}; exports.gate = ${OPEN};`,
      }),
      express("const { gate } = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js': `exports.gate = ${ASKS};`,
      }),
    ],
    [
      'a module exported twice',
      express("const gate = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js': `module.exports = ${ASKS}; if (process.env.DEV) module.exports = ${OPEN};`,
      }),
      express("const gate = require('./gate'); app.post('/x', gate, write);", {
        'src/gate.js': `module.exports = ${ASKS};`,
      }),
    ],
    [
      'a function whose name is given away',
      express(
        'function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); } ' +
          `if (process.env.DEV) gate = ${OPEN}; app.post('/x', gate, write);`,
      ),
      express(
        'function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); } ' +
          `app.post('/x', gate, write);`,
      ),
    ],
    [
      'a variable',
      express(`let gate = requireUser; if (process.env.DEV) gate = ${OPEN}; app.post('/x', gate, write);`),
      express(`let gate = requireUser; app.post('/x', gate, write);`),
    ],
    [
      'a variable with a function',
      express(`let gate = ${ASKS}; if (process.env.DEV) gate = ${OPEN}; app.post('/x', gate, write);`),
      express(`let gate = ${ASKS}; app.post('/x', gate, write);`),
    ],
    [
      'a variable that is exported',
      express("import { gate } from './gate'; app.post('/x', gate, write);", {
        'src/gate.ts': `export let gate = ${ASKS}; export function off() { gate = ${OPEN}; }`,
      }),
      express("import { gate } from './gate'; app.post('/x', gate, write);", {
        'src/gate.ts': `export let gate = ${ASKS};`,
      }),
    ],
    [
      'a function that is exported',
      express("import { gate } from './gate'; app.post('/x', gate, write);", {
        'src/gate.ts':
          'export function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); } ' +
          `if (process.env.DEV) gate = ${OPEN};`,
      }),
      express("import { gate } from './gate'; app.post('/x', gate, write);", {
        'src/gate.ts': `export function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); }`,
      }),
    ],
    [
      'a member of an object',
      express(
        `const guards = { gate: requireUser }; if (process.env.DEV) guards.gate = ${OPEN}; app.post('/x', guards.gate, ` +
          'write);',
      ),
      express(`const guards = { gate: requireUser }; app.post('/x', guards.gate, write);`),
    ],
    [
      'a member of an exported object',
      express("import { guards } from './gate'; app.post('/x', guards.gate, write);", {
        'src/gate.ts':
          `import { requireUser } from './user'; export const guards = { gate: requireUser }; ` +
          `if (process.env.DEV) guards.gate = ${OPEN};`,
      }),
      express("import { guards } from './gate'; app.post('/x', guards.gate, write);", {
        'src/gate.ts': `import { requireUser } from './user'; export const guards = { gate: requireUser };`,
      }),
    ],
    [
      'a member of another file',
      express(
        `import { guards } from './gate'; if (process.env.DEV) guards.gate = ${OPEN}; app.post('/x', guards.gate, ` +
          'write);',
        { 'src/gate.ts': `import { requireUser } from './user'; export const guards = { gate: requireUser };` },
      ),
      express("import { guards } from './gate'; app.post('/x', guards.gate, write);", {
        'src/gate.ts': `import { requireUser } from './user'; export const guards = { gate: requireUser };`,
      }),
    ],
    [
      'a static method',
      express(
        'class Guards { static gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); ' +
          `} } if (process.env.DEV) Guards.gate = ${OPEN}; app.post('/x', Guards.gate, write);`,
      ),
      express(
        'class Guards { static gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); ' +
          `} } app.post('/x', Guards.gate, write);`,
      ),
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(guilty, innocent);
  });
  it('a member an instance was given by name', () => {
    const files = (line: string): Files => ({
      'app.ts':
        `import Fastify from 'fastify'; const app = Fastify(); ` +
        `app.decorate('authenticate', async function (request, reply) { await request.jwtVerify(); }); ` +
        `${line}; app.post('/x', { onRequest: [app.authenticate] }, async () => 1); app.listen({ port: 1 });`,
    });
    twins(files('if (process.env.DEV) app.authenticate = async () => {}'), files(''));
  });
  it('a member that several applications of one repository were given by that name', () => {
    const server = (guard: string, path = '/x'): string =>
      `import Fastify from 'fastify'; const app = Fastify(); app.decorate('authenticate', async function (request, reply) { ${guard} }); ` +
      `app.post('${path}', { onRequest: [app.authenticate] }, async () => 1); app.listen({ port: 1 });`;
    const checks = 'await request.jwtVerify();';
    const files = (other: string): Files => ({ 'app.ts': server(checks), 'other.ts': server(other, '/y') });
    twins(files('request.user = {};'), files(checks));
    const unknown = projectOf(files('request.user = {};')).routes.find(({ path }) => path === '/x')!;
    expect(accessOf(unknown, {})).toBe('unclear');
  });
});

describe('static methods that ask others of their class', () => {
  const TOKEN = 'jwt.verify(req.headers.authorization, process.env.KEY)';
  const BASE = `class Base { static ok(req) { return ${TOKEN}; }
static gate(req, res, next) { try { if (!this.ok(req)) return res.status(401).end(); } catch { return res.status(401).end(); } next(); } }`;
  const run = (classes: string, gate: string): Files => express(`${classes}\napp.post('/x', ${gate}, write);`);
  const CALLS = '(req, res, next) => Own.gate(req, res, next)';
  it.each([
    ['an heir', `${BASE} class Own extends Base { static ok() { return true; } }`, `${BASE} class Own extends Base {}`],
    [
      'a field of an heir',
      `${BASE} class Own extends Base { static ok = () => true; }`,
      `${BASE} class Own extends Base { ok = () => true; }`,
    ],
    [
      'an heir of one that asks nothing',
      `${BASE} class Own extends Base { static ok(req) { return true; } }`,
      `${BASE.replace(TOKEN, 'true')} class Own extends Base { static ok(req) { return ${TOKEN}; } }`,
    ],
    [
      'another one, later',
      `${BASE} class Own extends Base {} Base.ok = () => true;`,
      `${BASE} class Own extends Base {} Base.other = () => true;`,
    ],
    [
      'another one, by its name in the class',
      `${BASE.replace('this.ok', 'Base.ok')} class Own extends Base {} Base.ok = () => true;`,
      `${BASE.replace('this.ok', 'Base.ok')} class Own extends Base { static ok() { return true; } }`,
    ],
  ])('ask %s', (_name, guilty, innocent) => {
    twins(run(guilty, CALLS), run(innocent, CALLS));
    twins(run(guilty, 'Own.gate.bind(Own)'), run(innocent, 'Base.gate.bind(Base)'.replace(/Base/g, 'Own')));
  });
});

describe('methods that objects of a class are given in place of its own', () => {
  const BASE = `class Base { ok(req) { return jwt.verify(req.headers.authorization, process.env.KEY); }
gate(req, res, next) { try { if (!this.ok(req)) return res.status(401).end(); } catch { return res.status(401).end(); } next(); } }`;
  it.each([
    ['by the object', 'const g = new Base(); g.ok = () => true;', 'const g = new Base(); g.other = () => true;'],
    ['behind a type', 'const g = new Base(); (g as any).ok = () => true;', 'const g = new Base(); (g as any).on = 1;'],
    [
      'by the class', 'Base.prototype.ok = () => true; const g = new Base();',
      'Base.prototype.other = () => true; const g = new Base();',
    ],
  ])('%s', (_name, guilty, innocent) => {
    const run = (lines: string): Files =>
      express(`${BASE} ${lines}\napp.post('/x', (req, res, next) => g.gate(req, res, next), write);`);
    twins(run(guilty), run(innocent));
  });
});
