import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** `getAuth(req)`, `await auth()`: an object for everybody, with a `userId` for who is signed in. */
const HELD: MemberModel = { call: { holdsCaller: true } };

/** What stands in a request, whether it is signed in, and who that is. */
const backendTypes = {
  Clerk: {
    members: {
      authenticateRequest: {
        call: {
          async: 'promise',
          returns: 'RequestState',
          token: { does: 'verify', validMember: ['isSignedIn', 'isAuthenticated'] },
        },
      },
    },
  },
  RequestState: { members: { toAuth: HELD } },
} as const;
const CLIENT: MemberModel = { call: { returns: 'Clerk' } };

export const clerkBackend = defineModel({
  library: '@clerk/backend',
  modules: ['@clerk/backend'],
  family: 'auth',
  exports: {
    createClerkClient: CLIENT,
    verifyToken: { call: { async: 'promise', token: { does: 'verify' }, result: { is: 'validated', arg: 0 } } },
  },
  types: backendTypes,
});
export const clerkExpress = defineModel({
  library: '@clerk/express',
  modules: ['@clerk/express'],
  family: 'auth',
  exports: {
    getAuth: HELD,
    requireAuth: { call: { duty: ['authentication'] } },
    clerkMiddleware: { call: {} },
    createClerkClient: CLIENT,
    clerkClient: { type: 'Clerk' },
  },
  types: backendTypes,
});
export const clerkFastify = defineModel({
  library: '@clerk/fastify',
  modules: ['@clerk/fastify'],
  family: 'auth',
  exports: { getAuth: HELD, clerkPlugin: {}, createClerkClient: CLIENT, clerkClient: { type: 'Clerk' } },
  types: backendTypes,
});
/** It looks at who calls and turns nobody away; the function it is given does, or does not. */
const BEFORE_ROUTES: MemberModel = {
  call: { gate: { settings: 'own' }, callbacks: [{ arg: 0, params: ['Auth', 'next#NextRequest'] }] },
};
const ROUTES: MemberModel = {
  call: { returns: 'Routes', testsPath: { patternArg: 0, ofRequest: true, ignoresCase: true } },
};
const CURRENT: MemberModel = { call: { async: 'promise', identifies: 'result' } };
/** It sends whoever is not signed in elsewhere, and fails for that. */
const protects = (async?: 'promise'): MemberModel => ({ call: { ...(async && { async }), token: { does: 'verify' } } });
const SENDS_AWAY: MemberModel = { call: { response: { ends: true, whenReturned: true }, returns: 'Response' } };
/** It stands in the module, and is what the function before routes is handed. */
const LATER = {
  call: { async: 'promise', holdsCaller: true, returns: 'Session' },
  members: { protect: protects('promise') },
} as const satisfies MemberModel;
const AT_ONCE = {
  call: { holdsCaller: true, returns: 'Session' },
  members: { protect: protects() },
} as const satisfies MemberModel;
const Response = {} as const;

export const clerkNext = defineModel({
  library: '@clerk/nextjs',
  modules: ['@clerk/nextjs', '@clerk/nextjs/server'],
  versions: '>=6',
  family: 'auth',
  exports: {
    auth: LATER,
    getAuth: HELD,
    clerkMiddleware: BEFORE_ROUTES,
    createRouteMatcher: ROUTES,
    currentUser: CURRENT,
  },
  types: {
    Auth: LATER,
    Session: { members: { redirectToSignIn: SENDS_AWAY, redirectToSignUp: SENDS_AWAY } },
    Routes: {},
    Response,
  },
});
/** What is asked for a request came at once. */
export const clerkNextBefore6 = defineModel({
  library: '@clerk/nextjs',
  modules: ['@clerk/nextjs', '@clerk/nextjs/server'],
  versions: '<6',
  family: 'auth',
  exports: {
    auth: AT_ONCE,
    getAuth: HELD,
    clerkMiddleware: BEFORE_ROUTES,
    authMiddleware: {
      call: {
        gate: {
          settings: 'own',
          signedIn: true,
          open: {
            starts: ['/_next', '/sign-in', '/sign-up'],
            settings: { publicRoutes: 'fits', ignoredRoutes: 'fits', signInUrl: 'starts', signUpUrl: 'starts' },
          },
        },
        // It decides in place of the library.
        dutyUnless: [{ arg: 0, property: 'afterAuth' }],
      },
    },
    createRouteMatcher: ROUTES,
    currentUser: CURRENT,
  },
  types: {
    Auth: AT_ONCE,
    Session: { members: { protect: protects(), redirectToSignIn: SENDS_AWAY, redirectToSignUp: SENDS_AWAY } },
    Routes: {},
    Response,
  },
});
