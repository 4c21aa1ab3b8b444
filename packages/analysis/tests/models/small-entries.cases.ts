import type { LibraryCases } from './model-case.js';

/** In a handler of connections. */
const heard = (body: string): string =>
  `import { Server } from 'socket.io'; new Server().on('connection', (socket) => { ${body} });`;
const wired = (body: string): string =>
  `import { WebSocketServer } from 'ws'; new WebSocketServer({}).on('connection', (ws) => { ${body} });`;

/** Libraries through which something else than HTTP requests comes in. */
export const cases: LibraryCases = {
  '@graphql-tools/schema': {
    found: [
      [
        "import { makeExecutableSchema } from '@graphql-tools/schema'; «makeExecutableSchema(x)»;",
        '@graphql-tools/schema#makeExecutableSchema',
      ],
      [
        "import * as lib from '@graphql-tools/schema'; «lib.makeExecutableSchema(x)»;",
        '@graphql-tools/schema#makeExecutableSchema',
      ],
      [
        "const { makeExecutableSchema: It } = require('@graphql-tools/schema'); «It(x)»;",
        '@graphql-tools/schema#makeExecutableSchema',
      ],
    ],
    lookAlikes: [
      ["import { makeExecutableSchema } from './mine'; «makeExecutableSchema(x)»;", null],
      ['function makeExecutableSchema() {} «makeExecutableSchema(x)»;', null],
      [
        "import { makeExecutableSchema as Make } from '@graphql-tools/schema'; function f(Make) { return «Make(x)»; }",
        null,
      ],
    ],
  },
  restify: {
    found: [
      ["import { createServer } from 'restify'; «createServer(x)»;", 'restify#createServer'],
      ["import * as lib from 'restify'; «lib.createServer(x)»;", 'restify#createServer'],
      ["const { createServer: it } = require('restify'); «it(x)»;", 'restify#createServer'],
    ],
    lookAlikes: [
      ["import { createServer } from './mine'; «createServer(x)»;", null],
      ['function createServer() {} «createServer(x)»;', null],
      ["import { createServer as It } from 'restify'; function f(It) { return «It(x)»; }", null],
    ],
  },
  'inversify-express-utils': {
    found: [
      [
        "import { httpGet } from 'inversify-express-utils'; class A { «@httpGet('/')» run() {} }",
        'inversify-express-utils#httpGet',
      ],
      [
        "import * as lib from 'inversify-express-utils'; class A { «@lib.httpGet('/')» run() {} }",
        'inversify-express-utils#httpGet',
      ],
      [
        "import { httpGet as It } from 'inversify-express-utils'; class A { «@It('/')» run() {} }",
        'inversify-express-utils#httpGet',
      ],
    ],
    lookAlikes: [
      ["import { httpGet } from './mine'; class A { «@httpGet('/')» run() {} }", null],
      ["function httpGet() {} class A { «@httpGet('/')» run() {} }", null],
      [
        "import { httpGet } from 'inversify-express-utils'; function f(httpGet) { return class { «@httpGet('/')» run() {} }; }",
        null,
      ],
    ],
  },
  'routing-controllers': {
    found: [
      ["import { Get } from 'routing-controllers'; class A { «@Get('/')» run() {} }", 'routing-controllers#Get'],
      ["import * as lib from 'routing-controllers'; class A { «@lib.Get('/')» run() {} }", 'routing-controllers#Get'],
      ["import { Get as It } from 'routing-controllers'; class A { «@It('/')» run() {} }", 'routing-controllers#Get'],
    ],
    lookAlikes: [
      ["import { Get } from './mine'; class A { «@Get('/')» run() {} }", null],
      ["function Get() {} class A { «@Get('/')» run() {} }", null],
      ["import { Get } from 'routing-controllers'; function f(Get) { return class { «@Get('/')» run() {} }; }", null],
    ],
  },
  tsoa: {
    found: [
      ["import { Get } from 'tsoa'; class A { «@Get('/')» run() {} }", 'tsoa#Get'],
      ["import * as lib from 'tsoa'; class A { «@lib.Get('/')» run() {} }", 'tsoa#Get'],
      ["import { Get as It } from 'tsoa'; class A { «@It('/')» run() {} }", 'tsoa#Get'],
    ],
    lookAlikes: [
      ["import { Get } from './mine'; class A { «@Get('/')» run() {} }", null],
      ["function Get() {} class A { «@Get('/')» run() {} }", null],
      ["import { Get } from 'tsoa'; function f(Get) { return class { «@Get('/')» run() {} }; }", null],
    ],
  },
  'type-graphql': {
    found: [
      ["import { Query } from 'type-graphql'; class A { @«Query» run() {} }", 'type-graphql#Query'],
      ["import * as lib from 'type-graphql'; class A { @«lib.Query» run() {} }", 'type-graphql#Query'],
      ["import { Query as It } from 'type-graphql'; class A { @«It» run() {} }", 'type-graphql#Query'],
    ],
    lookAlikes: [
      ["import { Query } from './mine'; class A { @«Query» run() {} }", null],
      ['function Query() {} class A { @«Query» run() {} }', null],
      ["import { Query } from 'type-graphql'; function f(Query) { return class { @«Query» run() {} }; }", null],
    ],
  },
  'agenda': {
    found: [
      ["import { Agenda } from 'agenda'; «new Agenda(x)»;", 'agenda#Agenda'],
      ["import * as lib from 'agenda'; «new lib.Agenda(x)»;", 'agenda#Agenda'],
      ["const { Agenda: It } = require('agenda'); «new It(x)»;", 'agenda#Agenda'],
    ],
    lookAlikes: [
      ["import { Agenda } from './mine'; «new Agenda(x)»;", null],
      ['class Agenda {} «new Agenda(x)»;', null],
      ["import { Agenda } from 'agenda'; function f(Agenda) { return «new Agenda(x)»; }", null],
    ],
  },
  'socket.io': {
    found: [
      ["import { Server } from 'socket.io'; «new Server(x)»;", 'socket.io#Server'],
      ["import * as lib from 'socket.io'; «new lib.Server(x)»;", 'socket.io#Server'],
      ["const { Server: It } = require('socket.io'); «new It(x)»;", 'socket.io#Server'],
      { code: heard("socket.on('chat', (text) => run(«text»));"), taint: 'tainted' },
      { code: heard("socket.on('chat', (a, { b }) => run(«b»));"), taint: 'tainted' },
      { code: heard('socket.on(EVENTS.chat, (text) => run(«text»));'), taint: 'tainted' },
      { code: heard('run(«socket.handshake.query.room»);'), taint: 'tainted' },
      { code: heard('run(«socket.handshake.auth.token»);'), taint: 'tainted' },
    ],
    lookAlikes: [
      ["import { Server } from './mine'; «new Server(x)»;", null],
      ['class Server {} «new Server(x)»;', null],
      ["import { Server } from 'socket.io'; function f(Server) { return «new Server(x)»; }", null],
      { code: heard("socket.on('disconnect', (reason) => run(«reason»));"), taint: 'unknown' },
      { code: heard("socket.on('error', (error) => run(«error»));"), taint: 'unknown' },
    ],
  },
  'ws': {
    found: [
      ["import { WebSocketServer } from 'ws'; «new WebSocketServer(x)»;", 'ws#WebSocketServer'],
      ["import * as lib from 'ws'; «new lib.WebSocketServer(x)»;", 'ws#WebSocketServer'],
      ["const { WebSocketServer: It } = require('ws'); «new It(x)»;", 'ws#WebSocketServer'],
      { code: wired("ws.on('message', (data) => run(«data»));"), taint: 'tainted' },
    ],
    lookAlikes: [
      ["import { WebSocketServer } from './mine'; «new WebSocketServer(x)»;", null],
      ['class WebSocketServer {} «new WebSocketServer(x)»;', null],
      ["import { WebSocketServer } from 'ws'; function f(WebSocketServer) { return «new WebSocketServer(x)»; }", null],
      { code: wired("ws.on('close', (code) => run(«code»));"), taint: 'unknown' },
    ],
  },
  '@nestjs/websockets': {
    found: [
      [
        "import { SubscribeMessage } from '@nestjs/websockets'; class A { @«SubscribeMessage» run() {} }",
        '@nestjs/websockets#SubscribeMessage',
      ],
      [
        "import * as lib from '@nestjs/websockets'; class A { @«lib.SubscribeMessage» run() {} }",
        '@nestjs/websockets#SubscribeMessage',
      ],
      [
        "import { SubscribeMessage as It } from '@nestjs/websockets'; class A { @«It» run() {} }",
        '@nestjs/websockets#SubscribeMessage',
      ],
    ],
    lookAlikes: [
      ["import { SubscribeMessage } from './mine'; class A { @«SubscribeMessage» run() {} }", null],
      ['function SubscribeMessage() {} class A { @«SubscribeMessage» run() {} }', null],
      [
        "import { SubscribeMessage as Made } from '@nestjs/websockets'; function f(Made) { return class { @«Made» run() {} }; }",
        null,
      ],
    ],
  },
};
