import type { LibraryCases } from './model-case.js';

/** Platforms that find functions by their place, their type or the name of their export. */
export const cases: LibraryCases = {
  'aws-lambda': {
    found: [
      {
        code:
          "import type { SQSEvent } from 'aws-lambda'; export const run = async (e: SQSEvent) => { " +
          'for (const one of e.Records) use(«one.body»); };',
        taint: 'tainted',
      },
      {
        code: "import type { SQSHandler } from 'aws-lambda'; export const run: SQSHandler = async (e) => use(«e.Records[0].body»);",
        taint: 'tainted',
      },
      {
        code:
          "import type { S3Event } from 'aws-lambda'; export async function run({ Records }: " +
          'S3Event) { use(«Records[0].s3.object.key»); }',
        taint: 'tainted',
      },
      {
        code:
          "import type { AppSyncResolverEvent } from 'aws-lambda'; export const run = (e: " +
          'AppSyncResolverEvent<Args>) => use(«e.arguments.id»);',
        taint: 'tainted',
      },
      { code: 'exports.handler = async (event) => { use(«event.body»); };', taint: 'tainted', shapes: ['null', 'str'] },
      {
        code: 'const handler = async (event) => { use(«event.body»); }; module.exports = { handler };',
        taint: 'tainted',
        shapes: ['null', 'str'],
      },
    ],
    lookAlikes: [
      {
        code: "import type { SQSEvent } from './types'; export const run = async (e: SQSEvent) => use(«e.Records[0].body»);",
        taint: 'unknown',
      },
      {
        code: "import type { SQSEvent } from 'aws-lambda'; export const run = async (e: SQSEvent) => use(«e.Records[0].messageId»);",
        taint: 'safe',
      },
      {
        code:
          "import type { DynamoDBStreamEvent } from 'aws-lambda'; export const run = (e: " +
          'DynamoDBStreamEvent) => use(«e.Records[0].dynamodb»);',
        taint: 'unknown',
      },
      { code: 'exports.other = async (event) => { use(«event.body»); };', taint: 'unknown' },
      { code: 'const handler = async (event) => { use(«event.body»); }; register(handler);', taint: 'unknown' },
    ],
  },
  '@middy/core': {
    found: [
      ["import middy from '@middy/core'; export const handler = «middy(run)»;", '@middy/core#default'],
      [
        "import lib from '@middy/core'; export const handler = «lib().use(a).handler(run)»;",
        '@middy/core#Middy.handler',
      ],
      ["const middy = require('@middy/core'); exports.handler = «middy(run).use(a)»;", '@middy/core#Middy.use'],
    ],
    lookAlikes: [
      ["import middy from './middy'; export const handler = «middy(run)»;", null],
      ['function middy() {} export const handler = «middy(run)»;', null],
      ["import middy from '@middy/core'; function f(middy) { return «middy(run)»; }", null],
    ],
  },
  'aws-cdk-lib': {
    found: [
      [
        "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'; «new NodejsFunction(this, 'a', { entry: 'a.ts' })»;",
        'aws-cdk-lib#NodejsFunction',
      ],
      [
        "import * as lambda from 'aws-cdk-lib/aws-lambda'; const f = new lambda.Function(this, 'a', {}); «f.addEventSource(a)»;",
        'aws-cdk-lib#Function.addEventSource',
      ],
      [
        "import { aws_apigateway as gateway } from 'aws-cdk-lib'; add('GET', «new gateway.LambdaIntegration(fn)»);",
        'aws-cdk-lib#aws_apigateway.LambdaIntegration',
      ],
    ],
    lookAlikes: [
      ["import { NodejsFunction } from './constructs'; «new NodejsFunction(this, 'a', { entry: 'a.ts' })»;", null],
      ["class LambdaIntegration {} add('GET', «new LambdaIntegration(fn)»);", null],
      ['«new Function(this, 1, {})»;', 'ecmascript#Function'],
    ],
  },
  sst: {
    found: [
      ["«new sst.aws.Function('A', { handler: 'src/a.run' })»;", 'sst#sst.aws.Function'],
      ["const queue = new sst.aws.Queue('Q'); «queue.subscribe('src/a.run')»;", 'sst#Queue.subscribe'],
      ["import { Api } from 'sst/constructs'; «new Api(stack, 'api', { routes: {} })»;", 'sst#Api'],
    ],
    lookAlikes: [
      ["function f(sst) { «new sst.aws.Function('A', {})»; }", null],
      ["import { Api } from './constructs'; «new Api(stack, 'api', {})»;", null],
      ["import { Queue } from 'queues'; const queue = new Queue(); «queue.subscribe('src/a.run')»;", null],
    ],
  },
  'firebase-functions': {
    found: [
      [
        "import * as functions from 'firebase-functions'; export const a = «functions.https.onRequest(f)»;",
        'firebase-functions#https.onRequest',
      ],
      {
        code: "import { https } from 'firebase-functions'; export const a = https.onCall((request) => use(«request.data.id»));",
        taint: 'tainted',
        versions: { 'firebase-functions': '6.0.0' },
      },
      {
        code: "import { https } from 'firebase-functions'; export const a = https.onCall((data, context) => use(«data.id»));",
        taint: 'tainted',
        versions: { 'firebase-functions': '4.0.0' },
      },
    ],
    lookAlikes: [
      ["import * as functions from './functions'; export const a = «functions.https.onRequest(f)»;", null],
      ["import { https } from 'firebase-functions'; function f(https) { return «https.onRequest(f)»; }", null],
      {
        code: "import { https } from 'firebase-functions'; export const a = https.onCall((data, context) => use(«context.auth»));",
        taint: 'unknown',
        versions: { 'firebase-functions': '4.0.0' },
      },
    ],
  },
  'firebase-functions/v1': {
    found: [
      [
        "import { pubsub } from 'firebase-functions/v1'; export const a = «pubsub.schedule('x').onRun(f)»;",
        'firebase-functions/v1#Schedule.onRun',
      ],
      [
        "import * as lib from 'firebase-functions/v1'; export const a = «lib.region('x').https.onCall(f)»;",
        'firebase-functions/v1#Functions.https.onCall',
      ],
      {
        code: "import { https } from 'firebase-functions/v1'; export const a = https.onCall((data) => use(«data»));",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { pubsub } from './v1'; export const a = «pubsub.schedule('x').onRun(f)»;", null],
      ["import { pubsub } from 'firebase-functions/v1'; function g(pubsub) { return «pubsub.schedule('x')»; }", null],
      {
        code:
          "import { firestore } from 'firebase-functions/v1'; export const a = " +
          "firestore.document('a').onCreate((snap) => use(«snap»));",
        taint: 'unknown',
      },
    ],
  },
  'firebase-functions/v2': {
    found: [
      [
        "import { onSchedule } from 'firebase-functions/v2/scheduler'; export const a = «onSchedule('x', f)»;",
        'firebase-functions/v2#onSchedule',
      ],
      [
        "import { https } from 'firebase-functions/v2'; export const a = «https.onCall(f)»;",
        'firebase-functions/v2#https.onCall',
      ],
      {
        code: "import { onRequest } from 'firebase-functions/https'; export const a = onRequest({}, (req, res) => use(«req.body»));",
        taint: 'tainted',
      },
      {
        code: "import { onCall } from 'firebase-functions/v2/https'; export const a = onCall(async ({ data }) => use(«data.id»));",
        taint: 'tainted',
      },
      {
        code:
          "import { onCall, type CallableRequest } from 'firebase-functions/v2/https'; async " +
          'function run(request: CallableRequest<Named>) { use(«request.data.id»); } export const a ' +
          '= onCall(run);',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      ["import { onSchedule } from './scheduler'; export const a = «onSchedule('x', f)»;", null],
      ['function onCall() {} export const a = «onCall(f)»;', null],
      {
        code: "import { onCall } from 'firebase-functions/v2/https'; export const a = onCall((request) => use(«request.auth»));",
        taint: 'unknown',
      },
    ],
  },
  '@vercel/node': {
    found: [
      {
        code: "import type { VercelRequest } from '@vercel/node'; export default (a: VercelRequest) => use(«a.body»);",
        taint: 'tainted',
      },
      {
        code: "import type { VercelApiHandler } from '@vercel/node'; const run: VercelApiHandler = (a) => use(«a.query.id»);",
        taint: 'tainted',
        shapes: ['arr', 'null', 'str'],
      },
      {
        code: 'export default function run(a, b) { use(«a.body»); }',
        file: 'api/users.ts',
        versions: { '@vercel/node': '3.0.0' },
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: "import type { VercelRequest } from './types'; export default (a: VercelRequest) => use(«a.body»);",
        taint: 'unknown',
      },
      { code: 'export default function run(a, b) { use(«a.body»); }', file: 'api/users.ts', taint: 'unknown' },
      {
        code: 'export default function run(a, b) { use(«a.body»); }',
        file: 'api/_lib/users.ts',
        versions: { '@vercel/node': '3.0.0' },
        taint: 'unknown',
      },
    ],
  },
  '@netlify/functions': {
    found: [
      {
        code: "import type { Handler } from '@netlify/functions'; export const handler: Handler = async (e) => use(«e.body»);",
        taint: 'tainted',
        shapes: ['null', 'str'],
      },
      {
        code: 'export default async (request) => use(«await request.json()»);',
        file: 'netlify/functions/hello.ts',
        taint: 'tainted',
      },
      [
        "import { schedule } from '@netlify/functions'; export const handler = «schedule('@daily', run)»;",
        '@netlify/functions#schedule',
      ],
    ],
    lookAlikes: [
      {
        code: "import type { Handler } from './types'; export const handler: Handler = async (e) => use(«e.body»);",
        taint: 'unknown',
      },
      {
        code: 'export default async (request) => use(«await request.json()»);',
        file: 'netlify/functions/hello/texts.ts',
        taint: 'unknown',
      },
      ["import { schedule } from './schedule'; export const handler = «schedule('@daily', run)»;", null],
    ],
  },
  wrangler: {
    found: [
      {
        code: 'export default { async queue(batch) { for (const one of batch.messages) use(«one.body.id»); } };',
        versions: { wrangler: '3.0.0' },
        taint: 'tainted',
      },
      {
        code: 'export default { async queue(batch: MessageBatch<Job>) { use(«batch.messages[0].body»); } };',
        versions: { wrangler: '3.0.0' },
        taint: 'tainted',
      },
      {
        code: 'const worker = { async email(mail) { use(«mail.from»); } }; export default worker;',
        versions: { '@cloudflare/workers-types': '4.0.0' },
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: 'export default { async queue(batch) { use(«batch.messages»); } };', taint: 'unknown' },
      {
        code: 'export const worker = { async queue(batch) { use(«batch.messages»); } };',
        versions: { wrangler: '3.0.0' },
        taint: 'unknown',
      },
      {
        code: 'export default { async queue(batch) { use(«batch.messages[0].attempts»); } };',
        versions: { wrangler: '3.0.0' },
        taint: 'safe',
      },
    ],
  },
};
