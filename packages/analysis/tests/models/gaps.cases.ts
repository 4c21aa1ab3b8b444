import type { LibraryCases } from './model-case.js';

/** Folders and consoles that are served to everyone. */
export const cases: LibraryCases = {
  'serve-static': {
    found: [
      {
        code: "import serveStatic from 'serve-static'; «serveStatic('.')»;",
        is: 'serve-static#default',
        hazards: ['exposed-files'],
        sinks: ['file-path'],
      },
      { code: "const serve = require('serve-static'); «serve(process.cwd())»;", hazards: ['exposed-files'] },
      {
        code:
          "const path = require('path'); const serve = require('serve-static'); " +
          "«serve(path.join(__dirname, '..'))»;",
        hazards: ['exposed-files'],
      },
      {
        code: "const serve = require('serve-static'); «serve('public', { dotfiles: 'allow' })»;",
        hazards: ['exposed-files'],
      },
      {
        code: "import express from 'express'; const root = process.cwd(); «express.static(root)»;",
        is: 'express#static',
        hazards: ['exposed-files'],
      },
      { code: "import express from 'express'; «express.static(import.meta.dirname)»;", hazards: ['exposed-files'] },
    ],
    lookAlikes: [
      { code: "const serve = require('serve-static'); «serve('public')»;", hazards: [] },
      {
        code:
          "const path = require('path'); const serve = require('serve-static'); " +
          "«serve(path.join(__dirname, 'public'))»;",
        hazards: [],
      },
      { code: "const serve = require('serve-static'); «serve(process.env.PUBLIC)»;", hazards: [] },
      {
        code: "import { join } from './names'; import serve from 'serve-static'; «serve(join(__dirname, '..'))»;",
        hazards: [],
      },
      { code: "import serve from 'serve-static'; function f(__dirname) { «serve(__dirname)»; }", hazards: [] },
      ["import serveStatic from './static'; «serveStatic('.')»;", null],
    ],
  },
  'serve-index': {
    found: [{ code: "const serveIndex = require('serve-index'); «serveIndex('files')»;", hazards: ['exposed-files'] }],
    lookAlikes: [["import serveIndex from './index'; «serveIndex('files')»;", null]],
  },
  'koa-static': {
    found: [
      { code: "import serve from 'koa-static'; «serve('.')»;", hazards: ['exposed-files'] },
      { code: "import serve from 'koa-static'; «serve('public', { hidden: true })»;", hazards: ['exposed-files'] },
    ],
    lookAlikes: [{ code: "import serve from 'koa-static'; «serve('public', { hidden: false })»;", hazards: [] }],
  },
  '@bull-board/express': {
    found: [
      {
        code:
          "import { ExpressAdapter } from '@bull-board/express'; const adapter = new ExpressAdapter(); " +
          '«adapter.getRouter()»;',
        hazards: ['exposed-interface'],
      },
    ],
    lookAlikes: [['const adapter = { getRouter() {} }; «adapter.getRouter()»;', null]],
  },
  'express-graphql': {
    found: [
      {
        code: "import { graphqlHTTP } from 'express-graphql'; «graphqlHTTP({ schema, graphiql: true })»;",
        hazards: ['exposed-interface'],
      },
    ],
    lookAlikes: [
      {
        code: "import { graphqlHTTP } from 'express-graphql'; «graphqlHTTP({ schema, graphiql: isDev })»;",
        hazards: [],
      },
    ],
  },
  'swagger-ui-express': {
    found: [{ code: "import ui from 'swagger-ui-express'; «ui.setup(document)»;", hazards: ['exposed-interface'] }],
    lookAlikes: [["import ui from './ui'; «ui.setup(document)»;", null]],
  },
  'graphql-playground-middleware-express': {
    found: [
      {
        code: "import playground from 'graphql-playground-middleware-express'; «playground({ endpoint })»;",
        hazards: ['exposed-interface'],
      },
    ],
    lookAlikes: [["import playground from './playground'; «playground({ endpoint })»;", null]],
  },
  'agendash': {
    found: [{ code: "const agendash = require('agendash'); «agendash(agenda)»;", hazards: ['exposed-interface'] }],
    lookAlikes: [["const agendash = require('./jobs'); «agendash(agenda)»;", null]],
  },
  'express-status-monitor': {
    found: [
      { code: "const monitor = require('express-status-monitor'); «monitor()»;", hazards: ['exposed-interface'] },
    ],
    lookAlikes: [["const monitor = require('./monitor'); «monitor()»;", null]],
  },
  'passport-oauth2': {
    found: [
      {
        code:
          "const OAuth2Strategy = require('passport-oauth2'); «new OAuth2Strategy({ " +
          'clientID, callbackURL }, verify)»;',
        hazards: ['oauth-state'],
      },
      {
        code: "import { Strategy } from 'passport-github2'; «new Strategy({ clientID, state: false }, verify)»;",
        hazards: ['oauth-state'],
      },
    ],
    lookAlikes: [
      {
        code: "import { Strategy } from 'passport-oauth2'; «new Strategy({ clientID, state: true }, verify)»;",
        hazards: [],
      },
      { code: "import { Strategy } from 'passport-oauth2'; «new Strategy({ clientID, store }, verify)»;", hazards: [] },
      { code: "import { Strategy } from 'passport-oauth2'; «new Strategy(options, verify)»;", hazards: [] },
      ["import { Strategy } from './strategy'; «new Strategy({ state: false }, verify)»;", null],
    ],
  },
  '@nestjs/swagger': {
    found: [
      {
        code: "import { SwaggerModule } from '@nestjs/swagger'; «SwaggerModule.setup('docs', app, document)»;",
        hazards: ['exposed-interface'],
      },
    ],
    lookAlikes: [["import { SwaggerModule } from './swagger'; «SwaggerModule.setup('docs', app, document)»;", null]],
  },
};
