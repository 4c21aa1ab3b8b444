import {
  defineModel,
  type CallModel,
  type MemberModel,
  type SinkModel,
  type SourceModel,
} from '../vocabulary/library-model.js';

const HANDLER = ['Request', 'Toolkit'];
const NAMED: readonly SourceModel['shapes'][number][] = ['str', 'arr', 'null'];
/** What runs for a request stands in the route, or among its options; `config` is what older versions call those. */
const RUNS = [
  'handler', 'options.handler', 'config.handler', 'options.pre', 'options.pre.method', 'config.pre',
  'config.pre.method',
];
const OWN: MemberModel = { call: { returns: 'this' } };
const LENT: MemberModel = { call: {} };
const BODY: readonly SinkModel[] = [
  { kind: 'html-response', arg: 0 },
  { kind: 'response-body', arg: 0 },
];
/** Hooks that run before the handler, in this order. */
const BEFORE = ['onRequest', 'onPreAuth', 'onCredentials', 'onPostAuth', 'onPreHandler'];

const route: CallModel = {
  route: {
    method: { arg: 0, property: 'method' },
    path: { arg: 0, property: 'path' },
    handlersFrom: 1,
    listed: true,
    braces: true,
    handlerProperty: ['handler', 'options.handler', 'config.handler'],
    guardProperties: ['options.pre', 'config.pre'],
    guardMember: 'method',
    asks: {
      in: ['options.auth', 'config.auth'],
      names: ['strategy', 'strategies'],
      mode: 'mode',
      lenient: ['try', 'optional'],
      rights: ['scope', 'access.scope'],
    },
    schemaProperty: ['options.validate', 'config.validate'],
  },
  callbacks: RUNS.map((property) => ({ arg: 0, property, params: HANDLER, promise: 'awaited' })),
};

/** What a handler throws or gives back refuses the request; a body that is only made does nothing. */
export const hapi = defineModel({
  library: '@hapi/hapi',
  modules: ['@hapi/hapi', 'hapi'],
  family: 'http',
  exports: {
    server: { call: { returns: 'Server' } },
    Server: { type: 'Server', new: {}, call: { returns: 'Server' } },
    Request: { type: 'Request' },
    ResponseToolkit: { type: 'Toolkit' },
    Lifecycle: { members: { Method: { type: 'Handler' } } },
  },
  types: {
    Handler: { params: HANDLER },
    Server: {
      conventionalNames: ['server'],
      members: {
        route: { call: route },
        register: {
          call: {
            async: 'promise',
            mount: {
              from: 0,
              scope: 'encapsulated',
              plugin: { runs: 'register', in: 'plugin', prefix: 'routes.prefix' },
            },
            callbacks: ['register', 'plugin.register', undefined].map((property) => ({
              arg: 0,
              ...(property !== undefined && { property }),
              params: ['Server', null],
              promise: 'awaited' as const,
            })),
          },
        },
        ext: {
          call: {
            mount: {
              from: 1,
              scope: 'encapsulated',
              hook: 'hook',
              everywhere: { unless: { arg: 2, property: 'sandbox' } },
              before: { arg: 0, is: BEFORE },
            },
            callbacks: [
              { arg: 1, params: HANDLER, promise: 'awaited' },
              { arg: 0, property: 'method', params: HANDLER, promise: 'awaited' },
            ],
          },
        },
        auth: { type: 'Auth' },
        start: { call: { async: 'promise', listens: true } },
        stop: { call: { async: 'promise' } },
        initialize: { call: { async: 'promise' } },
        inject: { call: { async: 'promise' } },
        decorate: LENT,
        bind: LENT,
        expose: LENT,
        state: LENT,
        method: LENT,
        dependency: LENT,
        validator: LENT,
        views: LENT,
        log: LENT,
        path: LENT,
        events: {},
        app: {},
        plugins: {},
        info: { value: 'constant' },
        settings: { value: 'constant' },
        listener: { type: 'node:http#Server' },
      },
    },
    Auth: {
      members: {
        scheme: { call: { signIn: { does: 'scheme', nameArg: 0, byArg: 1, runs: 'authenticate' } } },
        strategy: {
          call: {
            sinks: [{ kind: 'secret', arg: 2, property: ['keys', 'key', 'cookie.password'], propertyOnly: true }],
            signIn: {
              does: 'strategy',
              nameArg: 0,
              schemeArg: 1,
              optionsArg: 2,
              schemes: {
                // Both plugins of that name check the signature; `verify` takes its place, or takes checks away.
                jwt: { unless: ['verify'] },
                cookie: {},
                session: {},
                bell: {},
                basic: { by: { properties: ['validate'], member: 'isValid' } },
                'bearer-access-token': { by: { properties: ['validate'], member: 'isValid' } },
              },
            },
          },
        },
        default: { call: { signIn: { does: 'default', arg: 0 } } },
        test: { call: { async: 'promise' } },
        verify: { call: { async: 'promise' } },
        lookup: LENT,
        api: {},
      },
    },
    Request: {
      conventionalNames: ['request', 'req'],
      members: {
        payload: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: NAMED } },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: NAMED } },
        state: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'arr', 'obj', 'null'] } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        orig: {},
        url: {
          members: {
            searchParams: { type: 'web-platform#URLSearchParams' },
            pathname: { source: { kind: 'url', shapes: ['str'] } },
            search: { source: { kind: 'url', shapes: ['str'] } },
            href: { source: { kind: 'url', shapes: ['str'] } },
          },
        },
        auth: {},
        pre: {},
        info: {},
        app: {},
        plugins: {},
        method: { value: 'constant' },
        mime: {},
        route: { value: 'constant' },
        server: { type: 'Server' },
        response: {},
        logger: { type: 'pino#Logger' },
        log: LENT,
        raw: { members: { req: { type: 'node:http#IncomingMessage' }, res: { type: 'node:http#ServerResponse' } } },
      },
    },
    Toolkit: {
      conventionalNames: ['h'],
      members: {
        response: { call: { returns: 'Answer', sinks: BODY, response: { bodyArg: 0 } } },
        redirect: {
          call: { returns: 'Answer', sinks: [{ kind: 'redirect-target', arg: 0 }], response: { whenReturned: true } },
        },
        authenticated: LENT,
        unauthenticated: { call: { response: { status: 401, ends: true, whenReturned: true } } },
        entity: LENT,
        state: { call: { cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } },
        unstate: LENT,
        /** A plugin keeps the name inside the folder of the route. */
        file: { call: { returns: 'Answer' } },
        view: { call: { returns: 'Answer', sinks: [{ kind: 'response-body', arg: 1 }], response: { bodyArg: 1 } } },
        continue: { value: 'constant' },
        abandon: { value: 'constant' },
        close: { value: 'constant' },
        request: { type: 'Request' },
        realm: {},
      },
    },
    Answer: {
      members: {
        code: { call: { returns: 'this', response: { statusArg: 0 } } },
        type: { call: { returns: 'this', contentType: { arg: 0, as: 'type' } } },
        header: {
          call: {
            returns: 'this',
            contentType: { arg: 0, as: 'header' },
            sinks: [{ kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } }],
          },
        },
        takeover: { call: { returns: 'this', response: { ends: true, whenReturned: true } } },
        state: { call: { returns: 'this', cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } },
        redirect: { call: { returns: 'this', sinks: [{ kind: 'redirect-target', arg: 0 }], response: {} } },
        ...Object.fromEntries(
          ['bytes', 'charset', 'created', 'encoding', 'etag', 'message', 'ttl', 'unstate', 'vary', 'temporary'].map(
            (name) => [name, OWN],
          ),
        ),
      },
    },
  },
});
