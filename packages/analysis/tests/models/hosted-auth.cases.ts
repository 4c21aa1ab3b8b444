import type { LibraryCases } from './model-case.js';

/** A call on what a library makes, imported in three ways; and the same on things of other people. */
function made(module: string, name: string, make: string, call: string, symbol: string): LibraryCases[string] {
  const use = (how: string): string => `const it = ${how}; «it.${call}(x)»;`;
  return {
    found: [
      [`import { ${name} } from '${module}'; ${use(make)}`, symbol],
      [`import * as lib from '${module}'; ${use(make.replace(name, `lib.${name}`))}`, symbol],
      [`const { ${name} } = require('${module}'); ${use(make)}`, symbol],
    ],
    lookAlikes: [
      [`import { ${name} } from './mine'; ${use(make)}`, null],
      [`const ${name} = globalThis.mine; ${use(make)}`, null],
      [`import { ${name} } from '${module}'; function f(it) { return «it.${call}(x)»; }`, null],
    ],
  };
}

/** A function of a library, imported in three ways; and the same of other people. */
function called(module: string, name: string): LibraryCases[string] {
  return {
    found: [
      [`import { ${name} as it } from '${module}'; «it(x)»;`, `${module}#${name}`],
      [`import * as lib from '${module}'; «lib.${name}(x)»;`, `${module}#${name}`],
      [`const lib = require('${module}'); «lib.${name}(x)»;`, `${module}#${name}`],
    ],
    lookAlikes: [
      [`import { ${name} as it } from './mine'; «it(x)»;`, null],
      [`const lib = { ${name}() {} }; «lib.${name}(x)»;`, null],
      [`import { ${name} as it } from '${module}'; function f(it) { return «it(x)»; }`, null],
    ],
  };
}

export const cases: LibraryCases = {
  'next-auth/jwt': called('next-auth/jwt', 'getToken'),
  '@auth/core/jwt': called('@auth/core/jwt', 'getToken'),
  'next-auth/middleware': called('next-auth/middleware', 'withAuth'),
  'better-auth/cookies': called('better-auth/cookies', 'getSessionCookie'),
  '@kinde-oss/kinde-auth-nextjs/middleware': called('@kinde-oss/kinde-auth-nextjs/middleware', 'withAuth'),
  'firebase-admin': made('firebase-admin', 'auth', 'auth()', 'verifyIdToken', 'firebase-admin#Auth.verifyIdToken'),
  'firebase-admin/auth': made(
    'firebase-admin/auth',
    'getAuth',
    'getAuth()',
    'verifySessionCookie',
    'firebase-admin/auth#Auth.verifySessionCookie',
  ),
  '@supabase/supabase-js': made(
    '@supabase/supabase-js',
    'createClient',
    'createClient(a, b)',
    'auth.getUser',
    '@supabase/supabase-js#Auth.getUser',
  ),
  '@supabase/ssr': made(
    '@supabase/ssr',
    'createServerClient',
    'createServerClient(a, b, c)',
    'auth.getUser',
    '@supabase/ssr#Auth.getUser',
  ),
  '@workos-inc/authkit-nextjs': {
    found: [
      ["import { withAuth } from '@workos-inc/authkit-nextjs'; «withAuth()»;", '@workos-inc/authkit-nextjs#withAuth'],
      ["import * as kit from '@workos-inc/authkit-nextjs'; «kit.withAuth()»;", '@workos-inc/authkit-nextjs#withAuth'],
      [
        "const { withAuth } = require('@workos-inc/authkit-nextjs'); «withAuth()»;",
        '@workos-inc/authkit-nextjs#withAuth',
      ],
    ],
    lookAlikes: [
      ["import { withAuth } from './mine'; «withAuth()»;", null],
      ["import { other } from '@workos-inc/authkit-nextjs'; function f(withAuth) { return «withAuth()»; }", null],
      ['const withAuth = globalThis.mine; «withAuth()»;', null],
    ],
  },
  '@auth0/nextjs-auth0': made(
    '@auth0/nextjs-auth0',
    'Auth0Client',
    'new Auth0Client()',
    'getSession',
    '@auth0/nextjs-auth0#Auth0Client.getSession',
  ),
  '@clerk/backend': made(
    '@clerk/backend',
    'createClerkClient',
    'createClerkClient({})',
    'authenticateRequest',
    '@clerk/backend#Clerk.authenticateRequest',
  ),
  'google-auth-library': made(
    'google-auth-library',
    'OAuth2Client',
    'new OAuth2Client(a)',
    'verifyIdToken',
    'google-auth-library#OAuth2Client.verifyIdToken',
  ),
  'aws-jwt-verify': made(
    'aws-jwt-verify',
    'CognitoJwtVerifier',
    'CognitoJwtVerifier.create(a)',
    'verify',
    'aws-jwt-verify#Verifier.verify',
  ),
};
