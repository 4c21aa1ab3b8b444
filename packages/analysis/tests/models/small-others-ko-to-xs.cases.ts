import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'koa-static': {
    found: [
      ["import it from 'koa-static'; «it(x)»;", 'koa-static#default'],
      ["import * as it from 'koa-static'; «it(x)»;", 'koa-static#default'],
      ["«require('koa-static')(x)»;", 'koa-static#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-static'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@koa/bodyparser': {
    found: [
      ["import { bodyParser as it } from '@koa/bodyparser'; «it(x)»;", '@koa/bodyparser#bodyParser'],
      ["import * as lib from '@koa/bodyparser'; «lib.bodyParser(x)»;", '@koa/bodyparser#bodyParser'],
      ["const lib = require('@koa/bodyparser'); «lib.bodyParser(x)»;", '@koa/bodyparser#bodyParser'],
    ],
    lookAlikes: [
      ["import { bodyParser as it } from './mine'; «it(x)»;", null],
      ['const lib = { bodyParser() {} }; «lib.bodyParser(x)»;', null],
      ["import { bodyParser as it } from '@koa/bodyparser'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@koa/cors': {
    found: [
      ["import it from '@koa/cors'; «it(x)»;", '@koa/cors#default'],
      ["import * as it from '@koa/cors'; «it(x)»;", '@koa/cors#default'],
      ["«require('@koa/cors')(x)»;", '@koa/cors#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@koa/cors'; function f(it) { return «it(x)»; }", null],
    ],
  },
  lusca: {
    found: [
      ["import { csrf as it } from 'lusca'; «it(x)»;", 'lusca#csrf'],
      ["import * as lib from 'lusca'; «lib.csrf(x)»;", 'lusca#csrf'],
      ["const lib = require('lusca'); «lib.csrf(x)»;", 'lusca#csrf'],
    ],
    lookAlikes: [
      ["import { csrf as it } from './mine'; «it(x)»;", null],
      ['const lib = { csrf() {} }; «lib.csrf(x)»;', null],
      ["import { csrf as it } from 'lusca'; function f(it) { return «it(x)»; }", null],
    ],
  },
  morgan: {
    found: [
      ["import it from 'morgan'; «it(x)»;", 'morgan#default'],
      ["import * as it from 'morgan'; «it(x)»;", 'morgan#default'],
      ["«require('morgan')(x)»;", 'morgan#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'morgan'; function f(it) { return «it(x)»; }", null],
    ],
  },
  nanoid: {
    found: [
      ["import { nanoid as it } from 'nanoid'; «it(x)»;", 'nanoid#nanoid'],
      ["import * as lib from 'nanoid'; «lib.nanoid(x)»;", 'nanoid#nanoid'],
      ["const lib = require('nanoid'); «lib.nanoid(x)»;", 'nanoid#nanoid'],
    ],
    lookAlikes: [
      ["import { nanoid as it } from './mine'; «it(x)»;", null],
      ['const lib = { nanoid() {} }; «lib.nanoid(x)»;', null],
      ["import { nanoid as it } from 'nanoid'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/config': {
    found: [
      ["import { registerAs as it } from '@nestjs/config'; «it(x)»;", '@nestjs/config#registerAs'],
      ["import * as lib from '@nestjs/config'; «lib.registerAs(x)»;", '@nestjs/config#registerAs'],
      ["const lib = require('@nestjs/config'); «lib.registerAs(x)»;", '@nestjs/config#registerAs'],
    ],
    lookAlikes: [
      ["import { registerAs as it } from './mine'; «it(x)»;", null],
      ['const lib = { registerAs() {} }; «lib.registerAs(x)»;', null],
      ["import { registerAs as it } from '@nestjs/config'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/throttler': {
    found: [
      [
        "import { Throttle } from '@nestjs/throttler'; class Own { «@Throttle()» field; }",
        '@nestjs/throttler#Throttle',
      ],
      [
        "import { Throttle as Mark } from '@nestjs/throttler'; class Own { «@Mark()» field; }",
        '@nestjs/throttler#Throttle',
      ],
      [
        "import * as lib from '@nestjs/throttler'; class Own { «@lib.Throttle()» field; }",
        '@nestjs/throttler#Throttle',
      ],
    ],
    lookAlikes: [
      ["import { Throttle } from './mine'; class Own { «@Throttle()» field; }", null],
      ['function Throttle() { return () => {}; } class Own { «@Throttle()» field; }', null],
      ["import { Throttle } from 'another-package'; class Own { «@Throttle()» field; }", null],
    ],
  },
  'node-serialize': {
    found: [
      ["import { unserialize as it } from 'node-serialize'; «it(x)»;", 'node-serialize#unserialize'],
      ["import * as lib from 'node-serialize'; «lib.unserialize(x)»;", 'node-serialize#unserialize'],
      ["const lib = require('node-serialize'); «lib.unserialize(x)»;", 'node-serialize#unserialize'],
    ],
    lookAlikes: [
      ["import { unserialize as it } from './mine'; «it(x)»;", null],
      ['const lib = { unserialize() {} }; «lib.unserialize(x)»;', null],
      ["import { unserialize as it } from 'node-serialize'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@octokit/webhooks': {
    found: [
      ["import { verify as it } from '@octokit/webhooks'; «it(x)»;", '@octokit/webhooks#verify'],
      ["import * as lib from '@octokit/webhooks'; «lib.verify(x)»;", '@octokit/webhooks#verify'],
      ["const lib = require('@octokit/webhooks'); «lib.verify(x)»;", '@octokit/webhooks#verify'],
    ],
    lookAlikes: [
      ["import { verify as it } from './mine'; «it(x)»;", null],
      ['const lib = { verify() {} }; «lib.verify(x)»;', null],
      ["import { verify as it } from '@octokit/webhooks'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'p-all': {
    found: [
      ["import it from 'p-all'; «it(x)»;", 'p-all#default'],
      ["import * as it from 'p-all'; «it(x)»;", 'p-all#default'],
      ["«require('p-all')(x)»;", 'p-all#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'p-all'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'p-limit': {
    found: [
      ["import it from 'p-limit'; «it(x)»;", 'p-limit#default'],
      ["import * as it from 'p-limit'; «it(x)»;", 'p-limit#default'],
      ["«require('p-limit')(x)»;", 'p-limit#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'p-limit'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'p-map': {
    found: [
      ["import { pMapIterable as it } from 'p-map'; «it(x)»;", 'p-map#pMapIterable'],
      ["import * as lib from 'p-map'; «lib.pMapIterable(x)»;", 'p-map#pMapIterable'],
      ["const lib = require('p-map'); «lib.pMapIterable(x)»;", 'p-map#pMapIterable'],
    ],
    lookAlikes: [
      ["import { pMapIterable as it } from './mine'; «it(x)»;", null],
      ['const lib = { pMapIterable() {} }; «lib.pMapIterable(x)»;', null],
      ["import { pMapIterable as it } from 'p-map'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'p-queue': {
    found: [
      ["import It from 'p-queue'; «new It(x)»;", 'p-queue#default'],
      ["import * as It from 'p-queue'; «new It(x)»;", 'p-queue#default'],
      ["const It = require('p-queue'); «new It(x)»;", 'p-queue#default'],
    ],
    lookAlikes: [
      ["import It from './mine'; «new It(x)»;", null],
      ['class It {} «new It(x)»;', null],
      ["import It from 'p-queue'; function f(It) { return «new It(x)»; }", null],
    ],
  },
  'p-retry': {
    found: [
      ["import it from 'p-retry'; «it(x)»;", 'p-retry#default'],
      ["import * as it from 'p-retry'; «it(x)»;", 'p-retry#default'],
      ["«require('p-retry')(x)»;", 'p-retry#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'p-retry'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'sanitize-html': {
    found: [
      ["import it from 'sanitize-html'; «it(x)»;", 'sanitize-html#default'],
      ["import * as it from 'sanitize-html'; «it(x)»;", 'sanitize-html#default'],
      ["«require('sanitize-html')(x)»;", 'sanitize-html#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'sanitize-html'; function f(it) { return «it(x)»; }", null],
    ],
  },
  stripe: {
    found: [
      ["import it from 'stripe'; «it(x)»;", 'stripe#default'],
      ["import * as it from 'stripe'; «it(x)»;", 'stripe#default'],
      ["«require('stripe')(x)»;", 'stripe#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'stripe'; function f(it) { return «it(x)»; }", null],
    ],
  },
  svix: {
    found: [
      ["import { Webhook } from 'svix'; «new Webhook(x)»;", 'svix#Webhook'],
      ["import * as lib from 'svix'; «new lib.Webhook(x)»;", 'svix#Webhook'],
      ["const { Webhook: It } = require('svix'); «new It(x)»;", 'svix#Webhook'],
    ],
    lookAlikes: [
      ["import { Webhook } from './mine'; «new Webhook(x)»;", null],
      ['class Webhook {} «new Webhook(x)»;', null],
      ["import { Webhook } from 'svix'; function f(Webhook) { return «new Webhook(x)»; }", null],
    ],
  },
  uuid: {
    found: [
      ["import { v4 as it } from 'uuid'; «it(x)»;", 'uuid#v4'],
      ["import * as lib from 'uuid'; «lib.v4(x)»;", 'uuid#v4'],
      ["const lib = require('uuid'); «lib.v4(x)»;", 'uuid#v4'],
    ],
    lookAlikes: [
      ["import { v4 as it } from './mine'; «it(x)»;", null],
      ['const lib = { v4() {} }; «lib.v4(x)»;', null],
      ["import { v4 as it } from 'uuid'; function f(it) { return «it(x)»; }", null],
    ],
  },
  xss: {
    found: [
      ["import { filterXSS as it } from 'xss'; «it(x)»;", 'xss#filterXSS'],
      ["import * as lib from 'xss'; «lib.filterXSS(x)»;", 'xss#filterXSS'],
      ["const lib = require('xss'); «lib.filterXSS(x)»;", 'xss#filterXSS'],
    ],
    lookAlikes: [
      ["import { filterXSS as it } from './mine'; «it(x)»;", null],
      ['const lib = { filterXSS() {} }; «lib.filterXSS(x)»;', null],
      ["import { filterXSS as it } from 'xss'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
