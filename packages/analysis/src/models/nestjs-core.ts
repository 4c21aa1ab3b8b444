import { defineModel, type CallModel, type LibraryModel } from '../vocabulary/library-model.js';
import { largeBody } from './express-guards.js';

const GLOBAL = (hook: string): { call: CallModel } => ({
  call: { returns: 'this', mount: { from: 0, scope: 'ordered', hook } },
});

const METADATA: { call: CallModel } = { call: { readsMetadata: { keyArg: 0 } } };

/** Since version 11 the router beneath is one that hands rejections on. */
const application = (
  promise: 'awaited' | 'ignored',
): Pick<LibraryModel, 'library' | 'modules' | 'family' | 'endHooks' | 'exports' | 'types'> => ({
  library: '@nestjs/core',
  modules: ['@nestjs/core', '@nestjs/core/*'],
  family: 'http',
  // A signal ends the process at once, unless the application listens for it or is closed by somebody who does.
  endHooks: {
    methods: ['onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown'],
    begins: ['NestFactory.create', 'NestFactory.createMicroservice'],
    heardBy: ['enableShutdownHooks', 'close'],
  },
  exports: {
    NestFactory: {
      members: {
        create: {
          call: {
            async: 'promise',
            returns: 'Application',
            cors: { arg: 1, property: 'cors', default: 'any', trueReflects: true },
          },
        },
        createApplicationContext: { call: { async: 'promise', returns: 'Application' } },
        createMicroservice: { call: { async: 'promise', returns: 'Application' } },
      },
    },
    Reflector: { type: 'Reflector', new: {} },
    ModuleRef: { type: 'ModuleRef' },
    APP_GUARD: { provides: 'guards', value: 'constant' },
    APP_PIPE: { provides: 'pipes', value: 'constant' },
    APP_INTERCEPTOR: { provides: 'interceptors', value: 'constant' },
    APP_FILTER: { provides: 'filters', value: 'constant' },
    HttpAdapterHost: {},
  },
  types: {
    Application: {
      members: {
        listen: { call: { async: 'promise', listens: true, settlesRoutes: true } },
        init: { call: { async: 'promise', settlesRoutes: true } },
        close: { call: { async: 'promise' } },
        startAllMicroservices: { call: { async: 'promise', listens: true } },
        use: {
          call: {
            returns: 'this',
            mount: { pathArg: 0, from: 0, scope: 'ordered' },
            callbacks: [{ arg: 'rest', params: ['express#Request', 'express#Response', 'express#Next'], promise }],
          },
        },
        setGlobalPrefix: {
          call: { returns: 'this', mount: { pathArg: 0, from: 1, scope: 'ordered', hook: 'prefix' } },
        },
        useGlobalGuards: GLOBAL('guards'),
        useGlobalPipes: GLOBAL('pipes'),
        useGlobalInterceptors: GLOBAL('interceptors'),
        useGlobalFilters: GLOBAL('filters'),
        enableCors: { call: { duty: ['cors'], cors: { arg: 0, default: 'any', trueReflects: true } } },
        enableShutdownHooks: { call: { returns: 'this' } },
        enableVersioning: { call: { returns: 'this' } },
        useBodyParser: { call: { returns: 'this', duty: ['body-parser'], hazards: largeBody(1, 'limit') } },
        useStaticAssets: { call: { returns: 'this', duty: ['static-files'] } },
        get: { call: { returns: 'instance:0' } },
        resolve: { call: { returns: 'instance:0', async: 'promise' } },
        getHttpAdapter: { call: {} },
      },
    },
    MiddlewareConsumer: {
      members: {
        apply: { call: { returns: 'MiddlewareConfig', mount: { from: 0, scope: 'ordered', hook: 'middleware' } } },
      },
    },
    MiddlewareConfig: {
      members: { forRoutes: { call: { returns: 'MiddlewareConsumer' } }, exclude: { call: { returns: 'this' } } },
    },
    ExecutionContext: {
      members: {
        switchToHttp: { call: { returns: 'HttpHost' } },
        getHandler: { call: {} },
        getClass: { call: {} },
        getType: { call: {} },
        getArgs: { call: {} },
      },
    },
    HttpHost: {
      members: {
        getRequest: { call: { returns: 'express#Request' } },
        getResponse: { call: { returns: 'express#Response' } },
        getNext: { call: { returns: 'express#Next' } },
      },
    },
    Reflector: { members: { get: METADATA, getAllAndOverride: METADATA, getAllAndMerge: METADATA } },
    ModuleRef: {
      members: { get: { call: {} }, resolve: { call: { async: 'promise' } }, create: { call: { async: 'promise' } } },
    },
  },
});

export const nestjsCore = defineModel({ ...application('awaited'), versions: '>=11' });
export const nestjsCore10 = defineModel({ ...application('ignored'), versions: '<11' });
