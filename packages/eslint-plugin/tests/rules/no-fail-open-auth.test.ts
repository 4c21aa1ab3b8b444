import rule from '../../../rules/src/no-fail-open-auth/rule.js';
import { testRule } from '../harness.js';

const withJwt = (code: string): string => `import jwt from 'jsonwebtoken'; ${code}`;

/** A handler that demands a right, and then does its work. */
const demand = (check: string, handler: string, work = 'await purge(req.body.table);'): string =>
  `export async function remove(req, res) { let actor; try { ${check} } ${handler} ${work} res.json({ by: actor }); }`;

testRule(rule, {
  valid: [
    {
      name: 'a demand whose refusal is answered',
      code: demand('actor = await assertAdmin(req);', 'catch { return res.sendStatus(403); }'),
    },
    {
      name: 'a demand whose refusal goes on',
      code: demand('actor = await assertAdmin(req);', 'catch (error) { log(error); throw error; }'),
    },
    {
      name: 'a demand that is asked for afterwards',
      code: demand(
        'actor = await requireRole(req);',
        'catch {}',
        'if (!actor) return res.sendStatus(403); await purge();',
      ),
    },
    {
      name: 'a demand whose answer is checked by somebody else',
      code: demand('actor = await requireRole(req);', 'catch {}', 'assertPresent(actor); await purge();'),
    },
    {
      name: 'a demand that tells a flag',
      code: demand('await assertAdmin(req); actor = true;', 'catch {}', 'if (actor) await purge();'),
    },
    { name: 'a question', code: demand('actor = await currentUser(req);', 'catch {}') },
    { name: 'no right', code: demand('actor = await requireConfig(req);', 'catch {}') },
    {
      name: 'no handler',
      code: 'export async function run(job) { try { await assertAdmin(job); } catch {} await purge(job); }',
    },
    {
      name: 'nothing is left to do',
      code: 'export async function head(req, res) { res.end(); try { await assertAdmin(req); } catch {} }',
    },
    {
      name: 'denied',
      code:
        'export class Guard { async canActivate(context) { try { return await this.load(context); } catch { ' +
        'return false; } } }',
    },
    {
      name: 'given on',
      code: withJwt(
        'export function requireUser(req, res, next) { try { jwt.verify(t, k); next(); } catch (e) { next(e); } }',
      ),
    },
    {
      name: 'answered',
      code: withJwt(
        'export function requireUser(req, res, next) { try { jwt.verify(t, k); } catch { ' +
          'return res.sendStatus(401); } next(); }',
      ),
    },
    {
      name: 'optional: nobody is logged in',
      code: withJwt(
        'export function user(req, res, next) { try { req.user = jwt.verify(t, k); } catch { ' +
          'req.user = null; } next(); }',
      ),
    },
    {
      name: 'optional: what was verified is kept',
      code: withJwt('export function user(req, res, next) { try { req.user = jwt.verify(t, k); } catch {} next(); }'),
    },
    {
      name: 'optional by name',
      code: withJwt('export function optionalAuth(req, res, next) { try { jwt.verify(t, k); } catch {} next(); }'),
    },
    {
      name: 'true says no',
      code: withJwt(
        'export function isTokenExpired(token) { try { return jwt.verify(token, k).exp < now(); } catch { ' +
          'return true; } }',
      ),
    },
    {
      name: 'a limiter that is down',
      code:
        'export async function isAllowed(ip) { try { await rateLimiter.consume(ip); return true; } catch { ' +
        'return true; } }',
    },
    {
      name: 'no question of access',
      code: 'export function isValidDate(text) { try { parse(text); return false; } catch { return true; } }',
    },
    {
      name: 'callback that looks',
      code: withJwt(
        'export function requireUser(req, res, next) { jwt.verify(t, k, (err) => { ' +
          'if (err) return res.sendStatus(401); next(); }); }',
      ),
    },
    {
      name: 'rejection that answers',
      code:
        "import { jwtVerify } from 'jose'; export function requireUser(req, res, next) { " +
        'jwtVerify(t, k).then(() => next()).catch(() => res.sendStatus(401)); }',
    },
    {
      name: 'no middleware',
      code: withJwt('export function claims(token) { try { return jwt.verify(token, k); } catch { return null; } }'),
    },
    {
      name: 'verify of something else',
      code: 'export function check(req, res, next) { try { mailer.verify(); } catch {} next(); }',
    },
  ],
  invalid: [
    {
      name: 'a demand of which nobody wants to hear',
      code: demand('actor = await assertAdmin(req);', '«catch (error) { /* ignore */ }»'),
      errors: [{ messageId: 'swallowed', severity: 'high', data: { call: 'assertAdmin' } }],
    },
    {
      name: 'a demand that is only logged',
      code: demand('await access.requirePermission(req.user);', '«catch (error) { console.warn(error); }»'),
      errors: [{ messageId: 'swallowed', severity: 'high', data: { call: 'access.requirePermission' } }],
    },
    {
      name: 'guard',
      code:
        'export class Guard { async canActivate(context) { try { return await this.load(context); } catch { ' +
        '«return true;» } } }',
      errors: [
        {
          messageId: 'grants',
          data: { name: 'canActivate' },
          suggestions: [
            {
              messageId: 'deny',
              output:
                'export class Guard { async canActivate(context) { try { return await this.load(context); } catch { ' +
                'return false; } } }',
            },
          ],
        },
      ],
    },
    {
      name: 'question of access',
      code: 'const isAllowed = (user) => { try { return policy(user); } catch (e) { log(e); «return true;» } };',
      errors: [
        {
          messageId: 'grants',
          suggestions: [
            {
              messageId: 'deny',
              output:
                'const isAllowed = (user) => { try { return policy(user); } catch (e) { log(e); return false; } };',
            },
          ],
        },
      ],
    },
    {
      name: 'swallowed',
      code: withJwt('export function requireUser(req, res, next) { try { jwt.verify(t, k); } «catch {}» next(); }'),
      errors: [{ messageId: 'swallowed', data: { call: 'jwt.verify' } }],
    },
    {
      name: 'swallowed and logged',
      code: withJwt(
        'export function requireUser(req, res, next) { try { jwt.verify(t, k); } «catch (e) { ' +
          'console.log(e); }» next(); }',
      ),
      errors: ['swallowed'],
    },
    {
      name: 'goes on in the catch',
      code: withJwt(
        'export function requireUser(req, res, next) { try { jwt.verify(t, k); next(); } catch { «next()»; } }',
      ),
      errors: ['continues'],
    },
    {
      name: 'goes on after a rejection',
      code:
        "import { jwtVerify } from 'jose'; export function requireUser(req, res, next) { " +
        'jwtVerify(t, k).then(() => next()).catch(() => «next()»); }',
      errors: ['continues'],
    },
    {
      name: 'goes on in both ways',
      code:
        "import { jwtVerify } from 'jose'; export function requireUser(req, res, next) { " +
        'jwtVerify(t, k).then(() => next(), () => «next()»); }',
      errors: ['continues'],
    },
    {
      name: 'error never looked at',
      code: withJwt(
        'export function requireUser(req, res, next) { «jwt.verify(t, k, (err, claims) => { next(); })»; }',
      ),
      errors: ['ignored'],
    },
  ],
});
