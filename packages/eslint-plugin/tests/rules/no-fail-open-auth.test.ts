import rule from '../../../rules/src/no-fail-open-auth/rule.js';
import { testRule } from '../harness.js';

const withJwt = (code: string): string => `import jwt from 'jsonwebtoken'; ${code}`;

testRule(rule, {
  valid: [
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
