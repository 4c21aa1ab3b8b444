/** What stands before routes of Next.js in `middleware.ts`, by libraries that sign people in. */
import { describe, expect, it } from 'vitest';
import { accessOf, type Access } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import type { Files } from './guard-twins.js';

const ROUTE = 'export async function POST(request) { await save(await request.json()); return Response.json({}); }\n';
const MATCHES = "export const config = { matcher: ['/api/:path*'] };\n";

/** Who may call the route, with this middleware before it. */
function behind(middleware: string, more: Files = {}, versions: Readonly<Record<string, string>> = {}): Access {
  const files = { 'middleware.ts': `${middleware}\n${MATCHES}`, 'app/api/orders/route.ts': ROUTE, ...more };
  const found = projectOf(files, { versions: { next: '15.0.0', ...versions } }).routes.filter(
    ({ path }) => path === '/api/orders',
  );
  expect(found).toHaveLength(1);
  return accessOf(found[0]!, {});
}

const v4 = (middleware: string, more: Files = {}): Access => behind(middleware, more, { 'next-auth': '4.24.0' });
const v5 = (middleware: string, more: Files = {}): Access => behind(middleware, more, { 'next-auth': '5.0.0' });

describe('a token of the session', () => {
  const reads = (body: string): string =>
    `import { getToken } from 'next-auth/jwt';
import { NextResponse } from 'next/server';
export async function middleware(req) { ${body} }`;
  const refused = 'return new NextResponse("no", { status: 401 });';

  it.each([
    `const t = await getToken({ req }); if (!t) ${refused} return NextResponse.next();`,
    `const t = await getToken({ req, secret: process.env.S }); if (t === null) ${refused}`,
    `const t = await getToken({ req, raw: false }); if (!t) return NextResponse.redirect(new URL('/login', req.url));`,
    `const response = NextResponse.next(); if (!(await getToken({ req }))) ${refused} return response;`,
    `const goes = NextResponse.next({ request: req }); const t = await getToken({ req });
     return t ? goes : NextResponse.redirect(new URL('/login', req.url));`,
    `const no = NextResponse.redirect(new URL('/login', req.url)); if (!(await getToken({ req }))) return no;`,
  ])('is asked for: %s', (body) => expect(v4(reads(body))).toBe('guarded'));

  it.each([
    `const t = await getToken({ req }); if (!t) { console.warn("no"); } return NextResponse.next();`,
    `const t = await getToken({ req, raw: true }); if (!t) ${refused} return NextResponse.next();`,
    `const t = await getToken(options(req)); if (!t) ${refused} return NextResponse.next();`,
    `const t = getToken({ req }); if (!t) ${refused} return NextResponse.next();`,
    `const t = await getToken({ req }); if (t) ${refused} return NextResponse.next();`,
    `const t = await getToken({ req }); if (!t) NextResponse.redirect(new URL('/login', req.url)); return NextResponse.next();`,
    `const response = NextResponse.next(); if (req.headers.get('x-open')) return response;
     if (!(await getToken({ req }))) ${refused} return response;`,
    `let response; if (!(await getToken({ req }))) { response = NextResponse.next(); } return response;`,
  ])('is not asked for: %s', (body) => expect(v4(reads(body))).not.toBe('guarded'));

  it('is asked for in another file', () => {
    const files = (settings: string): Files => ({
      'lib/token.ts': `import { getToken } from 'next-auth/jwt';\nexport const tokenOf = getToken;\n`,
      'middleware.ts': `import { tokenOf } from './lib/token';
export async function middleware(req) { if (!(await tokenOf(${settings}))) return new Response('no', { status: 401 }); }`,
    });
    expect(v4('', files('{ req }'))).toBe('guarded');
    expect(v4('', files('{ req, raw: true }'))).not.toBe('guarded');
  });
});

describe('what stands before routes up to version 4', () => {
  const withAuth = "import { withAuth } from 'next-auth/middleware';\n";
  it.each([
    "export { default } from 'next-auth/middleware';",
    "export { default as middleware } from 'next-auth/middleware';",
    `${withAuth}export default withAuth;`,
    `${withAuth}export default withAuth({ pages: { signIn: '/login' } });`,
    `${withAuth}export default withAuth(function middleware(req) {});`,
    `${withAuth}const guard = withAuth((req) => {}, { pages: { signIn: '/login' } });\nexport default guard;`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ token }) => !!token } });`,
    `${withAuth}export default withAuth((req) => {}, { callbacks: { authorized: ({ token }) => token !== null } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized(params) { return params.token?.role === 'admin'; } } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: async ({ token }) => { if (!token) return false; return true; } } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: () => true } });`.replace(
      '() => true',
      "({ req, token }) => (req.nextUrl.pathname === '/about' ? true : !!token)",
    ),
  ])('lets in who is signed in: %s', (text) => expect(v4(text)).toBe('guarded'));

  it.each([
    `${withAuth}export default withAuth({ callbacks: { authorized: () => true } });`,
    `${withAuth}export default withAuth((req) => {}, { callbacks: { authorized: () => true } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ token }) => !token } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ token }) => token !== undefined } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ req }) => !!req.headers.get('x-user') } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ token }) => !!token || isOpen() } });`,
    `${withAuth}export default withAuth({ callbacks: { authorized: ({ token: other = {} }) => !!other } });`,
    `${withAuth}export default withAuth({ callbacks });\nimport { callbacks } from 'elsewhere';`,
    `${withAuth}const authorized = ({ req, token }) => req.nextUrl.pathname.startsWith('/api') || !!token;
export default withAuth({ callbacks: { authorized } });`,
    `${withAuth}export default withAuth({ pages: { signIn: '/api/orders' } });`,
    "import { withAuth } from './mine';\nexport default withAuth({});",
  ])('lets in somebody else: %s', (text) => expect(v4(text)).not.toBe('guarded'));

  it('leaves its own routes to everybody', () => {
    const files = {
      'middleware.ts': "export { default } from 'next-auth/middleware';",
      'app/api/auth/extra/route.ts': ROUTE,
    };
    const [route] = projectOf(files, { versions: { next: '15.0.0' } }).routes;
    expect(accessOf(route!, {})).not.toBe('guarded');
  });

  it('decides by a callback of another file', () => {
    const files = (answer: string): Files => ({
      'lib/callbacks.ts': `export const authorized = ({ token }) => ${answer};`,
    });
    const text = `${withAuth}import { authorized } from './lib/callbacks';\nexport default withAuth({ callbacks: { authorized } });`;
    expect(v4(text, files('!!token'))).toBe('guarded');
    expect(v4(text, files('true'))).not.toBe('guarded');
  });
});

describe('what stands before routes from version 5 on', () => {
  const made = (config: string, more = ''): Files => ({
    'auth.ts': `import NextAuth from 'next-auth';\n${more}export const { auth, handlers } = NextAuth(${config});\n`,
    'auth.config.ts': 'export const authConfig = { callbacks: { authorized: ({ auth }) => !!auth?.user } };\n',
  });
  const asMiddleware = "export { auth as middleware } from './auth';";
  const asked = '{ callbacks: { authorized({ auth }) { return !!auth; } }, providers: [] }';
  const imported = "import { authConfig } from './auth.config';\n";

  it.each([
    [asMiddleware, made(asked)],
    ["import { auth } from './auth';\nexport default auth;", made(asked)],
    [asMiddleware, made('authConfig', imported)],
    [asMiddleware, made('{ ...authConfig, providers: [] }', imported)],
    [
      "import NextAuth from 'next-auth';\nimport { authConfig } from './auth.config';\nexport default NextAuth(authConfig).auth;",
      made('{}'),
    ],
    [
      "import NextAuth from 'next-auth';\nimport { authConfig } from './auth.config';\n" +
        'export const { auth: middleware } = NextAuth(authConfig);',
      made('{}'),
    ],
    [
      asMiddleware,
      made(
        `{ callbacks: { authorized({ auth, request }) {
  if (request.nextUrl.pathname === '/') return true;
  if (!auth) return Response.json({}, { status: 401 });
  return true;
} } }`,
      ),
    ],
    [
      "import { auth } from './auth';\nexport default auth((req) => { " +
        "if (!req.auth) return Response.redirect(new URL('/login', req.url)); });",
      made('{}'),
    ],
    [
      "import { auth } from './auth';\nexport const middleware = auth(async (req) => { " +
        "if (!req.auth?.user) return new Response('no', { status: 401 }); });",
      made('{}'),
    ],
  ])('lets in who is signed in: %s %j', (text, files) => expect(v5(text, files)).toBe('guarded'));

  it.each([
    [asMiddleware, made('{ providers: [] }')],
    [asMiddleware, made('{ callbacks: { authorized: () => true } }')],
    [asMiddleware, made('{ callbacks: { session: ({ auth }) => !!auth } }')],
    [asMiddleware, made('{ ...others, providers: [] }', "import { others } from 'elsewhere';\n")],
    [asMiddleware, made('() => ({ providers: [] })')],
    [
      asMiddleware,
      made('{ callbacks: { authorized({ auth }) { if (!auth) Response.redirect("/login"); return true; } } }'),
    ],
    // A function of one's own is run for everybody.
    ["import { auth } from './auth';\nexport default auth((req) => { console.log(req.url); });", made(asked)],
    [
      "import { auth } from './auth';\nexport default auth((req) => { if (!req.auth) Response.redirect(new URL('/login', req.url)); });",
      made('{}'),
    ],
    [
      "import { auth } from './auth';\nexport default auth(handler);\nimport { handler } from 'elsewhere';",
      made(asked),
    ],
  ])('lets in somebody else: %s %j', (text, files) => expect(v5(text, files)).not.toBe('guarded'));
});

describe('Clerk before routes', () => {
  const clerk = (body: string, lists = ''): string =>
    `import { clerkMiddleware, createRouteMatcher } from '@clerk/nextjs/server';
import { NextResponse } from 'next/server';
${lists}
export default clerkMiddleware(async (auth, req) => { ${body} });`;
  const PROTECTED = "const isProtected = createRouteMatcher(['/dashboard(.*)', '/api/orders(.*)']);";
  const OPEN = "const isPublic = createRouteMatcher(['/', '/sign-in(.*)']);";
  const v6 = (text: string): Access => behind(text, {}, { '@clerk/nextjs': '6.0.0' });

  it.each([
    clerk('await auth.protect();'),
    clerk('if (isProtected(req)) await auth.protect();', PROTECTED),
    clerk('if (!isPublic(req)) { await auth.protect(); }', OPEN),
    clerk('if (isPublic(req)) return; await auth.protect(); return NextResponse.next();', OPEN),
    clerk('const { userId, redirectToSignIn } = await auth(); if (!userId) return redirectToSignIn();'),
    clerk(
      'if (!(await auth()).userId && isProtected(req)) return NextResponse.redirect(new URL("/", req.url));',
      PROTECTED,
    ),
    clerk("await auth.protect({ role: 'org:admin' });"),
  ])('guards: %s', (text) => expect(v6(text)).toBe('guarded'));

  it.each([
    "import { clerkMiddleware } from '@clerk/nextjs/server';\nexport default clerkMiddleware();",
    clerk('auth.protect();'),
    clerk('if (isProtected(req)) auth.protect();', PROTECTED),
    clerk('if (isProtected(req)) await auth.protect();', PROTECTED.replace("'/api/orders(.*)'", "'/orders(.*)'")),
    clerk('if (!isProtected(req)) await auth.protect();', PROTECTED),
    clerk('if (!isPublic(req)) await auth.protect();', OPEN.replace("'/'", "'/api(.*)'")),
    clerk('if (isProtected(req)) await auth.protect();', 'const isProtected = createRouteMatcher(paths());'),
    clerk('const { userId } = await auth(); if (!userId) console.warn("nobody");'),
    clerk('const { userId, redirectToSignIn } = await auth(); if (!userId) redirectToSignIn();'),
  ])('does not guard: %s', (text) => expect(v6(text)).not.toBe('guarded'));

  it('is open where nothing is done with it', () => {
    expect(v6("import { clerkMiddleware } from '@clerk/nextjs/server';\nexport default clerkMiddleware();")).toBe(
      'open',
    );
  });

  it('answered at once before version 6', () => {
    const v5 = (text: string): Access => behind(text, {}, { '@clerk/nextjs': '5.0.0' });
    expect(v5(clerk('auth().protect();'))).toBe('guarded');
    expect(v5(clerk('if (!auth().userId) return auth().redirectToSignIn();'))).toBe('guarded');
    expect(v5(clerk('auth();'))).not.toBe('guarded');
    const before = (settings: string): string =>
      `import { authMiddleware } from '@clerk/nextjs';\nexport default authMiddleware(${settings});`;
    expect(v5(before('{ publicRoutes: ["/"] }'))).toBe('guarded');
    expect(v5(before('{ publicRoutes: ["/", "/api(.*)"] }'))).not.toBe('guarded');
    expect(v5(before('{ publicRoutes: (req) => true }'))).not.toBe('guarded');
    expect(v5(before('{ afterAuth(auth) {} }'))).not.toBe('guarded');
  });
});

describe('other services before routes', () => {
  const kit = (settings: string): string =>
    `import { authkitMiddleware } from '@workos-inc/authkit-nextjs';\nexport default authkitMiddleware(${settings});`;
  const auth0 = (body: string): string => `import { Auth0Client } from '@auth0/nextjs-auth0/server';
import { NextResponse } from 'next/server';
const auth0 = new Auth0Client();
export async function middleware(request) { const response = await auth0.middleware(request); ${body} return response; }`;
  const kinde = (given: string): string =>
    `import { withAuth } from '@kinde-oss/kinde-auth-nextjs/middleware';\nexport default withAuth${given};`;
  const cookie = (name: string): string => `import { getSessionCookie } from 'better-auth/cookies';
import { auth } from './auth';
export async function middleware(request) {
  const session = ${name};
  if (!session) return Response.redirect(new URL('/sign-in', request.url));
}`;
  const better = {
    'auth.ts':
      "import { betterAuth } from 'better-auth';\nexport const auth = betterAuth({ secret: process.env.S });\n",
  };

  it.each([
    [kit('{ middlewareAuth: { enabled: true, unauthenticatedPaths: ["/", "/about"] } }'), {}],
    [
      auth0(
        "if (!(await auth0.getSession(request))) return NextResponse.redirect(new URL('/auth/login', request.url));",
      ),
      {},
    ],
    [kinde(''), {}],
    [kinde('(async function middleware(req) {}, { publicPaths: ["/about"] })'), {}],
    [cookie('await auth.api.getSession({ headers: request.headers })'), better],
  ])('guard: %s', (text, more) => expect(behind(text, more)).toBe('guarded'));

  it.each([
    [kit('{}'), {}],
    [kit(''), {}],
    [kit('{ middlewareAuth: { enabled: false, unauthenticatedPaths: [] } }'), {}],
    [kit('{ middlewareAuth: { enabled: true, unauthenticatedPaths: ["/api/:path*"] } }'), {}],
    [kit('{ middlewareAuth: { enabled: true, unauthenticatedPaths: paths() } }'), {}],
    [auth0(''), {}],
    [auth0('const session = await auth0.getSession(request);'), {}],
    [kinde('((req) => {}, { publicPaths: ["/api"] })'), {}],
    [cookie('getSessionCookie(request)'), better],
  ])('do not guard: %s', (text, more) => expect(behind(text, more)).not.toBe('guarded'));
});

describe('a helper that answers in place of the middleware', () => {
  const supabase = (guard: string): Files => ({
    'lib/session.ts': `import { createServerClient } from '@supabase/ssr';
import { NextResponse } from 'next/server';
export async function updateSession(request) {
  let response = NextResponse.next({ request });
  const supabase = createServerClient(process.env.URL, process.env.KEY, {
    cookies: {
      getAll() { return request.cookies.getAll(); },
      setAll(list) { response = NextResponse.next({ request }); list.forEach(({ name, value }) => response.cookies.set(name, value)); },
    },
  });
  const { data: { user } } = await supabase.auth.getUser();
  ${guard}
  return response;
}
`,
  });
  const calls = (how: string): string =>
    `import { updateSession } from './lib/session';\nexport async function middleware(request) { ${how} }`;
  const refuse = 'if (!user) { const url = request.nextUrl.clone(); return NextResponse.redirect(url); }';

  it.each([
    'return await updateSession(request);', 'return updateSession(request);',
    'const r = await updateSession(request); return r;',
  ])('lets on whom the helper lets on: %s', (how) => {
    expect(behind(calls(how), supabase(refuse))).toBe('guarded');
    expect(behind(calls(how), supabase(''))).not.toBe('guarded');
    expect(behind(calls(how), supabase(refuse.replace('getUser', 'getSession').replace('!user', 'user')))).not.toBe(
      'guarded',
    );
  });

  it('refuses whom a helper of its own refuses', () => {
    const text = (helper: string, last = 'return refuse();'): string => `import { getToken } from 'next-auth/jwt';
import { NextResponse } from 'next/server';
export async function middleware(req) {
  if (req.nextUrl.pathname.startsWith('/api/')) { if (!(await getToken({ req }))) return refuse(); return NextResponse.next(); }
  ${last}
}
const refuse = ${helper};`;
    expect(v4(text("async () => new NextResponse('no', { status: 401 })"))).toBe('guarded');
    expect(v4(text("() => NextResponse.redirect('/login')"))).toBe('guarded');
    expect(v4(text('() => NextResponse.next()'))).not.toBe('guarded');
    expect(v4(text('() => { console.warn("no"); }'))).not.toBe('guarded');
    expect(v4(text("(to) => to && new NextResponse('no', { status: 401 })"))).not.toBe('guarded');
    expect(v4(text("() => new NextResponse('no', { status: 401 })", 'return NextResponse.next();'))).not.toBe(
      'guarded',
    );
  });
});

describe('keys that a list of the environment holds', () => {
  const files = (validate: string, keys: string, extract: string): Files => ({
    'lib/env.ts': `export const keys = ${keys};\n`,
    'lib/auth.ts': `import { keys } from './env';
export const isValid = (token) => { ${validate} };
export const tokenOf = (req) => { ${extract} };
`,
  });
  const LIST = "(process.env.API_KEYS || '').split(',')";
  const EITHER = `let header = '';
  if (typeof req.headers.get === 'function') { header = req.headers.get('authorization') || ''; }
  else { header = req.headers.authorization || ''; }
  const parts = header.split(' ');
  return parts.length > 1 ? parts[1] : null;`;
  const ASKS = 'if (!token) return false; return keys.includes(token);';
  const gate = (asked: string): string => `import { isValid, tokenOf } from './lib/auth';
import micromatch from 'micromatch';
import { NextResponse } from 'next/server';
const OPEN = ['/api/health', '/api/oauth/**'];
export async function middleware(req) {
  const { pathname } = req.nextUrl;
  if (micromatch.isMatch(pathname, OPEN)) return NextResponse.next();
  if (micromatch.isMatch(pathname, '/api/orders/**')) { ${asked} return NextResponse.next(); }
  return refuse({ message: 'no' });
}
const refuse = async (error) => new NextResponse(JSON.stringify(error), { status: 401 });
`;
  const asks = 'if (!isValid(tokenOf(req))) return refuse({});';

  it('let in who sends one of them', () => {
    expect(behind(gate(asks), files(ASKS, LIST, EITHER))).toBe('guarded');
    expect(
      behind(gate('const token = tokenOf(req); if (!isValid(token)) return refuse({});'), files(ASKS, LIST, EITHER)),
    ).toBe('guarded');
    expect(behind(gate(asks), files('return keys.has(token);', 'new Set(process.env.KEYS.split(","))', EITHER))).toBe(
      'guarded',
    );
  });

  it.each([
    [asks, ASKS, "process.env.API_KEYS || ''", EITHER],
    [asks, ASKS, LIST, "return req.headers.get('x-tenant');"],
    [asks, ASKS, LIST, "return req.headers.get('authorization') ?? keys[0];"],
    [asks, 'if (!token) return true; return keys.includes(token);', LIST, EITHER],
    [asks, 'return !keys.includes(token);', LIST, EITHER],
    [asks, 'return token.length > 8;', LIST, EITHER],
    ['isValid(tokenOf(req));', ASKS, LIST, EITHER],
    ["if (!isValid('key')) return refuse({});", ASKS, LIST, EITHER],
    ['if (isValid(tokenOf(req))) return refuse({});', ASKS, LIST, EITHER],
  ])('let in somebody else: %s %s %s %s', (asked, validate, keys, extract) => {
    expect(behind(gate(asked), files(validate, keys, extract))).not.toBe('guarded');
  });

  it('leave to everybody what the list of open paths names', () => {
    const text = gate(asks).replace("'/api/health'", "'/api/orders'");
    expect(behind(text, files(ASKS, LIST, EITHER))).not.toBe('guarded');
  });
});
