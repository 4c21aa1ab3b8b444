import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  ajv: {
    found: [
      ["import { Ajv } from 'ajv'; «new Ajv(x)»;", 'ajv#Ajv'],
      ["import * as lib from 'ajv'; «new lib.Ajv(x)»;", 'ajv#Ajv'],
      ["const { Ajv: It } = require('ajv'); «new It(x)»;", 'ajv#Ajv'],
    ],
    lookAlikes: [
      ["import { Ajv } from './mine'; «new Ajv(x)»;", null],
      ['class Ajv {} «new Ajv(x)»;', null],
      ["import { Ajv } from 'ajv'; function f(Ajv) { return «new Ajv(x)»; }", null],
    ],
  },
  bunyan: {
    found: [
      ["import { createLogger as it } from 'bunyan'; «it(x)»;", 'bunyan#createLogger'],
      ["import * as lib from 'bunyan'; «lib.createLogger(x)»;", 'bunyan#createLogger'],
      ["const lib = require('bunyan'); «lib.createLogger(x)»;", 'bunyan#createLogger'],
    ],
    lookAlikes: [
      ["import { createLogger as it } from './mine'; «it(x)»;", null],
      ['const lib = { createLogger() {} }; «lib.createLogger(x)»;', null],
      ["import { createLogger as it } from 'bunyan'; function f(it) { return «it(x)»; }", null],
    ],
  },
  celebrate: {
    found: [
      ["import { celebrate as it } from 'celebrate'; «it(x)»;", 'celebrate#celebrate'],
      ["import * as lib from 'celebrate'; «lib.celebrate(x)»;", 'celebrate#celebrate'],
      ["const lib = require('celebrate'); «lib.celebrate(x)»;", 'celebrate#celebrate'],
    ],
    lookAlikes: [
      ["import { celebrate as it } from './mine'; «it(x)»;", null],
      ['const lib = { celebrate() {} }; «lib.celebrate(x)»;', null],
      ["import { celebrate as it } from 'celebrate'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'class-transformer': {
    found: [
      ["import { plainToInstance as it } from 'class-transformer'; «it(x)»;", 'class-transformer#plainToInstance'],
      ["import * as lib from 'class-transformer'; «lib.plainToInstance(x)»;", 'class-transformer#plainToInstance'],
      ["const lib = require('class-transformer'); «lib.plainToInstance(x)»;", 'class-transformer#plainToInstance'],
    ],
    lookAlikes: [
      ["import { plainToInstance as it } from './mine'; «it(x)»;", null],
      ['const lib = { plainToInstance() {} }; «lib.plainToInstance(x)»;', null],
      ["import { plainToInstance as it } from 'class-transformer'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'class-validator': {
    found: [
      ["import { validate as it } from 'class-validator'; «it(x)»;", 'class-validator#validate'],
      ["import * as lib from 'class-validator'; «lib.validate(x)»;", 'class-validator#validate'],
      ["const lib = require('class-validator'); «lib.validate(x)»;", 'class-validator#validate'],
    ],
    lookAlikes: [
      ["import { validate as it } from './mine'; «it(x)»;", null],
      ['const lib = { validate() {} }; «lib.validate(x)»;', null],
      ["import { validate as it } from 'class-validator'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-mongo-sanitize': {
    found: [
      ["import it from 'express-mongo-sanitize'; «it(x)»;", 'express-mongo-sanitize#default'],
      ["import * as it from 'express-mongo-sanitize'; «it(x)»;", 'express-mongo-sanitize#default'],
      ["«require('express-mongo-sanitize')(x)»;", 'express-mongo-sanitize#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'express-mongo-sanitize'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-openapi-validator': {
    found: [
      [
        "import { middleware as it } from 'express-openapi-validator'; «it(x)»;",
        'express-openapi-validator#middleware',
      ],
      [
        "import * as lib from 'express-openapi-validator'; «lib.middleware(x)»;",
        'express-openapi-validator#middleware',
      ],
      [
        "const lib = require('express-openapi-validator'); «lib.middleware(x)»;",
        'express-openapi-validator#middleware',
      ],
    ],
    lookAlikes: [
      ["import { middleware as it } from './mine'; «it(x)»;", null],
      ['const lib = { middleware() {} }; «lib.middleware(x)»;', null],
      ["import { middleware as it } from 'express-openapi-validator'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-validator': {
    found: [
      ["import { body as it } from 'express-validator'; «it(x)»;", 'express-validator#body'],
      ["import * as lib from 'express-validator'; «lib.body(x)»;", 'express-validator#body'],
      ["const lib = require('express-validator'); «lib.body(x)»;", 'express-validator#body'],
    ],
    lookAlikes: [
      ["import { body as it } from './mine'; «it(x)»;", null],
      ['const lib = { body() {} }; «lib.body(x)»;', null],
      ["import { body as it } from 'express-validator'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@hono/zod-validator': {
    found: [
      ["import { zValidator as it } from '@hono/zod-validator'; «it(x)»;", '@hono/zod-validator#zValidator'],
      ["import * as lib from '@hono/zod-validator'; «lib.zValidator(x)»;", '@hono/zod-validator#zValidator'],
      ["const lib = require('@hono/zod-validator'); «lib.zValidator(x)»;", '@hono/zod-validator#zValidator'],
    ],
    lookAlikes: [
      ["import { zValidator as it } from './mine'; «it(x)»;", null],
      ['const lib = { zValidator() {} }; «lib.zValidator(x)»;', null],
      ["import { zValidator as it } from '@hono/zod-validator'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'mongo-sanitize': {
    found: [
      ["import it from 'mongo-sanitize'; «it(x)»;", 'mongo-sanitize#default'],
      ["import * as it from 'mongo-sanitize'; «it(x)»;", 'mongo-sanitize#default'],
      ["«require('mongo-sanitize')(x)»;", 'mongo-sanitize#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'mongo-sanitize'; function f(it) { return «it(x)»; }", null],
    ],
  },
  multer: {
    found: [
      ["import it from 'multer'; «it(x)»;", 'multer#default'],
      ["import * as it from 'multer'; «it(x)»;", 'multer#default'],
      ["«require('multer')(x)»;", 'multer#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'multer'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'pino-http': {
    found: [
      ["import { pinoHttp as it } from 'pino-http'; «it(x)»;", 'pino-http#pinoHttp'],
      ["import * as lib from 'pino-http'; «lib.pinoHttp(x)»;", 'pino-http#pinoHttp'],
      ["const lib = require('pino-http'); «lib.pinoHttp(x)»;", 'pino-http#pinoHttp'],
    ],
    lookAlikes: [
      ["import { pinoHttp as it } from './mine'; «it(x)»;", null],
      ['const lib = { pinoHttp() {} }; «lib.pinoHttp(x)»;', null],
      ["import { pinoHttp as it } from 'pino-http'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/mapped-types': {
    found: [
      ["import { PartialType as it } from '@nestjs/mapped-types'; «it(x)»;", '@nestjs/mapped-types#PartialType'],
      ["import * as lib from '@nestjs/mapped-types'; «lib.PartialType(x)»;", '@nestjs/mapped-types#PartialType'],
      ["const lib = require('@nestjs/mapped-types'); «lib.PartialType(x)»;", '@nestjs/mapped-types#PartialType'],
    ],
    lookAlikes: [
      ["import { PartialType as it } from './mine'; «it(x)»;", null],
      ['const lib = { PartialType() {} }; «lib.PartialType(x)»;', null],
      ["import { PartialType as it } from '@nestjs/mapped-types'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'nestjs-zod': {
    found: [
      ["import { createZodDto as it } from 'nestjs-zod'; «it(x)»;", 'nestjs-zod#createZodDto'],
      ["import * as lib from 'nestjs-zod'; «lib.createZodDto(x)»;", 'nestjs-zod#createZodDto'],
      ["const lib = require('nestjs-zod'); «lib.createZodDto(x)»;", 'nestjs-zod#createZodDto'],
    ],
    lookAlikes: [
      ["import { createZodDto as it } from './mine'; «it(x)»;", null],
      ['const lib = { createZodDto() {} }; «lib.createZodDto(x)»;', null],
      ["import { createZodDto as it } from 'nestjs-zod'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@sinclair/typebox': {
    found: [
      ["import { Compile as it } from '@sinclair/typebox'; «it(x)»;", '@sinclair/typebox#Compile'],
      ["import * as lib from '@sinclair/typebox'; «lib.Compile(x)»;", '@sinclair/typebox#Compile'],
      ["const lib = require('@sinclair/typebox'); «lib.Compile(x)»;", '@sinclair/typebox#Compile'],
    ],
    lookAlikes: [
      ["import { Compile as it } from './mine'; «it(x)»;", null],
      ['const lib = { Compile() {} }; «lib.Compile(x)»;', null],
      ["import { Compile as it } from '@sinclair/typebox'; function f(it) { return «it(x)»; }", null],
    ],
  },
  valibot: {
    found: [
      ["import { parse as it } from 'valibot'; «it(x)»;", 'valibot#parse'],
      ["import * as lib from 'valibot'; «lib.parse(x)»;", 'valibot#parse'],
      ["const lib = require('valibot'); «lib.parse(x)»;", 'valibot#parse'],
    ],
    lookAlikes: [
      ["import { parse as it } from './mine'; «it(x)»;", null],
      ['const lib = { parse() {} }; «lib.parse(x)»;', null],
      ["import { parse as it } from 'valibot'; function f(it) { return «it(x)»; }", null],
    ],
  },
  validator: {
    found: [
      ["import { isUUID as it } from 'validator'; «it(x)»;", 'validator#isUUID'],
      ["import * as lib from 'validator'; «lib.isUUID(x)»;", 'validator#isUUID'],
      ["const lib = require('validator'); «lib.isUUID(x)»;", 'validator#isUUID'],
    ],
    lookAlikes: [
      ["import { isUUID as it } from './mine'; «it(x)»;", null],
      ['const lib = { isUUID() {} }; «lib.isUUID(x)»;', null],
      ["import { isUUID as it } from 'validator'; function f(it) { return «it(x)»; }", null],
    ],
  },
  yup: {
    found: [
      ["import { object as it } from 'yup'; «it(x)»;", 'yup#object'],
      ["import * as lib from 'yup'; «lib.object(x)»;", 'yup#object'],
      ["const lib = require('yup'); «lib.object(x)»;", 'yup#object'],
    ],
    lookAlikes: [
      ["import { object as it } from './mine'; «it(x)»;", null],
      ['const lib = { object() {} }; «lib.object(x)»;', null],
      ["import { object as it } from 'yup'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
