import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const QUERY: MemberModel = { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } };
const HEADERS: MemberModel = { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } };
const URL_TEXT: MemberModel = { source: { kind: 'url', shapes: ['str'] } };
const HEADER: MemberModel = { call: { result: { is: 'source', source: { kind: 'header', shapes: ['str'] } } } };
const HOST: MemberModel = { source: { kind: 'header', shapes: ['str'] } };
const REDIRECT: MemberModel = { call: { sinks: [{ kind: 'redirect-target', arg: 0 }] } };
const HEADERS_SET: MemberModel = {
  call: {
    contentType: { arg: 0, as: 'header' },
    sinks: [{ kind: 'redirect-target', arg: 1, when: { arg: 0, matches: '^location$' } }],
  },
};
const BODY: MemberModel = { assignSink: ['response-body', 'html-response'] };
const MIDDLEWARE: CallModel['callbacks'] = [{ arg: 'rest', params: ['Context', 'Next'], promise: 'awaited' }];
/** What a client sent, on the context and on its request. */
const INCOMING: Record<string, MemberModel> = {
  query: QUERY,
  querystring: { source: { kind: 'query', shapes: ['str'] } },
  search: { source: { kind: 'query', shapes: ['str'] } },
  headers: HEADERS,
  header: HEADERS,
  get: HEADER,
  url: URL_TEXT,
  originalUrl: URL_TEXT,
  href: URL_TEXT,
  path: URL_TEXT,
  host: HOST,
  hostname: HOST,
  origin: HOST,
  method: { value: 'constant' },
  ip: {},
  protocol: { value: 'constant' },
  secure: { value: 'constant' },
};

export const koa = defineModel({
  library: 'koa',
  modules: ['koa'],
  family: 'http',
  exports: {
    default: {
      type: 'Application',
      new: {},
      members: {
        Context: { type: 'Context' },
        ParameterizedContext: { type: 'Context' },
        Middleware: { type: 'Middleware' },
        Next: { type: 'Next' },
      },
    },
    Context: { type: 'Context' },
    ParameterizedContext: { type: 'Context' },
    Middleware: { type: 'Middleware' },
    Next: { type: 'Next' },
  },
  types: {
    Middleware: { params: ['Context', 'Next'] },
    /** The rest of the chain: without `await` the answer may be sent before it is made. */
    Next: { call: { async: 'promise' }, conventionalNames: ['next'] },
    Application: {
      extends: 'node:events#EventEmitter',
      conventionalNames: ['app'],
      members: {
        use: { call: { returns: 'this', mount: { from: 0, scope: 'ordered' }, callbacks: MIDDLEWARE } },
        listen: {
          call: {
            listens: true,
            returns: 'node:http#Server',
            callbacks: [{ arg: 'last', params: [], promise: 'ignored' }],
          },
        },
        callback: { call: {} },
        context: { type: 'Context' },
        keys: {},
        proxy: {},
        env: { value: 'constant' },
      },
    },
    Context: {
      conventionalNames: ['ctx'],
      members: {
        ...INCOMING,
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        request: { type: 'Request' },
        response: { type: 'Response' },
        req: { type: 'node:http#IncomingMessage' },
        res: { type: 'node:http#ServerResponse' },
        body: BODY,
        status: {},
        message: {},
        type: { assignsContentType: true },
        length: {},
        state: {},
        app: { type: 'Application' },
        session: { type: 'express-session#Session' },
        cookies: {
          members: {
            get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } },
            set: {
              call: {
                cookie: {
                  nameArg: 0,
                  valueArg: 1,
                  options: { arg: 2 },
                  defaults: { httpOnly: true, secure: 'connection' },
                  secureNeedsTls: true,
                },
              },
            },
          },
        },
        redirect: REDIRECT,
        throw: { call: { throws: true, response: { statusArg: 0, ends: true } } },
        assert: { call: { asserts: 0, response: { statusArg: 1 } } },
        set: HEADERS_SET,
        append: { call: {} },
        attachment: { call: {} },
        is: { call: {} },
        accepts: { call: {} },
        file: { type: 'multer#File' },
        files: {
          source: {
            kind: 'file-upload',
            shapes: ['arr', 'obj'],
            ownMembers: ['path', 'filename', 'destination', 'size', 'tempFilePath', 'filepath', 'newFilename'],
          },
        },
        render: { call: { async: 'promise' } },
      },
    },
    Request: {
      members: {
        ...INCOMING,
        body: { source: { kind: 'body', shapes: ['str', 'num', 'bool', 'arr', 'obj', 'null'] } },
        rawBody: { source: { kind: 'body', shapes: ['str'] } },
        files: {
          source: {
            kind: 'file-upload',
            shapes: ['arr', 'obj'],
            ownMembers: ['path', 'filename', 'destination', 'size', 'tempFilePath', 'filepath', 'newFilename'],
          },
        },
        ctx: { type: 'Context' },
      },
    },
    Response: {
      members: { body: BODY, status: {}, type: { assignsContentType: true }, redirect: REDIRECT, set: HEADERS_SET },
    },
  },
});

const routed: CallModel['callbacks'] = [
  { arg: 'rest', from: 1, params: ['koa#Context', 'koa#Next'], promise: 'awaited' },
];
const verb = (method: string): MemberModel => ({
  call: { returns: 'this', route: { method, path: { arg: 0 }, handlersFrom: 1 }, callbacks: routed },
});
const MADE: CallModel = { prefixArg: { arg: 0, property: 'prefix' } };
const router = (library: string): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'http',
    exports: {
      default: { type: 'Router', new: MADE, call: { ...MADE, returns: 'Router' } },
      Router: { type: 'Router', new: MADE },
      RouterContext: { type: 'koa#Context' },
    },
    types: {
      Router: {
        conventionalNames: ['router'],
        members: {
          get: verb('GET'),
          post: verb('POST'),
          put: verb('PUT'),
          patch: verb('PATCH'),
          delete: verb('DELETE'),
          del: verb('DELETE'),
          head: verb('HEAD'),
          options: verb('OPTIONS'),
          all: verb('ALL'),
          use: {
            call: {
              returns: 'this',
              mount: { pathArg: 0, from: 0, scope: 'ordered' },
              callbacks: [{ arg: 'rest', params: ['koa#Context', 'koa#Next'], promise: 'awaited' }],
            },
          },
          routes: { call: { returns: 'this' } },
          middleware: { call: { returns: 'this' } },
          allowedMethods: { call: {} },
          prefix: { call: { returns: 'this' } },
          param: {
            call: {
              returns: 'this',
              callbacks: [{ arg: 1, params: ['source:param', 'koa#Context', 'koa#Next'], promise: 'awaited' }],
            },
          },
        },
      },
    },
  });
export const koaRouterScoped = router('@koa/router');
export const koaRouter = router('koa-router');
