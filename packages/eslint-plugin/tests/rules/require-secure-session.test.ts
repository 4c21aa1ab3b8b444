import rule from '../../../rules/src/require-secure-session/rule.js';
import { testRule } from '../harness.js';

const routes = (body: string, imports = ''): string =>
  `import express from 'express';
import bcrypt from 'bcrypt';
import { User } from './user.js';
${imports}const router = express.Router();
${body}
export default router;
`;
const login = (body: string, path = '/login'): string =>
  `router.post('${path}', async (req, res) => {
  const user = await User.findByName(req.body.name);
  if (!(await bcrypt.compare(req.body.password, user.hash))) return res.sendStatus(401);
  ${body}
  res.end();
});`;
const SESSION = "import session from 'express-session';\nimport passport from 'passport';\n";
const AUTH = "import { betterAuth } from 'better-auth';\n";

testRule(rule, {
  valid: [
    {
      name: 'a new id first',
      code: routes(
        login('req.session.regenerate((error) => { if (error) throw error; req.session.userId = user.id; });'),
      ),
    },
    {
      name: 'a new id by a function',
      code: routes(
        login('await regenerateSession(req);\nreq.session.userId = user.id;'),
        "import { regenerateSession } from './session.js';\n",
      ),
    },
    {
      name: 'a new id by a middleware',
      code: routes(
        "router.post('/login', renewSession, (req, res) => { req.session.userId = res.locals.user.id; res.end(); });",
        "import { renewSession } from './session.js';\n",
      ),
    },
    { name: 'logged in by a library', code: routes(login('req.logIn(user, () => { req.session.user = user; });')) },
    {
      name: 'logout',
      code: routes(
        "router.post('/logout', (req, res) => { req.session.userId = null; req.session.loggedIn = false; " +
          'req.session.user = undefined; res.end(); });',
      ),
    },
    {
      name: 'somebody who is logged in already',
      code: routes(
        `router.post('/account/password', async (req, res) => { \
const user = await User.change(req.session.userId, req.body.password); req.session.user = user; res.end(); });
router.post('/profile', async (req, res) => { req.session.user = await User.update(req.body); res.end(); });`,
      ),
    },
    {
      name: 'other entries',
      code: routes(
        login('req.session.returnTo = req.body.next;\nreq.session.twoFactorUserId = user.id;\nreq.session.views = 1;'),
      ),
    },
    {
      name: 'the function does not log in',
      code: routes("router.get('/visit', (req, res) => { req.session.user = guest(); res.end(); });"),
    },
    {
      name: 'a helper whose callers may renew',
      code: `export function remember(session, user) { session.userId = user.id; }
export const store = (req, user) => { req.session.userId = user.id; };`,
    },
    {
      name: 'the session lies in the cookie',
      code: routes(
        login('req.session.userId = user.id;'),
        "import cookieSession from 'cookie-session';\nrouter.use(cookieSession({ keys: [process.env.KEY] }));\n",
      ),
    },
    {
      name: 'the project keeps sessions in the cookie',
      code: routes(login('req.session.userId = user.id;')),
      versions: { express: '5.0.0', 'cookie-session': '2.1.0' },
    },
    {
      name: 'while developing',
      code: routes(login("if (process.env.NODE_ENV === 'development') req.session.user = user;")),
    },
    {
      name: 'something else called session',
      code: 'export const login = (draft, user) => { draft.session.user = user; };',
    },
    {
      name: 'a store',
      code: `${SESSION}import { RedisStore } from 'connect-redis';
import { client } from './redis.js';
export default session({ secret: process.env.SECRET, store: new RedisStore({ client }), saveUninitialized: false });`,
      options: [{ defaultStore: true }],
    },
    {
      name: 'a store of another file',
      code: `${SESSION}import { settings, store } from './settings.js';
export const a = session({ store });
export const b = session(settings);
export const c = session({ ...settings });`,
      options: [{ defaultStore: true }],
    },
    {
      name: 'in memory while developing, or when asked for',
      code: `${SESSION}import { settings, redis } from './settings.js';
export const store = process.env.NODE_ENV === 'production' ? redis() : new session.MemoryStore();
export const other = settings.redis ? redis() : new session.MemoryStore();`,
    },
    {
      name: 'without a store',
      code: `${SESSION}export default session({ secret: process.env.SECRET, saveUninitialized: false });`,
    },
    {
      name: 'kept for every visitor, without a login',
      code: `import session from 'express-session';
export default session({ secret: process.env.SECRET, saveUninitialized: true });`,
    },
    {
      name: 'protections of a login library',
      code:
        `${AUTH}export const auth = betterAuth({ trustedOrigins: ['https://example.com', ` +
        `'https://*.example.com'], advanced: { useSecureCookies: process.env.NODE_ENV === 'production', ` +
        'disableCSRFCheck: false } });',
    },
    {
      name: 'a name of its own for the cookie',
      code:
        `${AUTH}export const auth = betterAuth({ advanced: { ` +
        'useSecureCookies: false, defaultCookieAttributes: { secure: true } } });',
    },
    {
      name: 'another library',
      code: `import { betterAuth } from './auth.js';
export const auth = betterAuth({ advanced: { disableCSRFCheck: true } });`,
    },
  ],
  invalid: [
    {
      code: routes(login('«req.session.userId» = user.id;')),
      errors: [{ messageId: 'fixation', data: { session: 'req.session' } }],
    },
    {
      name: 'by the name of the handler, once',
      file: 'src/controllers/session.js',
      code: `exports.login = function (req, res) {
  find(req.body, (error, user) => {
    if (req.session.user) return res.redirect('/');
    «req.session.user» = user;
    req.session.loggedIn = true;
    res.redirect('/');
  });
};`,
      errors: ['fixation'],
    },
    {
      name: 'by the password',
      code: routes(login('const { session } = req;\n«session.loggedIn» = 1;', '/start')),
      errors: ['fixation'],
    },
    {
      name: 'another handler renews',
      code: routes(
        `${login('req.session.regenerate(() => { req.session.user = user; });', '/signup')}
${login('«req.session.user» = user;')}`,
      ),
      errors: ['fixation'],
    },
    {
      name: 'the project has a store',
      code: routes(login('«req.session.userId» = user.id;')),
      versions: { express: '5.0.0', 'express-session': '1.18.0' },
      errors: ['fixation'],
    },
    {
      name: 'NestJS',
      file: 'src/auth.controller.ts',
      code: `import { Body, Controller, Post, Req, Session } from '@nestjs/common';
import type { Request } from 'express';
@Controller('auth')
export class AuthController {
  @Post('login') async login(@Req() request: Request, @Body() body: LoginDto) { \
«request.session.userId» = await this.users.check(body); }
  @Post('register') async register(@Session() session, @Body() body: LoginDto) { \
«session.userId» = await this.users.create(body); }
}`,
      errors: ['fixation', 'fixation'],
    },
    {
      name: 'Fastify',
      code: `import Fastify from 'fastify';
import session from '@fastify/session';
const app = Fastify();
app.register(session, { secret: process.env.SECRET });
app.post('/login', async (request) => { const user = await check(request.body); «request.session.user» = user; return {}; });`,
      errors: ['fixation'],
    },
    {
      name: 'in memory',
      code: `${SESSION}import { MemoryStore } from 'express-session';
export const a = session({ secret: process.env.SECRET, store: «new session.MemoryStore()» });
export const b = session({ secret: process.env.SECRET, «store: undefined» });
export const c = «new MemoryStore()»;`,
      errors: [
        { messageId: 'memory', severity: 'medium' },
        { messageId: 'memory', severity: 'medium' },
        { messageId: 'memory', severity: 'medium' },
      ],
    },
    {
      name: 'without a store, asked for',
      code: `${SESSION}export default «session»({ secret: process.env.SECRET, saveUninitialized: false });`,
      options: [{ defaultStore: true }],
      errors: [{ messageId: 'noStore', severity: 'medium' }],
    },
    {
      name: 'kept for every visitor',
      code:
        `${SESSION}export const sessions = [session({ secret: process.env.SECRET, «saveUninitialized: ` +
        'true» }), passport.session()];',
      errors: [
        {
          messageId: 'uninitialized',
          severity: 'low',
          suggestions: [
            {
              messageId: 'save',
              output:
                `${SESSION}export const sessions = [session({ secret: process.env.SECRET, saveUninitialized: ` +
                'false }), passport.session()];',
            },
          ],
        },
      ],
    },
    {
      name: 'protections of a login library',
      code: `${AUTH}const advanced = { «useSecureCookies: false», «disableCSRFCheck: true», «disableOriginCheck: true» };
export const auth = betterAuth({ advanced, «trustedOrigins: ['*']» });`,
      errors: [{ messageId: 'off', data: { setting: 'useSecureCookies: false' } }, 'off', 'off', 'off'],
    },
    {
      name: 'cookies of a login library',
      code:
        `${AUTH}export const auth = betterAuth({ advanced: { defaultCookieAttributes: { ` +
        `sameSite: 'none', «httpOnly: false» } } });`,
      errors: ['off'],
    },
    {
      name: 'Auth.js',
      code: `import NextAuth from 'next-auth';
import { ExpressAuth } from '@auth/express';
import { skipCSRFCheck } from '@auth/core';
import { providers } from './providers.js';
export default NextAuth({ providers, «useSecureCookies: false» });
export const other = ExpressAuth({ providers, «skipCSRFCheck: skipCSRFCheck», cookies: { sessionToken: { \
name: 'token', options: { «httpOnly: false» } } } });`,
      errors: ['off', 'off', 'off'],
    },
  ],
});
