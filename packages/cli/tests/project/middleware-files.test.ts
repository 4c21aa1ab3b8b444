import { describe, expect, it } from 'vitest';
import { seen, type Files } from './guard-twins.js';

const CHECK = `import { jwtVerify } from 'jose';
import { NextResponse } from 'next/server';
const key = new TextEncoder().encode(process.env.SECRET);
export async function middleware(request) {
  const token = request.cookies.get('session')?.value;
  if (!token) return NextResponse.json({ error: 'unauthorized' }, { status: 401 });
  try { await jwtVerify(token, key, { algorithms: ['HS256'] }); } catch { return NextResponse.redirect(new URL('/login', request.url)); }
  return NextResponse.next();
}
`;
const route = 'export async function POST(request) { await save(await request.json()); return Response.json({}); }\n';
const next = (middleware: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({ name: 'shop', dependencies: { next: '^15.0.0', jose: '^6.0.0' } }),
  'middleware.ts': middleware,
  'app/api/orders/route.ts': route,
  ...more,
});
const matching = (matcher: string): Files => next(`${CHECK}export const config = { matcher: ${matcher} };\n`);

describe('a middleware file', () => {
  it.each([
    ['says of no path where it runs', next(CHECK)],
    ['names the path', matching("'/api/orders'")],
    ['names all below', matching("['/x', '/api/:path*']")],
    ['names all but some', matching("['/((?!_next/static|favicon.ico|api/public).*)']")],
    ['describes the path', matching("[{ source: '/api/orders' }]")],
    [
      'is called proxy',
      { ...next(''), 'middleware.ts': '', 'proxy.ts': CHECK.replace('function middleware', 'function proxy') },
    ],
  ])('stands before a route: it %s', (_, files) => {
    expect(seen(files, 'POST /api/orders')).toBe('guarded');
  });

  it.each([
    ['names another path', matching("'/api/order/:path*'")],
    ['leaves the path out', matching("['/((?!api|_next).*)']")],
    ['names paths nobody knows', matching('paths()')],
    [
      'goes on after the check failed',
      next(CHECK.replace("return NextResponse.redirect(new URL('/login', request.url));", '')),
    ],
    [
      'goes on without a token',
      next(CHECK.replace("return NextResponse.json({ error: 'unauthorized' }, { status: 401 });", 'return;')),
    ],
    [
      'rewrites before the check',
      next(
        CHECK.replace(
          'if (!token)',
          'if (request.nextUrl.host) return NextResponse.rewrite(request.url);\n  if (!token)',
        ),
      ),
    ],
    ['is that of another application', { ...next(''), 'middleware.ts': '', 'apps/web/middleware.ts': CHECK }],
  ])('does not stand before a route: it %s', (_, files) => {
    expect(seen(files, 'POST /api/orders')).toBe('not known');
  });
});
