/** A check of a caller is none where something else may stand in its place: a value, a request, a method or an object. */
import { describe, expect, it } from 'vitest';
import { accessBy } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, gate, seen, twins, type Files } from './guard-twins.js';

const REFUSE = 'return res.status(401).end();';

describe('where neither the key of the server nor that of the client is there', () => {
  const compared = (one: string, other: string, before = ''): Files =>
    gate(`${before} if (${one} !== ${other}) ${REFUSE} next();`);
  const equal = (one: string, other: string): Files =>
    gate(`if (!timingSafeEqual(Buffer.from(${one}), Buffer.from(${other}))) ${REFUSE} next();`, TIMING);
  const TIMING = "import { timingSafeEqual } from 'node:crypto';";
  const SENT = "req.headers['x-api-key']";
  const KEY = 'process.env.KEY';

  it.each(['""', 'null'])('and the same stands in for both: %s', (none) => {
    twins(compared(`(${SENT} ?? ${none})`, `(${KEY} ?? ${none})`), compared(`(${SENT} ?? ${none})`, KEY));
    twins(compared(`(${SENT} || ${none})`, `(${KEY} || ${none})`), compared(SENT, `(${KEY} || ${none})`));
  });

  it('and what stands in for both is given under a name', () => {
    const names = (standIn: string): string => `const { KEY = ${standIn} } = process.env; const sent = ${SENT} || '';`;
    twins(compared('sent', 'KEY', names("''")), compared('sent', 'KEY', names('undefined')));
  });

  it('and both are compared as bytes', () => {
    twins(equal(`${SENT} || ''`, `${KEY} || ''`), equal(`${SENT} || ''`, KEY));
  });

  it('but what is worked out is there', () => {
    const digest = (of: string): string => `createHash('sha256').update(${of}).digest('hex')`;
    const held = `const held = ${digest(KEY)};`;
    const body = `${held} if ((held || '') !== (${SENT} || '')) ${REFUSE} next();`;
    expect(seen(gate(body, "import { createHash } from 'node:crypto';"))).toBe('guarded');
  });
});

describe('a credential that the server writes into the request itself', () => {
  const written = (write: string): Files =>
    gate(`const h = req.headers; ${write}; if (h.authorization !== process.env.KEY) ${REFUSE} next();`);
  it.each([
    'h.authorization ??= process.env.KEY', 'req.headers.authorization = process.env.KEY',
    'req.headers = { authorization: process.env.KEY }', 'h.authorization ||= makeOne()',
    'Object.assign(req.headers, { authorization: process.env.KEY })', 'Object.assign(req.headers, DEFAULTS)',
    '({ key: h.authorization } = process.env)',
  ])('is none: %s', (write) => twins(written(write), written('h.accept ??= process.env.KEY')));

  it.each([
    "h.authorization ??= 'Bearer ' + req.cookies.token", 'h.authorization = `Bearer ${req.cookies.token}`',
    'h.authorization = h.authorization || req.query.token', "h.authorization = ''",
  ])('is one where it is another of the same client: %s', (write) => expect(seen(written(write))).toBe('guarded'));
});

describe('a middleware that is handed another request', () => {
  const wrapped = (request: string): Files =>
    express(`const wrap = (fn) => (req, res, next) => fn(${request}, res, next);
const gate = wrap((req, res, next) => { if (req.headers.authorization !== process.env.KEY) ${REFUSE} next(); });
app.post('/x', gate, write);`);
  const handed = (request: string): Files =>
    express(`function gate(req, res, next) { if (req.headers.authorization !== process.env.KEY) ${REFUSE} next(); }
app.post('/x', (req, res, next) => { const other = ${request}; gate(other, res, next); }, write);`);

  it.each([
    '{ headers: { authorization: process.env.KEY } }', '{ ...req, headers: { authorization: process.env.KEY } }',
    'asRequest(req)', 'new Fake(req)',
  ])('proves nothing: %s', (request) => {
    twins(wrapped(request), wrapped('req'));
    twins(handed(request), handed('req'));
  });

  it('lets anybody by where that is written in place, and is not known where it is made by something else', () => {
    const accessTo = (files: Files) => accessBy(projectOf(files).routes[0]!);
    expect(accessTo(wrapped('{ headers: { authorization: process.env.KEY } }'))).toBe('open');
    expect(accessTo(wrapped('asRequest(req)'))).not.toBe('open');
  });
});

describe('a method that decides', () => {
  const GUARD = `export class Guard { check(req) { return req.headers.authorization === process.env.KEY; } }
export const guard = new Guard();`;
  const used = (more: Files, guard = GUARD): Files => ({
    ...express(`import { guard } from './guard'; import './more';
app.post('/x', (req, res, next) => { if (!guard.check(req)) ${REFUSE} next(); }, write);`),
    'src/guard.ts': guard,
    ...more,
  });

  it.each([
    "import { Guard } from './guard'; Guard.prototype.check = () => true;",
    "import * as all from './guard'; all.Guard.prototype.check = () => true;",
    "import { Guard } from './barrel'; Guard.prototype.check = () => true;",
    "import { guard } from './guard'; guard.check = () => true;",
    "import { guard } from './barrel'; guard.check = () => true;",
  ])('is not known where another file puts another in its place: %s', (line) => {
    const barrel = { 'src/barrel.ts': "export * from './guard';" };
    const other = line.replaceAll('check', 'name');
    twins(used({ ...barrel, 'src/more.ts': line }), used({ ...barrel, 'src/more.ts': other }));
  });

  it.each(['Guard.prototype.check = () => true;', 'guard.check = () => true;'])(
    'is not known where its own file does: %s',
    (line) => twins(used({}, `${GUARD}\n${line}`), used({}, `${GUARD}\n${line.replace('check', 'name')}`)),
  );

  const typed = (field: string, heir: string, made: string): Files => ({
    ...express(`import { Gate } from './gate'; import { Guard } from './guard'; import { Own } from './own';
const gate = new Gate(${made});
app.post('/x', (req, res, next) => gate.run(req, res, next), write);`),
    'src/gate.ts': `import { Guard } from './guard';
export class Gate { ${field} run(req, res, next) { if (!this.guard.check(req)) ${REFUSE} next(); } }`,
    'src/guard.ts': GUARD,
    'src/own.ts': `import { Guard } from './guard'; export class Own extends Guard { ${heir} }`,
  });
  const PARAMETER = 'constructor(private readonly guard: Guard) {}';
  it.each([PARAMETER, 'private readonly guard: Guard; constructor(guard: Guard) { this.guard = guard; }'])(
    'is not known where an object of a class below may stand there: %s',
    (field) => {
      const open = 'check(req) { return true; }';
      twins(typed(field, open, 'new Own()'), typed(field, 'check(req) { return super.check(req); }', 'new Own()'));
      // A class below that nobody makes an object of stands nowhere.
      expect(seen(typed(field, open, 'new Guard()'))).toBe('guarded');
    },
  );

  it('is not known of what a function gives back either, whose type alone is known', () => {
    const given = (heir: string): Files => ({
      ...typed(PARAMETER, heir, 'new Guard()'),
      ...express(`import { Guard } from './guard'; import { Own } from './own';
const pick = (dev: boolean): Guard => (dev ? new Own() : new Guard());
const guard = pick(process.env.DEV === '1');
app.post('/x', (req, res, next) => { if (!guard.check(req)) ${REFUSE} next(); }, write);`),
    });
    twins(given('check(req) { return true; }'), given('check(req) { return super.check(req); }'));
  });
});

describe('a list of paths that are left out', () => {
  const filled = (path: string, from: string): Files => ({
    ...express(`import { OPEN } from './lists'; import './more';
app.use((req, res, next) => { if (OPEN.includes(req.path)) return next();
  if (req.headers.authorization !== process.env.KEY) ${REFUSE} next(); });
app.post('/x', write);`),
    'src/lists/index.ts': "export * from './open'; export { OTHER as RENAMED } from './open';",
    'src/lists/open.ts': "export const OPEN = ['/health']; export const OTHER = ['/status'];",
    'src/more.ts': `import { ${path} } from '${from}'; ${path}.push('/x');`,
  });
  it.each(['./lists', './lists/index', './lists/open'])('is not known where a file fills it through %s', (from) =>
    twins(filled('OPEN', from), filled(from === './lists/open' ? 'OTHER' : 'RENAMED', from)),
  );
});
