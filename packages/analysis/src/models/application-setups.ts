import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

/**
 * Is handed an application, or registered as a plugin, and puts nothing in front of its routes that could turn a
 * request away.
 */
const SETS_UP: MemberModel = { call: {} };

/** Reports failures: handlers of failures behind the routes. */
export const sentry = defineModel({
  library: '@sentry/node',
  modules: ['@sentry/node', '@sentry/bun', '@sentry/aws-serverless', '@sentry/google-cloud-serverless'],
  family: 'other',
  exports: {
    Handlers: {
      members: {
        requestHandler: { call: { duty: ['logging'] } },
        tracingHandler: { call: { duty: ['logging'] } },
        errorHandler: { call: { duty: ['error-handler'] } },
      },
    },
    setupExpressErrorHandler: SETS_UP,
    setupFastifyErrorHandler: SETS_UP,
    setupKoaErrorHandler: SETS_UP,
    setupConnectErrorHandler: SETS_UP,
    setupHonoErrorHandler: SETS_UP,
  },
});
/** Adds a kind of route. */
export const expressWs = defineModel({
  library: 'express-ws',
  modules: ['express-ws'],
  family: 'other',
  exports: { default: SETS_UP },
});
/** Plugins that add documentation, connections or methods to the instance. */
export const fastifySwagger = defineModel({
  library: '@fastify/swagger',
  modules: [
    '@fastify/swagger', '@fastify/swagger-ui', '@scalar/fastify-api-reference', '@fastify/sensible', '@fastify/env',
    '@fastify/postgres', '@fastify/mysql', '@fastify/mongodb', '@fastify/redis', '@fastify/websocket', '@fastify/view',
    '@fastify/etag', '@fastify/accepts', '@fastify/request-context', '@fastify/schedule', '@fastify/routes',
    '@fastify/circuit-breaker', '@fastify/under-pressure',
  ],
  family: 'other',
  exports: { default: SETS_UP },
});
