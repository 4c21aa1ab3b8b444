import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  '@fastify/cors': {
    found: [
      ["import it from '@fastify/cors'; «it(x)»;", '@fastify/cors#default'],
      ["import * as it from '@fastify/cors'; «it(x)»;", '@fastify/cors#default'],
      ["«require('@fastify/cors')(x)»;", '@fastify/cors#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/cors'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/csrf-protection': {
    found: [
      ["import it from '@fastify/csrf-protection'; «it(x)»;", '@fastify/csrf-protection#default'],
      ["import * as it from '@fastify/csrf-protection'; «it(x)»;", '@fastify/csrf-protection#default'],
      ["«require('@fastify/csrf-protection')(x)»;", '@fastify/csrf-protection#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/csrf-protection'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/formbody': {
    found: [
      ["import it from '@fastify/formbody'; «it(x)»;", '@fastify/formbody#default'],
      ["import * as it from '@fastify/formbody'; «it(x)»;", '@fastify/formbody#default'],
      ["«require('@fastify/formbody')(x)»;", '@fastify/formbody#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/formbody'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/helmet': {
    found: [
      ["import it from '@fastify/helmet'; «it(x)»;", '@fastify/helmet#default'],
      ["import * as it from '@fastify/helmet'; «it(x)»;", '@fastify/helmet#default'],
      ["«require('@fastify/helmet')(x)»;", '@fastify/helmet#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/helmet'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/multipart': {
    found: [
      ["import it from '@fastify/multipart'; «it(x)»;", '@fastify/multipart#default'],
      ["import * as it from '@fastify/multipart'; «it(x)»;", '@fastify/multipart#default'],
      ["«require('@fastify/multipart')(x)»;", '@fastify/multipart#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/multipart'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/rate-limit': {
    found: [
      ["import it from '@fastify/rate-limit'; «it(x)»;", '@fastify/rate-limit#default'],
      ["import * as it from '@fastify/rate-limit'; «it(x)»;", '@fastify/rate-limit#default'],
      ["«require('@fastify/rate-limit')(x)»;", '@fastify/rate-limit#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/rate-limit'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/secure-session': {
    found: [
      ["import it from '@fastify/secure-session'; «it(x)»;", '@fastify/secure-session#default'],
      ["import * as it from '@fastify/secure-session'; «it(x)»;", '@fastify/secure-session#default'],
      ["«require('@fastify/secure-session')(x)»;", '@fastify/secure-session#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/secure-session'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/session': {
    found: [
      ["import it from '@fastify/session'; «it(x)»;", '@fastify/session#default'],
      ["import * as it from '@fastify/session'; «it(x)»;", '@fastify/session#default'],
      ["«require('@fastify/session')(x)»;", '@fastify/session#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/session'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/static': {
    found: [
      ["import it from '@fastify/static'; «it(x)»;", '@fastify/static#default'],
      ["import * as it from '@fastify/static'; «it(x)»;", '@fastify/static#default'],
      ["«require('@fastify/static')(x)»;", '@fastify/static#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/static'; function f(it) { return «it(x)»; }", null],
    ],
  },
  he: {
    found: [
      ["import { encode as it } from 'he'; «it(x)»;", 'he#encode'],
      ["import * as lib from 'he'; «lib.encode(x)»;", 'he#encode'],
      ["const lib = require('he'); «lib.encode(x)»;", 'he#encode'],
    ],
    lookAlikes: [
      ["import { encode as it } from './mine'; «it(x)»;", null],
      ['const lib = { encode() {} }; «lib.encode(x)»;', null],
      ["import { encode as it } from 'he'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'html-entities': {
    found: [
      ["import { encode as it } from 'html-entities'; «it(x)»;", 'html-entities#encode'],
      ["import * as lib from 'html-entities'; «lib.encode(x)»;", 'html-entities#encode'],
      ["const lib = require('html-entities'); «lib.encode(x)»;", 'html-entities#encode'],
    ],
    lookAlikes: [
      ["import { encode as it } from './mine'; «it(x)»;", null],
      ['const lib = { encode() {} }; «lib.encode(x)»;', null],
      ["import { encode as it } from 'html-entities'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'isomorphic-dompurify': {
    found: [
      ["import { sanitize as it } from 'isomorphic-dompurify'; «it(x)»;", 'isomorphic-dompurify#sanitize'],
      ["import * as lib from 'isomorphic-dompurify'; «lib.sanitize(x)»;", 'isomorphic-dompurify#sanitize'],
      ["const lib = require('isomorphic-dompurify'); «lib.sanitize(x)»;", 'isomorphic-dompurify#sanitize'],
    ],
    lookAlikes: [
      ["import { sanitize as it } from './mine'; «it(x)»;", null],
      ['const lib = { sanitize() {} }; «lib.sanitize(x)»;', null],
      ["import { sanitize as it } from 'isomorphic-dompurify'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'js-yaml': {
    found: [
      ["import { load as it } from 'js-yaml'; «it(x)»;", 'js-yaml#load'],
      ["import * as lib from 'js-yaml'; «lib.load(x)»;", 'js-yaml#load'],
      ["const lib = require('js-yaml'); «lib.load(x)»;", 'js-yaml#load'],
    ],
    lookAlikes: [
      ["import { load as it } from './mine'; «it(x)»;", null],
      ['const lib = { load() {} }; «lib.load(x)»;', null],
      ["import { load as it } from 'js-yaml'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-body': {
    found: [
      ["import { koaBody as it } from 'koa-body'; «it(x)»;", 'koa-body#koaBody'],
      ["import * as lib from 'koa-body'; «lib.koaBody(x)»;", 'koa-body#koaBody'],
      ["const lib = require('koa-body'); «lib.koaBody(x)»;", 'koa-body#koaBody'],
    ],
    lookAlikes: [
      ["import { koaBody as it } from './mine'; «it(x)»;", null],
      ['const lib = { koaBody() {} }; «lib.koaBody(x)»;', null],
      ["import { koaBody as it } from 'koa-body'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-bodyparser': {
    found: [
      ["import it from 'koa-bodyparser'; «it(x)»;", 'koa-bodyparser#default'],
      ["import * as it from 'koa-bodyparser'; «it(x)»;", 'koa-bodyparser#default'],
      ["«require('koa-bodyparser')(x)»;", 'koa-bodyparser#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-bodyparser'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-compress': {
    found: [
      ["import it from 'koa-compress'; «it(x)»;", 'koa-compress#default'],
      ["import * as it from 'koa-compress'; «it(x)»;", 'koa-compress#default'],
      ["«require('koa-compress')(x)»;", 'koa-compress#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-compress'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-helmet': {
    found: [
      ["import it from 'koa-helmet'; «it(x)»;", 'koa-helmet#default'],
      ["import * as it from 'koa-helmet'; «it(x)»;", 'koa-helmet#default'],
      ["«require('koa-helmet')(x)»;", 'koa-helmet#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-helmet'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-jwt': {
    found: [
      ["import it from 'koa-jwt'; «it(x)»;", 'koa-jwt#default'],
      ["import * as it from 'koa-jwt'; «it(x)»;", 'koa-jwt#default'],
      ["«require('koa-jwt')(x)»;", 'koa-jwt#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-jwt'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-ratelimit': {
    found: [
      ["import it from 'koa-ratelimit'; «it(x)»;", 'koa-ratelimit#default'],
      ["import * as it from 'koa-ratelimit'; «it(x)»;", 'koa-ratelimit#default'],
      ["«require('koa-ratelimit')(x)»;", 'koa-ratelimit#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-ratelimit'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-session': {
    found: [
      ["import it from 'koa-session'; «it(x)»;", 'koa-session#default'],
      ["import * as it from 'koa-session'; «it(x)»;", 'koa-session#default'],
      ["«require('koa-session')(x)»;", 'koa-session#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-session'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
