import type { LibraryCases } from './model-case.js';

/** Calls that give a cookie or a session to the browser, and calls that only sound so. */
export const cases: LibraryCases = {
  cookie: {
    found: [
      ["import { serialize } from 'cookie'; «serialize('session', id, {})»;", 'cookie#serialize'],
      ["import * as cookie from 'cookie'; «cookie.serialize('session', id)»;", 'cookie#serialize'],
      ["import { parse } from 'cookie'; «parse(text)»;", 'cookie#parse'],
    ],
    lookAlikes: [["import { serialize } from './cookie'; «serialize('session', id)»;", null]],
  },
  cookies: {
    found: [
      [
        "import Cookies from 'cookies'; const jar = new Cookies(req, res); «jar.set('session', id)»;",
        'cookies#Cookies.set',
      ],
      {
        code: "const Cookies = require('cookies'); const jar = new Cookies(req, res); «jar.get('session')»;",
        is: 'cookies#Cookies.get',
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import Cookies from 'js-cookie'; «Cookies.set('session', id)»;", null]],
  },
  'iron-session': {
    found: [
      {
        code:
          "import { getIronSession } from 'iron-session'; «getIronSession(store, { " +
          "cookieName: 'app', password: secret })»;",
        is: 'iron-session#getIronSession',
        async: 'promise',
        sinks: ['secret'],
      },
      {
        code:
          "import { getIronSession } from 'iron-session'; «getIronSession(req, res, { " +
          "cookieName: 'app', password: secret })»;",
        sinks: ['secret'],
      },
      {
        code: "import { sealData } from 'iron-session'; «sealData(data, { password: secret })»;",
        is: 'iron-session#sealData',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [["import { getIronSession } from './session'; «getIronSession(store, {})»;", null]],
  },
  '@remix-run/node': {
    found: [
      {
        code:
          "import { createCookieSessionStorage } from 'react-router'; «createCookieSessionStorage({ cookie: { " +
          "name: '__session', secrets: [secret] } })»;",
        is: '@remix-run/node#createCookieSessionStorage',
        sinks: ['secret'],
      },
      {
        code:
          "import { createMemorySessionStorage } from '@react-router/node'; «createMemorySessionStorage({ " +
          'cookie })»;',
        hazards: ['memory-store'],
      },
      {
        code: "import { createCookie } from '@remix-run/node'; «createCookie('session', { secrets: [secret] })»;",
        sinks: ['secret'],
      },
    ],
    lookAlikes: [["import { createCookie } from './cookies'; «createCookie('session', {})»;", null]],
  },
  h3: {
    found: [
      ["import { setCookie } from 'h3'; «setCookie(event, 'session', id)»;", 'h3#setCookie'],
      { code: "import { getCookie } from 'h3'; «getCookie(event, 'session')»;", is: 'h3#getCookie', taint: 'tainted' },
    ],
    lookAlikes: [["import { setCookie } from './cookies'; «setCookie(event, 'session', id)»;", null]],
  },
  'better-auth': {
    found: [
      {
        code:
          "import { betterAuth } from 'better-auth'; «betterAuth({ secret: key, advanced: { " +
          'useSecureCookies: false, disableCSRFCheck: true, disableOriginCheck: true } })»;',
        is: 'better-auth#betterAuth',
        sinks: ['secret'],
        hazards: ['unprotected-login', 'unprotected-login', 'unprotected-login'],
      },
      {
        code:
          "import { betterAuth } from 'better-auth'; «betterAuth({ " +
          "trustedOrigins: ['https://a.example', 'https://*'] })»;",
        hazards: ['unprotected-login'],
      },
      {
        code:
          "import { betterAuth } from 'better-auth/minimal'; «betterAuth({ advanced: { " +
          'defaultCookieAttributes: { httpOnly: false } } })»;',
        hazards: ['unprotected-login'],
      },
    ],
    lookAlikes: [
      {
        code:
          "import { betterAuth } from 'better-auth'; «betterAuth({ " +
          "trustedOrigins: ['https://*.example.com'], advanced: { disableCSRFCheck: false } })»;",
        hazards: [],
      },
      {
        code:
          "import { betterAuth } from 'better-auth'; «betterAuth({ advanced: { " +
          'useSecureCookies: false, defaultCookieAttributes: { secure: true } } })»;',
        hazards: [],
      },
      {
        code:
          "import { betterAuth } from 'better-auth'; «betterAuth({ advanced: { " +
          'useSecureCookies: isProduction } })»;',
        hazards: [],
      },
      ["import { betterAuth } from './auth'; «betterAuth({})»;", null],
    ],
  },
  'next-auth': {
    found: [
      {
        code: "import NextAuth from 'next-auth'; «NextAuth({ providers, useSecureCookies: false })»;",
        is: 'next-auth#default',
        hazards: ['unprotected-login'],
      },
      {
        code:
          "import NextAuth from 'next-auth'; «NextAuth(req, res, { cookies: { sessionToken: { options: { " +
          'secure: false } } } })»;',
        hazards: ['unprotected-login'],
      },
    ],
    lookAlikes: [
      {
        code: "import NextAuth from 'next-auth'; «NextAuth({ providers, useSecureCookies: false, cookies })»;",
        hazards: [],
      },
      ["import NextAuth from './auth'; «NextAuth({ useSecureCookies: false })»;", null],
    ],
  },
  '@auth/core': {
    found: [
      {
        code: "import { Auth, skipCSRFCheck } from '@auth/core'; «Auth(request, { providers, skipCSRFCheck })»;",
        is: '@auth/core#Auth',
        hazards: ['unprotected-login'],
      },
    ],
    lookAlikes: [
      { code: "import { Auth } from '@auth/core'; «Auth(request, { providers, trustHost: true })»;", hazards: [] },
    ],
  },
  '@auth/express': {
    found: [
      {
        code: "import { ExpressAuth } from '@auth/express'; «ExpressAuth({ providers, useSecureCookies: false })»;",
        is: '@auth/express#ExpressAuth',
        hazards: ['unprotected-login'],
      },
    ],
    lookAlikes: [
      {
        code: "import { ExpressAuth } from '@auth/express'; «ExpressAuth({ providers, skipCSRFCheck: undefined })»;",
        hazards: [],
      },
    ],
  },
};
