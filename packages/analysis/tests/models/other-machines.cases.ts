import type { LibraryCases } from './model-case.js';

/** Commands on other machines, older names of process starters, codes of one use. */
export const cases: LibraryCases = {
  'ssh2': {
    found: [
      {
        code: "import { Client } from 'ssh2'; const c = new Client(); «c.exec(text, done)»;",
        is: 'ssh2#Client.exec',
        sinks: ['shell-command'],
      },
      {
        code: "import { Client } from 'ssh2'; «new Client().connect({ host, password: p })»;",
        is: 'ssh2#Client.connect',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      { code: "import { Client } from 'ssh2'; «new Client().connect({ host, agent })»;", sinks: [] },
      ["import { Client } from './ssh'; «new Client()»;", null],
    ],
  },
  'node-ssh': {
    found: [
      {
        code: "import { NodeSSH } from 'node-ssh'; const ssh = new NodeSSH(); «ssh.execCommand(text)»;",
        is: 'node-ssh#Ssh.execCommand',
        sinks: ['shell-command'],
      },
    ],
    lookAlikes: [["import { NodeSSH } from './ssh'; «new NodeSSH()»;", null]],
  },
  'simple-git': {
    found: [
      {
        code: "import simpleGit from 'simple-git'; «simpleGit().clone(url, folder)»;",
        is: 'simple-git#Git.clone',
        sinks: ['process-argument', 'process-argument'],
      },
      {
        code: "import { simpleGit } from 'simple-git'; «simpleGit(folder)»;",
        is: 'simple-git#simpleGit',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [
      { code: "import { simpleGit } from 'simple-git'; «simpleGit().status()»;", sinks: [] },
      ["import simpleGit from './git'; «simpleGit()»;", null],
    ],
  },
  'execa': {
    found: [
      { code: "import execa from 'execa'; «execa.command(text)»;", is: 'execa#command', sinks: ['shell-command'] },
      {
        code: "import execa from 'execa'; «execa.sync(program, list)»;",
        is: 'execa#sync',
        sinks: ['shell-command', 'process-argument'],
      },
      { code: "import execa from 'execa'; «execa.node(script)»;", is: 'execa#node', sinks: ['file-path'] },
    ],
    lookAlikes: [
      { code: "import execa from 'execa'; «execa.kill()»;", sinks: [] },
      ["import execa from './execa'; «execa.command(text)»;", null],
    ],
  },
  'request-promise': {
    found: [
      {
        code: "import rp from 'request-promise'; «rp(url)»;",
        is: 'request-promise#default',
        sinks: ['outbound-url'],
        async: 'promise',
      },
      {
        code: "const rp = require('request-promise-native'); «rp.get({ uri: url })»;",
        is: 'request-promise#get',
        sinks: ['outbound-url'],
      },
    ],
    lookAlikes: [
      { code: "const rp = require('request-promise'); «rp({ json: true })»;", sinks: [] },
      ["import rp from './rp'; «rp(url)»;", null],
    ],
  },
  'otplib': {
    found: [
      {
        code: "import { authenticator } from 'otplib'; «authenticator.generate(s)»;",
        is: 'otplib#authenticator.generate',
        sinks: ['secret'],
      },
      { code: "import { totp } from 'otplib'; «totp.check(code, s)»;", is: 'otplib#totp.check', sinks: ['secret'] },
      {
        code: "import { authenticator } from 'otplib'; «authenticator.verify({ token, secret: s })»;",
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      { code: "import { authenticator } from 'otplib'; «authenticator.generateSecret()»;", sinks: [] },
      ["import { authenticator } from './otp'; «authenticator.generate(s)»;", null],
    ],
  },
  'speakeasy': {
    found: [
      {
        code: "import speakeasy from 'speakeasy'; «speakeasy.totp({ secret: s })»;",
        is: 'speakeasy#totp',
        sinks: ['secret'],
      },
      {
        code: "import * as speakeasy from 'speakeasy'; «speakeasy.totp.verify({ secret: s, token })»;",
        is: 'speakeasy#totp.verify',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      { code: "import speakeasy from 'speakeasy'; «speakeasy.generateSecret({ length: 20 })»;", sinks: [] },
      ["import speakeasy from './easy'; «speakeasy.totp({ secret: s })»;", null],
    ],
  },
  'jwt-decode': {
    found: [
      { code: "import { jwtDecode } from 'jwt-decode'; «jwtDecode(token)»;", is: 'jwt-decode#jwtDecode' },
      {
        code:
          "import decode from 'jwt-decode'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«decode(req.query.x)»));",
        is: 'jwt-decode#default',
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import { jwtDecode } from './jwt'; «jwtDecode(token)»;", null]],
  },
  '@faker-js/faker': {
    found: [
      { code: "import { faker } from '@faker-js/faker'; «faker.string.uuid()»;" },
      { code: "import faker from 'faker'; «faker.random.uuid()»;" },
      { code: "import { faker } from '@faker-js/faker'; «faker»;", is: '@faker-js/faker#faker' },
    ],
    lookAlikes: [["import { faker } from './faker'; «faker.string.uuid()»;", null]],
  },
  'chance': {
    found: [
      { code: "import Chance from 'chance'; const chance = new Chance(); «chance.guid()»;" },
      { code: "import Chance from 'chance'; «new Chance()»;", is: 'chance#default' },
    ],
    lookAlikes: [["import Chance from './chance'; «new Chance()»;", null]],
  },
  'casual': {
    found: [{ code: "import casual from 'casual'; «casual.integer(1, 2)»;" }],
    lookAlikes: [["import casual from './casual'; «casual.integer(1, 2)»;", null]],
  },
  'errorhandler': {
    found: [
      {
        code: "import errorhandler from 'errorhandler'; «errorhandler()»;",
        is: 'errorhandler#default',
        hazards: ['exposed-errors'],
      },
    ],
    lookAlikes: [["import errorhandler from './errors'; «errorhandler()»;", null]],
  },
  'express-graphql': {
    found: [
      {
        code: "import graphqlHTTP from 'express-graphql'; «graphqlHTTP({ schema, graphiql: true })»;",
        is: 'express-graphql#default',
        hazards: ['exposed-interface'],
      },
    ],
    lookAlikes: [
      { code: "import graphqlHTTP from 'express-graphql'; «graphqlHTTP({ schema, graphiql: false })»;", hazards: [] },
      ["import graphqlHTTP from './graphql'; «graphqlHTTP({ graphiql: true })»;", null],
    ],
  },
  '@grpc/grpc-js': {
    found: [
      {
        code: "import * as grpc from '@grpc/grpc-js'; «grpc.credentials.createInsecure()»;",
        is: '@grpc/grpc-js#credentials.createInsecure',
        hazards: ['clear-channel'],
      },
      {
        code: "import { ServerCredentials } from '@grpc/grpc-js'; «ServerCredentials.createInsecure()»;",
        hazards: ['clear-channel'],
      },
    ],
    lookAlikes: [
      { code: "import * as grpc from '@grpc/grpc-js'; «grpc.credentials.createSsl()»;" },
      ["import * as grpc from './grpc'; «grpc.credentials.createInsecure()»;", null],
    ],
  },
  'node:http': {
    found: [
      {
        code: "import http from 'node:http'; «http.get(path, { host })»;",
        is: 'node:http#get',
        sinks: ['outbound-url', 'outbound-url'],
      },
    ],
    lookAlikes: [{ code: "import http from 'node:http'; «http.get(path, { timeout: 5 })»;", sinks: ['outbound-url'] }],
  },
};
