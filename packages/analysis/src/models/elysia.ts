import {
  defineModel,
  type CallbackModel,
  type CallModel,
  type LibraryModel,
  type MemberModel,
  type RouteModel,
} from '../vocabulary/library-model.js';
import { typebox } from './typebox.js';

const GUARDS = ['transform', 'beforeHandle'];
/** What the library knows among the settings of a route; another is one that a plugin brings: a macro. */
const SETTINGS = [
  ...GUARDS, 'afterHandle', 'afterResponse', 'mapResponse', 'error', 'parse', 'type', 'body', 'query', 'params',
  'headers', 'cookie', 'response', 'detail', 'tags', 'schema', 'as',
];
const HANDLER: CallbackModel = { arg: 1, params: ['Context'], promise: 'awaited' };
const hooksAt = (arg: number): readonly CallbackModel[] =>
  [...GUARDS, 'afterHandle', 'error'].map((property) => ({ ...HANDLER, arg, property }));
const routed = (method: RouteModel['method'], from: number): MemberModel => ({
  call: {
    returns: 'this',
    route: {
      method,
      path: { arg: from },
      handlersFrom: from + 1,
      optionsArg: from + 2,
      guardProperties: GUARDS,
      settings: SETTINGS,
      goesOnWhenDone: 'with-nothing',
    },
    callbacks: [{ ...HANDLER, arg: from + 1 }, ...hooksAt(from + 2)],
  },
});
/** It runs before the handlers that are written behind it; `scoped` and `global` ones before those of others as well. */
const before = (goesOnWhenDone: true | 'with-nothing'): MemberModel => ({
  call: {
    returns: 'this',
    mount: { from: 0, scope: 'ordered', goesOnWhenDone },
    callbacks: [{ arg: 'last', params: ['Context'], promise: 'awaited' }],
  },
});
const grouped = (pathArg?: number): CallModel => ({
  returns: 'this',
  mount: {
    ...(pathArg !== undefined && { pathArg }),
    from: 0,
    scope: 'ordered',
    hands: true,
    guards: { properties: GUARDS, settings: SETTINGS },
    goesOnWhenDone: 'with-nothing',
  },
  callbacks: [{ arg: 'last', params: ['Elysia'], promise: 'ignored' }, ...hooksAt(pathArg === undefined ? 0 : 1)],
});
const CHAIN: MemberModel = { call: { returns: 'this' } };
const REFUSES: MemberModel = { call: { response: { statusArg: 0, bodyArg: 1, ends: true, whenReturned: true } } };

export const elysia = defineModel({
  library: 'elysia',
  modules: ['elysia'],
  family: 'http',
  exports: {
    Elysia: { type: 'Elysia', new: { returns: 'Elysia', prefixArg: { arg: 0, property: 'prefix' } } },
    default: { type: 'Elysia', new: { returns: 'Elysia', prefixArg: { arg: 0, property: 'prefix' } } },
    Context: { type: 'Context' },
    t: typebox.exports['Type'] ?? {},
    error: REFUSES,
    status: REFUSES,
    redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }], response: {} } },
  },
  types: {
    Elysia: {
      members: {
        get: routed('GET', 0),
        post: routed('POST', 0),
        put: routed('PUT', 0),
        patch: routed('PATCH', 0),
        delete: routed('DELETE', 0),
        head: routed('HEAD', 0),
        options: routed('OPTIONS', 0),
        all: routed('ALL', 0),
        route: routed({ arg: 0 }, 1),
        onRequest: before('with-nothing'),
        onTransform: before('with-nothing'),
        onBeforeHandle: before('with-nothing'),
        derive: before(true),
        resolve: before(true),
        use: {
          call: {
            returns: 'this',
            mount: { from: 0, scope: 'ordered', hands: true },
            callbacks: [{ arg: 0, params: ['Elysia'], promise: 'awaited' }],
          },
        },
        group: { call: grouped(0) },
        guard: { call: grouped() },
        ...Object.fromEntries(
          [
            'state', 'decorate', 'model', 'macro', 'error', 'onError', 'onParse', 'onAfterHandle', 'onAfterResponse',
            'onStart', 'onStop', 'mapResponse', 'as', 'trace', 'ws', 'mount', 'headers', 'prefix',
          ].map((name) => [name, CHAIN]),
        ),
        listen: { call: { returns: 'this', listens: true } },
        handle: { call: { async: 'promise', serves: true } },
        fetch: { call: { async: 'promise', serves: true } },
      },
    },
    Context: {
      members: {
        body: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        cookie: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['obj'] } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        request: { type: 'web-platform#Request' },
        redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }], response: {} } },
        status: REFUSES,
        error: REFUSES,
        set: {},
        store: {},
        server: {},
        route: { value: 'constant' },
      },
    },
  },
});

/** Plugins that check nobody. */
const plugin = (library: string, name: string): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: { call: {} }, [name]: { call: {} } },
  });

export const elysiaPlugins: readonly LibraryModel[] = [
  defineModel({
    library: '@elysiajs/cors',
    modules: ['@elysiajs/cors'],
    family: 'other',
    exports: { cors: { call: { duty: ['cors'] } }, default: { call: { duty: ['cors'] } } },
  }),
  plugin('@elysiajs/swagger', 'swagger'),
  plugin('@elysiajs/openapi', 'openapi'),
  plugin('@elysiajs/bearer', 'bearer'),
  defineModel({
    library: '@elysiajs/jwt',
    modules: ['@elysiajs/jwt'],
    family: 'auth',
    exports: { jwt: { call: { sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] } } },
  }),
];
