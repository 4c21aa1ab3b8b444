import {
  defineModel,
  type CallbackModel,
  type CallModel,
  type MemberModel,
  type SourceModel,
} from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const QUERY: SourceModel = { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] };
const PARAMS: SourceModel = { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] };
const HEADER: SourceModel = { kind: 'header', shapes: ['str', 'null'] };
const HEADERS: SourceModel = { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'null'] };
const BODY: SourceModel = { kind: 'body', shapes: ANY };
const reads = (source: SourceModel, form?: 'promise'): MemberModel => ({
  call: { ...(form && { async: form }), result: { is: 'source', source } },
});
const checked = (source: SourceModel): MemberModel => ({
  call: { async: 'promise', result: { is: 'validated', arg: 0, by: 1, source } },
});
const NOTHING: MemberModel = { call: {} };
const RUNS: CallbackModel = { arg: 0, params: ['Event'], promise: 'awaited' };
/** What gives something back, or fails, has answered. */
const MAKES: MemberModel = {
  call: {
    returns: 'argument:0',
    callbacks: [
      RUNS,
      { ...RUNS, property: 'handler' },
      { ...RUNS, property: 'onRequest' },
      { ...RUNS, property: 'onBeforeResponse' },
    ],
  },
};
const MADE_BY = ['defineEventHandler', 'eventHandler', 'defineCachedEventHandler', 'cachedEventHandler'];

const verb = (method: string): MemberModel => ({
  call: {
    returns: 'this',
    route: { method, path: { arg: 0 }, handlersFrom: 1, goesOnWhenDone: 'with-nothing' },
    callbacks: [{ arg: 1, params: ['Event'], promise: 'awaited' }],
  },
});
const VERBS: Readonly<Record<string, MemberModel>> = {
  get: verb('GET'),
  post: verb('POST'),
  put: verb('PUT'),
  patch: verb('PATCH'),
  delete: verb('DELETE'),
  head: verb('HEAD'),
  options: verb('OPTIONS'),
};
const USES: CallModel = {
  returns: 'this',
  mount: { pathArg: 0, from: 0, scope: 'ordered', goesOnWhenDone: 'with-nothing' },
  callbacks: [{ arg: 'last', params: ['Event', null], promise: 'awaited' }],
};

const UTILITIES: Readonly<Record<string, MemberModel>> = {
  ...Object.fromEntries(MADE_BY.map((name) => [name, MAKES])),
  getQuery: reads(QUERY),
  getRouterParams: reads(PARAMS),
  getRouterParam: reads({ kind: 'param', shapes: ['str', 'null'] }),
  getHeader: reads(HEADER),
  getRequestHeader: reads(HEADER),
  getHeaders: reads(HEADERS),
  getRequestHeaders: reads(HEADERS),
  getCookie: reads({ kind: 'cookie', shapes: ['str', 'null'] }),
  parseCookies: reads({ kind: 'cookie', shapes: ['obj'], memberShapes: ['str', 'null'] }),
  readBody: reads(BODY, 'promise'),
  readRawBody: reads({ kind: 'body', shapes: ['str', 'obj', 'null'] }, 'promise'),
  readFormData: { call: { async: 'promise', returns: 'web-platform#FormData' } },
  readMultipartFormData: reads({ kind: 'form', shapes: ['arr', 'null'] }, 'promise'),
  getRequestPath: reads({ kind: 'url', shapes: ['str'] }),
  getRequestHost: reads(HEADER),
  getValidatedQuery: checked(QUERY),
  getValidatedRouterParams: checked(PARAMS),
  readValidatedBody: checked(BODY),
  createError: { call: { response: {} } },
  sendError: { call: { response: { ends: true } } },
  sendRedirect: { call: { sinks: [{ kind: 'redirect-target', arg: 1 }], response: { ends: true, statusArg: 2 } } },
  setResponseStatus: { call: { response: { statusArg: 1 } } },
  setCookie: { call: { cookie: { nameArg: 1, valueArg: 2, options: { arg: 3 } } } },
  deleteCookie: NOTHING,
};

const ROUTER: MemberModel = { call: { returns: 'Router' } };

/**
 * The first argument of what it offers is the event of the request. Servers on top of it have all of that without an
 * import, and find handlers by the place of their files.
 */
export const h3 = defineModel({
  library: 'h3',
  modules: ['h3', 'nitropack/runtime', '#imports'],
  family: 'http',
  exports: {
    ...UTILITIES,
    createRouter: ROUTER,
    createApp: { call: { returns: 'App' } },
    H3: { type: 'App', new: {} },
    H3Event: { type: 'Event' },
    toNodeListener: NOTHING,
    useBase: { call: { returns: 'argument:1' } },
  },
  globals: UTILITIES,
  types: {
    Router: { members: { ...VERBS, use: verb('ALL'), handler: {}, add: verb('ALL') } },
    App: {
      members: {
        ...VERBS,
        all: verb('ALL'),
        use: { call: USES },
        mount: NOTHING,
        handler: {},
        fetch: { call: { serves: true } },
      },
    },
    Event: {
      members: {
        context: { members: { params: { source: PARAMS } } },
        node: { members: { req: { type: 'node:http#IncomingMessage' }, res: { type: 'node:http#ServerResponse' } } },
        path: { source: { kind: 'url', shapes: ['str'] } },
        headers: { type: 'web-platform#Headers' },
        req: { type: 'web-platform#Request' },
        method: { value: 'constant' },
        url: {},
      },
    },
  },
  standsBefore: [
    {
      file: '^(?<folder>(?:.+?/)??)server/middleware/[^/]+\\.[cm]?[jt]s$',
      exports: ['default'],
      params: ['Event'],
      madeBy: MADE_BY,
    },
  ],
  entryPoints: [
    {
      file:
        '(?:^|/)server/(?:routes/|(?=api/))(?<route>.+?)' +
        '(?:\\.(?<method>get|head|patch|post|put|delete|connect|options|trace))?(?:\\.(?:dev|prod|prerender))?\\.[cm]?[jt]s$',
      exports: ['default'],
      params: ['Event'],
      madeBy: MADE_BY,
      guardProperties: ['onRequest'],
    },
  ],
});
