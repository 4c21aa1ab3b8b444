/**
 * Guards whose refusal is none, and continuations that are called in other words. Each beside a twin that is guarded.
 */
import { describe, it } from 'vitest';
import { express, gate, twins, type Files } from './guard-twins.js';

const X = "app.post('/x', write);";

describe('handlers of failures that let requests go on', () => {
  const TOKEN = "expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] })";
  const FORGIVES = '(err, req, res, next) => next()';
  it.each([
    [
      'after a guard that hands its failure on',
      `app.use(mustUser); app.use(${FORGIVES}); ${X}`,
      `app.use(mustUser); app.use((err, req, res, next) => next(err)); ${X}`,
    ],
    [
      'before the route',
      `app.use(mustUser); app.use(${FORGIVES}); ${X}`,
      `app.use(mustUser); ${X} app.use(${FORGIVES});`,
    ],
    [
      'behind the guard',
      `app.use(mustUser); app.use(${FORGIVES}); ${X}`,
      `app.use(${FORGIVES}); app.use(mustUser); ${X}`,
    ],
    [
      'after a guard that answers',
      `app.use(mustUser); app.use((err, req, res, next) => { next('route'); }); ${X}`,
      `app.use(requireUser); app.use(${FORGIVES}); ${X}`,
    ],
    [
      'after a library that hands its failure on',
      `app.use(${TOKEN}); app.use((err, req, res, next) => { ` +
        `if (err.code === 'invalid_token') return next(); return next(err); }); ${X}`,
      `app.use(${TOKEN}); app.use((err, req, res, next) => { ` +
        `if (err.code === 'invalid_token') return res.status(401).end(); return next(err); }); ${X}`,
    ],
    [
      'after a library that answers',
      `app.use(${TOKEN}); app.use(${FORGIVES}); ${X}`,
      `app.use(passport.authenticate('jwt')); app.use(${FORGIVES}); ${X}`,
    ],
    [
      'in the list of the route',
      `app.post('/x', mustUser, ${FORGIVES}, write);`,
      "app.post('/x', mustUser, (err, req, res, next) => next(err), write);",
    ],
    [
      'in one registration',
      `app.use(mustUser, ${FORGIVES}); ${X}`,
      `app.use(mustUser, (err, req, res, next) => next(err)); ${X}`,
    ],
    [
      'under a name',
      `app.use(mustUser); const calm = (err, req, res, next) => { console.log(err); next(); }; app.use(calm); ${X}`,
      `app.use(mustUser); const calm = (err, req, res, next) => { res.status(401).end(); }; app.use(calm); ${X}`,
    ],
    [
      'on the path of the route',
      `app.use(mustUser); app.use('/x', ${FORGIVES}); ${X}`,
      `app.use(mustUser); app.use('/y', ${FORGIVES}); ${X}`,
    ],
    [
      'after a guard that throws',
      `app.use((req, res, next) => { if (!req.user) throw new Error('x'); next(); }); app.use(${FORGIVES}); ${X}`,
      `app.use((req, res, next) => { try { if (!req.user) throw new Error('x'); } catch { ` +
        `return res.status(401).end(); } next(); }); app.use(${FORGIVES}); ${X}`,
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(express(guilty), express(innocent));
  });

  it('in a router: those of the routers around it come later', () => {
    const routed = (inner: string, outer: string): Files =>
      express(
        `const router = express.Router(); router.use(mustUser); ${inner} router.post('/x', write); ` +
          `app.use(router); ${outer}`,
      );
    twins(routed(`router.use(${FORGIVES});`, ''), routed('', `app.use(${FORGIVES});`));
  });
});

describe('the continuation in other words', () => {
  const CHECK = 'jwt.verify(req.headers.authorization, process.env.KEY);';
  it.each([
    ['call', `next.call(null); ${CHECK} next();`, `${CHECK} next.call(null);`],
    [
      'call with nothing',
      `next.call(null, null); ${CHECK} next();`,
      `try { ${CHECK} } catch (error) { return next.call(null, error); } next();`,
    ],
    ['apply', `next.apply(null, []); ${CHECK} next();`, `${CHECK} next.apply(null, []);`],
    ['a bound copy', `next.bind(null)(); ${CHECK} next();`, `${CHECK} next.bind(null)();`],
    ['a bound copy that is kept', `const go = next.bind(null); go(); ${CHECK} next();`, `${CHECK} next();`],
    ['another name', `const go = next; go(); ${CHECK} next();`, `${CHECK} next();`],
    [
      'a function that is kept',
      `function go() { next(); } const later = () => { run(go); }; queue.push(later); ${CHECK} next();`,
      `${CHECK} process.nextTick(next);`,
    ],
    [
      'a failure or none', "next(req.user ? undefined : new Error('x'));",
      "if (!req.user) return next(new Error('x')); next();",
    ],
  ])('%s', (_name, guilty, innocent) => {
    twins(gate(guilty), gate(innocent));
  });
});

describe('a callback under a name', () => {
  const verify = (rest: string): string => `jwt.verify(req.headers.authorization, process.env.KEY, ${rest});`;
  it.each([
    [
      'decides after the request went on',
      'function handle(error, user) { if (error) return res.status(401).end(); req.user = user; } ' +
        `${verify('handle')} next();`,
      'function handle(error, user) { if (error) return res.status(401).end(); req.user = user; next(); } ' +
        `${verify('handle')}`,
    ],
    [
      'does not decide',
      `const handle = (error, user) => { req.user = user; next(); }; ${verify('handle')}`,
      'const handle = (error, user) => { if (error) return res.status(401).end(); req.user = user; ' +
        `next(); }; ${verify('handle')}`,
    ],
    ['from elsewhere', `${verify('later')} next();`, `${verify("{ algorithms: ['HS256'] }")} next();`],
    [
      'behind settings',
      `${verify("{ algorithms: ['HS256'] }, later")} next();`,
      `const settings = { algorithms: ['HS256'] }; ${verify('settings')} next();`,
    ],
    ['of an object', `${verify('callbacks.later')} next();`, `req.user = ${verify('settings.token')} next();`],
  ])('%s', (_name, guilty, innocent) => {
    twins(gate(guilty), gate(innocent));
  });
});

describe('what is handed on as a failure', () => {
  const gives = (before: string): string => `if (req.headers['x-key'] === process.env.KEY) return next(); ${before}`;
  it.each([
    [
      'may be nothing', 'const { error } = schema.validate(req.body); next(error);',
      'const { error } = schema.validate(req.body); next(error || new Error("no"));',
    ],
    [
      'is asked for first', 'const result = await find(req.body); next(result.error);',
      'const result = await find(req.body); if (!result.ok) return next(result.error); res.end();',
    ],
    [
      'is made before', 'let error; if (!req.body) error = new Error("no"); next(error);',
      'let error = new Error("no"); error.status = 401; next(error);',
    ],
  ])('%s', (_name, guilty, innocent) => {
    const before = `const schema = require('./schema');`;
    twins(gate(gives(guilty), before), gate(gives(innocent), before));
  });
});
