import {
  type CallModel,
  defineModel,
  type MemberModel,
  type SourceModel,
  type Told,
} from '../vocabulary/library-model.js';

const PROMISE: MemberModel = { call: { async: 'promise' } };
const SENT: MemberModel = { call: { async: 'promise', external: 'queue' } };
/** What another program sends. */
const PAYLOAD: SourceModel = { kind: 'message', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] };
const TEXT: SourceModel = { kind: 'message', shapes: ['str'] };

const AS_TEXT: MemberModel = { call: { result: { is: 'source', source: TEXT } } };

const MESSAGES: Told = { arg: 0, is: ['message'] };
/** Everything else it tells of itself. */
const ON_MESSAGE: CallModel = {
  returns: 'this',
  background: true,
  entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 1 }, only: MESSAGES },
  callbacks: [
    { arg: 1, params: ['Topic', 'Payload', null], only: MESSAGES, promise: 'ignored' },
    { arg: 1, params: [null], promise: 'ignored' },
  ],
};
export const mqtt = defineModel({
  library: 'mqtt',
  modules: ['mqtt', 'async-mqtt'],
  family: 'queue',
  exports: {
    connect: { call: { returns: 'Client' } },
    connectAsync: { call: { async: 'promise', returns: 'Client' } },
    default: {
      members: {
        connect: { call: { returns: 'Client' } },
        connectAsync: { call: { async: 'promise', returns: 'Client' } },
      },
    },
    MqttClient: { type: 'Client' },
  },
  types: {
    Client: {
      perProcess: true,
      members: {
        on: { call: ON_MESSAGE },
        once: { call: ON_MESSAGE },
        subscribe: { call: { returns: 'this' } },
        subscribeAsync: PROMISE,
        publish: { call: { external: 'queue', returns: 'this' } },
        publishAsync: SENT,
        end: { call: {} },
        endAsync: PROMISE,
      },
    },
    Topic: { source: TEXT },
    Payload: { source: PAYLOAD, members: { toString: AS_TEXT } },
  },
});

export const nats = defineModel({
  library: 'nats',
  modules: ['nats', '@nats-io/nats-core', '@nats-io/transport-node'],
  family: 'queue',
  exports: {
    connect: { call: { async: 'promise', returns: 'Connection' } },
    NatsConnection: { type: 'Connection' },
    Msg: { type: 'Message' },
  },
  types: {
    Connection: {
      perProcess: true,
      members: {
        subscribe: {
          call: {
            background: true,
            entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 1, property: 'callback' } },
            callbacks: [{ arg: 1, property: 'callback', params: [null, 'Message'], promise: 'ignored' }],
          },
        },
        publish: { call: { external: 'queue' } },
        request: { call: { async: 'promise', external: 'queue', returns: 'Message' } },
        drain: PROMISE,
        close: PROMISE,
        flush: PROMISE,
      },
    },
    Message: {
      members: {
        data: { source: PAYLOAD },
        json: { call: { result: { is: 'source', source: PAYLOAD } } },
        string: AS_TEXT,
        subject: { source: TEXT },
        respond: { call: { result: { is: 'safe', shapes: ['bool'] } } },
      },
    },
  },
});

const HANDLED = (property: string, type: string): Pick<CallModel, 'callbacks'> => ({
  callbacks: [{ arg: 0, property, params: [type], promise: 'awaited' }],
});
/** Reads a queue in a loop and hands each message to a function. */
export const sqsConsumer = defineModel({
  library: 'sqs-consumer',
  modules: ['sqs-consumer'],
  family: 'queue',
  exports: {
    Consumer: {
      type: 'Consumer',
      members: {
        create: {
          call: {
            returns: 'Consumer',
            background: true,
            entry: {
              kind: 'queue',
              name: { arg: 0, property: 'queueUrl' },
              handler: { arg: 0, property: ['handleMessage', 'handleMessageBatch'] },
            },
            callbacks: [
              ...HANDLED('handleMessage', 'Message').callbacks!,
              ...HANDLED('handleMessageBatch', 'Messages').callbacks!,
            ],
          },
        },
      },
    },
  },
  types: {
    Consumer: { extends: 'node:events#EventEmitter', members: { start: { call: {} }, stop: { call: {} } } },
    Message: { members: { Body: { source: { kind: 'message', shapes: ['str', 'null'] } } } },
    Messages: { source: { kind: 'message', shapes: ['arr'], memberShapes: ['obj', 'str', 'null'] } },
  },
});
