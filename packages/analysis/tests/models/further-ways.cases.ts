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
};
