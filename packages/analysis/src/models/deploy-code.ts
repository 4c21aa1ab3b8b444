import {
  type CallModel,
  defineModel,
  type DeploysModel,
  type MemberModel,
  type TiesModel,
} from '../vocabulary/library-model.js';

const HTTP = 'aws-lambda#HttpEvent';
/** Pools of users, tokens and keys of the account are checked by the platform; functions of the program decide themselves. */
const CHECKED =
  String.raw`(?:^|\.)(?:IAM|AWS_IAM|COGNITO|JWT|CognitoUserPoolsAuthorizer|HttpJwtAuthorizer|` +
  'HttpUserPoolAuthorizer|HttpIamAuthorizer)$';
const SETTINGS = { arg: 2, property: 'handler' } as const;

const bundled: DeploysModel = {
  kind: 'function',
  handler: SETTINGS,
  byDefault: 'handler',
  file: { arg: 2, property: 'entry' },
};
const packed: DeploysModel = { kind: 'function', handler: SETTINGS, folder: { arg: 2, property: 'code' } };

const made = (deploys: DeploysModel): MemberModel => ({ type: 'Function', new: { returns: 'Function', deploys } });
const ties = (model: TiesModel): MemberModel => ({ new: { ties: model }, call: { ties: model } });

/** `api.root.addResource('users').addMethod('GET', new LambdaIntegration(fn), { authorizationType })` */
const served: TiesModel = {
  kind: 'http',
  input: HTTP,
  fn: { arg: 0 },
  by: {
    addMethod: {
      method: { arg: 0 },
      below: ['addResource', 'resourceForPath'],
      asks: [
        { arg: 2, property: 'authorizationType' },
        { arg: 2, property: 'authorizer' },
      ],
      none: ['AuthorizationType.NONE'],
      checked: CHECKED,
    },
  },
};
/** `api.addRoutes({ path, methods, integration: new HttpLambdaIntegration('x', fn), authorizer })` */
const routed: TiesModel = {
  kind: 'http',
  input: HTTP,
  fn: { arg: 1 },
  by: {
    addRoutes: {
      method: { arg: 0, property: 'methods' },
      path: { arg: 0, property: 'path' },
      asks: [{ arg: 0, property: 'authorizer' }],
      none: ['HttpNoneAuthorizer'],
      checked: CHECKED,
    },
  },
};
const source = (kind: TiesModel['kind'], input: string): MemberModel =>
  ties({ kind, input: `aws-lambda#${input}`, fn: 'taker' });
const target = (kind: TiesModel['kind'], input: string, where?: TiesModel['where']): MemberModel =>
  ties({ kind, input: `aws-lambda#${input}`, fn: { arg: 0 }, ...(where && { where }) });

const FUNCTIONS: Record<string, MemberModel> = { NodejsFunction: made(bundled) };
const LAMBDA: Record<string, MemberModel> = { Function: made(packed) };
const GATEWAY: Record<string, MemberModel> = { LambdaIntegration: ties(served) };
const INTEGRATIONS: Record<string, MemberModel> = { HttpLambdaIntegration: ties(routed) };
const SOURCES: Record<string, MemberModel> = {
  SqsEventSource: source('queue', 'SqsEvent'),
  KinesisEventSource: source('queue', 'KinesisEvent'),
  ManagedKafkaEventSource: source('queue', 'KinesisEvent'),
  SnsEventSource: source('event', 'SnsEvent'),
  S3EventSource: source('event', 'StoreEvent'),
  DynamoEventSource: source('event', 'TableEvent'),
};
const DESTINATIONS: Record<string, MemberModel> = { LambdaDestination: target('event', 'StoreEvent') };
const SUBSCRIPTIONS: Record<string, MemberModel> = { LambdaSubscription: target('event', 'SnsEvent') };
const TARGETS: Record<string, MemberModel> = {
  LambdaFunction: target('event', 'BusEvent', { arg: 2, property: 'schedule', kind: 'schedule' }),
};

/** Parts of the kit that say which functions are run, and what for; each is a member of the whole as well. */
export const awsCdk = defineModel({
  library: 'aws-cdk-lib',
  modules: [
    'aws-cdk-lib', 'aws-cdk-lib/*', '@aws-cdk/aws-lambda', '@aws-cdk/aws-lambda-nodejs', '@aws-cdk/aws-apigateway',
    '@aws-cdk/aws-apigatewayv2-integrations-alpha', '@aws-cdk/aws-lambda-event-sources',
    '@aws-cdk/aws-s3-notifications', '@aws-cdk/aws-sns-subscriptions', '@aws-cdk/aws-events-targets',
  ],
  family: 'other',
  exports: {
    ...FUNCTIONS,
    ...LAMBDA,
    ...GATEWAY,
    ...INTEGRATIONS,
    ...SOURCES,
    ...DESTINATIONS,
    ...SUBSCRIPTIONS,
    ...TARGETS,
    aws_lambda_nodejs: { members: FUNCTIONS },
    aws_lambda: { members: LAMBDA },
    aws_apigateway: { members: GATEWAY },
    aws_apigatewayv2_integrations: { members: INTEGRATIONS },
    aws_lambda_event_sources: { members: SOURCES },
    aws_s3_notifications: { members: DESTINATIONS },
    aws_sns_subscriptions: { members: SUBSCRIPTIONS },
    aws_events_targets: { members: TARGETS },
  },
  types: { Function: { members: { addEventSource: { call: { attaches: true } }, addFunctionUrl: { call: {} } } } },
});

const CALLED: Pick<DeploysModel, 'kind' | 'input'> = { kind: 'http', input: HTTP };
/** `iam: true`, `jwt: {...}` under `auth`; a function of the program under `lambda`. */
const asked = (...asks: NonNullable<DeploysModel['asks']>): Pick<DeploysModel, 'asks' | 'checked' | 'none'> => ({
  asks,
  checked: '^(?:iam|jwt)$',
  none: ['none'],
});
const subscribe = (kind: 'queue' | 'event', input: string, arg = 0): MemberModel => ({
  call: { deploys: { kind, input: `aws-lambda#${input}`, handler: { arg, property: 'handler' } } },
});
const timed = (arg: number): MemberModel => ({
  new: {
    deploys: ['job', 'function'].map((property) => ({
      kind: 'schedule' as const,
      input: 'aws-lambda#TimeEvent',
      handler: { arg, property },
      name: { arg, property: 'schedule' },
    })),
  },
});
const CALLS: CallModel = {
  returns: 'this',
  deploys: {
    ...CALLED,
    handler: { arg: 1, property: 'handler' },
    route: { arg: 0 },
    ...asked({ arg: 2, property: 'auth' }),
  },
};

/** A function stands as its file and the name of its export, or as an object that says so under `handler`. */
export const sst = defineModel({
  library: 'sst',
  modules: ['sst', 'sst/constructs', '@serverless-stack/resources'],
  family: 'other',
  exports: {
    Function: { new: { deploys: { kind: 'function', handler: SETTINGS } } },
    Cron: timed(2),
    Queue: {
      new: { deploys: { kind: 'queue', input: 'aws-lambda#SqsEvent', handler: { arg: 2, property: 'consumer' } } },
    },
    Topic: {
      new: {
        deploys: {
          kind: 'event',
          input: 'aws-lambda#SnsEvent',
          handler: { arg: 2, property: 'subscribers' },
          each: 'name',
        },
      },
    },
    Api: {
      type: 'Api',
      new: {
        returns: 'Api',
        deploys: {
          ...CALLED,
          handler: { arg: 2, property: 'routes' },
          each: 'route',
          ...asked({ arg: 2, property: 'defaults.authorizer' }),
        },
      },
    },
  },
  types: {
    Api: {
      members: { addRoutes: { call: { deploys: { ...CALLED, handler: { arg: 1 }, each: 'route', besides: true } } } },
    },
    Gateway: { members: { route: { call: CALLS } } },
    Queue: { members: { subscribe: subscribe('queue', 'SqsEvent') } },
    Topic: { members: { subscribe: subscribe('event', 'SnsEvent', 1) } },
    Bus: { members: { subscribe: subscribe('event', 'BusEvent', 1) } },
  },
  globals: {
    sst: {
      members: {
        aws: {
          members: {
            Function: { new: { deploys: { kind: 'function', handler: { arg: 1, property: 'handler' } } } },
            ApiGatewayV1: { type: 'Gateway', new: { returns: 'Gateway' } },
            ApiGatewayV2: { type: 'Gateway', new: { returns: 'Gateway' } },
            Queue: { type: 'Queue', new: { returns: 'Queue' } },
            SnsTopic: { type: 'Topic', new: { returns: 'Topic' } },
            Bus: { type: 'Bus', new: { returns: 'Bus' } },
            Cron: timed(1),
          },
        },
      },
    },
  },
});
