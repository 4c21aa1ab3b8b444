/** Services that sign people in: what they verify lets nobody else go on, what was only read does. */
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, twins, type Files } from './guard-twins.js';

const app = (setUp: string, guard: string): Files =>
  express(`${setUp}\nasync function gate(req, res, next) { ${guard} }\napp.post('/x', gate, write);`);
const BEARER = "const token = (req.headers.authorization ?? '').split(' ')[1];";

describe('a token that a service issued', () => {
  it.each([
    ["import admin from 'firebase-admin';", 'admin.auth().verifyIdToken(token)'],
    [
      "import * as admin from 'firebase-admin';\nconst service = admin.initializeApp();",
      'service.auth().verifyIdToken(token)',
    ],
    ["import { getAuth } from 'firebase-admin/auth';", 'getAuth().verifySessionCookie(token, true)'],
    [
      "import { OAuth2Client } from 'google-auth-library';\nconst google = new OAuth2Client();",
      'google.verifyIdToken({ idToken: token, audience: process.env.CLIENT })',
    ],
    [
      "import { CognitoJwtVerifier } from 'aws-jwt-verify';\nconst pool = CognitoJwtVerifier.create({ userPoolId: 'a', clientId: 'b' });",
      'pool.verify(token)',
    ],
  ])('is checked where it is waited for: %s', (setUp, verify) => {
    const guarded = `try { req.user = await ${verify}; } catch { return res.status(401).end(); } next();`;
    twins(app(setUp, `${BEARER} void ${verify}; next();`), app(setUp, `${BEARER} ${guarded}`));
    twins(
      app(setUp, `${BEARER} try { req.user = await ${verify}; } catch {} next();`),
      app(setUp, `${BEARER} ${guarded}`),
    );
  });
});

describe('a user that a service is asked for', () => {
  const SUPABASE =
    "import { createClient } from '@supabase/supabase-js';\nconst supabase = createClient(process.env.URL, process.env.KEY);";
  const refuse = 'return res.status(401).end();';

  it.each([
    `const { data: { user } } = await supabase.auth.getUser(token); if (!user) ${refuse}`,
    `const { data, error } = await supabase.auth.getUser(token); if (error || !data.user) ${refuse}`,
    `const found = await supabase.auth.getUser(token); if (!found.data.user) ${refuse}`,
  ])('is there, or nobody goes on: %s', (check) => {
    twins(
      app(SUPABASE, `${BEARER} ${check.replace(refuse, '{}')} next();`),
      app(SUPABASE, `${BEARER} ${check} next();`),
    );
  });

  it.each([
    ['const { error } = await supabase.auth.getUser(token);', 'error'],
    ['const { data, error } = await supabase.auth.getUser(token);', 'error'],
    ['const { error: failure } = await supabase.auth.getClaims(token);', 'failure'],
    ['const found = await supabase.auth.getUser(token);', 'found.error'],
    ['const { error } = await supabase.auth.getUser(token);', 'error !== null'],
    ['const { error } = await supabase.auth.getUser(token);', 'error != null'],
  ])('is there where the service tells of no failure: %s %s', (asked, failed) => {
    const guard = (then: string): Files => app(SUPABASE, `${BEARER} ${asked} if (${failed}) ${then} next();`);
    twins(guard('console.error("no user");'), guard(refuse));
    twins(app(SUPABASE, `${BEARER} ${asked} if (!(${failed})) ${refuse} next();`), guard(refuse));
  });

  it('tells so of the user alone, and once it has arrived', () => {
    const guard = (asked: string): Files => app(SUPABASE, `${BEARER} ${asked} if (error) ${refuse} next();`);
    const told = guard('const { error } = await supabase.auth.getUser(token);');
    twins(guard('const { error } = await supabase.auth.getSession();'), told);
    twins(guard('const { error } = supabase.auth.getUser(token);'), told);
    twins(guard("const { error } = await supabase.from('users').select();"), told);
  });

  it.each([
    [
      "import { createClerkClient } from '@clerk/backend';\nconst clerk = createClerkClient({ secretKey: process.env.KEY });",
      'const state = await clerk.authenticateRequest(req);', 'state.isSignedIn',
    ],
    [
      "import { clerkClient } from '@clerk/express';",
      'const { isAuthenticated } = await clerkClient.authenticateRequest(req);', 'isAuthenticated',
    ],
    [
      "import { createClerkClient } from '@clerk/backend';\nconst clerk = createClerkClient({ secretKey: process.env.KEY });",
      'const { userId } = (await clerk.authenticateRequest(req)).toAuth();', 'userId',
    ],
    [
      "import { WorkOS } from '@workos-inc/node';\nconst workos = new WorkOS(process.env.KEY);",
      `const sessions = workos.userManagement;
const found = await sessions.authenticateWithSessionCookie({ sessionData: req.cookies.s, cookiePassword: process.env.P });`,
      'found.authenticated',
    ],
    [
      "import { WorkOS } from '@workos-inc/node';\nconst workos = new WorkOS(process.env.KEY);",
      `const sealed = workos.userManagement.loadSealedSession({ sessionData: req.cookies.s, cookiePassword: process.env.P });
const { authenticated, user } = await sealed.authenticate();`,
      'authenticated',
    ],
    [
      "import { Auth0Client } from '@auth0/nextjs-auth0/server';\nconst auth0 = new Auth0Client();",
      'const session = await auth0.getSession(req);', 'session',
    ],
    ["import { withAuth } from '@workos-inc/authkit-nextjs';", 'const { user } = await withAuth();', 'user'],
  ])('is told by what the library gives: %s %s', (set, asked, told) => {
    const guarded = app(set, `${asked} if (!${told}) ${refuse} next();`);
    twins(app(set, `${asked} if (!${told}) console.warn('nobody'); next();`), guarded);
    twins(app(set, `${asked} if (${told}) ${refuse} next();`), guarded);
  });

  it.each([
    ["import { jwtVerify } from 'jose';", 'const { payload } = await jwtVerify(token, KEY);'],
    [
      "import { verifyToken } from '@clerk/backend';",
      'const claims = await verifyToken(token, { secretKey: process.env.KEY });',
    ],
  ])('stands in a token that is verified or refused: %s', (set, asked) => {
    const own = 'const KEY = new TextEncoder().encode(process.env.KEY);';
    const guard = (caught: string): Files =>
      app(`${set}\n${own}`, `${BEARER} try { ${asked} } catch (error) { ${caught} } next();`);
    twins(guard('console.error(error);'), guard(refuse));
  });

  it('is not known by what was only read', () => {
    const session = `const { data: { session } } = await supabase.auth.getSession(); if (!session) ${refuse} next();`;
    const user = `const { data: { user } } = await supabase.auth.getUser(); if (!user) ${refuse} next();`;
    twins(app(SUPABASE, session), app(SUPABASE, user));
  });

  it('stands where the library says, and nowhere else', () => {
    const check = (of: string): Files =>
      app(
        `import { getAuth } from '@clerk/express';\n${SUPABASE}`,
        `const found = ${of}; if (!found) ${refuse} next();`,
      );
    twins(check('getAuth(req).data.userId'), check('getAuth(req).userId'));
    twins(check('(await supabase.auth.getUser()).user'), check('(await supabase.auth.getUser()).data.user'));
    twins(check('req.context.data.user'), check('req.context.user'));
  });

  it('is one of a session by its own library', () => {
    const set = `import { betterAuth } from 'better-auth';\nconst auth = betterAuth({ secret: process.env.SECRET });`;
    const asked = 'const session = await auth.api.getSession({ headers: req.headers });';
    twins(app(set, `${asked} req.session = session; next();`), app(set, `${asked} if (!session) ${refuse} next();`));
  });
});

describe('what version 5 of a sign-in library exports', () => {
  const route = (check: string): Files => ({
    'lib/auth.ts':
      "import NextAuth from 'next-auth';\nexport const { handlers, auth } = NextAuth({ providers: [] });\n",
    'app/api/items/route.ts': `import { auth } from '../../../lib/auth';
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function POST(req: Request) {
  const session = await auth();
  ${check}
  await prisma.item.create({ data: await req.json() });
  return Response.json({});
}
`,
  });
  const seen = (files: Files): string =>
    accessOf(projectOf(files, { versions: { next: '15.0.0', 'next-auth': '5.0.0' } }).routes[0]!, {});

  it('tells who calls', () => {
    expect(seen(route("if (!session?.user) return new Response('no', { status: 401 });"))).toBe('guarded');
    expect(seen(route("if (!session) console.warn('nobody');"))).not.toBe('guarded');
  });
});
