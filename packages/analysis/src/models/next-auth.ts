/** Auth.js in Next.js: NextAuth itself, the tokens it issues, and what stands before routes in its name. */
import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import { authJs } from './auth-servers.js';

/** Verified under the secret of the server, or nothing; `raw` hands out what the client sent as it is. */
const TOKEN: MemberModel = {
  call: { async: 'promise', identifies: 'result', dutyUnless: [{ arg: 0, property: 'raw', is: true }] },
};

export const nextAuth = defineModel({
  library: 'next-auth',
  modules: ['next-auth', 'next-auth/next'],
  family: 'auth',
  exports: { default: authJs('last', 'Auth'), getServerSession: { call: { async: 'promise', identifies: 'result' } } },
  types: {
    // From version 5 on; what it gave before is the handler itself.
    Auth: {
      members: {
        auth: {
          call: {
            async: 'promise',
            identifies: 'result',
            // A function of one's own is run for everybody: what `authorized` answers is then not asked for.
            gate: {
              settings: 'maker',
              decides: { property: 'callbacks.authorized', caller: 'auth', unlessRuns: true },
              open: { starts: ['/api/auth/signin'], settings: { 'pages.signIn': 'is' } },
            },
            callbacks: [{ arg: 0, params: ['AuthRequest'] }],
          },
        },
        signIn: { call: { async: 'promise' } },
        signOut: { call: { async: 'promise' } },
      },
    },
    /** `auth` is the session, or nothing. */
    AuthRequest: { extends: 'next#NextRequest' },
  },
});
export const nextAuthJwt = defineModel({
  library: 'next-auth/jwt',
  modules: ['next-auth/jwt'],
  family: 'auth',
  exports: { getToken: TOKEN },
});
export const authCoreJwt = defineModel({
  library: '@auth/core/jwt',
  modules: ['@auth/core/jwt'],
  family: 'auth',
  exports: { getToken: TOKEN },
});

/** Up to version 4; it lets everybody to its own pages. */
const BEFORE_ROUTES: MemberModel = {
  call: {
    gate: {
      settings: 'own',
      signedIn: true,
      decides: { property: 'callbacks.authorized', caller: 'token' },
      open: {
        starts: ['/api/auth', '/_next', '/favicon.ico'],
        settings: { 'pages.signIn': 'is', 'pages.error': 'is' },
      },
    },
    callbacks: [{ arg: 0, params: ['next#NextRequest'] }],
  },
};
export const nextAuthMiddleware = defineModel({
  library: 'next-auth/middleware',
  modules: ['next-auth/middleware'],
  family: 'auth',
  exports: { default: BEFORE_ROUTES, withAuth: BEFORE_ROUTES },
});
