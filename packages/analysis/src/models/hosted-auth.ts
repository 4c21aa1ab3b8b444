import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** It verifies a token, and rejects where that does not hold. */
const VERIFIES: MemberModel = { call: { async: 'promise', token: { does: 'verify' } } };
const ASKED: MemberModel = { call: { async: 'promise' } };

const firebaseTypes = {
  Auth: {
    members: {
      verifyIdToken: VERIFIES,
      verifySessionCookie: VERIFIES,
      getUser: ASKED,
      getUserByEmail: ASKED,
      createUser: ASKED,
      updateUser: ASKED,
      deleteUser: ASKED,
      setCustomUserClaims: ASKED,
    },
  },
  App: { members: { auth: { call: { returns: 'Auth' } } } },
} as const;

export const firebaseAdmin = defineModel({
  library: 'firebase-admin',
  modules: ['firebase-admin'],
  family: 'auth',
  exports: {
    auth: { call: { returns: 'Auth' } },
    app: { call: { returns: 'App' } },
    initializeApp: { call: { returns: 'App' } },
  },
  types: firebaseTypes,
});
export const firebaseAdminAuth = defineModel({
  library: 'firebase-admin/auth',
  modules: ['firebase-admin/auth'],
  family: 'auth',
  exports: { getAuth: { call: { returns: 'Auth' } } },
  types: firebaseTypes,
});

/** `auth.getUser()` asks the server, `getClaims()` verifies the token; what `getSession()` gives was only read from a cookie. */
const TOLD: MemberModel = { call: { async: 'promise', holdsCaller: { member: 'data', unless: 'error' } } };
const supabaseTypes = {
  Client: { members: { auth: { type: 'Auth' } } },
  Auth: { members: { getUser: TOLD, getClaims: TOLD, getSession: ASKED, signOut: ASKED } },
} as const;

export const supabase = defineModel({
  library: '@supabase/supabase-js',
  modules: ['@supabase/supabase-js'],
  family: 'auth',
  exports: { createClient: { call: { returns: 'Client' } }, SupabaseClient: { type: 'Client', new: {} } },
  types: supabaseTypes,
});
export const supabaseServer = defineModel({
  library: '@supabase/ssr',
  modules: ['@supabase/ssr'],
  family: 'auth',
  exports: { createServerClient: { call: { returns: 'Client' } } },
  types: supabaseTypes,
});

export const googleAuth = defineModel({
  library: 'google-auth-library',
  modules: ['google-auth-library'],
  family: 'auth',
  exports: { OAuth2Client: { type: 'OAuth2Client', new: {} } },
  types: { OAuth2Client: { members: { verifyIdToken: VERIFIES, getToken: ASKED } } },
});

export const awsJwtVerify = defineModel({
  library: 'aws-jwt-verify',
  modules: ['aws-jwt-verify'],
  family: 'auth',
  exports: {
    CognitoJwtVerifier: { members: { create: { call: { returns: 'Verifier' } } } },
    JwtVerifier: { members: { create: { call: { returns: 'Verifier' } } } },
  },
  types: { Verifier: { members: { verify: VERIFIES, verifySync: { call: { token: { does: 'verify' } } } } } },
});

/** `const { user } = await withAuth()`: nobody, for who is not signed in. */
export const authkit = defineModel({
  library: '@workos-inc/authkit-nextjs',
  modules: ['@workos-inc/authkit-nextjs'],
  family: 'auth',
  exports: {
    withAuth: { call: { async: 'promise', holdsCaller: true } },
    authkitMiddleware: {
      call: {
        gate: {
          settings: 'own',
          signedIn: { property: 'middlewareAuth.enabled', is: true },
          open: { settings: { 'middlewareAuth.unauthenticatedPaths': 'fits' } },
        },
      },
    },
  },
});

/** What it is given runs for whoever is signed in; nobody else comes so far. */
const kindeBefore: MemberModel = {
  call: {
    gate: {
      settings: 'own',
      signedIn: true,
      open: { starts: ['/api/auth', '/_next'], settings: { publicPaths: 'starts', loginPage: 'starts' } },
    },
    callbacks: [{ arg: 0, params: ['next#NextRequest'] }],
  },
};
export const kindeMiddleware = defineModel({
  library: '@kinde-oss/kinde-auth-nextjs/middleware',
  modules: ['@kinde-oss/kinde-auth-nextjs/middleware', '@kinde-oss/kinde-auth-nextjs/server'],
  family: 'auth',
  exports: { withAuth: kindeBefore, getKindeServerSession: { call: { returns: 'Session' } } },
  types: {
    Session: {
      members: {
        getUser: { call: { async: 'promise', identifies: 'result' } },
        isAuthenticated: { call: { async: 'promise', identifies: 'result' } },
      },
    },
  },
});

const SESSION: MemberModel = { call: { async: 'promise', identifies: 'result' } };
/** It serves the pages to sign in by, and lets whoever calls go on. */
const PASSES: MemberModel = { call: { async: 'promise', goesOn: 'returned' } };

export const auth0Next = defineModel({
  library: '@auth0/nextjs-auth0',
  modules: ['@auth0/nextjs-auth0', '@auth0/nextjs-auth0/edge', '@auth0/nextjs-auth0/server'],
  family: 'auth',
  exports: {
    getSession: SESSION,
    withMiddlewareAuthRequired: {
      call: {
        gate: { settings: 'own', signedIn: true, open: { starts: ['/api/auth', '/_next', '/favicon.ico'] } },
        callbacks: [{ arg: 0, params: ['next#NextRequest'] }],
      },
    },
    Auth0Client: { type: 'Auth0Client', new: {} },
  },
  types: { Auth0Client: { members: { getSession: SESSION, middleware: PASSES } } },
});
