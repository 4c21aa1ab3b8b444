import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'body-parser': {
    found: [
      ["import { json as it } from 'body-parser'; «it(x)»;", 'body-parser#json'],
      ["import * as lib from 'body-parser'; «lib.json(x)»;", 'body-parser#json'],
      ["const lib = require('body-parser'); «lib.json(x)»;", 'body-parser#json'],
    ],
    lookAlikes: [
      ["import { json as it } from './mine'; «it(x)»;", null],
      ['const lib = { json() {} }; «lib.json(x)»;', null],
      ["import { json as it } from 'body-parser'; function f(it) { return «it(x)»; }", null],
    ],
  },
  compression: {
    found: [
      ["import it from 'compression'; «it(x)»;", 'compression#default'],
      ["import * as it from 'compression'; «it(x)»;", 'compression#default'],
      ["«require('compression')(x)»;", 'compression#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'compression'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'connect-flash': {
    found: [
      ["import it from 'connect-flash'; «it(x)»;", 'connect-flash#default'],
      ["import * as it from 'connect-flash'; «it(x)»;", 'connect-flash#default'],
      ["«require('connect-flash')(x)»;", 'connect-flash#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'connect-flash'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-flash': {
    found: [
      ["import it from 'express-flash'; «it(x)»;", 'express-flash#default'],
      ["import * as it from 'express-flash'; «it(x)»;", 'express-flash#default'],
      ["«require('express-flash')(x)»;", 'express-flash#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'express-flash'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'cookie-parser': {
    found: [
      ["import it from 'cookie-parser'; «it(x)»;", 'cookie-parser#default'],
      ["import * as it from 'cookie-parser'; «it(x)»;", 'cookie-parser#default'],
      ["«require('cookie-parser')(x)»;", 'cookie-parser#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'cookie-parser'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'csrf-sync': {
    found: [
      ["import { csrfSync as it } from 'csrf-sync'; «it(x)»;", 'csrf-sync#csrfSync'],
      ["import * as lib from 'csrf-sync'; «lib.csrfSync(x)»;", 'csrf-sync#csrfSync'],
      ["const lib = require('csrf-sync'); «lib.csrfSync(x)»;", 'csrf-sync#csrfSync'],
    ],
    lookAlikes: [
      ["import { csrfSync as it } from './mine'; «it(x)»;", null],
      ['const lib = { csrfSync() {} }; «lib.csrfSync(x)»;', null],
      ["import { csrfSync as it } from 'csrf-sync'; function f(it) { return «it(x)»; }", null],
    ],
  },
  csurf: {
    found: [
      ["import it from 'csurf'; «it(x)»;", 'csurf#default'],
      ["import * as it from 'csurf'; «it(x)»;", 'csurf#default'],
      ["«require('csurf')(x)»;", 'csurf#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'csurf'; function f(it) { return «it(x)»; }", null],
    ],
  },
  dataloader: {
    found: [
      ["import It from 'dataloader'; «new It(x)»;", 'dataloader#default'],
      ["import * as It from 'dataloader'; «new It(x)»;", 'dataloader#default'],
      ["const It = require('dataloader'); «new It(x)»;", 'dataloader#default'],
    ],
    lookAlikes: [
      ["import It from './mine'; «new It(x)»;", null],
      ['class It {} «new It(x)»;', null],
      ["import It from 'dataloader'; function f(It) { return «new It(x)»; }", null],
    ],
  },
  dompurify: {
    found: [
      ["import { sanitize as it } from 'dompurify'; «it(x)»;", 'dompurify#sanitize'],
      ["import * as lib from 'dompurify'; «lib.sanitize(x)»;", 'dompurify#sanitize'],
      ["const lib = require('dompurify'); «lib.sanitize(x)»;", 'dompurify#sanitize'],
    ],
    lookAlikes: [
      ["import { sanitize as it } from './mine'; «it(x)»;", null],
      ['const lib = { sanitize() {} }; «lib.sanitize(x)»;', null],
      ["import { sanitize as it } from 'dompurify'; function f(it) { return «it(x)»; }", null],
    ],
  },
  dotenv: {
    found: [
      ["import { config as it } from 'dotenv'; «it(x)»;", 'dotenv#config'],
      ["import * as lib from 'dotenv'; «lib.config(x)»;", 'dotenv#config'],
      ["const lib = require('dotenv'); «lib.config(x)»;", 'dotenv#config'],
    ],
    lookAlikes: [
      ["import { config as it } from './mine'; «it(x)»;", null],
      ['const lib = { config() {} }; «lib.config(x)»;', null],
      ["import { config as it } from 'dotenv'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'escape-html': {
    found: [
      ["import it from 'escape-html'; «it(x)»;", 'escape-html#default'],
      ["import * as it from 'escape-html'; «it(x)»;", 'escape-html#default'],
      ["«require('escape-html')(x)»;", 'escape-html#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'escape-html'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'escape-string-regexp': {
    found: [
      ["import it from 'escape-string-regexp'; «it(x)»;", 'escape-string-regexp#default'],
      ["import * as it from 'escape-string-regexp'; «it(x)»;", 'escape-string-regexp#default'],
      ["«require('escape-string-regexp')(x)»;", 'escape-string-regexp#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'escape-string-regexp'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-basic-auth': {
    found: [
      ["import it from 'express-basic-auth'; «it(x)»;", 'express-basic-auth#default'],
      ["import * as it from 'express-basic-auth'; «it(x)»;", 'express-basic-auth#default'],
      ["«require('express-basic-auth')(x)»;", 'express-basic-auth#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'express-basic-auth'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-fileupload': {
    found: [
      ["import it from 'express-fileupload'; «it(x)»;", 'express-fileupload#default'],
      ["import * as it from 'express-fileupload'; «it(x)»;", 'express-fileupload#default'],
      ["«require('express-fileupload')(x)»;", 'express-fileupload#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'express-fileupload'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-jwt': {
    found: [
      ["import { expressjwt as it } from 'express-jwt'; «it(x)»;", 'express-jwt#expressjwt'],
      ["import * as lib from 'express-jwt'; «lib.expressjwt(x)»;", 'express-jwt#expressjwt'],
      ["const lib = require('express-jwt'); «lib.expressjwt(x)»;", 'express-jwt#expressjwt'],
    ],
    lookAlikes: [
      ["import { expressjwt as it } from './mine'; «it(x)»;", null],
      ['const lib = { expressjwt() {} }; «lib.expressjwt(x)»;', null],
      ["import { expressjwt as it } from 'express-jwt'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-oauth2-jwt-bearer': {
    found: [
      ["import { auth as it } from 'express-oauth2-jwt-bearer'; «it(x)»;", 'express-oauth2-jwt-bearer#auth'],
      ["import * as lib from 'express-oauth2-jwt-bearer'; «lib.auth(x)»;", 'express-oauth2-jwt-bearer#auth'],
      ["const lib = require('express-oauth2-jwt-bearer'); «lib.auth(x)»;", 'express-oauth2-jwt-bearer#auth'],
    ],
    lookAlikes: [
      ["import { auth as it } from './mine'; «it(x)»;", null],
      ['const lib = { auth() {} }; «lib.auth(x)»;', null],
      ["import { auth as it } from 'express-oauth2-jwt-bearer'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-openid-connect': {
    found: [
      ["import { auth as it } from 'express-openid-connect'; «it(x)»;", 'express-openid-connect#auth'],
      ["import * as lib from 'express-openid-connect'; «lib.auth(x)»;", 'express-openid-connect#auth'],
      ["const lib = require('express-openid-connect'); «lib.auth(x)»;", 'express-openid-connect#auth'],
    ],
    lookAlikes: [
      ["import { auth as it } from './mine'; «it(x)»;", null],
      ['const lib = { auth() {} }; «lib.auth(x)»;', null],
      ["import { auth as it } from 'express-openid-connect'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-slow-down': {
    found: [
      ["import { slowDown as it } from 'express-slow-down'; «it(x)»;", 'express-slow-down#slowDown'],
      ["import * as lib from 'express-slow-down'; «lib.slowDown(x)»;", 'express-slow-down#slowDown'],
      ["const lib = require('express-slow-down'); «lib.slowDown(x)»;", 'express-slow-down#slowDown'],
    ],
    lookAlikes: [
      ["import { slowDown as it } from './mine'; «it(x)»;", null],
      ['const lib = { slowDown() {} }; «lib.slowDown(x)»;', null],
      ["import { slowDown as it } from 'express-slow-down'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/basic-auth': {
    found: [
      ["import it from '@fastify/basic-auth'; «it(x)»;", '@fastify/basic-auth#default'],
      ["import * as it from '@fastify/basic-auth'; «it(x)»;", '@fastify/basic-auth#default'],
      ["«require('@fastify/basic-auth')(x)»;", '@fastify/basic-auth#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/basic-auth'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/bearer-auth': {
    found: [
      ["import it from '@fastify/bearer-auth'; «it(x)»;", '@fastify/bearer-auth#default'],
      ["import * as it from '@fastify/bearer-auth'; «it(x)»;", '@fastify/bearer-auth#default'],
      ["«require('@fastify/bearer-auth')(x)»;", '@fastify/bearer-auth#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/bearer-auth'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/compress': {
    found: [
      ["import it from '@fastify/compress'; «it(x)»;", '@fastify/compress#default'],
      ["import * as it from '@fastify/compress'; «it(x)»;", '@fastify/compress#default'],
      ["«require('@fastify/compress')(x)»;", '@fastify/compress#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/compress'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/cookie': {
    found: [
      ["import it from '@fastify/cookie'; «it(x)»;", '@fastify/cookie#default'],
      ["import * as it from '@fastify/cookie'; «it(x)»;", '@fastify/cookie#default'],
      ["«require('@fastify/cookie')(x)»;", '@fastify/cookie#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/cookie'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
