/** Who is let through to the events of a socket: what its server asks, and what the handlers ask first. */
import { describe, expect, it } from 'vitest';
import { accessBy } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';

type Files = Readonly<Record<string, string>>;

const events = (files: Files): readonly string[] =>
  projectOf(files)
    .entries.filter(({ kind }) => kind === 'socket')
    .map(({ name, chain, complete }) => `${name} ${chain ? accessBy({ chain, complete }) : 'unknown'}`);

const JWT = `const jwt = require('jsonwebtoken');\n`;
const SERVER = `${JWT}const { Server } = require('socket.io'); const io = new Server(1);\n`;
const CHAT = `io.on('connection', (socket) => { socket.on('chat', (x) => x); });`;
const TOKEN = 'socket.handshake.auth.token';

describe('what a server of sockets is given', () => {
  it.each([
    `io.use((socket, next) => {
  try { socket.data.user = jwt.verify(${TOKEN}, process.env.KEY); next(); } catch (error) { next(new Error('no')); }
});`,
    `io.use((socket, next) => {
  jwt.verify(${TOKEN}, process.env.KEY, (error, user) => { if (error) return next(error); socket.user = user; next(); });
});`,
    `io.use(async (socket, next) => {
  const user = jwt.verify(${TOKEN}, process.env.KEY);
  if (!user) { next(new Error('unauthorized')); return; }
  next();
});`,
    `io.use((socket, next) => { if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next(); });`,
    `const ok = (token) => jwt.verify(token, process.env.KEY);
io.use((socket, next) => { if (!ok(${TOKEN})) return next(new Error('no')); return next(); });`,
  ])('lets only those on whom it knows', (guard) => {
    expect(events({ 'app.js': `${SERVER}${guard}\n${CHAT}` })).toEqual(['chat guarded']);
  });

  it.each([
    ['asks nothing', `io.use((socket, next) => { next(); });`],
    [
      'lets everybody on in the end',
      `io.use((socket, next) => {
  try { jwt.verify(${TOKEN}, process.env.KEY); } catch (error) { console.error(error); } next();
});`,
    ],
    [
      'refuses when it has let on',
      `io.use((socket, next) => {
  next(); if (${TOKEN} !== process.env.SECRET) next(new Error('no'));
});`,
    ],
    [
      'goes on behind its refusal',
      `io.use((socket, next) => {
  if (${TOKEN} !== process.env.SECRET) next(new Error('no')); next();
});`,
    ],
    [
      'only decodes',
      `io.use((socket, next) => {
  const user = jwt.decode(${TOKEN}); if (!user) return next(new Error('no')); socket.user = user; next();
});`,
    ],
    [
      'asks only whether a token is there',
      `io.use((socket, next) => {
  if (!${TOKEN}) return next(new Error('no')); next();
});`,
    ],
    [
      'goes on with nothing',
      `io.use((socket, next) => {
  if (${TOKEN} !== process.env.SECRET) return next(undefined); next();
});`,
    ],
    [
      'stands under a condition',
      `if (process.env.GUARD) io.use((socket, next) => {
  if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next();
});`,
    ],
    [
      'stands before another name space',
      `io.of('/admin').use((socket, next) => {
  if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next();
});`,
    ],
  ])('proves nothing where it %s', (_, guard) => {
    expect(events({ 'app.js': `${SERVER}${guard}\n${CHAT}` })).toEqual(['chat unknown']);
  });

  it.each<[string, string, string]>([
    [
      'that is written only sometimes',
      `let error; if (socket.handshake.auth.x) error = new Error('x'); next(error);`,
      `let error; error = new Error('x'); next(error);`,
    ],
    [
      'that a schema may give',
      `const { error } = schema.validate(socket.handshake.auth); next(error);`,
      `const { error, value } = schema.validate(socket.handshake.auth); if (value) return; next(error);`,
    ],
    [
      'that is a member of a result',
      `const r = schema.validate(socket.handshake.auth); next(r.error);`,
      `const r = schema.validate(socket.handshake.auth); if (r.ok) return; next(r.error);`,
    ],
    [
      'behind a condition',
      `next(!socket.handshake.auth.guest && new Error('x'));`,
      `next(socket.handshake.auth.guest || new Error('x'));`,
    ],
    [
      'that a function of the file gives',
      `const fail = (s) => (s.handshake.auth.guest ? undefined : new Error('x')); next(fail(socket));`,
      `const fail = (s) => (s.handshake.auth.guest ? new Error('y') : new Error('x')); next(fail(socket));`,
    ],
  ])('refuses by a failure, and not by one %s', (_, guilty, innocent) => {
    const guard = (fails: string): Files => ({
      'app.js': `${SERVER}const schema = require('./schema');
io.use((socket, next) => { if (${TOKEN} === process.env.SECRET) return next(); ${fails} });\n${CHAT}`,
    });
    expect.soft(events(guard(guilty)), 'guilty').toEqual(['chat unknown']);
    expect.soft(events(guard(innocent)), 'innocent').toEqual(['chat guarded']);
  });

  it('goes on after a failure where it goes on in the end of a promise', () => {
    const guard = (goesOn: string): Files => ({
      'app.js': `${SERVER}const ok = async (t) => jwt.verify(t, process.env.KEY);
io.use((socket, next) => { ok(${TOKEN})${goesOn}; });\n${CHAT}`,
    });
    expect(events(guard('.finally(next)'))).toEqual(['chat unknown']);
    expect(events(guard('.finally(() => next())'))).toEqual(['chat unknown']);
    expect(events(guard('.then(() => next()).catch(next)'))).toEqual(['chat guarded']);
  });

  it.each<[string, string, string]>([
    ['called under a condition', `function g() { GUARD }\nif (process.env.G) g();`, `function g() { GUARD }\ng();`],
    [
      'called by what nobody calls',
      `function g() { GUARD } function h() { g(); }`,
      `function g() { GUARD } function h() { g(); }\nh();`,
    ],
    [
      'called in a function that returns early',
      `function g(on) { if (!on) return; GUARD } g(process.env.X);`,
      `function g(on) { if (!on) log(); GUARD } g(process.env.X);`,
    ],
  ])('stands there where it is certainly given, and not where it is %s', (_, guilty, innocent) => {
    const guard = `io.use((socket, next) => { if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next(); });`;
    const files = (before: string): Files => ({ 'app.js': `${SERVER}${before.replace('GUARD', guard)}\n${CHAT}` });
    expect.soft(events(files(guilty)), 'guilty').toEqual(['chat unknown']);
    expect.soft(events(files(innocent)), 'innocent').toEqual(['chat guarded']);
  });

  it('stands there where whatever opens the door gives it', () => {
    const guard = `io.use((socket, next) => { if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next(); });`;
    const files = (body: string): Files => ({ 'app.js': `${SERVER}load().then((on) => { ${body} });` });
    expect(events(files(`if (!on) return; ${guard} ${CHAT}`))).toEqual(['chat guarded']);
    expect(events(files(`if (on) { ${guard} } ${CHAT}`))).toEqual(['chat unknown']);
  });

  it('holds on its own server, where name spaces of two go by one name', () => {
    const guard = `(socket, next) => { if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next(); }`;
    const files = (on: string): Files => ({
      'app.js': `${SERVER}const other = new Server(2); io.of('/a').use(${guard}); ${on}.of('/a').${CHAT.slice(3)}`,
    });
    expect(events(files('other'))).toEqual(['chat unknown']);
    expect(events(files('io'))).toEqual(['chat guarded']);
  });

  it('holds in its own name space, and for handlers of other files', () => {
    const guard = `(socket, next) => { if (${TOKEN} !== process.env.SECRET) return next(new Error('no')); next(); }`;
    const files = (before: string): Files => ({
      'guard.js': `module.exports = ${guard};`,
      'chat.js': `module.exports = (io, socket) => { socket.on('chat', (x) => x); };`,
      'app.js': `${SERVER}const guard = require('./guard'); const chat = require('./chat');
${before} io.of('/shop').on('connection', (socket) => chat(io, socket));`,
    });
    expect(events(files(`io.of('/shop').use(guard);`))).toEqual(['chat guarded']);
    expect(events(files(`io.use(guard);`))).toEqual(['chat unknown']);
  });

  it('is no other for a step that takes no failures', () => {
    const koa = `const Koa = require('koa'); const jwt = require('jsonwebtoken'); const app = new Koa();
app.use((ctx, next) => { if (ctx.headers['x-key'] !== process.env.SECRET) return next(new Error('no')); return next(); });`;
    const { routes } = projectOf({
      'app.js': `${koa} const Router = require('@koa/router'); const router = new Router();
router.get('/x', (ctx) => { ctx.body = 1; }); app.use(router.routes()); app.listen(1);`,
    });
    expect(routes.map(({ chain }) => accessBy({ chain, complete: true }))).not.toContain('guarded');
  });
});

describe('what is asked before events are registered', () => {
  const app = (body: string): Files => ({
    'app.js': `${SERVER}io.on('connection', (socket) => { ${body} socket.on('chat', (x) => x); });`,
  });
  it.each([
    `if (${TOKEN} !== process.env.SECRET) { socket.disconnect(); return; }`,
    `if (${TOKEN} !== process.env.SECRET) return socket.disconnect(true);`,
    `try { jwt.verify(${TOKEN}, process.env.KEY); } catch { socket.disconnect(); return; }`,
  ])('counts where it ends there: %s', (body) => {
    expect(events(app(body))).toEqual(['chat guarded']);
  });

  it.each([
    `if (${TOKEN} !== process.env.SECRET) { socket.disconnect(); }`,
    `try { jwt.verify(${TOKEN}, process.env.KEY); } catch { socket.disconnect(); }`,
    `if (!${TOKEN}) { socket.disconnect(); return; }`,
  ])('does not where it goes on: %s', (body) => {
    expect(events(app(body))).toEqual(['chat unknown']);
  });
});

describe('whom a client names', () => {
  const named = `io.use((socket, next) => { socket.user = socket.handshake.query.user; next(); });`;

  it('is not known before events are registered either', () => {
    const asked = `io.on('connection', (socket) => { if (!socket.user) return; socket.on('chat', (x) => x); });`;
    expect(events({ 'app.js': `${SERVER}${named}\n${asked}` })).toEqual(['chat unknown']);
  });
});

describe('what the handler of an event asks first', () => {
  const OWN = `import { Socket } from 'socket.io';
export interface Own extends Socket { userID: number }
export function checkLogin(socket: Own) { if (!socket.userID) throw new Error('You are not logged in.'); }`;
  const main = (body: string): Files => ({
    'own.ts': OWN,
    'main.ts': `import { checkLogin, type Own } from './own'; import { prisma } from './db';
export class Main { create(socket: Own) { socket.on('save', async (x, done) => { ${body} }); } }`,
    'app.ts': `import { Server } from 'socket.io'; import { Main } from './main';
new Server(1).on('connection', (s) => { new Main().create(s as any); });`,
  });

  it('counts where it ends what is wrong', () => {
    expect(
      events(main(`try { checkLogin(socket); await prisma.a.create({ data: x }); } catch (e) { done(e); }`)),
    ).toEqual(['save guarded']);
    expect(events(main(`checkLogin(socket); await prisma.a.create({ data: x });`))).toEqual(['save guarded']);
  });

  it('does not where it is passed over, or comes too late', () => {
    expect(
      events(main(`try { checkLogin(socket); } catch (e) { done(e); } await prisma.a.create({ data: x });`)),
    ).toEqual(['save unknown']);
    expect(events(main(`await prisma.a.create({ data: x }); checkLogin(socket);`))).toEqual(['save unknown']);
    expect(events(main(`await prisma.a.create({ data: x });`))).toEqual(['save unknown']);
  });

  it('does not where a client says who it is', () => {
    const app = (login: string): Files => ({
      'app.js': `${SERVER}io.on('connection', (socket) => {
  socket.on('join', (name) => { ${login} });
  socket.on('chat', (x) => { if (!socket.user) return; save(x); });
});`,
    });
    expect(events(app('socket.user = name;'))).toContain('chat unknown');
  });
});
