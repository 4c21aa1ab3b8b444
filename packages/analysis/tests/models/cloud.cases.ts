import type { LibraryCases } from './model-case.js';

/** Clients of cloud services. */
export const cases: LibraryCases = {
  '@aws-sdk/client-s3': {
    found: [
      {
        code:
          "import { S3Client } from '@aws-sdk/client-s3'; " +
          '«new S3Client({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-s3#S3Client',
        sinks: ['secret'],
      },
      {
        code: "import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client(o); «s3.send(command)»;",
        is: '@aws-sdk/client-s3#Client.send',
        async: 'callback',
      },
    ],
    lookAlikes: [["import { S3Client } from './mine'; «new S3Client({ credentials: { secretAccessKey: s } })»;", null]],
  },
  '@aws-sdk/client-dynamodb': {
    found: [
      {
        code:
          "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; " +
          '«new DynamoDBClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-dynamodb#DynamoDBClient',
        sinks: ['secret'],
      },
      {
        code:
          "import { ExecuteStatementCommand } from '@aws-sdk/client-dynamodb'; " +
          '«new ExecuteStatementCommand({ Statement: text, Parameters })»;',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      [
        "import { DynamoDBClient } from './mine'; " + '«new DynamoDBClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-athena': {
    found: [
      {
        code:
          "import { AthenaClient } from '@aws-sdk/client-athena'; " +
          '«new AthenaClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-athena#AthenaClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { AthenaClient } from './mine'; " + '«new AthenaClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-rds-data': {
    found: [
      {
        code:
          "import { RDSDataClient } from '@aws-sdk/client-rds-data'; " +
          '«new RDSDataClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-rds-data#RDSDataClient',
        sinks: ['secret'],
      },
      {
        code:
          "import { ExecuteStatementCommand } from '@aws-sdk/client-rds-data'; " +
          '«new ExecuteStatementCommand({ sql: text })»;',
        sinks: ['sql-text'],
      },
    ],
    lookAlikes: [
      [
        "import { RDSDataClient } from './mine'; " + '«new RDSDataClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-ses': {
    found: [
      {
        code:
          "import { SESClient } from '@aws-sdk/client-ses'; " +
          '«new SESClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-ses#SESClient',
        sinks: ['secret'],
      },
      {
        code:
          "import { SendEmailCommand } from '@aws-sdk/client-ses'; " +
          '«new SendEmailCommand({ Message: { Body: { Html: { Data: text } } } })»;',
        sinks: ['html-response'],
      },
    ],
    lookAlikes: [
      ["import { SESClient } from './mine'; «new SESClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-sesv2': {
    found: [
      {
        code:
          "import { SESv2Client } from '@aws-sdk/client-sesv2'; " +
          '«new SESv2Client({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-sesv2#SESv2Client',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { SESv2Client } from './mine'; " + '«new SESv2Client({ credentials: { secretAccessKey: s } })»;', null],
    ],
  },
  '@aws-sdk/client-sns': {
    found: [
      {
        code:
          "import { SNSClient } from '@aws-sdk/client-sns'; " +
          '«new SNSClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-sns#SNSClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { SNSClient } from './mine'; «new SNSClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-eventbridge': {
    found: [
      {
        code:
          "import { EventBridgeClient } from '@aws-sdk/client-eventbridge'; " +
          '«new EventBridgeClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-eventbridge#EventBridgeClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { EventBridgeClient } from './mine'; " +
          '«new EventBridgeClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-lambda': {
    found: [
      {
        code:
          "import { LambdaClient } from '@aws-sdk/client-lambda'; " +
          '«new LambdaClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-lambda#LambdaClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { LambdaClient } from './mine'; " + '«new LambdaClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-sts': {
    found: [
      {
        code:
          "import { STSClient } from '@aws-sdk/client-sts'; " +
          '«new STSClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-sts#STSClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { STSClient } from './mine'; «new STSClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-ssm': {
    found: [
      {
        code:
          "import { SSMClient } from '@aws-sdk/client-ssm'; " +
          '«new SSMClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-ssm#SSMClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { SSMClient } from './mine'; «new SSMClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-kms': {
    found: [
      {
        code:
          "import { KMSClient } from '@aws-sdk/client-kms'; " +
          '«new KMSClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-kms#KMSClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { KMSClient } from './mine'; «new KMSClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-secrets-manager': {
    found: [
      {
        code:
          "import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'; " +
          '«new SecretsManagerClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-secrets-manager#SecretsManagerClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { SecretsManagerClient } from './mine'; " +
          '«new SecretsManagerClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-cloudwatch': {
    found: [
      {
        code:
          "import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'; " +
          '«new CloudWatchClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-cloudwatch#CloudWatchClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { CloudWatchClient } from './mine'; " +
          '«new CloudWatchClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-cloudwatch-logs': {
    found: [
      {
        code:
          "import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'; " +
          '«new CloudWatchLogsClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-cloudwatch-logs#CloudWatchLogsClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { CloudWatchLogsClient } from './mine'; " +
          '«new CloudWatchLogsClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-cognito-identity-provider': {
    found: [
      {
        code:
          "import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'; " +
          '«new CognitoIdentityProviderClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-cognito-identity-provider#CognitoIdentityProviderClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { CognitoIdentityProviderClient } from './mine'; " +
          '«new CognitoIdentityProviderClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-bedrock-runtime': {
    found: [
      {
        code:
          "import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime'; " +
          '«new BedrockRuntimeClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-bedrock-runtime#BedrockRuntimeClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { BedrockRuntimeClient } from './mine'; " +
          '«new BedrockRuntimeClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/client-sfn': {
    found: [
      {
        code:
          "import { SFNClient } from '@aws-sdk/client-sfn'; " +
          '«new SFNClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-sfn#SFNClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      ["import { SFNClient } from './mine'; «new SFNClient({ credentials: { secretAccessKey: s } })»;", null],
    ],
  },
  '@aws-sdk/client-kinesis': {
    found: [
      {
        code:
          "import { KinesisClient } from '@aws-sdk/client-kinesis'; " +
          '«new KinesisClient({ credentials: { accessKeyId, secretAccessKey: s } })»;',
        is: '@aws-sdk/client-kinesis#KinesisClient',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [
      [
        "import { KinesisClient } from './mine'; " + '«new KinesisClient({ credentials: { secretAccessKey: s } })»;',
        null,
      ],
    ],
  },
  '@aws-sdk/lib-dynamodb': {
    found: [
      {
        code:
          "import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; " +
          'const d = DynamoDBDocumentClient.from(c); «d.send(command)»;',
        is: '@aws-sdk/lib-dynamodb#Documents.send',
        async: 'promise',
      },
    ],
    lookAlikes: [["import { DynamoDBDocumentClient } from './db'; «DynamoDBDocumentClient.from(c)»;", null]],
  },
  '@aws-sdk/s3-request-presigner': {
    found: [
      {
        code: "import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; «getSignedUrl(c, command)»;",
        is: '@aws-sdk/s3-request-presigner#getSignedUrl',
        async: 'promise',
      },
    ],
    lookAlikes: [["import { getSignedUrl } from './sign'; «getSignedUrl(c, command)»;", null]],
  },
  '@aws-sdk/s3-presigned-post': {
    found: [
      {
        code: "import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; «createPresignedPost(c, o)»;",
        is: '@aws-sdk/s3-presigned-post#createPresignedPost',
        async: 'promise',
      },
    ],
    lookAlikes: [["import { createPresignedPost } from './post'; «createPresignedPost(c, o)»;", null]],
  },
  '@aws-sdk/lib-storage': {
    found: [
      {
        code: "import { Upload } from '@aws-sdk/lib-storage'; «new Upload(o).done()»;",
        is: '@aws-sdk/lib-storage#Upload.done',
        async: 'promise',
      },
    ],
    lookAlikes: [["import { Upload } from './upload'; «new Upload(o)»;", null]],
  },
  '@aws-sdk/credential-providers': {
    found: [{ code: "import { fromEnv } from '@aws-sdk/credential-providers'; «fromEnv()»;", sinks: [] }],
    lookAlikes: [["import { fromEnv } from './env'; «fromEnv()»;", null]],
  },
  '@google-cloud/storage': {
    found: [
      {
        code:
          "import { Storage } from '@google-cloud/storage'; const b = new Storage().bucket('x'); " +
          '«b.upload(path)»;',
        is: '@google-cloud/storage#Bucket.upload',
        sinks: ['file-path'],
      },
      {
        code:
          "import { Storage } from '@google-cloud/storage'; " +
          "«new Storage().bucket('x').file('y').download({ destination: path })»;",
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [
      {
        code: "import { Storage } from '@google-cloud/storage'; " + "«new Storage().bucket('x').file('y').download()»;",
        sinks: [],
      },
      ["import { Storage } from './storage'; «new Storage()»;", null],
    ],
  },
  '@azure/storage-blob': {
    found: [
      {
        code:
          "import { BlobServiceClient } from '@azure/storage-blob'; " + '«BlobServiceClient.fromConnectionString(s)»;',
        is: '@azure/storage-blob#BlobServiceClient.fromConnectionString',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [["import { BlobServiceClient } from './blob'; «BlobServiceClient.fromConnectionString(s)»;", null]],
  },
  '@elastic/elasticsearch': {
    found: [
      {
        code:
          "import { Client } from '@elastic/elasticsearch'; const c = new Client(o); " +
          '«c.updateByQuery({ index, script: { source: text } })»;',
        is: '@elastic/elasticsearch#Client.updateByQuery',
        sinks: ['nosql-code'],
      },
      {
        code:
          "import { Client } from '@elastic/elasticsearch'; " +
          '«new Client({ node, tls: { rejectUnauthorized: false } })»;',
        hazards: ['unverified-tls'],
      },
    ],
    lookAlikes: [
      { code: "import { Client } from '@elastic/elasticsearch'; «new Client(o).search({ index, query })»;", sinks: [] },
      ["import { Client } from './elastic'; «new Client(o)»;", null],
    ],
  },
  '@opensearch-project/opensearch': {
    found: [
      {
        code:
          "import { Client } from '@opensearch-project/opensearch'; " +
          '«new Client({ node, auth: { username, password: p } })»;',
        is: '@opensearch-project/opensearch#Client',
        sinks: ['secret'],
      },
    ],
    lookAlikes: [["import { Client } from './search'; «new Client(o)»;", null]],
  },
};
