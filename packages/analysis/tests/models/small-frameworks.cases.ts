import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'aws-lambda': {
    found: [
      { code: 'exports.handler = async (event) => use(«event.pathParameters.id»);', taint: 'tainted' },
      { code: 'export const handler = async (event) => use(«JSON.parse(event.body)»);', taint: 'tainted' },
      {
        code:
          "import type { APIGatewayProxyEventV2 } from 'aws-lambda'; " +
          'export const show = async (request: APIGatewayProxyEventV2) => use(«request.rawQueryString»);',
        is: 'aws-lambda#HttpEvent.rawQueryString',
        taint: 'tainted',
      },
      {
        code:
          "import type { APIGatewayProxyHandler } from 'aws-lambda'; " +
          'export const show: APIGatewayProxyHandler = async (it) => use(«it.queryStringParameters»);',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: 'exports.listener = async (event) => use(«event.body»);', taint: 'unknown' },
      { code: 'export const handler = async (job) => use(«job.body»);', taint: 'unknown' },
      { code: 'export const handler = async (event) => use(«event.Records»);', taint: 'unknown' },
      {
        code:
          "import type { APIGatewayProxyEvent } from './events'; " +
          'export const show = async (event: APIGatewayProxyEvent) => use(«event.body»);',
        taint: 'unknown',
      },
    ],
  },
  '@apollo/server': {
    found: [
      ["import { expressMiddleware as it } from '@apollo/server'; «it(x)»;", '@apollo/server#expressMiddleware'],
      ["import * as lib from '@apollo/server'; «lib.expressMiddleware(x)»;", '@apollo/server#expressMiddleware'],
      ["const lib = require('@apollo/server'); «lib.expressMiddleware(x)»;", '@apollo/server#expressMiddleware'],
    ],
    lookAlikes: [
      ["import { expressMiddleware as it } from './mine'; «it(x)»;", null],
      ['const lib = { expressMiddleware() {} }; «lib.expressMiddleware(x)»;', null],
      ["import { expressMiddleware as it } from '@apollo/server'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'express-async-handler': {
    found: [
      ["import it from 'express-async-handler'; «it(x)»;", 'express-async-handler#default'],
      ["import * as it from 'express-async-handler'; «it(x)»;", 'express-async-handler#default'],
      ["«require('express-async-handler')(x)»;", 'express-async-handler#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'express-async-handler'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'fastify-plugin': {
    found: [
      ["import { fastifyPlugin as it } from 'fastify-plugin'; «it(x)»;", 'fastify-plugin#fastifyPlugin'],
      ["import * as lib from 'fastify-plugin'; «lib.fastifyPlugin(x)»;", 'fastify-plugin#fastifyPlugin'],
      ["const lib = require('fastify-plugin'); «lib.fastifyPlugin(x)»;", 'fastify-plugin#fastifyPlugin'],
    ],
    lookAlikes: [
      ["import { fastifyPlugin as it } from './mine'; «it(x)»;", null],
      ['const lib = { fastifyPlugin() {} }; «lib.fastifyPlugin(x)»;', null],
      ["import { fastifyPlugin as it } from 'fastify-plugin'; function f(it) { return «it(x)»; }", null],
    ],
  },
  graphql: {
    found: [
      ["import { graphql as it } from 'graphql'; «it(x)»;", 'graphql#graphql'],
      ["import * as lib from 'graphql'; «lib.graphql(x)»;", 'graphql#graphql'],
      ["const lib = require('graphql'); «lib.graphql(x)»;", 'graphql#graphql'],
    ],
    lookAlikes: [
      ["import { graphql as it } from './mine'; «it(x)»;", null],
      ['const lib = { graphql() {} }; «lib.graphql(x)»;', null],
      ["import { graphql as it } from 'graphql'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'graphql-yoga': {
    found: [
      ["import { createYoga as it } from 'graphql-yoga'; «it(x)»;", 'graphql-yoga#createYoga'],
      ["import * as lib from 'graphql-yoga'; «lib.createYoga(x)»;", 'graphql-yoga#createYoga'],
      ["const lib = require('graphql-yoga'); «lib.createYoga(x)»;", 'graphql-yoga#createYoga'],
    ],
    lookAlikes: [
      ["import { createYoga as it } from './mine'; «it(x)»;", null],
      ['const lib = { createYoga() {} }; «lib.createYoga(x)»;', null],
      ["import { createYoga as it } from 'graphql-yoga'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@hono/node-server': {
    found: [
      ["import { serve as it } from '@hono/node-server'; «it(x)»;", '@hono/node-server#serve'],
      ["import * as lib from '@hono/node-server'; «lib.serve(x)»;", '@hono/node-server#serve'],
      ["const lib = require('@hono/node-server'); «lib.serve(x)»;", '@hono/node-server#serve'],
    ],
    lookAlikes: [
      ["import { serve as it } from './mine'; «it(x)»;", null],
      ['const lib = { serve() {} }; «lib.serve(x)»;', null],
      ["import { serve as it } from '@hono/node-server'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'koa-send': {
    found: [
      ["import it from 'koa-send'; «it(x)»;", 'koa-send#default'],
      ["import * as it from 'koa-send'; «it(x)»;", 'koa-send#default'],
      ["«require('koa-send')(x)»;", 'koa-send#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'koa-send'; function f(it) { return «it(x)»; }", null],
    ],
  },
  mercurius: {
    found: [
      ["import it from 'mercurius'; «it(x)»;", 'mercurius#default'],
      ["import * as it from 'mercurius'; «it(x)»;", 'mercurius#default'],
      ["«require('mercurius')(x)»;", 'mercurius#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'mercurius'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/graphql': {
    found: [
      ["import { Resolver } from '@nestjs/graphql'; class Own { «@Resolver()» field; }", '@nestjs/graphql#Resolver'],
      [
        "import { Resolver as Mark } from '@nestjs/graphql'; class Own { «@Mark()» field; }",
        '@nestjs/graphql#Resolver',
      ],
      ["import * as lib from '@nestjs/graphql'; class Own { «@lib.Resolver()» field; }", '@nestjs/graphql#Resolver'],
    ],
    lookAlikes: [
      ["import { Resolver } from './mine'; class Own { «@Resolver()» field; }", null],
      ['function Resolver() { return () => {}; } class Own { «@Resolver()» field; }', null],
      ["import { Resolver } from 'another-package'; class Own { «@Resolver()» field; }", null],
    ],
  },
  '@nestjs/platform-express': {
    found: [
      [
        "import { FileInterceptor as it } from '@nestjs/platform-express'; «it(x)»;",
        '@nestjs/platform-express#FileInterceptor',
      ],
      [
        "import * as lib from '@nestjs/platform-express'; «lib.FileInterceptor(x)»;",
        '@nestjs/platform-express#FileInterceptor',
      ],
      [
        "const lib = require('@nestjs/platform-express'); «lib.FileInterceptor(x)»;",
        '@nestjs/platform-express#FileInterceptor',
      ],
    ],
    lookAlikes: [
      ["import { FileInterceptor as it } from './mine'; «it(x)»;", null],
      ['const lib = { FileInterceptor() {} }; «lib.FileInterceptor(x)»;', null],
      ["import { FileInterceptor as it } from '@nestjs/platform-express'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/platform-fastify': {
    found: [
      [
        "import { FastifyAdapter } from '@nestjs/platform-fastify'; «new FastifyAdapter(x)»;",
        '@nestjs/platform-fastify#FastifyAdapter',
      ],
      [
        "import * as lib from '@nestjs/platform-fastify'; «new lib.FastifyAdapter(x)»;",
        '@nestjs/platform-fastify#FastifyAdapter',
      ],
      [
        "const { FastifyAdapter: It } = require('@nestjs/platform-fastify'); «new It(x)»;",
        '@nestjs/platform-fastify#FastifyAdapter',
      ],
    ],
    lookAlikes: [
      ["import { FastifyAdapter } from './mine'; «new FastifyAdapter(x)»;", null],
      ['class FastifyAdapter {} «new FastifyAdapter(x)»;', null],
      [
        "import { FastifyAdapter } from '@nestjs/platform-fastify'; function f(FastifyAdapter) { " +
          'return «new FastifyAdapter(x)»; }',
        null,
      ],
    ],
  },
  '@trpc/server': {
    found: [
      ["import { TRPCError } from '@trpc/server'; «new TRPCError(x)»;", '@trpc/server#TRPCError'],
      ["import * as lib from '@trpc/server'; «new lib.TRPCError(x)»;", '@trpc/server#TRPCError'],
      ["const { TRPCError: It } = require('@trpc/server'); «new It(x)»;", '@trpc/server#TRPCError'],
    ],
    lookAlikes: [
      ["import { TRPCError } from './mine'; «new TRPCError(x)»;", null],
      ['class TRPCError {} «new TRPCError(x)»;', null],
      ["import { TRPCError } from '@trpc/server'; function f(TRPCError) { return «new TRPCError(x)»; }", null],
    ],
  },
};
