import rule from '../../../rules/src/no-insecure-jwt/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
import jwt from 'jsonwebtoken';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;

const beforePages = (
  matcher: string,
  ending: string,
): string => `import { NextRequest, NextResponse } from 'next/server';
import { jwtDecode } from 'jwt-decode';
export const config = { matcher: '${matcher}' };
export async function middleware(request: NextRequest) {
  let user: { isAdmin: boolean } | null = null;
  try {
    user = «jwtDecode<{ isAdmin: boolean }>(request.cookies.get('access')?.value as string)»;
  } catch { user = null; }
  const rules = [{ condition: !user?.isAdmin && request.nextUrl.pathname.startsWith('/admin'), path: '/upload' }];
  for (const rule of rules) {
    if (rule.condition) {
      let { path } = rule;
      if (path == '/signIn') path = path + '?again';
      ${ending}
    }
  }
}
`;
const REDIRECTS = 'return NextResponse.redirect(new URL(path, request.url));';
const unmarked = (code: string): string => code.replaceAll(/[«»]/g, '');
const REFRESH = `const decoded = «jwt.decode(req.headers.authorization.replace('Bearer ', ''))»;
  if (!decoded?.userId) return res.status(401).end();`;
const MONGO = `import mongoose from 'mongoose';
const User = mongoose.model('User', new mongoose.Schema({ refreshToken: String }));
`;

testRule(rule, {
  valid: [
    {
      name: 'claims that are only written to a log',
      code: inHandler("const token = jwt.decode(req.get('authorization')); console.log('by', token?.sub); next();"),
    },
    {
      name: 'a condition that only writes',
      code: inHandler(
        "const claims = jwt.decode(req.get('authorization')); if (claims) { console.info(`by ${claims.sub}`); }",
      ),
    },
    {
      name: 'claims that a logging library asks for',
      code: `import winston from 'express-winston'; import jwt from 'jsonwebtoken';
export const http = winston.logger({
  dynamicMeta: (req, res) => {
    const token = jwt.decode((req.get('authorization') || '').slice(7));
    return { azp: (token && token.azp) || undefined, name: (token && token.name) || (token && token.email) || undefined };
  },
});`,
    },
    {
      name: 'the same for another one',
      code: `import morgan from 'morgan'; import jwt from 'jsonwebtoken';
morgan.token('user', (req) => jwt.decode(req.headers.authorization)?.sub ?? '-');`,
    },
    {
      name: 'redirects of pages, where nothing here keeps data',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0' },
      code: unmarked(beforePages('/((?!api|static|_next).*)', REDIRECTS)),
    },
    {
      name: 'the end of validity is compared later',
      code:
        "import jwt from 'jsonwebtoken'; export const read = (data, key) => { " +
        "const claims = jwt.verify(data, key, { ignoreExpiration: true, algorithms: ['ES256'] }); return { " +
        'claims, expired: claims.exp * 1000 < Date.now() }; };',
    },
    inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });"),
    {
      name: 'version 9 refuses unsigned tokens by itself',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY);"),
    },
    {
      name: 'version 8 with a key that is there',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler(
        "const claims = jwt.verify(req.get('authorization'), KEY);",
        "import { KEY } from './keys.js';\n",
      ),
    },
    {
      name: 'version 8 with algorithms',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler(
        "const claims = jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256'] });",
      ),
    },
    {
      name: 'version 8, options out of sight',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler("const claims = jwt.verify(req.get('authorization'), process.env.KEY, options);"),
    },
    inHandler("const token = jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '1h' });"),
    {
      name: 'exp in the payload',
      code: inHandler('const token = jwt.sign({ id: 1, exp: Math.floor(Date.now() / 1000) + 60 }, process.env.KEY);'),
    },
    {
      name: 'a lifetime the application checks',
      code: inHandler('const token = jwt.sign({ id: 1, expiresAt: soon() }, process.env.KEY);'),
    },
    { name: 'payload out of sight', code: inHandler('const token = jwt.sign(payload, process.env.KEY);') },
    {
      name: 'payload partly out of sight',
      code: inHandler('const token = jwt.sign({ ...claims, id: 1 }, process.env.KEY);'),
    },
    { name: 'options out of sight', code: inHandler('const token = jwt.sign({ id: 1 }, process.env.KEY, options);') },
    {
      name: 'options partly out of sight',
      code: inHandler('const token = jwt.sign({ id: 1 }, process.env.KEY, { ...options, issuer: "a" });'),
    },
    {
      name: 'the key in the code is another finding',
      code: inHandler("const token = jwt.sign({ id: 1 }, 'secret123');"),
    },
    {
      name: 'header before verification',
      code: inHandler("const { header } = jwt.decode(req.get('authorization'), { complete: true });"),
    },
    { name: 'lifetime only', code: inHandler("const { exp } = jwt.decode(req.get('authorization'));") },
    {
      name: 'lifetime only, by member',
      code: inHandler("const token = jwt.decode(req.get('authorization')); res.json({ until: token.exp });"),
    },
    {
      name: 'cookies of the caller sorted by their lifetime',
      code: inHandler(
        'const all = Object.entries(req.cookies).filter(([key]) => ' +
          "key.endsWith('_token')).map(([key, value]) => ({ key, payload: jwt.decode(value) })); " +
          'const old = all.filter((one) => one.payload.exp < now()); const valid = all.filter(({ payload: { ' +
          'exp } }) => exp >= now()); old.forEach((one) => res.clearCookie(one.key)); if (valid.length > ' +
          '10) valid.sort((a, b) => a.payload.exp - b.payload.exp).slice(0, -10).forEach((one) => ' +
          'res.clearCookie(one.key));',
      ),
    },
    {
      name: 'lifetime of each',
      code: inHandler(
        "const ends = { token: jwt.decode(req.cookies.a) }; if (ends.token.exp < now()) res.clearCookie('a');",
      ),
    },
    {
      name: 'the same token is verified',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler(
        "const token = req.get('authorization'); const seen = jwt.decode(token); log(seen.sub); " +
          'const claims = jwt.verify(token, process.env.KEY);',
      ),
    },
    {
      name: 'own token',
      code: 'import jwt from "jsonwebtoken"; export const claimsOf = (token) => jwt.decode(token);',
    },
    {
      name: 'several public-key algorithms',
      code: inHandler("jwt.verify(req.get('authorization'), key, { algorithms: ['RS256', 'ES256'] });"),
    },
    { name: 'other decode', code: inHandler('const text = new TextDecoder().decode(req.body);') },
    {
      name: 'ignoreExpiration off',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { ignoreExpiration: false });"),
    },
  ],
  invalid: [
    {
      name: 'a claim that a condition does something for besides writing',
      code: inHandler(
        "const claims = «jwt.decode(req.get('authorization'))»; console.log(claims.sub); if (claims.admin) open();",
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'a claim that is kept on the request',
      code: inHandler("req.user = «jwt.decode(req.get('authorization'))»;"),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'what is asked of it behind a condition of an expression',
      code: inHandler("const claims = «jwt.decode(req.get('authorization'))»; claims.admin && open();"),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'a library that is no log is given the result',
      code: `import jwt from 'jsonwebtoken'; import limit from 'express-rate-limit';
export const http = limit({ keyGenerator: (req, res) => «jwt.decode(req.headers.authorization)».sub });`,
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'redirects before pages and interface',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0' },
      code: beforePages('/:path*', REDIRECTS),
      errors: [{ messageId: 'decodedForPages', severity: 'medium' }],
    },
    {
      name: 'redirects before most of the interface',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0' },
      code: beforePages('/((?!api/auth|_next).*)', REDIRECTS),
      errors: [{ messageId: 'decodedForPages', severity: 'medium' }],
    },
    {
      name: 'a middleware that hands claims to what comes after it',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0' },
      code: beforePages(
        '/((?!api|_next).*)',
        "return NextResponse.next({ request: { headers: { 'x-admin': String(user?.isAdmin) } } });",
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    ...[
      [
        'a claim that ends a round',
        "for (const id of req.body.ids) { if (claims.role !== 'admin') continue; wipe(id); }",
      ],
      ['a claim that leaves a block', "work: { if (claims.role !== 'admin') break work; wipe(1); }"],
      ['a claim that takes something away', 'if (claims.guest) { delete req.body.role; }'],
      [
        'a list of claims that a function goes through',
        'claims.roles.forEach(grant); function grant(role) { add(role); }',
      ],
    ].map(([name, body]) => ({
      name,
      code: inHandler(`const claims = «jwt.decode(req.get('authorization'))»; ${body} res.end();`),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    })),
    {
      name: 'redirects of pages in a package that keeps data',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0', pg: '8.0.0' },
      code: beforePages('/((?!api|_next).*)', REDIRECTS),
      errors: [{ messageId: 'decodedForPages', severity: 'medium' }],
    },
    {
      name: 'a middleware that answers with data',
      file: 'src/middleware.ts',
      versions: { next: '14.0.0', 'jwt-decode': '4.0.0' },
      code: beforePages('/((?!api|_next).*)', 'return NextResponse.json(await load(path));'),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'a claim that picks the row whose secret the client must know',
      code: inHandler(
        `${REFRESH}
  const user = await User.findById(decoded.userId);
  if (!user || user.refreshToken !== req.body.refreshToken) return res.status(401).end();
  res.json({ token: issue(user.id, decoded.userId) });`,
        MONGO,
      ),
      errors: [{ messageId: 'decodedToChoose', severity: 'low' }],
    },
    {
      name: 'the same, held by a hash',
      code: inHandler(
        `${REFRESH}
  const user = await User.findById(decoded.userId);
  if (!user) return res.status(401).end();
  const ok = await bcrypt.compare(req.body.password, user.refreshToken);
  if (!ok) return res.status(401).end();
  res.json({ token: issue(user.id) });`,
        `import bcrypt from 'bcrypt';\n${MONGO}`,
      ),
      errors: [{ messageId: 'decodedToChoose', severity: 'low' }],
    },
    ...[
      'decoded.refreshToken !== req.body.refreshToken',
      '!(await bcrypt.compare(req.body.password, decoded.hash))',
    ].map((test) => ({
      name: `a secret that the token says itself: ${test}`,
      code: inHandler(
        `${REFRESH}
  if (${test}) return res.status(401).end();
  const user = await User.findById(decoded.userId);
  res.json({ token: issue(user.id) });`,
        `import bcrypt from 'bcrypt';\n${MONGO}`,
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    })),
    {
      name: 'a comparison that nobody waits to come out',
      code: inHandler(
        `${REFRESH}
  const user = await User.findById(decoded.userId);
  const ok = user.refreshToken === req.body.refreshToken;
  res.json({ token: issue(user.id), ok });`,
        MONGO,
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'a claim beside it that decides by itself',
      code: inHandler(
        `${REFRESH}
  const user = await User.findById(decoded.userId);
  if (!decoded.admin) return res.status(403).end();
  if (!user || user.refreshToken !== req.body.refreshToken) return res.status(401).end();
  res.json({ token: issue(user.id) });`,
        MONGO,
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'the token is compared with itself',
      code: inHandler(
        `const decoded = «jwt.decode(req.body.refreshToken)»;
  const user = await User.findById(decoded.userId);
  if (user.refreshToken === req.body.other) return res.status(401).end();
  res.json({ token: issue(user.id) });`,
        MONGO,
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'none',
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: [«'none'»] });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'none among others',
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { algorithms: ['HS256', «'none'»] });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'none when signing',
      code: inHandler("jwt.sign({ id: 1 }, '', { algorithm: «'none'» });"),
      errors: [{ messageId: 'none', severity: 'critical' }],
    },
    {
      name: 'mixed',
      code: inHandler("jwt.verify(req.get('authorization'), key, { algorithms: «['HS256', 'RS256']» });"),
      errors: [{ messageId: 'mixed', data: { call: 'jwt.verify' } }],
    },
    {
      name: 'a key that may be missing, in a version that is not known',
      code: inHandler("«jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'mayAccept', severity: 'low' }],
    },
    {
      name: 'the same where only any version is asked for',
      versions: { jsonwebtoken: '*' },
      code: inHandler("«jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'mayAccept', severity: 'low' }],
    },
    {
      name: 'ignoreExpiration',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler("jwt.verify(req.get('authorization'), process.env.KEY, { ignoreExpiration: «true» });"),
      errors: ['ignoreExpiration'],
    },
    {
      name: 'no expiry',
      code: inHandler('const token = «jwt.sign({ id: 1 }, process.env.KEY)»;'),
      errors: ['noExpiry'],
    },
    {
      name: 'no expiry among the options',
      code: inHandler('const token = «jwt.sign({ id: 1 }, process.env.KEY, { issuer: "shop" })»;'),
      errors: ['noExpiry'],
    },
    {
      name: 'decoded',
      code: inHandler("const { sub } = «jwt.decode(req.get('authorization'))»; await load(sub);"),
      errors: [
        { messageId: 'decoded', severity: 'critical', data: { source: 'A request header', call: 'jwt.decode' } },
      ],
    },
    {
      name: 'cookies of the caller, of which one says who it is',
      code: inHandler(
        'const all = Object.entries(req.cookies).map(([key, value]) => ({ ' +
          'key, payload: «jwt.decode(value)» })); const valid = all.filter((one) => ' +
          'one.payload.exp >= now()); valid.forEach((one) => load(one.payload.sub));',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'cookies of the caller, handed on',
      code: inHandler(
        'const all = Object.entries(req.cookies).map(([key, value]) => «jwt.decode(value)»); ' +
          'const valid = all.filter((one) => one.exp >= now()); res.json(valid);',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'another token is verified',
      versions: { jsonwebtoken: '9.0.2' },
      code: inHandler(
        'const claims = jwt.verify(req.body.other, process.env.KEY); const user = «jwt.decode(req.body.token)»;',
      ),
      errors: [{ messageId: 'decoded', severity: 'critical' }],
    },
    {
      name: 'version 8, key may be missing',
      versions: { jsonwebtoken: '8.5.1' },
      code: inHandler("const claims = «jwt.verify(req.get('authorization'), process.env.KEY)»;"),
      errors: [{ messageId: 'noAlgorithms', severity: 'medium', data: { key: 'process.env.KEY' } }],
    },
  ],
});
