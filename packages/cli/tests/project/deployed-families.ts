/** Programs whose functions are run because a document or code of their deployment says so. */
import type { Family } from './framework-families.js';

const DB = `import { Pool } from 'pg';
export const pool = new Pool({ connectionString: process.env.DATABASE_URL });
`;

export const DEPLOYED: Readonly<Record<string, Family>> = {
  'deployed by a document of services': {
    dependencies: { serverless: '^3.0.0', '@middy/core': '^5.0.0' },
    files: {
      'src/db.ts': DB,
      'services/users/serverless.yml': `service: users
provider:
  name: aws
  httpApi:
    authorizers:
      tokens:
        identitySource: $request.header.Authorization
        issuerUrl: https://issuer.example
        audience: [shop]
      own:
        type: request
        functionName: decide
custom:
  rate: &rate rate(1 hour)
functions:
  list:
    handler: src/users.list
    events:
      - http: GET users/{id}
  save:
    handler: src/users.save
    events:
      - http:
          method: post
          path: /users
          authorizer: aws_iam
      - httpApi:
          method: PUT
          path: /users/{id}/{rest+}
          authorizer: { name: tokens, scopes: [write] }
  remove:
    handler: src/users.remove
    events:
      - httpApi: { method: '*', path: '/users/{id}', authorizer: { name: own } }
      - http: { method: delete, path: 'users/{id}', private: true }
  mail:
    handler: src/jobs.mail
    events:
      - sqs:
          arn: !GetAtt Mails.Arn
      - schedule: *rate
  note:
    handler: src/jobs.note
    events: [sns: !Ref Topic]
  idle:
    handler: src/jobs.idle
  python:
    handler: src/report.main
  put:
    handler: src/put.main
    events: [http: PUT put]
resources:
  Resources:
    Mails: { Type: 'AWS::SQS::Queue' }
`,
      'services/users/src/users.ts': `import { pool } from '../../../src/db';
import { wrapped } from './wrapped';
export const list = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.pathParameters.id}'\`); // tainted
};
export const save = wrapped(async (request) => {
  return pool.query(\`UPDATE users SET name = '\${JSON.parse(request.body).name}'\`); // tainted
});
export async function remove({ queryStringParameters }) {
  return pool.query(\`DELETE FROM users WHERE id = '\${queryStringParameters.id}'\`); // tainted
}
export async function helper(event) {
  return pool.query(\`DELETE FROM users WHERE id = '\${event.body}'\`);
}
`,
      'services/users/src/put.ts': `import { pool } from '../../../src/db';
import { withParsers } from './parsers';
export const main = withParsers(async (request) => {
  return pool.query(\`UPDATE users SET name = '\${request.headers.name}'\`); // tainted
});
`,
      'services/users/src/parsers.ts': `import middy from '@middy/core';
export const withParsers = (run) => middy(run).use(parser());
`,
      'services/users/src/wrapped.ts': `export function wrapped(run) {
  return async (event, context) => {
    try {
      return await run(event, context);
    } catch {
      return { statusCode: 500 };
    }
  };
}
`,
      'services/users/src/jobs.js': `const { pool } = require('../../../src/db');
module.exports = { mail, note, idle };
async function mail(event) {
  for (const record of event.Records) {
    await pool.query(\`INSERT INTO mails VALUES ('\${record.body}')\`); // tainted
  }
}
async function note({ Records }) {
  await pool.query(\`INSERT INTO notes VALUES ('\${Records[0].Sns.Message}')\`); // tainted
}
async function idle(event) {
  return pool.query(\`SELECT '\${event.body}'\`);
}
`,
      'services/other/serverless.yml': 'functions: ${file(./functions.yml)}\n',
      'services/broken/serverless.yml': 'functions:\n  a: { handler: [\n',
    },
    rows: [
      'event Topic unknown', 'function services/users/src/jobs.idle unknown', 'PUT /put open', 'POST /users checked',
      'ALL /users/:id unknown', 'DELETE /users/:id unknown', 'GET /users/:id open', 'PUT /users/:id/*rest checked',
      'queue Mails.Arn unknown', 'schedule rate(1 hour) unknown',
    ],
  },
  'deployed by a template of resources': {
    dependencies: {},
    files: {
      'src/db.ts': DB,
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs20.x, CodeUri: backend/ }
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      Auth:
        DefaultAuthorizer: Pool
        Authorizers:
          Pool: { UserPoolArn: !GetAtt Users.Arn }
          Own: { FunctionArn: !GetAtt Decide.Arn }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: users.list
      Events:
        Get: { Type: Api, Properties: { Path: '/users/{id}', Method: get, RestApiId: !Ref Shop } }
        Free: { Type: Api, Properties: { Path: /free, Method: get, RestApiId: !Ref Shop, Auth: { Authorizer: NONE } } }
        Own: { Type: Api, Properties: { Path: /own, Method: any, RestApiId: !Ref Shop, Auth: { Authorizer: Own } } }
        Other: { Type: HttpApi, Properties: { Path: /other, Method: POST } }
  Store:
    Type: AWS::Serverless::Function
    Properties:
      Handler: files.store
      CodeUri: !If [Local, a, b]
  Files:
    Type: AWS::Serverless::Function
    Properties:
      Handler: files.store
      CodeUri: backend/jobs
      Events:
        Put: { Type: S3, Properties: { Bucket: !Ref Uploads, Events: 's3:ObjectCreated:*' } }
  Tick:
    Type: AWS::Serverless::Function
    Properties:
      Handler: files.tick
      CodeUri: backend/jobs
      Events: { Every: { Type: Schedule, Properties: { Schedule: 'rate(5 minutes)' } } }
  Queue: { Type: AWS::SQS::Queue, Properties: { Handler: users.list } }
`,
      'backend/users.ts': `import { pool } from '../src/db';
export const list = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.pathParameters.id}'\`); // tainted
};
`,
      'backend/jobs/files.ts': `import { pool } from '../../src/db';
export async function store(event) {
  return pool.query(\`INSERT INTO files VALUES ('\${event.Records[0].s3.object.key}')\`); // tainted
}
export async function tick() {}
export async function other(event) {
  return pool.query(\`INSERT INTO files VALUES ('\${event.body}')\`);
}
`,
    },
    rows: [
      'event Uploads unknown', 'GET /free open', 'POST /other open', 'ALL /own unknown', 'GET /users/:id checked',
      'schedule rate(5 minutes) unknown',
    ],
  },
  'deployed by code': {
    dependencies: { 'aws-cdk-lib': '^2.100.0' },
    files: {
      'src/db.ts': DB,
      'infra/job.ts': `import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
interface Props extends NodejsFunctionProps { path?: string; method?: string; api?: apigateway.RestApi }
export class Job extends Construct {
  readonly fn: NodejsFunction;
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id);
    const { api, path, method, ...others } = props;
    this.fn = new NodejsFunction(this, id, { memorySize: 512, ...others });
    if (api && path && method) {
      api.root.resourceForPath(path).addMethod(method, new apigateway.LambdaIntegration(this.fn), {
        authorizationType: apigateway.AuthorizationType.IAM,
      });
    }
  }
}
`,
      'infra/stack.ts': `import * as lambda from 'aws-cdk-lib/aws-lambda';
import { aws_lambda_nodejs as nodejs, aws_apigateway as gateway } from 'aws-cdk-lib';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as rest from 'aws-cdk-lib/aws-apigateway';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Rule } from 'aws-cdk-lib/aws-events';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { join } from 'node:path';
import { Job } from './job';
const common = { api: gatewayOf(), timeout: 3 };
export function shop(scope, api, http, queue, authorizer) {
  new Job(scope, 'list', { entry: 'src/users.ts', handler: 'list', path: '/users/{id}', method: 'GET', ...common });
  new Job(scope, 'idle', { entry: 'src/users.ts', handler: 'idle' });
  const save = new nodejs.NodejsFunction(scope, 'save', { entry: join(__dirname, '../src/save.ts') });
  api.root.addResource('users').addResource('{id}').addMethod('PUT', new gateway.LambdaIntegration(save));
  api.root.addResource('local').addMethod('POST', new gateway.LambdaIntegration(save), {
    authorizationType: isLocal ? undefined : rest.AuthorizationType.IAM,
  });
  const find = new lambda.Function(scope, 'find', { handler: 'find.main', code: lambda.Code.fromAsset('src') });
  const findAll = new HttpLambdaIntegration('find', find);
  http.addRoutes({ path: '/find', methods: [HttpMethod.GET], integration: findAll, authorizer });
  const mail = new nodejs.NodejsFunction(scope, 'mail', { entry: 'src/mail.ts', handler: 'mail' });
  mail.addEventSource(new SqsEventSource(queue));
  const tick = new nodejs.NodejsFunction(scope, 'tick', { entry: 'src/mail.ts', handler: 'tick' });
  new Rule(scope, 'r', { schedule: every(5), targets: [new targets.LambdaFunction(tick)] });
  new lambda.Function(scope, 'py', { handler: 'users.list', code: lambda.Code.fromAsset('elsewhere') });
}
`,
      'src/users.ts': `import { pool } from './db';
export const list = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.pathParameters.id}'\`); // tainted
};
export const idle = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.pathParameters.id}'\`);
};
`,
      'src/save.ts': `import { pool } from './db';
export const handler = async (request) => {
  return pool.query(\`UPDATE users SET name = '\${JSON.parse(request.body).name}'\`); // tainted
};
`,
      'src/find.ts': `import { pool } from './db';
export async function main({ queryStringParameters: { q } }) {
  return pool.query(\`SELECT * FROM users WHERE name = '\${q}'\`); // tainted
}
`,
      'src/mail.ts': `import { pool } from './db';
export async function mail({ Records }) {
  for (const one of Records) await pool.query(\`INSERT INTO mails VALUES ('\${one.body}')\`); // tainted
}
export async function tick() {}
`,
    },
    rows: [
      'function src/users.idle unknown', 'GET /find unknown', 'POST /local unknown', 'GET /users/:id checked',
      'PUT /users/:id unknown', 'queue src/mail.mail unknown', 'schedule src/mail.tick unknown',
    ],
  },
  'deployed by a description of an app': {
    dependencies: { sst: '^3.0.0' },
    files: {
      'src/db.ts': DB,
      'sst.config.ts': `export default $config({
  async run() {
    const api = new sst.aws.ApiGatewayV2('Api');
    api.route('GET /users/{id}', 'src/users.list');
    api.route('POST /users', { handler: 'src/users.save' }, { auth: { iam: true } });
    api.route('ANY /own', 'src/users.save', { auth: { lambda: own.id } });
    const queue = new sst.aws.Queue('Queue');
    queue.subscribe('src/jobs.mail');
    new sst.aws.Cron('Cron', { schedule: 'rate(1 minute)', function: 'src/jobs.tick' });
    new sst.aws.Function('Alone', { handler: 'src/jobs.alone' });
    other.route('GET /none', 'src/jobs.alone');
  },
});
`,
      'stacks/api.ts': `import { Api, Function } from 'sst/constructs';
export function api({ stack }) {
  new Api(stack, 'api', {
    defaults: { authorizer: 'iam' },
    routes: { 'GET /old': 'src/users.old', 'PUT /old': { function: { handler: 'src/users.old' } } },
  });
  new Function(stack, 'one', { handler: 'src/jobs.one' });
}
`,
      'src/users.ts': `import { pool } from './db';
export const list = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.pathParameters.id}'\`); // tainted
};
export const save = async (event) => {
  return pool.query(\`UPDATE users SET name = '\${event.body}'\`); // tainted
};
export const old = async (event) => {
  return pool.query(\`SELECT * FROM users WHERE id = '\${event.headers.id}'\`); // tainted
};
`,
      'src/jobs.ts': `import { pool } from './db';
export async function mail(event) {
  await pool.query(\`INSERT INTO mails VALUES ('\${event.Records[0].body}')\`); // tainted
}
export async function tick() {}
export async function alone() {}
export async function one() {}
`,
    },
    rows: [
      'function src/jobs.alone unknown', 'function src/jobs.one unknown', 'GET /old checked', 'PUT /old checked',
      'ALL /own unknown', 'POST /users checked', 'GET /users/:id open', 'queue src/jobs.mail unknown',
      'schedule rate(1 minute) unknown',
    ],
  },
};
