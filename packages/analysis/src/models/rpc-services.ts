import { type CallModel, defineModel, type MemberModel, type SourceModel } from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
/** What a caller sends, of the types its description says. */
const SENT: SourceModel = { kind: 'rpc-input', shapes: ['obj'], memberShapes: ANY };
const METHODS = { kind: 'rpc', handler: { arg: 1 }, each: {} } as const;

const IN_CLEAR: MemberModel = { members: { createInsecure: { call: { hazards: [{ hazard: 'clear-channel' }] } } } };
const INSECURE: Readonly<Record<string, MemberModel>> = {
  credentials: IN_CLEAR,
  ChannelCredentials: IN_CLEAR,
  ServerCredentials: IN_CLEAR,
};
/** `server.addService(definition, { sayHello(call, callback) {} })` */
export const grpc = defineModel({
  library: '@grpc/grpc-js',
  modules: ['@grpc/grpc-js', 'grpc'],
  family: 'http',
  exports: {
    default: { members: INSECURE },
    ...INSECURE,
    Server: { type: 'Server', new: {} },
    ServerUnaryCall: { type: 'Call' },
    ServerWritableStream: { type: 'Call' },
  },
  types: {
    Server: {
      members: {
        addService: {
          call: { entry: METHODS, callbacks: [{ arg: 1, property: '*', params: ['Call', null], promise: 'ignored' }] },
        },
        bindAsync: { call: { listens: true, callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }] } },
        start: { call: {} },
      },
    },
    Call: { members: { request: { source: SENT }, metadata: {} } },
  },
});

/** `router.service(Service, { say(request) {} })`, and one method alone. */
export const connectRpc = defineModel({
  library: '@connectrpc/connect',
  modules: ['@connectrpc/connect', '@bufbuild/connect'],
  family: 'http',
  exports: { ConnectRouter: { type: 'Router' }, createConnectRouter: { call: { returns: 'Router' } } },
  types: {
    Router: {
      members: {
        service: {
          call: {
            returns: 'this',
            entry: METHODS,
            callbacks: [{ arg: 1, property: '*', params: ['Request', null], promise: 'awaited' }],
          },
        },
      },
    },
    Request: { source: SENT },
  },
});

const each = (kind: 'rpc' | 'event', property: string): NonNullable<CallModel['entry']> => ({
  kind,
  name: { arg: 0, property: 'name' },
  handler: { arg: 0, property },
  each: { runs: ['handler'] },
});
const ran = (property: string): NonNullable<CallModel['callbacks']>[number] => ({
  arg: 0,
  property,
  params: ['Context'],
  promise: 'awaited',
});
const PROMISE: MemberModel = { call: { async: 'promise' } };
const SERVICES = String.raw`\.service\.[cm]?[jt]s$`;
const SCHEMA = { params: ['Context'], runs: ['handler'], nameIn: 'name', with: ['moleculer'] } as const;

export const moleculer = defineModel({
  library: 'moleculer',
  modules: ['moleculer'],
  family: 'http',
  exports: { ServiceBroker: { type: 'Broker', new: {} }, Context: { type: 'Context' } },
  types: {
    Broker: {
      members: {
        createService: {
          call: {
            entry: [each('rpc', 'actions'), each('event', 'events')].flat(),
            callbacks: ['actions.*', 'actions.*.handler', 'events.*', 'events.*.handler'].map(ran),
          },
        },
        start: PROMISE,
        stop: PROMISE,
        call: PROMISE,
      },
    },
    Context: { members: { params: { source: { ...SENT, shapes: ANY } }, meta: {}, call: PROMISE } },
  },
  // Files of services are loaded by their name.
  entryPoints: [
    { ...SCHEMA, file: SERVICES, exports: ['default.actions.*'], kind: 'rpc' },
    { ...SCHEMA, file: SERVICES, exports: ['default.events.*'], kind: 'event' },
  ],
});
