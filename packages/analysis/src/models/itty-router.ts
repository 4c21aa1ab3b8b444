import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const HANDLER = ['Request', null, null];
const verb = (method: string): MemberModel => ({
  call: {
    returns: 'this',
    route: { method, path: { arg: 0 }, handlersFrom: 1, goesOnWhenDone: 'with-nothing' },
    callbacks: [{ arg: 'rest', from: 1, params: HANDLER, promise: 'awaited' }],
  },
});
/** What gives something back has answered; whatever stands in `before` runs first. */
const MAKES: CallModel = {
  returns: 'Router',
  prefixArg: { arg: 0, property: 'base' },
  mount: { from: 0, scope: 'ordered', ofResult: { properties: ['before'] }, goesOnWhenDone: 'with-nothing' },
  callbacks: [{ arg: 0, property: 'before', params: HANDLER, promise: 'awaited' }],
};
const SERVES: MemberModel = { call: { async: 'promise', serves: true } };

export const ittyRouter = defineModel({
  library: 'itty-router',
  modules: ['itty-router'],
  family: 'http',
  exports: {
    Router: { call: MAKES },
    IttyRouter: { call: MAKES },
    AutoRouter: { call: MAKES },
    IRequest: { type: 'Request' },
    error: { call: { response: { statusArg: 0, bodyArg: 1, ends: true, whenReturned: true } } },
    StatusError: { new: {} },
    json: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0 } } },
    text: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0 } } },
    html: { call: { sinks: [{ kind: 'html-response', arg: 0 }], response: { bodyArg: 0 } } },
    status: { call: { response: { statusArg: 0, ends: true, whenReturned: true } } },
    missing: { call: {} },
    cors: { call: {} },
    withContent: { call: { duty: ['body-parser'] } },
    withCookies: { call: { duty: ['body-parser'] } },
    withParams: { call: { duty: ['body-parser'] } },
  },
  types: {
    Router: {
      members: {
        get: verb('GET'),
        post: verb('POST'),
        put: verb('PUT'),
        patch: verb('PATCH'),
        delete: verb('DELETE'),
        head: verb('HEAD'),
        options: verb('OPTIONS'),
        all: verb('ALL'),
        fetch: SERVES,
        handle: SERVES,
        routes: {},
      },
    },
    Request: {
      extends: 'web-platform#Request',
      members: {
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        content: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        route: { value: 'constant' },
        proxy: {},
      },
    },
  },
});
