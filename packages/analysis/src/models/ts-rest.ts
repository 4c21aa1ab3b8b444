import {
  type AnswersContractModel,
  type CallbackModel,
  defineModel,
  type MemberModel,
  type SourceModel,
} from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const PREFIX = { arg: 1, property: 'pathPrefix' };
const PART: MemberModel = { call: { contract: { of: 0 } } };

/** `initContract().router({ find: { method: 'GET', path: '/users/:id' } }, { pathPrefix: '/v1' })` */
export const tsRestCore = defineModel({
  library: '@ts-rest/core',
  modules: ['@ts-rest/core'],
  family: 'http',
  exports: { initContract: { call: { returns: 'Contracts' } } },
  types: {
    Contracts: {
      members: {
        router: { call: { contract: { of: 0, prefix: PREFIX } } },
        query: PART,
        mutation: PART,
        responses: { call: {} },
        type: { call: {} },
      },
    },
  },
});

/** Answers stand by the names of their routes, in objects where the description has some; each is given the request in parts. */
const RUNS = ['*', '*.handler', '*.*', '*.*.handler', '*.*.*', '*.*.*.handler'];
const handled = (arg: number): readonly CallbackModel[] =>
  RUNS.map((property) => ({ arg, property, params: ['@ts-rest/express#Parts'], promise: 'awaited' }));
const ANSWERED: Omit<AnswersContractModel, 'by' | 'on'> = { handler: 'handler', guards: 'middleware' };
const ROUTER: MemberModel = { call: { contract: { of: 1, contract: 0 }, callbacks: handled(1) } };
const ROUTE: MemberModel = {
  call: {
    callbacks: [undefined, 'handler'].map((property) => ({
      arg: 1,
      ...(property !== undefined && { property }),
      params: ['@ts-rest/express#Parts'],
      promise: 'awaited' as const,
    })),
  },
};

export const tsRestExpress = defineModel({
  library: '@ts-rest/express',
  modules: ['@ts-rest/express'],
  family: 'http',
  exports: {
    initServer: { call: { returns: 'Server' } },
    createExpressEndpoints: {
      call: {
        callbacks: handled(1),
        answersContract: { ...ANSWERED, contract: 0, by: 1, on: 2, before: { arg: 3, property: 'globalMiddleware' } },
      },
    },
  },
  types: {
    Server: { members: { router: ROUTER, route: ROUTE } },
    Parts: {
      members: {
        body: { source: { kind: 'body', shapes: ANY } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'obj', 'null'] } },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        req: { type: 'express#Request' },
        res: { type: 'express#Response' },
        request: { type: 'fastify#Request' },
        reply: { type: 'fastify#Reply' },
        file: {},
        files: {},
      },
    },
  },
});

export const tsRestFastify = defineModel({
  library: '@ts-rest/fastify',
  modules: ['@ts-rest/fastify'],
  family: 'http',
  exports: { initServer: { call: { returns: 'Server' } } },
  types: {
    Server: {
      members: {
        router: ROUTER,
        route: ROUTE,
        plugin: { call: { returns: 'Plugin', answersContract: { ...ANSWERED, guards: 'hooks', by: 0, on: 'result' } } },
        registerRouter: {
          call: { callbacks: handled(1), answersContract: { ...ANSWERED, guards: 'hooks', contract: 0, by: 1, on: 2 } },
        },
      },
    },
    Plugin: {},
  },
});

/** `@TsRestHandler(c.find) find() { return tsRestHandler(c.find, async ({ params }) => ...); }`, or a whole description. */
export const tsRestNest = defineModel({
  library: '@ts-rest/nest',
  modules: ['@ts-rest/nest'],
  family: 'http',
  exports: {
    TsRestHandler: { decorator: { is: 'route', method: 'ALL', pathArg: 0, described: true } },
    TsRest: { decorator: { is: 'route', method: 'ALL', pathArg: 0, described: true } },
    TsRestRequest: { decorator: { is: 'parameter', type: '@ts-rest/express#Parts' } },
    tsRestHandler: {
      call: { callbacks: [...handled(1), { arg: 1, params: ['@ts-rest/express#Parts'], promise: 'awaited' }] },
    },
  },
});
