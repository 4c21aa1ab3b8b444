import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** `getAuth(req)`, `await auth()`: an object for everybody, with a `userId` for who is signed in. */
const HELD: MemberModel = { call: { holdsCaller: true } };
const HELD_LATER: MemberModel = { call: { async: 'promise', holdsCaller: true } };

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
export const clerkNext = defineModel({
  library: '@clerk/nextjs',
  modules: ['@clerk/nextjs', '@clerk/nextjs/server'],
  family: 'auth',
  exports: {
    auth: HELD_LATER,
    getAuth: HELD,
    clerkMiddleware: { call: {} },
    currentUser: { call: { async: 'promise', identifies: 'result' } },
  },
});
