import { type CallModel, defineModel, type SourceModel, type Told } from '../vocabulary/library-model.js';

/** What the library tells of itself under names of its own. */
const LIFECYCLE = [
  'connect', 'connection', 'connect_error', 'disconnect', 'disconnecting', 'close', 'error', 'open', 'listening',
  'headers', 'ping', 'pong', 'upgrade', 'unexpected-response', 'wsClientError', 'new_namespace',
] as const;

const TOLD: Told = { arg: 0, is: LIFECYCLE };

/** A message under its name, with whatever a client sends. */
const HEARD: CallModel = {
  returns: 'this',
  entry: { kind: 'socket', name: { arg: 0 }, handler: { arg: 1 }, unless: TOLD },
  callbacks: [{ arg: 1, params: ['Message', 'Message', 'Message'], unless: TOLD, promise: 'ignored', later: true }],
};
const HEARS: CallModel = {
  returns: 'this',
  callbacks: [{ arg: 1, params: ['Message', 'Message', 'Message'], unless: TOLD, promise: 'ignored', later: true }],
};
const CONNECTS: CallModel = {
  door: 'opens',
  returns: 'this',
  callbacks: [{ arg: 1, params: ['Socket'], promise: 'ignored' }],
};
const STEP: CallModel = { door: 'guards', callbacks: [{ arg: 0, params: ['Socket', null], promise: 'ignored' }] };
const SENDS: CallModel = { returns: 'this' };
/** A client sends whatever it likes. */
const SENT: SourceModel = { kind: 'message', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] };

export const socketIo = defineModel({
  library: 'socket.io',
  modules: ['socket.io'],
  family: 'other',
  exports: {
    default: { type: 'Server', call: { returns: 'Server' }, new: {} },
    Server: { type: 'Server', new: {} },
    Socket: { type: 'Socket' },
    Namespace: { type: 'Namespace' },
  },
  types: {
    Server: {
      members: {
        on: { call: CONNECTS },
        of: { call: { returns: 'Namespace' } },
        use: { call: STEP },
        to: { call: { returns: 'this' } },
        in: { call: { returns: 'this' } },
        emit: { call: {} },
        sockets: { type: 'Server' },
        attach: { call: { returns: 'this' } },
        listen: { call: { returns: 'this', listens: true } },
        // Whatever is still connected is let go, and nothing of it rejects.
        close: { call: { async: 'promise', neverRejects: true, fireAndForget: true } },
      },
    },
    Namespace: { extends: 'Server' },
    Socket: {
      carries: { sent: ['handshake'], held: ['data'] },
      members: {
        on: { call: HEARD },
        once: { call: HEARD },
        use: { call: {} },
        emit: { call: SENDS },
        to: { call: SENDS },
        join: { call: {} },
        leave: { call: {} },
        disconnect: { call: SENDS },
        id: {},
        data: {},
        handshake: { type: 'Handshake' },
        request: {},
      },
    },
    Handshake: {
      members: {
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        auth: { source: SENT },
        address: {},
      },
    },
    Message: { source: SENT },
  },
});

export const ws = defineModel({
  library: 'ws',
  modules: ['ws', 'isows'],
  family: 'other',
  exports: {
    default: {
      type: 'Socket',
      new: { returns: 'Client' },
      members: { Server: { type: 'Server', new: {} }, WebSocketServer: { type: 'Server', new: {} } },
    },
    WebSocket: { type: 'Socket', new: { returns: 'Client' } },
    WebSocketServer: { type: 'Server', new: {} },
    Server: { type: 'Server', new: {} },
  },
  types: {
    Server: { members: { on: { call: CONNECTS }, close: { call: {} }, clients: {} } },
    Socket: {
      carries: { sent: [], held: [] },
      members: { on: { call: HEARD }, send: { call: {} }, close: { call: {} }, terminate: { call: {} } },
    },
    // One that the program opens itself: nobody comes in by it.
    Client: { extends: 'Socket', members: { on: { call: HEARS }, once: { call: HEARS } } },
    Message: { source: SENT },
  },
});

export const nestjsWebsockets = defineModel({
  library: '@nestjs/websockets',
  modules: ['@nestjs/websockets'],
  family: 'other',
  exports: {
    WebSocketGateway: { decorator: { is: 'injectable' } },
    SubscribeMessage: { decorator: { is: 'entry', kind: 'socket' } },
    MessageBody: { decorator: { is: 'parameter', source: SENT, validatingPipes: true } },
    ConnectedSocket: { decorator: { is: 'parameter' } },
    WebSocketServer: { decorator: { is: 'injection', type: 'socket.io#Server' } },
  },
});
