import {
  defineModel,
  type EntryKind,
  type MemberModel,
  type SourceModel,
  type TypeModel,
} from '../vocabulary/library-model.js';

const TEXTS: SourceModel['shapes'] = ['obj', 'null'];
const MEMBER: SourceModel['shapes'] = ['str', 'null'];
const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];

/** Records hold what others sent; where they come from and when is written by the platform. */
const RECORDS: MemberModel = {
  source: {
    kind: 'message',
    shapes: ['arr'],
    memberShapes: ['str', 'obj', 'null'],
    ownMembers: [
      'messageId', 'receiptHandle', 'eventSource', 'eventSourceARN', 'awsRegion', 'eventID', 'eventName', 'eventTime',
      'eventVersion', 'length',
    ],
  },
};
const DETAIL: MemberModel = { source: { kind: 'message', shapes: ANY } };

/** What is handed to functions for each kind of event: its parts, and what they are run for. */
const EVENTS: Readonly<Record<string, TypeModel & { readonly runsAs: EntryKind }>> = {
  SqsEvent: { runsAs: 'queue', members: { Records: RECORDS } },
  KinesisEvent: { runsAs: 'queue', members: { Records: RECORDS } },
  SnsEvent: { runsAs: 'event', members: { Records: RECORDS } },
  StoreEvent: { runsAs: 'event', members: { Records: RECORDS } },
  BusEvent: { runsAs: 'event', members: { detail: DETAIL } },
  // What its own tables were given.
  TableEvent: { runsAs: 'event', members: { Records: {} } },
  UserEvent: { runsAs: 'event', members: { request: { source: { kind: 'message', shapes: ['obj'] } } } },
  TimeEvent: { runsAs: 'schedule', members: {} },
  FieldEvent: {
    runsAs: 'graphql',
    members: { arguments: { source: { kind: 'graphql-argument', shapes: ['obj'], memberShapes: ANY } }, identity: {} },
  },
};

const HTTP = ['APIGatewayProxy', 'APIGateway', 'APIGatewayProxyV2', 'ALB', 'LambdaFunctionURL'];
/** Names of the declarations, without `Event` and `Handler`. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  SqsEvent: ['SQS'],
  KinesisEvent: ['KinesisStream', 'MSK', 'SelfManagedKafka'],
  SnsEvent: ['SNS'],
  StoreEvent: ['S3'],
  BusEvent: ['EventBridge', 'S3NotificationEvent'],
  TableEvent: ['DynamoDBStream'],
  UserEvent: [
    'PreSignUpTrigger', 'PostConfirmationTrigger', 'PreAuthenticationTrigger', 'PostAuthenticationTrigger',
    'CustomMessageTrigger', 'PreTokenGenerationTrigger', 'UserMigrationTrigger',
  ],
  TimeEvent: ['Scheduled'],
  FieldEvent: ['AppSyncResolver'],
};

/** `Event` and `Handler` of a name: `APIGatewayProxyEventV2`, `SQSHandler`. */
function declared(name: string, event: string): readonly (readonly [string, MemberModel])[] {
  const [, plain = name, version = ''] = /^(.+?)(V2)?$/.exec(name) ?? [];
  return [
    [`${plain}Event${version}`, { type: event }],
    [`${plain}Handler${version}`, { type: event.replace(/Event$/, 'Handler') }],
  ];
}

/** What a gateway, a balancer, a queue or a clock hands to its handler. */
export const awsLambda = defineModel({
  library: 'aws-lambda',
  modules: ['aws-lambda'],
  family: 'other',
  exports: Object.fromEntries([
    ...HTTP.flatMap((name) => declared(name, 'HttpEvent')),
    ...Object.entries(NAMES).flatMap(([event, names]) => names.flatMap((name) => declared(name, event))),
  ]),
  types: {
    ...EVENTS,
    ...Object.fromEntries(
      Object.entries(EVENTS).map(([name, { runsAs }]): [string, TypeModel] => [
        name.replace(/Event$/, 'Handler'),
        { params: [name], runsAs },
      ]),
    ),
    HttpHandler: { params: ['HttpEvent'], runsAs: 'function' },
    HttpEvent: {
      runsAs: 'function',
      members: {
        body: { source: { kind: 'body', shapes: MEMBER } },
        pathParameters: { source: { kind: 'param', shapes: TEXTS, memberShapes: MEMBER } },
        queryStringParameters: { source: { kind: 'query', shapes: TEXTS, memberShapes: MEMBER } },
        multiValueQueryStringParameters: { source: { kind: 'query', shapes: TEXTS, memberShapes: ['arr', 'null'] } },
        rawQueryString: { source: { kind: 'query', shapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: MEMBER } },
        multiValueHeaders: { source: { kind: 'header', shapes: TEXTS, memberShapes: ['arr', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['arr', 'null'] } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        rawPath: { source: { kind: 'url', shapes: ['str'] } },
      },
    },
  },
  entryPoints: [{ file: '', exports: ['handler'], params: ['HttpEvent'], named: ['event', 'evt'], kind: 'function' }],
});

/** `middy(run).use(parser())`, or with the handler last: `middy().use(parser()).handler(run)`. */
const RUN = { kind: 'function', name: 'export', handler: { arg: 0 } } as const;
export const middy = defineModel({
  library: '@middy/core',
  modules: ['@middy/core', 'middy'],
  family: 'other',
  exports: { default: { call: { returns: 'Middy', entry: RUN } } },
  types: {
    Middy: {
      members: {
        use: { call: { returns: 'this' } },
        before: { call: { returns: 'this' } },
        after: { call: { returns: 'this' } },
        onError: { call: { returns: 'this' } },
        handler: { call: { returns: 'this', entry: RUN } },
      },
    },
  },
});
