/** A method that is named and not called is always there, whoever calls. */
import { describe, it } from 'vitest';
import { gate, twins, type Files } from './guard-twins.js';

describe('a method of the request', () => {
  it.each([
    [
      'is called', 'if (!req.isAuthenticated) return res.status(401).end(); next();',
      'if (!req.isAuthenticated()) return res.status(401).end(); next();',
    ],
    [
      'is called where it is true', 'if (req.isAuthenticated) return next(); res.status(401).end();',
      'if (req.isAuthenticated()) return next(); res.status(401).end();',
    ],
    [
      'is called by its name',
      'const { isAuthenticated } = req; if (!isAuthenticated) return res.status(401).end(); next();',
      'const known = req.isAuthenticated(); if (!known) return res.status(401).end(); next();',
    ],
    [
      'is no value of the session', 'if (!req.isAuthenticated) return res.status(401).end(); next();',
      'if (!req.session.isAuthenticated) return res.status(401).end(); next();',
    ],
    [
      'is one by its calls',
      `if (!req.isAdmin) return res.status(401).end(); next();
}
function other(req, res) { if (req.isAdmin()) res.end();`,
      'if (!req.isAdmin) return res.status(401).end(); next();',
    ],
  ])('%s', (_, guilty, innocent) => {
    twins(gate(guilty), gate(innocent));
  });
  it('in Koa', () => {
    const koa = (test: string): Files => ({
      'src/app.ts': `import Koa from 'koa'; import Router from '@koa/router'; const app = new Koa(); const router = new Router();
router.post('/x', async (ctx, next) => { if (${test}) ctx.throw(401); await next(); }, (ctx) => { ctx.body = 1; });
app.use(router.routes()); app.listen(1);`,
    });
    twins(koa('!ctx.isAuthenticated'), koa('!ctx.isAuthenticated()'));
    twins(koa('ctx.isUnauthenticated'), koa('ctx.isUnauthenticated()'));
  });
});
