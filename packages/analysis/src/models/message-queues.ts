import {
  defineModel,
  type CallModel,
  type LibraryModel,
  type MemberModel,
  type TypeModel,
} from '../vocabulary/library-model.js';

const PROMISE: MemberModel = { call: { async: 'promise' } };
const SENT: CallModel = { async: 'promise', external: 'queue' };

/** `run` waits for the handler and hands the same message out again when it fails, until it works. */
const RUN: CallModel = {
  async: 'promise',
  fireAndForget: true,
  consumes: 'redelivered',
  entry: { kind: 'queue', handler: { arg: 0, property: ['eachMessage', 'eachBatch'] } },
  callbacks: [
    { arg: 0, property: 'eachMessage', params: [null], promise: 'awaited' },
    { arg: 0, property: 'eachBatch', params: [null], promise: 'awaited' },
  ],
};

export const kafkajs = defineModel({
  library: 'kafkajs',
  modules: ['kafkajs'],
  family: 'queue',
  exports: { Kafka: { type: 'Kafka', new: {} }, Consumer: { type: 'Consumer' }, Producer: { type: 'Producer' } },
  types: {
    Kafka: {
      perProcess: true,
      members: {
        consumer: { call: { returns: 'Consumer' } },
        producer: { call: { returns: 'Producer' } },
        admin: { call: {} },
      },
    },
    Consumer: {
      members: {
        run: { call: RUN },
        connect: PROMISE,
        disconnect: PROMISE,
        subscribe: PROMISE,
        stop: PROMISE,
        commitOffsets: PROMISE,
        on: { call: {} },
        seek: { call: {} },
        pause: { call: {} },
        resume: { call: {} },
      },
    },
    Producer: { members: { send: { call: SENT }, sendBatch: { call: SENT }, connect: PROMISE, disconnect: PROMISE } },
  },
});

/** What the handler of `consume` returns is dropped, and what it throws closes the connection. */
const consume = (form: CallModel): MemberModel => ({
  call: {
    ...form,
    consumes: 'unhandled',
    entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 1 } },
    callbacks: [{ arg: 1, params: [null], promise: 'ignored' }],
  },
});
const WRITTEN: MemberModel = { call: { external: 'queue' } };
const SYNC: Record<string, MemberModel> = {
  publish: WRITTEN,
  sendToQueue: WRITTEN,
  ack: { call: {} },
  nack: { call: {} },
  reject: { call: {} },
  ackAll: { call: {} },
  nackAll: { call: {} },
};
const ASKED = [
  'assertQueue', 'assertExchange', 'checkQueue', 'checkExchange', 'bindQueue', 'unbindQueue', 'deleteQueue',
  'purgeQueue', 'prefetch', 'cancel', 'close', 'get', 'waitForConfirms',
];

/** Both interfaces of the library differ only in how they report. */
const amqp = (modules: readonly string[], form: CallModel): LibraryModel => {
  const reports = (returns: string): CallModel =>
    form.async
      ? { async: 'promise', returns }
      : { callbacks: [{ arg: 'last', params: [null, returns], promise: 'ignored' }] };
  const channel: TypeModel = {
    members: {
      ...SYNC,
      ...Object.fromEntries(ASKED.map((name): [string, MemberModel] => [name, { call: form }])),
      consume: consume(form),
    },
  };
  const connect: MemberModel = { call: reports('Connection') };
  return defineModel({
    library: 'amqplib',
    modules,
    family: 'queue',
    exports: {
      default: { members: { connect } },
      connect,
      Channel: { type: 'Channel' },
      ConfirmChannel: { type: 'Channel' },
      ChannelModel: { type: 'Connection' },
      Connection: { type: 'Connection' },
    },
    types: {
      Connection: {
        perProcess: true,
        members: {
          createChannel: { call: reports('Channel') },
          createConfirmChannel: { call: reports('Channel') },
          close: { call: form },
        },
      },
      Channel: channel,
    },
  });
};

export const amqplib = amqp(['amqplib'], { async: 'promise' });
export const amqplibCallback = amqp(['amqplib/callback_api', 'amqplib/callback_api.js'], {});
