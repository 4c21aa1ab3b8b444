import type { Family } from './family.js';

export const PLATFORMS: readonly Family[] = [
  {
    name: 'functions are run by their type, wherever they are exported',
    libraries: ['@types/aws-lambda', '@middy/core'],
    files: {
      'src/users/list.ts': `import type { APIGatewayProxyHandler } from 'aws-lambda';
export const handler: APIGatewayProxyHandler = async (e) => ({ statusCode: 200, body: e.body });
`,
      'src/users/save.ts': `import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { bodyOf } from '../body';
const save = async (e: APIGatewayProxyEventV2) => bodyOf(e);
export { save as main };
`,
      'src/body.ts': `import type { APIGatewayProxyEventV2 } from 'aws-lambda';
export function bodyOf(event: APIGatewayProxyEventV2) { return event.body; }
`,
      'src/jobs/mail.ts': `import type { SQSEvent, SQSHandler, ScheduledEvent } from 'aws-lambda';
export const mail = (async ({ Records }) => Records.length) satisfies SQSHandler;
export async function tidy(_: ScheduledEvent) {}
async function inner(event: SQSEvent) {}
export const count = traced(inner);
`,
      'src/jobs/files.js': 'exports.handler = async (event) => event.body;\n',
      'src/wrapped.ts': `import middy from '@middy/core';
const run = async (event) => event.body;
export const handler = middy(run).use(parser());
export const late = middy().use(parser()).handler(run2);
async function run2(event) {}
const unused = middy(async () => 1);
`,
    },
    rows: [
      ['function', 'handler', 'unknown'],
      ['function', 'late', 'unknown'],
      ['function', 'src/jobs/files.handler', 'unknown'],
      ['function', 'src/users/list.handler', 'unknown'],
      ['function', 'src/users/save.main', 'unknown'],
      ['queue', 'src/jobs/mail.count', 'unknown'],
      ['queue', 'src/jobs/mail.mail', 'unknown'],
      ['schedule', 'src/jobs/mail.tidy', 'unknown'],
    ],
  },
  {
    name: 'types of the program’s own, and functions nobody can get hold of, are none',
    libraries: ['@types/aws-lambda'],
    files: {
      'src/own.ts': `import type { SQSHandler, APIGatewayProxyEvent } from './types';
export const handler: SQSHandler = async (message) => message;
export const run = (request: APIGatewayProxyEvent) => request.body;
`,
      'src/inner.ts': `import type { SQSEvent } from 'aws-lambda';
async function inner(event: SQSEvent) {}
export const done = true;
`,
    },
    rows: [],
  },
  {
    name: 'functions of a cloud are called as their file exports them',
    libraries: ['firebase-functions'],
    files: {
      'functions/src/index.ts': `import { onRequest, onCall } from 'firebase-functions/v2/https';
import { onDocumentCreated } from 'firebase-functions/v2/firestore';
import { onSchedule } from 'firebase-functions/v2/scheduler';
import * as functions from 'firebase-functions/v1';
export const api = onRequest({ cors: true }, (req, res) => { res.send(req.query.q); });
export const rename = onCall((request) => request.data.name);
export const created = onDocumentCreated('users/{id}', (event) => event.params.id);
export const nightly = onSchedule('every day 00:00', async () => {});
export const old = functions.region('europe-west1').https.onCall((data) => data.name);
exports.hourly = functions.pubsub.schedule('every 1 hours').timeZone('UTC').onRun(() => null);
export const users = { welcome: functions.auth.user().onCreate((user) => user.email) };
const notExported = onRequest((req, res) => { res.end(); });
`,
      'functions/src/own.ts': `import { onCall } from './https';
export const other = onCall((request) => request.data);
`,
    },
    rows: [
      ['event', 'created', 'unknown'],
      ['event', 'users.welcome', 'unknown'],
      ['function', 'api', 'unknown'],
      ['rpc', 'old', 'unknown'],
      ['rpc', 'rename', 'unknown'],
      ['schedule', 'hourly', 'unknown'],
      ['schedule', 'nightly', 'unknown'],
    ],
  },
  {
    name: 'files of a folder are addresses of their own',
    libraries: ['@vercel/node', '@netlify/functions'],
    files: {
      'api/users/[id].ts': `import type { VercelRequest, VercelResponse } from '@vercel/node';
export default function handler(req: VercelRequest, res: VercelResponse) { res.json(req.query); }
`,
      'api/times.ts': 'export async function GET(request) { return new Response(request.url); }\n',
      'api/_lib/db.ts': 'export default function connect() {}\n',
      'src/api/client.ts': 'export default function client() {}\n',
      'netlify/functions/hello.ts': `import type { Handler } from '@netlify/functions';
export const handler: Handler = async (event) => ({ statusCode: 200, body: event.body });
`,
      'netlify/functions/greet/greet.ts': 'export default async (request) => new Response(await request.text());\n',
      'netlify/functions/greet/texts.ts': 'export default function texts() {}\n',
    },
    rows: [
      ['function', 'netlify/functions/greet/greet.default', 'unknown'],
      ['function', 'netlify/functions/hello.handler', 'unknown'],
      ['http', 'ALL /api/users/:id', 'unknown'],
      ['http', 'GET /api/times', 'unknown'],
    ],
  },
  {
    name: 'a folder of that name is none where the platform is not there',
    libraries: ['express'],
    files: {
      'api/users.ts': 'export default function users() {}\nexport function GET() {}\n',
      'worker.ts': 'export default { async scheduled(event) {}, async queue(batch) {} };\n',
    },
    rows: [],
  },
  {
    name: 'a worker is run for times, messages and mail',
    libraries: ['wrangler'],
    files: {
      'src/index.ts': `import { consume } from './consume';
export default {
  async scheduled(controller, env) {},
  queue: consume,
  async email(message) {},
  retries: 3,
} satisfies ExportedHandler<Env>;
`,
      'src/consume.ts': 'export async function consume(batch, env) {}\nexport const queue = consume;\n',
    },
    rows: [
      ['event', 'src/index.default.email', 'unknown'],
      ['queue', 'src/index.default.queue', 'unknown'],
      ['schedule', 'src/index.default.scheduled', 'unknown'],
    ],
  },
];
