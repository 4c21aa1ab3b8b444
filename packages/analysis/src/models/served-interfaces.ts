import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

/** A server of files: which folder, and whether names that begin with a dot are given. */
export const SERVED_FOLDER: readonly HazardModel[] = [
  { hazard: 'exposed-files', arg: 0, programFolder: true },
  { hazard: 'exposed-files', arg: 1, property: 'dotfiles', is: 'allow' },
];
const OPEN: readonly HazardModel[] = [{ hazard: 'exposed-interface' }];
/** Documentation of a public interface is published on purpose. */
const DOCUMENTATION: readonly HazardModel[] = [{ hazard: 'exposed-interface', oftenMeant: true }];

export const serveStatic = defineModel({
  library: 'serve-static',
  modules: ['serve-static'],
  family: 'http',
  exports: {
    default: { call: { duty: ['static-files'], sinks: [{ kind: 'file-path', arg: 0 }], hazards: SERVED_FOLDER } },
  },
});
/** Lists what lies in a folder. */
export const serveIndex = defineModel({
  library: 'serve-index',
  modules: ['serve-index', 'koa-serve-index'],
  family: 'http',
  exports: { default: { call: { hazards: [{ hazard: 'exposed-files' }] } } },
});

export const swaggerUiExpress = defineModel({
  library: 'swagger-ui-express',
  modules: ['swagger-ui-express'],
  family: 'http',
  exports: { setup: { call: { hazards: DOCUMENTATION } }, serve: {} },
});
export const nestjsSwagger = defineModel({
  library: '@nestjs/swagger',
  modules: ['@nestjs/swagger'],
  family: 'http',
  exports: { SwaggerModule: { members: { setup: { call: { hazards: DOCUMENTATION } } } } },
});
const GRAPHIQL: MemberModel = {
  call: { hazards: [{ hazard: 'exposed-interface', arg: 0, property: 'graphiql', is: true }] },
};
export const expressGraphql = defineModel({
  library: 'express-graphql',
  modules: ['express-graphql'],
  family: 'http',
  // Before version 0.10 the module was the function.
  exports: { graphqlHTTP: GRAPHIQL, default: GRAPHIQL },
});
export const graphqlPlayground = defineModel({
  library: 'graphql-playground-middleware-express',
  modules: ['graphql-playground-middleware-express', 'graphql-playground-middleware-koa'],
  family: 'http',
  exports: { default: { call: { hazards: OPEN } } },
});

/** Consoles of queues and jobs, which show payloads and run and delete jobs. */
export const bullBoard = defineModel({
  library: '@bull-board/express',
  modules: ['@bull-board/express', '@bull-board/koa', '@bull-board/fastify', '@bull-board/hono'],
  family: 'queue',
  exports: { ExpressAdapter: { type: 'Adapter', new: {} }, KoaAdapter: { type: 'Adapter', new: {} } },
  types: {
    Adapter: {
      members: {
        setBasePath: { call: { returns: 'this' } },
        getRouter: { call: { hazards: OPEN } },
        registerPlugin: { call: { hazards: OPEN } },
      },
    },
  },
});
export const agendash = defineModel({
  library: 'agendash',
  modules: ['agendash'],
  family: 'queue',
  exports: { default: { call: { hazards: OPEN } } },
});
export const expressStatusMonitor = defineModel({
  library: 'express-status-monitor',
  modules: ['express-status-monitor'],
  family: 'http',
  exports: { default: { call: { hazards: OPEN } } },
});
