import type { LibraryCases } from './model-case.js';

/** Frameworks that are given descriptions, services and names of methods rather than handlers. */
export const cases: LibraryCases = {
  '@ts-rest/core': {
    found: [
      [
        "import { initContract } from '@ts-rest/core'; const c = initContract(); «c.router({})»;",
        '@ts-rest/core#Contracts.router',
      ],
      [
        "import { initContract } from '@ts-rest/core'; «initContract().query({ method: 'GET' })»;",
        '@ts-rest/core#Contracts.query',
      ],
      ["const { initContract: make } = require('@ts-rest/core'); «make()»;", '@ts-rest/core#initContract'],
    ],
    lookAlikes: [
      ["import { initContract } from './contracts'; const c = initContract(); «c.router({})»;", null],
      ['function initContract() {} «initContract()»;', null],
      ["import { initContract } from '@ts-rest/core'; function f(initContract) { «initContract()»; }", null],
    ],
  },
  '@ts-rest/express': {
    found: [
      [
        "import { createExpressEndpoints } from '@ts-rest/express'; «createExpressEndpoints(a, b, c)»;",
        '@ts-rest/express#createExpressEndpoints',
      ],
      {
        code: "import { initServer } from '@ts-rest/express'; initServer().router(c, { get: async ({ params }) => use(«params.id») });",
        taint: 'tainted',
      },
      {
        code:
          "import { initServer } from '@ts-rest/express'; const s = initServer(); s.router(c, { a: { b: { " +
          'handler: async ({ body }) => use(«body.x») } } });',
        taint: 'tainted',
      },
      {
        code: "import { initServer } from '@ts-rest/express'; initServer().router(c, { get: async ({ req }) => use(«req.query.id») });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { createExpressEndpoints } from './endpoints'; «createExpressEndpoints(a, b, c)»;", null],
      {
        code: "import { initServer } from './server'; initServer().router(c, { get: async ({ params }) => use(«params.id») });",
        taint: 'unknown',
      },
      {
        code: "import { initServer } from '@ts-rest/express'; initServer().router(c, { get: async ({ file }) => use(«file») });",
        taint: 'unknown',
      },
    ],
  },
  '@ts-rest/fastify': {
    found: [
      [
        "import { initServer } from '@ts-rest/fastify'; «initServer().plugin(router)»;",
        '@ts-rest/fastify#Server.plugin',
      ],
      [
        "import { initServer } from '@ts-rest/fastify'; «initServer().registerRouter(a, b, c)»;",
        '@ts-rest/fastify#Server.registerRouter',
      ],
      {
        code: "import { initServer } from '@ts-rest/fastify'; initServer().router(c, { get: ({ request }) => use(«request.query.id») });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { initServer } from './server'; «initServer().plugin(router)»;", null],
      ['function initServer() {} «initServer().plugin(router)»;', null],
      {
        code: "import { initServer } from '@ts-rest/fastify'; initServer().other(c, { get: async ({ body }) => use(«body») });",
        taint: 'unknown',
      },
    ],
  },
  '@ts-rest/nest': {
    found: [
      {
        code: "import { tsRestHandler } from '@ts-rest/nest'; tsRestHandler(c.get, async ({ params }) => use(«params.id»));",
        taint: 'tainted',
      },
      {
        code: "import { tsRestHandler } from '@ts-rest/nest'; tsRestHandler(c, { get: async ({ body }) => use(«body.id») });",
        taint: 'tainted',
      },
      {
        code: "import { TsRestRequest } from '@ts-rest/nest'; class A { get(@TsRestRequest() { query }) { use(«query.id»); } }",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import { tsRestHandler } from './handlers'; tsRestHandler(c.get, async ({ params }) => use(«params.id»));",
        taint: 'unknown',
      },
      {
        code: "import { TsRestRequest } from './decorators'; class A { get(@TsRestRequest() { query }) { use(«query.id»); } }",
        taint: 'unknown',
      },
      {
        code: "import { tsRestHandler } from '@ts-rest/nest'; tsRestHandler(async ({ params }) => use(«params.id»));",
        taint: 'unknown',
      },
    ],
  },
  '@aws-sdk/client-sqs': {
    found: [
      {
        code:
          "import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs'; const client = new SQSClient({}); " +
          'const { Messages } = await client.send(new ReceiveMessageCommand({})); for (const one of Messages) use(«one.Body»);',
        taint: 'tainted',
      },
      {
        code:
          "import { SQS } from '@aws-sdk/client-sqs'; const taken = await new SQS({}).receiveMessage({}); " +
          'use(«taken.Messages[0].Body»);',
        taint: 'tainted',
      },
      [
        "import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'; «new ReceiveMessageCommand({})»;",
        '@aws-sdk/client-sqs#ReceiveMessageCommand',
      ],
    ],
    lookAlikes: [
      ["import { ReceiveMessageCommand } from './commands'; «new ReceiveMessageCommand({})»;", null],
      {
        code:
          "import { SQS } from '@aws-sdk/client-sqs'; const taken = await new SQS({}).receiveMessage({}); " +
          'use(«taken.Messages[0].MessageId»);',
        taint: 'safe',
      },
      {
        code: "import { SQS } from './sqs'; const taken = await new SQS({}).receiveMessage({}); use(«taken.Messages[0].Body»);",
        taint: 'unknown',
      },
    ],
  },
  '@google-cloud/pubsub': {
    found: [
      {
        code:
          "import { PubSub } from '@google-cloud/pubsub'; " +
          "new PubSub().subscription('a').on('message', (m) => use(«m.data.toString()»));",
        taint: 'tainted',
      },
      {
        code:
          "import { PubSub } from '@google-cloud/pubsub'; " +
          "new PubSub().topic('a').subscription('b').on('message', (m) => use(«m.attributes.id»));",
        taint: 'tainted',
      },
      {
        code: "import type { Message } from '@google-cloud/pubsub'; export function run(m: Message) { use(«m.data»); }",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import { PubSub } from './pubsub'; new PubSub().subscription('a').on('message', (m) => use(«m.data»));",
        taint: 'unknown',
      },
      {
        code: "import { PubSub } from '@google-cloud/pubsub'; new PubSub().subscription('a').on('error', (m) => use(«m.data»));",
        taint: 'unknown',
      },
      {
        code: "import { PubSub } from '@google-cloud/pubsub'; new PubSub().subscription('a').on('message', (m) => use(«m.id»));",
        taint: 'safe',
      },
    ],
  },
  '@azure/service-bus': {
    found: [
      {
        code:
          "import { ServiceBusClient } from '@azure/service-bus'; new ServiceBusClient(a).createReceiver('b')" +
          '.subscribe({ processMessage: async (m) => use(«m.body.id»), processError });',
        taint: 'tainted',
      },
      {
        code: "import type { ServiceBusReceivedMessage as M } from '@azure/service-bus'; export const run = (m: M) => use(«m.body»);",
        taint: 'tainted',
      },
      [
        "import { ServiceBusClient } from '@azure/service-bus'; «new ServiceBusClient(a).createReceiver('b')»;",
        '@azure/service-bus#Client.createReceiver',
      ],
    ],
    lookAlikes: [
      ["import { ServiceBusClient } from './bus'; «new ServiceBusClient(a).createReceiver('b')»;", null],
      {
        code:
          "import { ServiceBusClient } from '@azure/service-bus'; new ServiceBusClient(a).createReceiver('b')" +
          '.subscribe({ processMessage, processError: async (m) => use(«m.body») });',
        taint: 'unknown',
      },
      {
        code:
          "import type { ServiceBusReceivedMessage as M } from '@azure/service-bus'; " +
          'export const run = (m: M) => use(«m.deliveryCount»);',
        taint: 'safe',
      },
    ],
  },
  '@adonisjs/core': {
    found: [
      [
        "import router from '@adonisjs/core/services/router'; «router.get('/users', [Users, 'index'])»;",
        '@adonisjs/core#get',
      ],
      [
        "import Route from '@ioc:Adonis/Core/Route'; «Route.resource('posts', 'PostsController').apiOnly()»;",
        '@adonisjs/core#Resource.apiOnly',
      ],
      {
        code:
          "import type { HttpContext } from '@adonisjs/core/http'; " +
          "export class A { get({ request }: HttpContext) { use(«request.input('a')»); } }",
        taint: 'tainted',
      },
      {
        code: "import router from '@adonisjs/core/services/router'; router.post('/', async ({ params }) => use(«params.id»));",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import router from './router'; «router.get('/users', [Users, 'index'])»;", null],
      [
        "import router from '@adonisjs/core/services/router'; function f(router) { «router.get('/users', run)»; }",
        null,
      ],
      {
        code: "import type { HttpContext } from './http'; export class A { get({ request }: HttpContext) { use(«request.input('a')»); } }",
        taint: 'unknown',
      },
      {
        code:
          "import type { HttpContext } from '@adonisjs/core/http'; " +
          'export class A { get({ request }: HttpContext) { use(«request.method()»); } }',
        taint: 'safe',
      },
    ],
  },
  '@feathersjs/feathers': {
    found: [
      [
        "import { feathers } from '@feathersjs/feathers'; «feathers().use('/a', new A())»;",
        '@feathersjs/feathers#Application.use',
      ],
      [
        "import lib from '@feathersjs/feathers'; const app = lib(); «app.service('a').hooks({})»;",
        '@feathersjs/feathers#Service.hooks',
      ],
      {
        code: "import type { Params } from '@feathersjs/feathers'; export class A { find(params: Params) { use(«params.query.id»); } }",
        taint: 'tainted',
      },
      {
        code:
          "import type { HookContext } from '@feathersjs/feathers'; " +
          'export const check = (context: HookContext) => use(«context.data.id»);',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { feathers } from './feathers'; «feathers().use('/a', new A())»;", null],
      {
        code: "import type { Params } from './types'; export class A { find(params: Params) { use(«params.query.id»); } }",
        taint: 'unknown',
      },
      {
        code: "import type { Params } from '@feathersjs/feathers'; export class A { find(params: Params) { use(«params.provider»); } }",
        taint: 'safe',
      },
    ],
  },
  '@feathersjs/authentication': {
    found: [
      [
        "import { authenticate } from '@feathersjs/authentication'; «authenticate('jwt')»;",
        '@feathersjs/authentication#authenticate',
      ],
      [
        "const { authenticate: must } = require('@feathersjs/authentication'); «must('jwt')»;",
        '@feathersjs/authentication#authenticate',
      ],
      [
        "import * as lib from '@feathersjs/authentication'; «lib.hooks.authenticate('jwt')»;",
        '@feathersjs/authentication#hooks.authenticate',
      ],
    ],
    lookAlikes: [
      ["import { authenticate } from './hooks'; «authenticate('jwt')»;", null],
      ["function authenticate() {} «authenticate('jwt')»;", null],
      [
        "import { authenticate } from '@feathersjs/authentication'; function f(authenticate) { «authenticate('jwt')»; }",
        null,
      ],
    ],
  },
  '@feathersjs/koa': {
    found: [
      ["import { koa } from '@feathersjs/koa'; «koa(app)»;", '@feathersjs/koa#koa'],
      ["import { koa } from '@feathersjs/koa'; «koa(app).use('a', new A())»;", '@feathersjs/feathers#Application.use'],
      ["import { koa, rest } from '@feathersjs/koa'; koa(app).configure(«rest()»);", '@feathersjs/koa#rest'],
    ],
    lookAlikes: [
      ["import { koa } from './koa'; «koa(app)»;", null],
      ['function koa() {} «koa(app)»;', null],
      ["import { koa } from '@feathersjs/koa'; function f(koa) { «koa(app)»; }", null],
    ],
  },
  '@feathersjs/express': {
    found: [
      ["import express from '@feathersjs/express'; «express(app)»;", '@feathersjs/express#default'],
      [
        "const express = require('@feathersjs/express'); «express(app).service('a')»;",
        '@feathersjs/feathers#Application.service',
      ],
      [
        "import express from '@feathersjs/express'; express(app).configure(«express.rest()»);",
        '@feathersjs/express#rest',
      ],
    ],
    lookAlikes: [
      ["import express from './express'; «express(app)»;", null],
      ['function express() {} «express(app)»;', null],
      ["import express from '@feathersjs/express'; function f(express) { «express(app)»; }", null],
    ],
  },
};
