import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  bull: {
    found: [
      ["import it from 'bull'; «it(x)»;", 'bull#default'],
      ["import * as it from 'bull'; «it(x)»;", 'bull#default'],
      ["«require('bull')(x)»;", 'bull#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'bull'; function f(it) { return «it(x)»; }", null],
    ],
  },
  bullmq: {
    found: [
      ["import { Queue } from 'bullmq'; «new Queue(x)»;", 'bullmq#Queue'],
      ["import * as lib from 'bullmq'; «new lib.Queue(x)»;", 'bullmq#Queue'],
      ["const { Queue: It } = require('bullmq'); «new It(x)»;", 'bullmq#Queue'],
    ],
    lookAlikes: [
      ["import { Queue } from './mine'; «new Queue(x)»;", null],
      ['class Queue {} «new Queue(x)»;', null],
      ["import { Queue } from 'bullmq'; function f(Queue) { return «new Queue(x)»; }", null],
    ],
  },
  cron: {
    found: [
      ["import { CronJob } from 'cron'; «new CronJob(x)»;", 'cron#CronJob'],
      ["import * as lib from 'cron'; «new lib.CronJob(x)»;", 'cron#CronJob'],
      ["const { CronJob: It } = require('cron'); «new It(x)»;", 'cron#CronJob'],
    ],
    lookAlikes: [
      ["import { CronJob } from './mine'; «new CronJob(x)»;", null],
      ['class CronJob {} «new CronJob(x)»;', null],
      ["import { CronJob } from 'cron'; function f(CronJob) { return «new CronJob(x)»; }", null],
    ],
  },
  ioredis: {
    found: [
      ["import { Redis } from 'ioredis'; «new Redis(x)»;", 'ioredis#Redis'],
      ["import * as lib from 'ioredis'; «new lib.Redis(x)»;", 'ioredis#Redis'],
      ["const { Redis: It } = require('ioredis'); «new It(x)»;", 'ioredis#Redis'],
    ],
    lookAlikes: [
      ["import { Redis } from './mine'; «new Redis(x)»;", null],
      ['class Redis {} «new Redis(x)»;', null],
      ["import { Redis } from 'ioredis'; function f(Redis) { return «new Redis(x)»; }", null],
    ],
  },
  needle: {
    found: [
      ["import it from 'needle'; «it(x)»;", 'needle#default'],
      ["import * as it from 'needle'; «it(x)»;", 'needle#default'],
      ["«require('needle')(x)»;", 'needle#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'needle'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs-modules/mailer': {
    found: [
      [
        "import { MailerService } from '@nestjs-modules/mailer'; class Own { " +
          'constructor(private readonly it: MailerService) {} run() { return «this.it.sendMail(x)»; } }',
        '@nestjs-modules/mailer#Mailer.sendMail',
      ],
      [
        "import type { MailerService } from '@nestjs-modules/mailer'; function run(it: MailerService) { " +
          'return «it.sendMail(x)»; }',
        '@nestjs-modules/mailer#Mailer.sendMail',
      ],
      [
        "import * as lib from '@nestjs-modules/mailer'; function run(it: lib.MailerService) { " +
          'return «it.sendMail(x)»; }',
        '@nestjs-modules/mailer#Mailer.sendMail',
      ],
    ],
    lookAlikes: [
      [
        "import { MailerService } from './mine'; class Own { " +
          'constructor(private readonly it: MailerService) {} run() { return «this.it.sendMail(x)»; } }',
        null,
      ],
      ['class MailerService { sendMail() {} } «new MailerService().sendMail(x)»;', null],
      ["import { MailerService } from '@nestjs-modules/mailer'; function run(it) { return «it.sendMail(x)»; }", null],
    ],
  },
  '@nestjs/axios': {
    found: [
      [
        "import { HttpService } from '@nestjs/axios'; class Own { " +
          'constructor(private readonly it: HttpService) {} run() { return «this.it.get(x)»; } }',
        '@nestjs/axios#HttpService.get',
      ],
      [
        "import type { HttpService } from '@nestjs/axios'; function run(it: HttpService) { return «it.get(x)»; }",
        '@nestjs/axios#HttpService.get',
      ],
      [
        "import * as lib from '@nestjs/axios'; function run(it: lib.HttpService) { return «it.get(x)»; }",
        '@nestjs/axios#HttpService.get',
      ],
    ],
    lookAlikes: [
      [
        "import { HttpService } from './mine'; class Own { constructor(private readonly it: HttpService) {} " +
          'run() { return «this.it.get(x)»; } }',
        null,
      ],
      ['class HttpService { get() {} } «new HttpService().get(x)»;', null],
      ["import { HttpService } from '@nestjs/axios'; function run(it) { return «it.get(x)»; }", null],
    ],
  },
  '@nestjs/bullmq': {
    found: [
      [
        "import { InjectQueue } from '@nestjs/bullmq'; class Own { «@InjectQueue()» field; }",
        '@nestjs/bullmq#InjectQueue',
      ],
      [
        "import { InjectQueue as Mark } from '@nestjs/bullmq'; class Own { «@Mark()» field; }",
        '@nestjs/bullmq#InjectQueue',
      ],
      [
        "import * as lib from '@nestjs/bullmq'; class Own { «@lib.InjectQueue()» field; }",
        '@nestjs/bullmq#InjectQueue',
      ],
    ],
    lookAlikes: [
      ["import { InjectQueue } from './mine'; class Own { «@InjectQueue()» field; }", null],
      ['function InjectQueue() { return () => {}; } class Own { «@InjectQueue()» field; }', null],
      ["import { InjectQueue } from 'another-package'; class Own { «@InjectQueue()» field; }", null],
    ],
  },
  '@nestjs/event-emitter': {
    found: [
      [
        "import { OnEvent } from '@nestjs/event-emitter'; class Own { «@OnEvent()» field; }",
        '@nestjs/event-emitter#OnEvent',
      ],
      [
        "import { OnEvent as Mark } from '@nestjs/event-emitter'; class Own { «@Mark()» field; }",
        '@nestjs/event-emitter#OnEvent',
      ],
      [
        "import * as lib from '@nestjs/event-emitter'; class Own { «@lib.OnEvent()» field; }",
        '@nestjs/event-emitter#OnEvent',
      ],
    ],
    lookAlikes: [
      ["import { OnEvent } from './mine'; class Own { «@OnEvent()» field; }", null],
      ['function OnEvent() { return () => {}; } class Own { «@OnEvent()» field; }', null],
      ["import { OnEvent } from 'another-package'; class Own { «@OnEvent()» field; }", null],
    ],
  },
  '@nestjs/microservices': {
    found: [
      [
        "import { MessagePattern } from '@nestjs/microservices'; class Own { «@MessagePattern()» field; }",
        '@nestjs/microservices#MessagePattern',
      ],
      [
        "import { MessagePattern as Mark } from '@nestjs/microservices'; class Own { «@Mark()» field; }",
        '@nestjs/microservices#MessagePattern',
      ],
      [
        "import * as lib from '@nestjs/microservices'; class Own { «@lib.MessagePattern()» field; }",
        '@nestjs/microservices#MessagePattern',
      ],
    ],
    lookAlikes: [
      ["import { MessagePattern } from './mine'; class Own { «@MessagePattern()» field; }", null],
      ['function MessagePattern() { return () => {}; } class Own { «@MessagePattern()» field; }', null],
      ["import { MessagePattern } from 'another-package'; class Own { «@MessagePattern()» field; }", null],
    ],
  },
  '@nestjs/schedule': {
    found: [
      ["import { Cron } from '@nestjs/schedule'; class Own { «@Cron()» field; }", '@nestjs/schedule#Cron'],
      ["import { Cron as Mark } from '@nestjs/schedule'; class Own { «@Mark()» field; }", '@nestjs/schedule#Cron'],
      ["import * as lib from '@nestjs/schedule'; class Own { «@lib.Cron()» field; }", '@nestjs/schedule#Cron'],
    ],
    lookAlikes: [
      ["import { Cron } from './mine'; class Own { «@Cron()» field; }", null],
      ['function Cron() { return () => {}; } class Own { «@Cron()» field; }', null],
      ["import { Cron } from 'another-package'; class Own { «@Cron()» field; }", null],
    ],
  },
  'prom-client': {
    found: [
      ["import client from 'prom-client'; «client.register.metrics()»;", 'prom-client#register.metrics'],
      [
        "import * as client from 'prom-client'; const register = new client.Registry(); «register.metrics()»;",
        'prom-client#Registry.metrics',
      ],
      [
        "const { Registry } = require('prom-client'); const register = new Registry(); «register.getMetricsAsJSON()»;",
        'prom-client#Registry.getMetricsAsJSON',
      ],
    ],
    lookAlikes: [
      ["import { register } from './mine'; «register.metrics()»;", null],
      ['const client = { register: { metrics() {} } }; «client.register.metrics()»;', null],
      ["import { Registry } from 'another-package'; «new Registry().metrics()»;", null],
    ],
  },
  'node-cron': {
    found: [
      ["import { schedule as it } from 'node-cron'; «it(x)»;", 'node-cron#schedule'],
      ["import * as lib from 'node-cron'; «lib.schedule(x)»;", 'node-cron#schedule'],
      ["const lib = require('node-cron'); «lib.schedule(x)»;", 'node-cron#schedule'],
    ],
    lookAlikes: [
      ["import { schedule as it } from './mine'; «it(x)»;", null],
      ['const lib = { schedule() {} }; «lib.schedule(x)»;', null],
      ["import { schedule as it } from 'node-cron'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'node-fetch': {
    found: [
      ["import { fetch as it } from 'node-fetch'; «it(x)»;", 'node-fetch#fetch'],
      ["import * as lib from 'node-fetch'; «lib.fetch(x)»;", 'node-fetch#fetch'],
      ["const lib = require('node-fetch'); «lib.fetch(x)»;", 'node-fetch#fetch'],
    ],
    lookAlikes: [
      ["import { fetch as it } from './mine'; «it(x)»;", null],
      ['const lib = { fetch() {} }; «lib.fetch(x)»;', null],
      ["import { fetch as it } from 'node-fetch'; function f(it) { return «it(x)»; }", null],
    ],
  },
  nodemailer: {
    found: [
      ["import { createTransport as it } from 'nodemailer'; «it(x)»;", 'nodemailer#createTransport'],
      ["import * as lib from 'nodemailer'; «lib.createTransport(x)»;", 'nodemailer#createTransport'],
      ["const lib = require('nodemailer'); «lib.createTransport(x)»;", 'nodemailer#createTransport'],
    ],
    lookAlikes: [
      ["import { createTransport as it } from './mine'; «it(x)»;", null],
      ['const lib = { createTransport() {} }; «lib.createTransport(x)»;', null],
      ["import { createTransport as it } from 'nodemailer'; function f(it) { return «it(x)»; }", null],
    ],
  },
  redis: {
    found: [
      ["import { createClient as it } from 'redis'; «it(x)»;", 'redis#createClient'],
      ["import * as lib from 'redis'; «lib.createClient(x)»;", 'redis#createClient'],
      ["const lib = require('redis'); «lib.createClient(x)»;", 'redis#createClient'],
    ],
    lookAlikes: [
      ["import { createClient as it } from './mine'; «it(x)»;", null],
      ['const lib = { createClient() {} }; «lib.createClient(x)»;', null],
      ["import { createClient as it } from 'redis'; function f(it) { return «it(x)»; }", null],
    ],
  },
  request: {
    found: [
      ["import it from 'request'; «it(x)»;", 'request#default'],
      ["import * as it from 'request'; «it(x)»;", 'request#default'],
      ["«require('request')(x)»;", 'request#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'request'; function f(it) { return «it(x)»; }", null],
    ],
  },
  resend: {
    found: [
      ["import { Resend } from 'resend'; «new Resend(x)»;", 'resend#Resend'],
      ["import * as lib from 'resend'; «new lib.Resend(x)»;", 'resend#Resend'],
      ["const { Resend: It } = require('resend'); «new It(x)»;", 'resend#Resend'],
    ],
    lookAlikes: [
      ["import { Resend } from './mine'; «new Resend(x)»;", null],
      ['class Resend {} «new Resend(x)»;', null],
      ["import { Resend } from 'resend'; function f(Resend) { return «new Resend(x)»; }", null],
    ],
  },
  '@sendgrid/mail': {
    found: [
      ["import lib from '@sendgrid/mail'; «lib.send(x)»;", '@sendgrid/mail#send'],
      ["import { send as it } from '@sendgrid/mail'; «it(x)»;", '@sendgrid/mail#send'],
      ["«require('@sendgrid/mail').send(x)»;", '@sendgrid/mail#send'],
    ],
    lookAlikes: [
      ["import lib from './mine'; «lib.send(x)»;", null],
      ['const lib = { send() {} }; «lib.send(x)»;', null],
      ["import lib from '@sendgrid/mail'; function f(lib) { return «lib.send(x)»; }", null],
    ],
  },
  superagent: {
    found: [
      ["import lib from 'superagent'; «lib.get(x)»;", 'superagent#get'],
      ["import { get as it } from 'superagent'; «it(x)»;", 'superagent#get'],
      ["«require('superagent').get(x)»;", 'superagent#get'],
    ],
    lookAlikes: [
      ["import lib from './mine'; «lib.get(x)»;", null],
      ['const lib = { get() {} }; «lib.get(x)»;', null],
      ["import lib from 'superagent'; function f(lib) { return «lib.get(x)»; }", null],
    ],
  },
  undici: {
    found: [
      ["import { fetch as it } from 'undici'; «it(x)»;", 'undici#fetch'],
      ["import * as lib from 'undici'; «lib.fetch(x)»;", 'undici#fetch'],
      ["const lib = require('undici'); «lib.fetch(x)»;", 'undici#fetch'],
    ],
    lookAlikes: [
      ["import { fetch as it } from './mine'; «it(x)»;", null],
      ['const lib = { fetch() {} }; «lib.fetch(x)»;', null],
      ["import { fetch as it } from 'undici'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
