import { defineModel, type CallbackModel, type CallModel } from '../vocabulary/library-model.js';

const HANDLER: CallbackModel = { arg: 1, params: ['Context'], promise: 'awaited' };
/** A procedure under its name; a function, or one beside what else is said of it. */
const METHOD: CallModel = {
  entry: { kind: 'rpc', name: { arg: 0 }, handler: { arg: 1, property: 'handler' }, guards: ['auth'] },
  callbacks: [HANDLER, { ...HANDLER, property: 'handler' }],
};

export const xrpcServer = defineModel({
  library: '@atproto/xrpc-server',
  modules: ['@atproto/xrpc-server'],
  family: 'http',
  exports: {
    createServer: { call: { returns: 'Server' } },
    Server: { type: 'Server', new: {} },
    AuthRequiredError: { new: {} },
    InvalidRequestError: { new: {} },
  },
  types: {
    Server: {
      members: {
        method: { call: METHOD },
        addMethod: { call: METHOD },
        streamMethod: {
          call: {
            entry: { kind: 'socket', name: { arg: 0 }, handler: { arg: 1, property: 'handler' }, guards: ['auth'] },
          },
        },
        router: { type: 'express#Application' },
      },
    },
    Context: {
      members: {
        params: { source: { kind: 'query', shapes: ['obj'] } },
        input: {
          members: { body: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } } },
        },
        req: { type: 'express#Request' },
        res: { type: 'express#Response' },
        auth: {},
      },
    },
  },
});
