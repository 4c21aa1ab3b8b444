import { defineModel, type MemberModel, type SourceModel } from './define.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const QUERY: MemberModel = { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } };
const HEADERS: MemberModel = { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } };
const URL_TEXT: MemberModel = { source: { kind: 'url', shapes: ['str'] } };
const HOST: MemberModel = { source: { kind: 'header', shapes: ['str'] } };
/** Middleware is an async onion: a rejection travels up to the error handler. */
const use: MemberModel = { call: { returns: 'this', mount: { from: 0, scope: 'ordered' }, callbacks: [{ arg: 'rest', params: ['Context', 'Next'], promise: 'awaited' }] } };
const verb = (method: string): MemberModel => ({ call: { returns: 'this', route: { method, path: { arg: 0 }, handlersFrom: 1 }, callbacks: [{ arg: 'rest', from: 1, params: ['Context', 'Next'], promise: 'awaited' }] } });

export const koa = defineModel({
  library: 'koa',
  modules: ['koa'],
  family: 'http',
  exports: {
    default: { type: 'Application', new: { returns: 'Application' }, members: { Context: { type: 'Context' }, ParameterizedContext: { type: 'Context' }, Next: { type: 'Next' } } },
    Context: { type: 'Context' },
    ParameterizedContext: { type: 'Context' },
    Next: { type: 'Next' },
  },
  types: {
    Application: { members: { use, listen: { call: { listens: true } }, on: { call: { returns: 'this', callbacks: [{ arg: 1, params: [null, 'Context'], promise: 'ignored' }] } } } },
    Context: {
      conventionalNames: ['ctx'],
      members: {
        request: { type: 'Request' },
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        query: QUERY, querystring: URL_TEXT, search: URL_TEXT, url: URL_TEXT, originalUrl: URL_TEXT, path: URL_TEXT, href: URL_TEXT,
        headers: HEADERS, header: HEADERS, host: HOST, hostname: HOST,
        get: { call: { result: { is: 'source', source: { kind: 'header', shapes: ['str'] } } } },
        cookies: { type: 'Cookies' },
        redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }], response: { ends: true } } },
        body: { assignSink: 'response-body' },
        throw: { call: { response: { statusArg: 0, bodyArg: 1 } } },
        assert: { call: {} }, attachment: { call: {} }, set: { call: {} }, state: {}, app: { type: 'Application' },
      },
    },
    Request: { members: { body: { source: { kind: 'body', shapes: ANY } }, rawBody: { source: { kind: 'body', shapes: ['str'] } }, files: { source: { kind: 'file-upload', shapes: ['obj'] } }, query: QUERY, headers: HEADERS, header: HEADERS, url: URL_TEXT, path: URL_TEXT, get: { call: { result: { is: 'source', source: { kind: 'header', shapes: ['str'] } } } } } },
    Cookies: { members: { get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } }, set: { call: {} } } },
    Next: { call: { async: 'promise' } },
  },
});

export const koaRouter = defineModel({
  library: '@koa/router',
  modules: ['@koa/router', 'koa-router'],
  family: 'http',
  exports: { default: { type: 'Router', new: { returns: 'Router' }, call: { returns: 'Router' } }, Router: { type: 'Router', new: { returns: 'Router' } }, RouterContext: { type: 'koa#Context' } },
  types: {
    Router: {
      members: {
        get: koaVerb('GET'), post: koaVerb('POST'), put: koaVerb('PUT'), patch: koaVerb('PATCH'), delete: koaVerb('DELETE'), del: koaVerb('DELETE'), head: koaVerb('HEAD'), options: koaVerb('OPTIONS'), all: koaVerb('ALL'),
        use: { call: { returns: 'this', mount: { pathArg: 0, from: 0, scope: 'ordered' }, callbacks: [{ arg: 'rest', params: ['koa#Context', 'koa#Next'], promise: 'awaited' }] } },
        prefix: { call: { returns: 'this' } },
        routes: { call: { returns: 'this' } }, middleware: { call: { returns: 'this' } }, allowedMethods: { call: {} },
        param: { call: { returns: 'this', callbacks: [{ arg: 1, params: ['source:param', 'koa#Context', 'koa#Next'], promise: 'awaited' }] } },
      },
    },
  },
});

function koaVerb(method: string): MemberModel {
  const base = verb(method);
  return { call: { ...base.call, callbacks: [{ arg: 'rest', from: 1, params: ['koa#Context', 'koa#Next'], promise: 'awaited' }] } };
}

export const koaBodyparser = defineModel({
  library: 'koa-bodyparser',
  modules: ['koa-bodyparser', '@koa/bodyparser', 'koa-body'],
  family: 'other',
  exports: { default: { call: { duty: ['body-parser'] } }, bodyParser: { call: { duty: ['body-parser'] } }, koaBody: { call: { duty: ['body-parser'] } } },
});
