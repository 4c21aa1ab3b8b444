import {
  defineModel,
  type DeployedAskModel,
  type DeployedEventModel,
  type DeployFileModel,
} from '../vocabulary/library-model.js';

const HTTP = 'aws-lambda#HttpEvent';
const BUS: DeployedEventModel = { kind: 'event', input: 'aws-lambda#BusEvent' };
const STORED = { kind: 'event', input: 'aws-lambda#StoreEvent' } as const;
const QUEUED = { kind: 'queue', input: 'aws-lambda#SqsEvent' } as const;
const STREAMED = { kind: 'queue', input: 'aws-lambda#KinesisEvent' } as const;
const NOTIFIED = { kind: 'event', input: 'aws-lambda#SnsEvent' } as const;
const SIGNS_IN = { kind: 'event', input: 'aws-lambda#UserEvent' } as const;
/** What a table of the program itself was given. */
const CHANGED = { kind: 'event', input: 'aws-lambda#TableEvent' } as const;
const TIMED = { kind: 'schedule', input: 'aws-lambda#TimeEvent' } as const;

/** Pools of users, tokens of an issuer and keys of the account are checked by the platform itself. */
const CHECKED = String.raw`^(?:aws_iam|COGNITO_USER_POOLS|jwt)$|^arn:aws[\w-]*:cognito-idp:`;

const SERVED: DeployedAskModel = {
  in: ['authorizer'],
  names: ['type', 'arn', 'name'],
  none: [],
  checked: CHECKED,
  besides: ['provider.apiGateway.resourcePolicy', 'provider.resourcePolicy'],
};
/** Those of the newer gateway are named in the document; without a type they check tokens of an issuer. */
const NEWER: DeployedAskModel = {
  ...SERVED,
  declared: { at: ['provider.httpApi.authorizers'], checked: ['issuerUrl', 'audience'] },
  besides: ['provider.httpApi.id'],
};

/** `functions: { list: { handler: src/users.list, events: [{ http: GET users }] } }`, its paths below its own folder. */
const framework: DeployFileModel = {
  file: String.raw`(?:^|/)serverless[\w.-]*\.(?:ya?ml|json)$`,
  functions: 'functions.*',
  handler: 'handler',
  events: 'events.*',
  kinds: {
    http: {
      kind: 'http',
      input: HTTP,
      method: 'method',
      path: 'path',
      together: true,
      asks: { ...SERVED, besides: [...SERVED.besides!, 'private'] },
    },
    httpApi: { kind: 'http', input: HTTP, method: 'method', path: 'path', together: true, asks: NEWER },
    alb: { kind: 'http', input: HTTP, path: 'conditions.path', asks: { ...SERVED, in: [], besides: ['authorizer'] } },
    websocket: { kind: 'socket', input: HTTP, name: ['route'] },
    schedule: { ...TIMED, name: ['rate'] },
    sqs: { ...QUEUED, name: ['queueName', 'arn'] },
    kafka: { ...STREAMED, name: ['topic'] },
    msk: { ...STREAMED, name: ['topic'] },
    rabbitmq: { kind: 'queue', name: ['queue'] },
    activemq: { kind: 'queue', name: ['queue'] },
    stream: { kind: 'event', name: ['arn'] },
    sns: { ...NOTIFIED, name: ['topicName', 'arn'] },
    s3: { ...STORED, name: ['bucket'] },
    eventBridge: { ...BUS, name: ['eventBus'] },
    cloudwatchEvent: BUS,
    cognitoUserPool: { ...SIGNS_IN, name: ['trigger'] },
  },
};

const GATEWAY: DeployedAskModel = {
  in: ['Auth.Authorizer'],
  otherwise: ['Resources.{gateway}.Properties.Auth.DefaultAuthorizer', 'Globals.Api.Auth.DefaultAuthorizer'],
  gateway: ['RestApiId', 'RestApiId.Ref'],
  none: ['NONE'],
  checked: '^AWS_IAM$',
  declared: {
    at: ['Resources.{gateway}.Properties.Auth.Authorizers', 'Globals.Api.Auth.Authorizers'],
    checked: ['UserPoolArn'],
  },
  besides: [
    'Auth.ApiKeyRequired', 'Auth.ResourcePolicy', 'Globals.Api.Auth.ApiKeyRequired', 'Globals.Api.Auth.ResourcePolicy',
    'Resources.{gateway}.Properties.Auth.ApiKeyRequired', 'Resources.{gateway}.Properties.Auth.ResourcePolicy',
    'Resources.{gateway}.Properties.DefinitionBody', 'Resources.{gateway}.Properties.DefinitionUri',
  ],
};

/** Resources of a template that are functions of the program. */
const template: DeployFileModel = {
  file: String.raw`(?:^|/)(?:[\w.-]*-)?template[\w.-]*\.(?:ya?ml|json)$`,
  functions: 'Resources.*',
  only: { member: 'Type', is: 'AWS::Serverless::Function' },
  handler: 'Properties.Handler',
  folder: 'Properties.CodeUri',
  common: 'Globals.Function',
  events: 'Properties.Events.*',
  named: { type: 'Type', settings: 'Properties' },
  kinds: {
    Api: { kind: 'http', input: HTTP, method: 'Method', path: 'Path', asks: GATEWAY },
    HttpApi: {
      kind: 'http',
      input: HTTP,
      method: 'Method',
      path: 'Path',
      asks: {
        ...GATEWAY,
        otherwise: [GATEWAY.otherwise![0]!, 'Globals.HttpApi.Auth.DefaultAuthorizer'],
        gateway: ['ApiId', 'ApiId.Ref'],
        declared: {
          at: ['Resources.{gateway}.Properties.Auth.Authorizers', 'Globals.HttpApi.Auth.Authorizers'],
          checked: ['JwtConfiguration', 'OpenIdConnectUrl'],
        },
        besides: GATEWAY.besides!.filter((path) => !path.startsWith('Globals')),
      },
    },
    Schedule: { ...TIMED, name: ['Schedule'] },
    ScheduleV2: { ...TIMED, name: ['ScheduleExpression'] },
    SQS: { ...QUEUED, name: ['Queue'] },
    Kinesis: { ...STREAMED, name: ['Stream'] },
    MSK: { ...STREAMED, name: ['Topics'] },
    SelfManagedKafka: { ...STREAMED, name: ['Topics'] },
    DynamoDB: { ...CHANGED, name: ['Stream'] },
    SNS: { ...NOTIFIED, name: ['Topic'] },
    S3: { ...STORED, name: ['Bucket'] },
    EventBridgeRule: BUS,
    CloudWatchEvent: BUS,
    Cognito: { ...SIGNS_IN, name: ['Trigger'] },
  },
};

/** Documents that say which functions of a program are run, and what for. */
export const awsDeployments = defineModel({
  library: 'aws-lambda',
  modules: [],
  family: 'other',
  exports: {},
  deployFiles: [framework, template],
});
