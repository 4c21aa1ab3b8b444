import type { Family } from './family.js';

export const MESSAGES: readonly Family[] = [
  {
    name: 'tasks of job services have their id',
    libraries: ['@trigger.dev/sdk', 'inngest', 'graphile-worker', 'pg-boss', 'bee-queue', 'bull'],
    files: {
      'src/trigger.ts': `import { schedules, task } from '@trigger.dev/sdk/v3';
export const mail = task({ id: 'mail', retry: { maxAttempts: 3 }, run: async (payload) => payload });
export const nightly = schedules.task({ id: 'nightly', cron: '0 0 * * *', run: async () => {} });
`,
      'src/inngest.ts': `import { Inngest } from 'inngest';
import { NAMES } from './names';
const client = new Inngest({ id: 'shop' });
export const welcome = client.createFunction({ id: NAMES.welcome }, { event: 'user/made' }, async ({ event }) => event);
export const clean = client.createFunction({ id: 'clean' }, { cron: '0 * * * *' }, async () => {});
`,
      'src/names.ts': "export const NAMES = { welcome: 'welcome' } as const;\n",
      'src/worker.ts': `import { run } from 'graphile-worker';
import { resize } from './resize';
const taskList = { resize, 'send-mail': async (payload, helpers) => {} };
run({ connectionString, taskList });
`,
      'src/resize.ts': 'export const resize = async (payload) => payload;\n',
      'src/boss.ts': `import PgBoss from 'pg-boss';
const boss = new PgBoss(url);
boss.work('orders', { batchSize: 5 }, async ([job]) => job.data);
boss.on('error', (error) => report(error));
`,
      'src/bee.ts': `import Queue from 'bee-queue';
const queue = new Queue('sums', { redis });
queue.process(10, async (job) => job.data.x);
`,
      'src/bull.ts': `import Bull from 'bull';
export const videos = new Bull('videos');
`,
      'src/bull-run.ts': `import { videos } from './bull';
videos.process(async (job) => job.data);
`,
      'src/own.ts': `import { task, run } from './jobs';
import { Boss } from './boss-of-mine';
export const other = task({ id: 'other', run: async () => {} });
run({ taskList: { other } });
new Boss().work('orders', async () => {});
`,
    },
    rows: [
      ['queue', 'mail', 'unknown'],
      ['queue', 'orders', 'unknown'],
      ['queue', 'resize', 'unknown'],
      ['queue', 'send-mail', 'unknown'],
      ['queue', 'sums', 'unknown'],
      ['queue', 'videos', 'unknown'],
      ['queue', 'welcome', 'unknown'],
      ['schedule', 'clean', 'unknown'],
      ['schedule', 'nightly', 'unknown'],
    ],
  },
  {
    name: 'brokers hand over messages, and tell of themselves beside',
    libraries: ['mqtt', 'nats', 'sqs-consumer', 'pg', 'postgres', 'redis', 'ioredis'],
    files: {
      'src/mqtt.ts': `import mqtt from 'mqtt';
const client = mqtt.connect(url);
client.on('connect', () => client.subscribe('sensors/#'));
client.on('message', (topic, payload) => store(topic, payload));
client.on('close', () => {});
`,
      'src/nats.ts': `import { connect } from 'nats';
const connection = await connect();
connection.subscribe('orders.created', { callback: (error, message) => message.json() });
const list = connection.subscribe('orders.gone');
`,
      'src/sqs.ts': `import { Consumer } from 'sqs-consumer';
export const consumer = Consumer.create({ queueUrl: 'https://sqs/orders', handleMessage: async (message) => message.Body });
consumer.on('error', (error) => report(error));
`,
      'src/pg.ts': `import { Client } from 'pg';
const client = new Client();
client.query('LISTEN orders');
client.on('notification', (message) => message.payload);
client.on('error', (error) => report(error));
`,
      'src/postgres.ts': `import postgres from 'postgres';
const sql = postgres(url);
sql.listen('users', (payload) => payload);
`,
      'src/redis.ts': `import { createClient } from 'redis';
const subscriber = createClient();
await subscriber.subscribe('prices', (message) => message);
subscriber.on('ready', () => {});
`,
      'src/ioredis.ts': `import Redis from 'ioredis';
const redis = new Redis();
redis.on('message', (channel, message) => message);
redis.on('connect', () => {});
`,
    },
    rows: [
      ['event', 'message', 'unknown'],
      ['event', 'notification', 'unknown'],
      ['event', 'prices', 'unknown'],
      ['event', 'users', 'unknown'],
      ['queue', 'https://sqs/orders', 'unknown'],
      ['queue', 'message', 'unknown'],
      ['queue', 'orders.created', 'unknown'],
    ],
  },
  {
    name: 'queues are asked again and again, or hand messages over',
    libraries: ['@aws-sdk/client-sqs', '@google-cloud/pubsub', '@azure/service-bus', 'express'],
    files: {
      'src/loop.ts': `import { ReceiveMessageCommand, SQS, SQSClient } from '@aws-sdk/client-sqs';
import { ORDERS } from './names';
const client = new SQSClient({});
export async function poll() {
  while (running) {
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: ORDERS }));
    for (const message of Messages ?? []) await handle(message);
  }
}
export async function again() {
  const sqs = new SQS({});
  const taken = await sqs.receiveMessage({ QueueUrl: process.env.MAILS });
  setTimeout(again, 1000);
}
export async function takeOne() {
  return client.send(new ReceiveMessageCommand({ QueueUrl: 'https://sqs/once' }));
}
export async function forEach(urls) {
  for (const url of urls) await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
}
async function take() {
  return client.send(new ReceiveMessageCommand({ QueueUrl: 'https://sqs/inner' }));
}
export async function run() {
  for (;;) await take();
}
`,
      'src/names.ts': "export const ORDERS = 'https://sqs/orders';\n",
      'src/own.ts': `import { ReceiveMessageCommand } from './commands';
export async function poll() {
  while (true) await send(new ReceiveMessageCommand({ QueueUrl: 'x' }));
}
`,
      'src/pubsub.ts': `import { PubSub } from '@google-cloud/pubsub';
const pubsub = new PubSub();
const orders = pubsub.subscription('orders-sub');
orders.on('message', (message) => message.data);
orders.on('error', () => {});
pubsub.topic('mails').subscription('mails-sub').on('message', onMail);
function onMail(message) {}
`,
      'src/bus.ts': `import { ServiceBusClient } from '@azure/service-bus';
const client = new ServiceBusClient(process.env.BUS);
const receiver = client.createReceiver('invoices');
receiver.subscribe({ processMessage: async (message) => message.body, processError: async () => {} });
export async function drain() {
  const refunds = client.createReceiver('refunds');
  while (true) await refunds.receiveMessages(10);
}
`,
    },
    rows: [
      ['queue', ':?', 'unknown'],
      ['queue', 'https://sqs/inner', 'unknown'],
      ['queue', 'https://sqs/orders', 'unknown'],
      ['queue', 'invoices', 'unknown'],
      ['queue', 'mails-sub', 'unknown'],
      ['queue', 'orders-sub', 'unknown'],
      ['queue', 'refunds', 'unknown'],
    ],
  },
  {
    name: 'emitters of the program tell of events, those of libraries of themselves',
    libraries: ['express'],
    files: {
      'src/bus.ts': `import { EventEmitter } from 'node:events';
export class Bus extends EventEmitter {}
export const bus = new Bus();
export const plain = new EventEmitter();
plain.once('ready', () => {});
plain.on('error', () => {});
`,
      'src/listen.ts': `import { bus } from './bus';
import { createServer } from 'node:http';
bus.on('user.created', (user) => user);
bus.on(\`order.\${state}\`, () => {});
const server = createServer();
server.on('listening', () => {});
process.on('SIGTERM', () => {});
own.on('user.created', () => {});
`,
    },
    rows: [
      ['event', ':?', 'unknown'],
      ['event', 'ready', 'unknown'],
      ['event', 'user.created', 'unknown'],
    ],
  },
  {
    name: 'services answer each other by decorated methods',
    libraries: ['@nestjs/common', '@nestjs/microservices'],
    files: {
      'src/sums.controller.ts': `import { Controller } from '@nestjs/common';
import { EventPattern, GrpcMethod, MessagePattern } from '@nestjs/microservices';
@Controller()
export class Sums {
  @MessagePattern({ cmd: 'sum' }) sum(numbers) { return numbers; }
  @EventPattern('user.made') made(user) {}
  @GrpcMethod('Sums', 'Find') find(request) {}
  @GrpcMethod('Sums') all(request) {}
  other(numbers) {}
}
`,
      'src/own.ts': `import { GrpcMethod } from './grpc';
export class Own { @GrpcMethod('Own', 'Find') find(request) {} }
`,
    },
    rows: [
      ['queue', 'sum', 'unknown'],
      ['queue', 'user.made', 'unknown'],
      ['rpc', 'Sums.Find', 'unknown'],
      ['rpc', 'Sums.all', 'unknown'],
    ],
  },
  {
    name: 'jobs of one queue stand in the table its processor chooses from',
    libraries: ['bullmq'],
    files: {
      'src/worker.ts': `import { Worker } from 'bullmq';
import { handlers } from './handlers';
const own = { resize: async (job) => job.data, clean() {} };
new Worker('images', async (job) => own[job.name](job));
new Worker('mails', async (job) => {
  const handler = handlers[job.name];
  if (!handler) throw new Error(job.name);
  return handler(job);
});
new Worker('plain', async (job) => own[mode](job));
new Worker('read', async (job) => own.clean(job));
`,
      'src/handlers.ts':
        'export const handlers = { welcome: async (job) => job.data, goodbye: async () => {}, retries: 3 };\n',
    },
    rows: [
      ['queue', 'images', 'unknown'],
      ['queue', 'images:clean', 'unknown'],
      ['queue', 'images:resize', 'unknown'],
      ['queue', 'mails', 'unknown'],
      ['queue', 'mails:goodbye', 'unknown'],
      ['queue', 'mails:welcome', 'unknown'],
      ['queue', 'plain', 'unknown'],
      ['queue', 'read', 'unknown'],
    ],
  },
  {
    name: 'times are rules, spans and files',
    libraries: ['bree', 'toad-scheduler', 'node-schedule', 'croner'],
    files: {
      'src/bree.ts': `import Bree from 'bree';
new Bree({ jobs: [{ name: 'tidy', path: './jobs/tidy.js', interval: '5m' }, 'backup'] });
`,
      'src/toad.ts': `import { AsyncTask, SimpleIntervalJob, ToadScheduler } from 'toad-scheduler';
const scheduler = new ToadScheduler();
const task = new AsyncTask('prices', async () => {});
scheduler.addSimpleIntervalJob(new SimpleIntervalJob({ minutes: 5 }, task));
`,
      'src/rules.ts': `import schedule, { scheduleJob } from 'node-schedule';
import { Cron } from 'croner';
scheduleJob('*/5 * * * *', () => {});
schedule.scheduleJob('named', rule, async () => {});
new Cron('0 0 * * *', { timezone: 'UTC' }, () => {});
`,
      'src/main.ts': `import { poll } from './poll';
setInterval(() => tidy(), 60 * 1000);
start();
function start() { setInterval(poll, 5000); }
export function ask(request) {
  const timer = setInterval(() => request.write('.'), 1000);
  return timer;
}
export function watch() { ask({}); }
`,
      'src/poll.ts': 'export async function poll() {}\n',
      'src/own.ts': `import { scheduleJob } from './jobs';
function setInterval(run, every) {}
scheduleJob('* * * * *', () => {});
setInterval(() => {}, 10);
`,
    },
    rows: [
      ['schedule', '*/5 * * * *', 'unknown'],
      ['schedule', '0 0 * * *', 'unknown'],
      ['schedule', 'backup', 'unknown'],
      ['schedule', 'every 5000 ms', 'unknown'],
      ['schedule', 'every 60000 ms', 'unknown'],
      ['schedule', 'named', 'unknown'],
      ['schedule', 'prices', 'unknown'],
      ['schedule', 'tidy', 'unknown'],
    ],
  },
];
