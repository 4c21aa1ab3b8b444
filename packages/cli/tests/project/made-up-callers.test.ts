/** Callers that an earlier middleware takes from the request, and what believes them. Each beside a twin that is guarded. */
import { describe, it } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

const D = 'return res.status(401).end();';
const ASKS = `if (!req.user) ${D} next();`;
const VERIFIES = 'try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch {}';
/** One middleware loads the caller, the next asks for one. */
const loaded = (lines: string, asks = ASKS, before = ''): Files =>
  express(
    `${before}\napp.use((req, res, next) => { ${lines} next(); });\n` +
      `app.use((req, res, next) => { ${asks} });\napp.post('/x', write);`,
  );

describe('a caller an earlier middleware made up', () => {
  it.each([
    ['of a header', loaded("req.user = { id: req.headers['x-user'] };"), loaded(VERIFIES)],
    [
      'of a token that is only decoded',
      loaded('if (req.headers.authorization) req.user = jwt.decode(req.headers.authorization);'),
      loaded(`if (req.headers.authorization) { ${VERIFIES} }`),
    ],
    [
      'of the body',
      loaded('req.user = req.body.user;'),
      loaded(`if (req.headers['x-api-key'] !== process.env.KEY) ${D} req.user = req.body.user;`),
    ],
    [
      'of a header that is read as JSON',
      loaded("req.user = JSON.parse(req.headers['x-user'] ?? 'null');"),
      loaded("req.client = JSON.parse(req.headers['x-user'] ?? 'null');"),
    ],
    [
      'with its role',
      loaded("req.user = { role: req.headers['x-role'] };", `if (req.user?.role !== 'admin') ${D} next();`),
      loaded(VERIFIES, `if (req.user?.role !== 'admin') ${D} next();`),
    ],
    [
      'in the locals of the answer',
      loaded("res.locals.user = req.headers['x-user'];", `if (!res.locals.user) ${D} next();`),
      loaded("res.locals.agent = req.headers['x-user'];", `if (!res.locals.user) ${D} next();`),
    ],
    [
      'that another function asks for',
      loaded(
        "req.user = { id: req.headers['x-user'] };",
        `if (!isIn(req)) ${D} next();`,
        'const isIn = (req) => !!req.user;',
      ),
      loaded(VERIFIES, `if (!isIn(req)) ${D} next();`, 'const isIn = (req) => !!req.user;'),
    ],
    [
      'by what a factory gives',
      express(
        "const load = () => (req, res, next) => { req.user = { id: req.headers['x-user'] }; next(); };\n" +
          `app.use(load()); app.use((req, res, next) => { ${ASKS} }); app.post('/x', write);`,
      ),
      express(
        `const load = () => (req, res, next) => { ${VERIFIES} next(); };\n` +
          `app.use(load()); app.use((req, res, next) => { ${ASKS} }); app.post('/x', write);`,
      ),
    ],
    [
      'for some requests alone',
      express(
        "if (process.env.LOCAL) app.use((req, res, next) => { req.user = { id: req.headers['x-user'] }; next(); });\n" +
          `app.use((req, res, next) => { ${ASKS} }); app.post('/x', write);`,
      ),
      express(
        "app.use('/other', (req, res, next) => { req.user = { id: req.headers['x-user'] }; next(); });\n" +
          `app.use((req, res, next) => { ${ASKS} }); app.post('/x', write);`,
      ),
    ],
    [
      'for whoever does not know a secret',
      loaded("if (req.headers['x-api-key'] !== process.env.KEY) req.user = { id: req.headers['x-user'] };"),
      loaded("if (req.headers['x-api-key'] === process.env.KEY) req.user = { id: req.headers['x-user'] };"),
    ],
    [
      'where nobody checks again',
      loaded("req.user = { id: req.headers['x-user'] };"),
      express(
        "app.use((req, res, next) => { req.user = { id: req.headers['x-user'] }; next(); });\n" +
          `app.use(requireUser); app.use((req, res, next) => { ${ASKS} }); app.post('/x', write);`,
      ),
    ],
  ])('%s', (_, guilty, innocent) => twins(guilty, innocent));
});
