import type { CaseEntry, LibraryCases } from './model-case.js';

/** A named export that is called or constructed, by three ways of importing it, and three that only look like it. */
const shown = (
  library: string,
  name: string,
  form: 'call' | 'new',
  more: { readonly found?: readonly CaseEntry[]; readonly lookAlikes?: readonly CaseEntry[] } = {},
): LibraryCases[string] => {
  const made = (callee: string): string => (form === 'new' ? `«new ${callee}(x)»;` : `«${callee}(x)»;`);
  const is = `${library}#${name}`;
  return {
    found: [
      [`import { ${name} } from '${library}'; ${made(name)}`, is],
      [`import * as lib from '${library}'; ${made(`lib.${name}`)}`, is],
      [`const { ${name}: It } = require('${library}'); ${made('It')}`, is],
      ...(more.found ?? []),
    ],
    lookAlikes: [
      [`import { ${name} } from './mine'; ${made(name)}`, null],
      [`function ${name}() {} ${made(name)}`, null],
      [`import { ${name} } from '${library}'; function f(${name}) { return ${made(name)} }`, null],
      ...(more.lookAlikes ?? []),
    ],
  };
};
/** The same of what is imported as a whole. */
const whole = (library: string, use: string, is: string): LibraryCases[string] => ({
  found: [
    [`import Lib from '${library}'; ${use}`, is],
    [`import Other from '${library}'; ${use.replaceAll('Lib', 'Other')}`, is],
    [`const Lib = require('${library}'); ${use}`, is],
  ],
  lookAlikes: [
    [`import Lib from './mine'; ${use}`, null],
    [`function Lib() {} ${use}`, null],
    [`import Lib from '${library}'; function f(Lib) { ${use} }`, null],
  ],
});

const connected = "import mqtt from 'mqtt'; const client = mqtt.connect(url);";
const nats = "import { connect } from 'nats'; const c = await connect();";

/** Jobs, messages, events and times. */
export const cases: LibraryCases = {
  '@trigger.dev/sdk': shown('@trigger.dev/sdk', 'task', 'call'),
  inngest: shown('inngest', 'Inngest', 'new'),
  'graphile-worker': shown('graphile-worker', 'run', 'call'),
  'pg-boss': whole('pg-boss', "«new Lib(url).work('a', run)»;", 'pg-boss#Boss.work'),
  'bee-queue': whole('bee-queue', "«new Lib('a').process(run)»;", 'bee-queue#Queue.process'),
  mqtt: shown('mqtt', 'connect', 'call', {
    found: [
      { code: `${connected} client.on('message', (topic, payload) => use(«payload»));`, taint: 'tainted' },
      { code: `${connected} client.on('message', (topic) => use(«topic»));`, taint: 'tainted', shapes: ['str'] },
      {
        code: `${connected} client.on('message', (topic, payload) => use(«payload.toString()»));`,
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code: `${connected} client.on('message', (topic, payload) => use(«JSON.parse(payload.toString())»));`,
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: `${connected} client.on('error', (error) => use(«error»));`, taint: 'unknown' },
      { code: "own.on('message', (topic, payload) => use(«payload»));", taint: 'unknown' },
    ],
  }),
  nats: shown('nats', 'connect', 'call', {
    found: [
      { code: `${nats} c.subscribe('a', { callback: (error, m) => use(«m.json()») });`, taint: 'tainted' },
      {
        code: `${nats} c.subscribe('a', { callback(error, m) { use(«m.string()»); } });`,
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code: `${nats} const heard = { callback: (error, m) => use(«m.data») }; c.subscribe('a', heard);`,
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: `${nats} c.subscribe('a', { callback: (error) => use(«error») });`, taint: 'unknown' },
      { code: `${nats} c.other('a', { callback: (error, m) => use(«m.data») });`, taint: 'unknown' },
    ],
  }),
  'sqs-consumer': {
    found: [
      ["import { Consumer } from 'sqs-consumer'; «Consumer.create(x)»;", 'sqs-consumer#Consumer.create'],
      ["import * as lib from 'sqs-consumer'; «lib.Consumer.create(x)»;", 'sqs-consumer#Consumer.create'],
      {
        code: "import { Consumer } from 'sqs-consumer'; Consumer.create({ handleMessage: async (m) => use(«m.Body») });",
        taint: 'tainted',
        shapes: ['null', 'str'],
      },
      {
        code: "import { Consumer } from 'sqs-consumer'; Consumer.create({ handleMessageBatch: async (all) => use(«all[0].Body») });",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { Consumer } from './mine'; «Consumer.create(x)»;", null],
      ["import { Consumer } from 'sqs-consumer'; function f(Consumer) { «Consumer.create(x)»; }", null],
      {
        code: "import { Consumer } from 'sqs-consumer'; Consumer.create({ handleMessage: async (m) => use(«m.MessageId») });",
        taint: 'unknown',
      },
    ],
  },
  eventemitter3: whole('eventemitter3', "«new Lib().on('a', run)»;", 'eventemitter3#OwnEmitter.on'),
  'node:events': {
    found: [
      ["import { EventEmitter } from 'node:events'; «new EventEmitter().on('a', run)»;", 'node:events#OwnEmitter.on'],
      [
        "import EventEmitter from 'events'; class Bus extends EventEmitter {} «new Bus().once('a', run)»;",
        'node:events#OwnEmitter.once',
      ],
      [
        "const { EventEmitter } = require('events'); const bus = new EventEmitter(); «bus.on('a', run)»;",
        'node:events#OwnEmitter.on',
      ],
    ],
    lookAlikes: [
      [
        "import type { EventEmitter } from 'node:events'; function f(of: EventEmitter) { «of.on('a', run)»; }",
        'node:events#EventEmitter.on',
      ],
      ["import { EventEmitter } from './mine'; «new EventEmitter().on('a', run)»;", null],
      ["import { createServer } from 'node:http'; «createServer().on('close', run)»;", 'node:http#Server.on'],
    ],
  },
  '@nestjs/microservices': {
    found: [
      {
        code: "import { MessagePattern } from '@nestjs/microservices'; class A { @MessagePattern('a') run(all) { use(«all.id»); } }",
        taint: 'tainted',
      },
      {
        code: "import { GrpcMethod } from '@nestjs/microservices'; class A { @GrpcMethod('A', 'B') run({ id }: Asked) { use(«id»); } }",
        taint: 'tainted',
      },
      {
        code: "import { EventPattern as On } from '@nestjs/microservices'; class A { @On('a') async run(all: Made) { use(«all»); } }",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import { MessagePattern } from './mine'; class A { @MessagePattern('a') run(all) { use(«all.id»); } }",
        taint: 'unknown',
      },
      {
        code:
          "import { MessagePattern, Ctx, Payload } from '@nestjs/microservices'; class A { " +
          "@MessagePattern('a') run(@Ctx() all, @Payload() b) { use(«all.id»); } }",
        taint: 'unknown',
      },
      {
        code:
          "import { MessagePattern } from '@nestjs/microservices'; class A { @MessagePattern('a') " +
          'run(a, context) { use(«context.id»); } }',
        taint: 'unknown',
      },
    ],
  },
  'node-schedule': shown('node-schedule', 'scheduleJob', 'call'),
  croner: shown('croner', 'Cron', 'new'),
  bree: whole('bree', '«new Lib({ jobs: [] })»;', 'bree#default'),
  'toad-scheduler': shown('toad-scheduler', 'AsyncTask', 'new'),
};
