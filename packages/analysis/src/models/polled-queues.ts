import { type CallModel, defineModel, type MemberModel, type SourceModel } from '../vocabulary/library-model.js';

const PROMISE: MemberModel = { call: { async: 'promise' } };
const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const PAYLOAD: SourceModel = { kind: 'message', shapes: ANY };
const SENT: MemberModel = { call: { async: 'promise', external: 'queue' } };
const AS_TEXT: MemberModel = { call: { result: { is: 'source', source: { kind: 'message', shapes: ['str'] } } } };
/** What others sent; where it came from and under which receipt is written by the queue. */
const RECEIVED: MemberModel = {
  source: {
    kind: 'message',
    shapes: ['arr', 'null'],
    memberShapes: ['str', 'obj', 'null'],
    ownMembers: ['MessageId', 'ReceiptHandle', 'MD5OfBody', 'Attributes', 'length'],
  },
};

const RECEIVES: CallModel['receives'] = { kind: 'queue', name: { arg: 0, property: 'QueueUrl' } };
/** `const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl }))`, or `sqs.receiveMessage({ QueueUrl })`. */
export const sqsClient = defineModel({
  library: '@aws-sdk/client-sqs',
  modules: ['@aws-sdk/client-sqs'],
  family: 'queue',
  exports: {
    SQSClient: { type: 'Client', new: { returns: 'Client' } },
    SQS: { type: 'Service', new: { returns: 'Service' } },
    ReceiveMessageCommand: { type: 'Received', new: { returns: 'Received', receives: RECEIVES } },
    ReceiveMessageCommandOutput: { type: 'Received' },
    ReceiveMessageResult: { type: 'Received' },
  },
  types: {
    Client: {
      perProcess: true,
      members: {
        send: { call: { async: 'promise', external: 'queue', returns: 'argument:0' } },
        destroy: { call: {} },
      },
    },
    Service: {
      perProcess: true,
      members: {
        receiveMessage: { call: { async: 'promise', external: 'queue', returns: 'Received', receives: RECEIVES } },
        sendMessage: SENT,
        sendMessageBatch: SENT,
        deleteMessage: SENT,
        deleteMessageBatch: SENT,
        changeMessageVisibility: SENT,
      },
    },
    Received: { members: { Messages: RECEIVED } },
  },
});

/** `new PubSub().subscription('orders').on('message', run)`; everything else it tells of itself. */
const LISTEN: MemberModel = {
  call: {
    returns: 'this',
    background: true,
    consumes: 'unhandled',
    entry: { kind: 'queue', name: { makerArg: 0 }, handler: { arg: 1 }, only: { arg: 0, is: ['message'] } },
    callbacks: [
      { arg: 1, params: ['Message'], only: { arg: 0, is: ['message'] }, promise: 'ignored' },
      { arg: 1, params: [null], promise: 'ignored' },
    ],
  },
};
const SUBSCRIPTION: MemberModel = { call: { returns: 'Subscription' } };
export const googlePubSub = defineModel({
  library: '@google-cloud/pubsub',
  modules: ['@google-cloud/pubsub'],
  family: 'queue',
  exports: {
    PubSub: { type: 'PubSub', new: {} },
    Subscription: { type: 'Subscription' },
    Topic: { type: 'Topic' },
    Message: { type: 'Message' },
  },
  types: {
    PubSub: { perProcess: true, members: { subscription: SUBSCRIPTION, topic: { call: { returns: 'Topic' } } } },
    Topic: { members: { subscription: SUBSCRIPTION, publish: SENT, publishMessage: SENT, publishJSON: SENT } },
    Subscription: {
      members: {
        on: LISTEN,
        once: LISTEN,
        addListener: LISTEN,
        close: PROMISE,
        removeListener: { call: { returns: 'this' } },
        removeAllListeners: { call: { returns: 'this' } },
        setOptions: { call: {} },
      },
    },
    Message: {
      members: {
        data: { source: PAYLOAD, members: { toString: AS_TEXT } },
        attributes: { source: { kind: 'message', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        id: { value: 'constant' },
        ack: { call: {} },
        nack: { call: {} },
        ackWithResponse: PROMISE,
      },
    },
  },
});

/** `client.createReceiver('orders').subscribe({ processMessage, processError })` */
export const azureServiceBus = defineModel({
  library: '@azure/service-bus',
  modules: ['@azure/service-bus'],
  family: 'queue',
  exports: {
    ServiceBusClient: { type: 'Client', new: {} },
    ServiceBusReceiver: { type: 'Receiver' },
    ServiceBusReceivedMessage: { type: 'Message' },
  },
  types: {
    Client: {
      perProcess: true,
      members: {
        createReceiver: { call: { returns: 'Receiver' } },
        acceptSession: { call: { async: 'promise', returns: 'Receiver' } },
        createSender: { call: { returns: 'Sender' } },
        close: PROMISE,
      },
    },
    Sender: { members: { sendMessages: SENT, scheduleMessages: SENT, close: PROMISE } },
    Receiver: {
      members: {
        subscribe: {
          call: {
            background: true,
            consumes: 'redelivered',
            entry: { kind: 'queue', name: { makerArg: 0 }, handler: { arg: 0, property: 'processMessage' } },
            callbacks: [
              { arg: 0, property: 'processMessage', params: ['Message'], promise: 'awaited' },
              { arg: 0, property: 'processError', params: [null], promise: 'awaited' },
            ],
          },
        },
        receiveMessages: {
          call: {
            async: 'promise',
            external: 'queue',
            receives: { kind: 'queue', name: { makerArg: 0 } },
            result: {
              is: 'source',
              source: { kind: 'message', shapes: ['arr'], memberShapes: ['str', 'obj', 'null'] },
            },
          },
        },
        completeMessage: PROMISE,
        abandonMessage: PROMISE,
        deadLetterMessage: PROMISE,
        close: PROMISE,
      },
    },
    Message: {
      members: {
        body: { source: PAYLOAD },
        applicationProperties: { source: { kind: 'message', shapes: ['obj'], memberShapes: ['str', 'num', 'null'] } },
        subject: { source: { kind: 'message', shapes: ['str', 'null'] } },
        deliveryCount: { value: 'constant' },
      },
    },
  },
});
