/** Clients of services of a cloud: what they send leaves the process, and what they sign with is a secret. */
import { type CallModel, defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

const SENT: MemberModel = { call: { async: 'promise', external: 'network' } };
const KEYS: readonly SinkModel[] = [
  { kind: 'secret', arg: 0, property: ['credentials.secretAccessKey', 'secretAccessKey'], propertyOnly: true },
];
const MADE: CallModel = { returns: 'Client', sinks: KEYS };

/** `new XClient({...}).send(new YCommand({...}))`, or a service with a method for each command. */
const aws = (
  name: string,
  service: string,
  commands: Readonly<Record<string, MemberModel>> = {},
  external: NonNullable<CallModel['external']> = 'network',
): LibraryModel =>
  defineModel({
    library: `@aws-sdk/client-${name}`,
    modules: [`@aws-sdk/client-${name}`],
    family: 'other',
    exports: {
      [`${service}Client`]: { type: 'Client', new: MADE },
      [service]: { type: 'Client', new: MADE },
      ...commands,
    },
    types: {
      Client: {
        members: {
          send: { call: { async: 'callback', external } },
          destroy: { call: {} },
          config: {},
          middlewareStack: {},
          '*': { call: { async: 'callback', external } },
        },
      },
    },
  });

/** PartiQL: text that a database parses. */
const STATEMENT: MemberModel = {
  new: { sinks: [{ kind: 'sql-text', arg: 0, property: 'Statement', propertyOnly: true }] },
};
const QUERY_STRING: MemberModel = {
  new: { sinks: [{ kind: 'sql-text', arg: 0, property: 'QueryString', propertyOnly: true }] },
};
const MAIL: MemberModel = {
  new: {
    sinks: [
      {
        kind: 'html-response',
        arg: 0,
        property: ['Message.Body.Html.Data', 'Content.Simple.Body.Html.Data'],
        propertyOnly: true,
      },
    ],
    external: 'mail',
  },
};
export const awsClients: readonly LibraryModel[] = [
  aws('s3', 'S3'),
  aws('dynamodb', 'DynamoDB', { ExecuteStatementCommand: STATEMENT }),
  aws('athena', 'Athena', { StartQueryExecutionCommand: QUERY_STRING }),
  aws('rds-data', 'RDSData', {
    ExecuteStatementCommand: { new: { sinks: [{ kind: 'sql-text', arg: 0, property: 'sql', propertyOnly: true }] } },
  }),
  aws('ses', 'SES', { SendEmailCommand: MAIL }, 'mail'),
  aws('sesv2', 'SESv2', { SendEmailCommand: MAIL }, 'mail'),
  aws('sns', 'SNS', {}, 'queue'),
  aws('eventbridge', 'EventBridge', {}, 'queue'),
  aws('lambda', 'Lambda'),
  aws('sts', 'STS'),
  aws('ssm', 'SSM'),
  aws('kms', 'KMS'),
  aws('secrets-manager', 'SecretsManager'),
  aws('cloudwatch', 'CloudWatch'),
  aws('cloudwatch-logs', 'CloudWatchLogs'),
  aws('cognito-identity-provider', 'CognitoIdentityProvider'),
  aws('bedrock-runtime', 'BedrockRuntime'),
  aws('sfn', 'SFN'),
  aws('kinesis', 'Kinesis', {}, 'queue'),
];
/** Commands of the database with plain objects. */
export const awsDocuments = defineModel({
  library: '@aws-sdk/lib-dynamodb',
  modules: ['@aws-sdk/lib-dynamodb'],
  family: 'other',
  exports: {
    DynamoDBDocumentClient: { type: 'Documents', members: { from: { call: { returns: 'Documents' } } } },
    DynamoDBDocument: { type: 'Documents', members: { from: { call: { returns: 'Documents' } } } },
    ExecuteStatementCommand: STATEMENT,
  },
  types: { Documents: { members: { send: SENT, destroy: { call: {} }, '*': SENT } } },
});
/** Signs an address, or sends a file in parts; both with the client they are given. */
export const awsHelpers: readonly LibraryModel[] = [
  defineModel({
    library: '@aws-sdk/s3-request-presigner',
    modules: ['@aws-sdk/s3-request-presigner'],
    family: 'other',
    exports: { getSignedUrl: { call: { async: 'promise', result: { is: 'safe', shapes: ['str'] } } } },
  }),
  defineModel({
    library: '@aws-sdk/s3-presigned-post',
    modules: ['@aws-sdk/s3-presigned-post'],
    family: 'other',
    exports: { createPresignedPost: { call: { async: 'promise' } } },
  }),
  defineModel({
    library: '@aws-sdk/lib-storage',
    modules: ['@aws-sdk/lib-storage'],
    family: 'other',
    exports: { Upload: { type: 'Upload', new: { returns: 'Upload' } } },
    types: { Upload: { members: { done: SENT, abort: SENT, on: { call: {} } } } },
  }),
  defineModel({
    library: '@aws-sdk/credential-providers',
    modules: ['@aws-sdk/credential-providers'],
    family: 'other',
    exports: { '*': { call: {} } },
  }),
];

const GCS_FILE: Readonly<Record<string, MemberModel>> = {
  download: {
    call: {
      async: 'callback',
      external: 'network',
      sinks: [{ kind: 'file-path', arg: 0, property: 'destination', propertyOnly: true }],
    },
  },
  save: { call: { async: 'callback', external: 'network' } },
  delete: { call: { async: 'callback', external: 'network' } },
  exists: { call: { async: 'callback', external: 'network' } },
  getSignedUrl: { call: { async: 'callback', external: 'network' } },
  makePublic: { call: { async: 'callback', external: 'network' } },
  createReadStream: { call: { returns: 'node:stream#Readable' } },
  createWriteStream: { call: { returns: 'node:stream#Writable' } },
};
export const googleStorage = defineModel({
  library: '@google-cloud/storage',
  modules: ['@google-cloud/storage'],
  family: 'other',
  exports: {
    Storage: {
      type: 'Storage',
      new: {
        returns: 'Storage',
        sinks: [{ kind: 'secret', arg: 0, property: 'credentials.private_key', propertyOnly: true }],
      },
    },
  },
  types: {
    Storage: { members: { bucket: { call: { returns: 'Bucket' } } } },
    Bucket: {
      members: {
        file: { call: { returns: 'File' } },
        upload: { call: { async: 'callback', external: 'network', sinks: [{ kind: 'file-path', arg: 0 }] } },
        getFiles: { call: { async: 'callback', external: 'network' } },
      },
    },
    File: { members: GCS_FILE },
  },
});
export const azureBlobs = defineModel({
  library: '@azure/storage-blob',
  modules: ['@azure/storage-blob'],
  family: 'other',
  exports: {
    BlobServiceClient: {
      type: 'Service',
      new: { returns: 'Service' },
      members: { fromConnectionString: { call: { returns: 'Service', sinks: [{ kind: 'secret', arg: 0 }] } } },
    },
    StorageSharedKeyCredential: { new: { sinks: [{ kind: 'secret', arg: 1 }] } },
  },
  types: {
    Service: { members: { getContainerClient: { call: { returns: 'Container' } } } },
    Container: {
      members: { getBlockBlobClient: { call: { returns: 'Blob' } }, getBlobClient: { call: { returns: 'Blob' } } },
    },
    Blob: {
      members: {
        upload: SENT,
        uploadData: SENT,
        uploadStream: SENT,
        uploadFile: { call: { async: 'promise', external: 'network', sinks: [{ kind: 'file-path', arg: 0 }] } },
        downloadToFile: { call: { async: 'promise', external: 'network', sinks: [{ kind: 'file-path', arg: 0 }] } },
        delete: SENT,
      },
    },
  },
});

/** Scripts of a search are code of the server that searches. */
const SCRIPT: readonly SinkModel[] = [
  {
    kind: 'nosql-code',
    arg: 0,
    property: ['script.source', 'body.script.source', 'script', 'body.script'],
    propertyOnly: true,
  },
];
const searching = (library: string): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: {
      Client: {
        type: 'Client',
        new: {
          returns: 'Client',
          sinks: [
            { kind: 'secret', arg: 0, property: ['auth.password', 'auth.apiKey', 'auth.bearer'], propertyOnly: true },
          ],
          hazards: [
            { hazard: 'unverified-tls', arg: 0, property: 'tls.rejectUnauthorized', is: false },
            { hazard: 'unverified-tls', arg: 0, property: 'ssl.rejectUnauthorized', is: false },
          ],
        },
      },
    },
    types: {
      Client: {
        perProcess: true,
        members: {
          update: { call: { async: 'promise', external: 'network', sinks: SCRIPT } },
          updateByQuery: { call: { async: 'promise', external: 'network', sinks: SCRIPT } },
          close: { call: { async: 'promise' } },
          ...Object.fromEntries(
            'search msearch get mget index create delete deleteByQuery bulk count exists reindex scroll ping info'
              .split(' ')
              .map((name) => [name, SENT]),
          ),
        },
      },
    },
  });
export const elasticsearch = searching('@elastic/elasticsearch');
export const opensearch = searching('@opensearch-project/opensearch');
