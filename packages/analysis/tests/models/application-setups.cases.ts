import type { LibraryCases } from './model-case.js';

/** What is handed an application and turns no request away. */
export const cases: LibraryCases = {
  '@sentry/node': {
    found: [
      [
        "import * as Sentry from '@sentry/node'; «Sentry.setupExpressErrorHandler(app)»;",
        '@sentry/node#setupExpressErrorHandler',
      ],
      [
        "import { setupFastifyErrorHandler as it } from '@sentry/node'; «it(app)»;",
        '@sentry/node#setupFastifyErrorHandler',
      ],
      [
        "import * as Sentry from '@sentry/node'; app.use(«Sentry.Handlers.requestHandler()»);",
        '@sentry/node#Handlers.requestHandler',
      ],
      [
        "const Sentry = require('@sentry/node'); «Sentry.setupKoaErrorHandler(app)»;",
        '@sentry/node#setupKoaErrorHandler',
      ],
    ],
    lookAlikes: [
      ["import * as Sentry from './mine'; «Sentry.setupExpressErrorHandler(app)»;", null],
      ['const Sentry = { setupExpressErrorHandler() {} }; «Sentry.setupExpressErrorHandler(app)»;', null],
    ],
  },
  'express-ws': {
    found: [
      ["import it from 'express-ws'; «it(app)»;", 'express-ws#default'],
      ["«require('express-ws')(app)»;", 'express-ws#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(app)»;", null],
      ["import it from 'express-ws'; function f(it) { return «it(app)»; }", null],
    ],
  },
  '@fastify/swagger': {
    found: [
      ["import it from '@fastify/swagger'; «it(app)»;", '@fastify/swagger#default'],
      ["import it from '@fastify/sensible'; «it(app)»;", '@fastify/swagger#default'],
    ],
    lookAlikes: [
      ["import it from './swagger'; «it(app)»;", null],
      ["import it from '@fastify/swagger'; function f(it) { return «it(app)»; }", null],
    ],
  },
};
