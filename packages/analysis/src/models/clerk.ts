import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** `getAuth(req)`, `await auth()`: an object for everybody, with a `userId` for who is signed in. */
const HELD: MemberModel = { call: { holdsCaller: true } };
const HELD_LATER: MemberModel = { call: { async: 'promise', holdsCaller: true } };

export const clerkExpress = defineModel({
  library: '@clerk/express',
  modules: ['@clerk/express'],
  family: 'auth',
  exports: { getAuth: HELD, requireAuth: { call: { duty: ['authentication'] } }, clerkMiddleware: { call: {} } },
});
export const clerkFastify = defineModel({
  library: '@clerk/fastify',
  modules: ['@clerk/fastify'],
  family: 'auth',
  exports: { getAuth: HELD, clerkPlugin: {} },
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
