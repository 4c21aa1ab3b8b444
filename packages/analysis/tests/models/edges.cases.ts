import type { LibraryCases } from './model-case.js';

/** Clients, validators and loggers. */
export const cases: LibraryCases = {
  axios: {
    found: [
      ["import m from 'axios'; «m.get(url)»;", 'axios#get'],
      ["import * as m from 'axios'; «m.get(url)»;", 'axios#get'],
      ["import { get } from 'axios'; «get(url)»;", 'axios#get'],
      ["import { get as renamed } from 'axios'; «renamed(url)»;", 'axios#get'],
      ["const m = require('axios'); «m.get(url)»;", 'axios#get'],
      ["const { get } = require('axios'); «get(url)»;", 'axios#get'],
      ["const { get: renamed } = require('axios'); «renamed(url)»;", 'axios#get'],
      ["«require('axios').get(url)»;", 'axios#get'],
      ["const m = require('axios'); const again = m; «again.get(url)»;", 'axios#get'],
      ["const m = require('axios'); const { get } = m; «get(url)»;", 'axios#get'],
      ["async function f() { const m = await import('axios'); return «m.get(url)»; }", 'axios#get'],
      { code: "import axios from 'axios'; «axios(config)»;", is: 'axios#default', async: 'promise' },
      {
        code: "import axios from 'axios'; const client = axios.create({}); «client.post(url, body)»;",
        is: 'axios#Instance.post',
        sinks: ['outbound-url'],
        async: 'promise',
      },
      {
        code:
          "import type { AxiosInstance } from 'axios'; class Api { " +
          'constructor(private readonly http: AxiosInstance) {} run() { return «this.http.get(url)»; } }',
        is: 'axios#Instance.get',
      },
      {
        code: "import axios from 'axios'; «axios.request({ url, method: 'get' })»;",
        is: 'axios#request',
        sinks: ['outbound-url'],
      },
    ],
    lookAlikes: [
      ['function get(...args) { return args; } «get(url)»;', null],
      ["import { get } from './tools'; «get(url)»;", null],
      ["import { get } from 'another-package'; «get(url)»;", null],
      ["import m from 'axios'; function f(m) { return «m.get(url)»; }", null],
      ['const m = { get(...args) { return args; } }; «m.get(url)»;', null],
      ['class Tool { get(...args) { return args; } } «new Tool().get(url)»;', null],
      ["function f(require) { const m = require('axios'); return «m.get(url)»; }", null],
      ["import m from 'axios'; const other = { m: { get() {} } }; «other.m.get(url)»;", null],
      ['class Service { constructor(m) { this.m = m; } f() { return «this.m.get(url)»; } }', null],
      ['const cache = new Map(); «cache.get(url)»;', null],
    ],
  },
  got: {
    found: [
      ["import got from 'got'; «got(url)»;", 'got#default'],
      ["import { got } from 'got'; «got(url)»;", 'got#got'],
      ["import { got as http } from 'got'; «http(url)»;", 'got#got'],
      ["import got from 'got'; «got.get(url)»;", 'got#get'],
      ["const got = require('got'); «got(url)»;", 'got#default'],
      ["const { got } = require('got'); «got(url)»;", 'got#got'],
      ["import got from 'got'; const api = got.extend({}); «api.post(url)»;", 'got#Instance.post'],
      ["«require('got')(url)»;", 'got#default'],
    ],
    lookAlikes: [
      ['function got(url) { return url; } «got(url)»;', null],
      ["import got from './got'; «got(url)»;", null],
      ["import got from 'another-package'; «got(url)»;", null],
      ["import got from 'got'; function f(got) { return «got(url)»; }", null],
      ['const api = { got(url) { return url; } }; «api.got(url)»;', null],
      ["function f(require) { return «require('got')(url)»; }", null],
      ['class Got { get(url) { return url; } } «new Got().get(url)»;', null],
      ["const words = ['got']; «words.includes('got')»;", null],
    ],
  },
  zod: {
    found: [
      {
        code: "import { z } from 'zod'; const schema = z.object({ a: z.string() }); «schema.parse(input)»;",
        is: 'zod#Schema.parse',
      },
      { code: "import z from 'zod'; const schema = z.object({}); «schema.parse(input)»;", is: 'zod#Schema.parse' },
      {
        code: "import * as z from 'zod'; const schema = z.object({}); «schema.safeParse(input)»;",
        is: 'zod#Schema.safeParse',
      },
      { code: "import { z as v } from 'zod'; «v.object({}).parse(input)»;", is: 'zod#Schema.parse' },
      { code: "const { z } = require('zod'); «z.object({}).parse(input)»;", is: 'zod#Schema.parse' },
      { code: "const zod = require('zod'); «zod.z.object({}).parse(input)»;", is: 'zod#Schema.parse' },
      {
        code: "import { z } from 'zod'; «z.object({}).partial().strict().parseAsync(input)»;",
        is: 'zod#Schema.parseAsync',
        async: 'promise',
      },
      { code: "import { z } from 'zod'; const { parse } = z.object({}); «parse(input)»;", is: 'zod#Schema.parse' },
      {
        code:
          "import type { ZodSchema } from 'zod'; class Check { " +
          'constructor(private readonly schema: ZodSchema) {} run(x: unknown) { ' +
          'return «this.schema.parse(x)»; } }',
        is: 'zod#Schema.parse',
      },
      { code: "import { z } from 'zod'; «z.object({}).passthrough().parse(input)»;", is: 'zod#Schema.parse' },
    ],
    lookAlikes: [
      ['«JSON.parse(text)»;', 'ecmascript#JSON.parse'],
      ['«Date.parse(text)»;', 'ecmascript#Date.parse'],
      ["import { z } from './z'; «z.object({}).parse(input)»;", null],
      ["import { z } from 'another-package'; «z.object({}).parse(input)»;", null],
      ['const z = { object() { return { parse() {} }; } }; «z.object({}).parse(input)»;', null],
      ["import { z } from 'zod'; function f(z) { return «z.object({}).parse(input)»; }", null],
      ["import { z } from 'zod'; function f(parser) { return «parser.parse(input)»; }", null],
      ["import path from 'node:path'; «path.parse(input)»;", 'node:path#parse'],
      ["function f(require) { return «require('zod').z.object({}).parse(input)»; }", null],
    ],
  },
  joi: {
    found: [
      {
        code: "import Joi from 'joi'; const schema = Joi.object({}); «schema.validate(input)»;",
        is: 'joi#Schema.validate',
      },
      { code: "import * as Joi from 'joi'; «Joi.object({}).validate(input)»;", is: 'joi#Schema.validate' },
      { code: "import { object } from 'joi'; «object({}).validate(input)»;", is: 'joi#Schema.validate' },
      { code: "import { object as shape } from 'joi'; «shape({}).validate(input)»;", is: 'joi#Schema.validate' },
      {
        code: "const Joi = require('joi'); «Joi.object({}).validateAsync(input)»;",
        is: 'joi#Schema.validateAsync',
        async: 'promise',
      },
      { code: "const Joi = require('@hapi/joi'); «Joi.object().keys({}).validate(input)»;", is: 'joi#Schema.validate' },
      {
        code: "const { object } = require('joi'); «object({}).required().validate(input)»;",
        is: 'joi#Schema.validate',
      },
      {
        code:
          "import type { ObjectSchema } from 'joi'; function run(schema: ObjectSchema) { " +
          'return «schema.validate(input)»; }',
        is: 'joi#Schema.validate',
      },
      { code: "import Joi from 'joi'; «Joi.attempt(input, schema)»;", is: 'joi#attempt' },
    ],
    lookAlikes: [
      ["import Joi from './joi'; «Joi.object({}).validate(input)»;", null],
      ["import Joi from 'another-package'; «Joi.object({}).validate(input)»;", null],
      ['const Joi = { object() { return { validate() {} }; } }; «Joi.object({}).validate(input)»;', null],
      ["import Joi from 'joi'; function f(Joi) { return «Joi.object({}).validate(input)»; }", null],
      ["import Joi from 'joi'; function f(form) { return «form.validate(input)»; }", null],
      ['class Form { validate(x) { return x; } } «new Form().validate(input)»;', null],
      ["function f(require) { return «require('joi').object({}).validate(input)»; }", null],
      ['document.forms[0].validate = () => true; «document.forms[0].validate(input)»;', null],
    ],
  },
  pino: {
    found: [
      ["import make from 'pino'; const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["import * as make from 'pino'; const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["import { default as make } from 'pino'; const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["import make = require('pino'); const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["const make = require('pino'); const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["const it = require('pino')(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["const { default: make } = require('pino'); const it = make(); «it.info({ a: 1 })»;", 'pino#Logger.info'],
      ["import make from 'pino'; const it = make(); const again = it; «again.info({ a: 1 })»;", 'pino#Logger.info'],
      ["import make from 'pino'; const { info } = make(); «info({ a: 1 })»;", 'pino#Logger.info'],
      [
        "import make from 'pino'; class Store { private it = make(); run() { return «this.it.info({ a: 1 })»; } }",
        'pino#Logger.info',
      ],
      [
        "import make from 'pino'; function build() { return make(); } const it = build(); «it.info({ a: 1 })»;",
        'pino#Logger.info',
      ],
      [
        "import type { Logger } from 'pino'; class Store { constructor(private readonly it: Logger) {} " +
          'run() { return «this.it.info({ a: 1 })»; } }',
        'pino#Logger.info',
      ],
      [
        "import { type Logger } from 'pino'; function run(it: Readonly<Logger>) { return «it.info({ a: 1 })»; }",
        'pino#Logger.info',
      ],
      {
        code: "import { pino } from 'pino'; «pino().child({}).error(x)»;",
        is: 'pino#Logger.error',
        sinks: ['log-entry'],
      },
    ],
    lookAlikes: [
      ['function make(...args) { return { info() { return args; } }; } const it = make(); «it.info({ a: 1 })»;', null],
      ["import make from './make'; const it = make(); «it.info({ a: 1 })»;", null],
      ["import make from 'another-package'; const it = make(); «it.info({ a: 1 })»;", null],
      ["import make from 'pino'; function f(make) { const it = make(); return «it.info({ a: 1 })»; }", null],
      ['const it = { info(...args) { return args; } }; «it.info({ a: 1 })»;', null],
      ["import make from 'pino'; export function run(other) { return «other.info({ a: 1 })»; }", null],
      ["function f(require) { return «require('pino')().info({ a: 1 })»; }", null],
      ['class Own { info(...args) { return args; } } const it = new Own(); «it.info({ a: 1 })»;', null],
      ["import make from 'pino'; class Other { it = new Map(); run() { return «this.it.info({ a: 1 })»; } }", null],
    ],
  },
  winston: {
    found: [
      {
        code: "import winston from 'winston'; const logger = winston.createLogger({}); «logger.info('a')»;",
        is: 'winston#Logger.info',
        sinks: ['log-entry'],
      },
      ["import * as winston from 'winston'; «winston.createLogger({}).warn('a')»;", 'winston#Logger.warn'],
      ["import { createLogger } from 'winston'; «createLogger({}).error('a')»;", 'winston#Logger.error'],
      ["import { createLogger as make } from 'winston'; «make({}).error('a')»;", 'winston#Logger.error'],
      ["const winston = require('winston'); «winston.createLogger({}).info('a')»;", 'winston#Logger.info'],
      [
        "const { createLogger } = require('winston'); const logger = createLogger({}); «logger.info('a')»;",
        'winston#Logger.info',
      ],
      [
        "import { createLogger } from 'winston'; const { info } = createLogger({}); «info('a')»;",
        'winston#Logger.info',
      ],
      [
        "import type { Logger } from 'winston'; class Users { " +
          "constructor(private readonly logger: Logger) {} run() { «this.logger.info('a')»; } }",
        'winston#Logger.info',
      ],
    ],
    lookAlikes: [
      ["import { logger } from './logger'; «logger.info('a')»;", null],
      ["import { createLogger } from './winston'; «createLogger({}).info('a')»;", null],
      ["import { createLogger } from 'vuex'; «createLogger({}).info('a')»;", null],
      ["class Logger { info() {} } «new Logger().info('a')»;", null],
      ["const logger = { info() {} }; «logger.info('a')»;", null],
      ["import winston from 'winston'; function f(winston) { «winston.createLogger({}).info('a')»; }", null],
      ["import winston from 'winston'; function f(sink) { «sink.info('a')»; }", null],
      ["function f(require) { «require('winston').createLogger({}).info('a')»; }", null],
    ],
  },
};
