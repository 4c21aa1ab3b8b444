import { defineModel, type EntryPointModel, type SourceModel, type TypeModel } from '../vocabulary/library-model.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PARAMS: SourceModel = { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'null'] };

/** What reads for a page and what changes something for it, exported by the files of its routes. */
export const LOADER_TYPES: Readonly<Record<string, TypeModel>> = {
  Loader: { params: ['LoaderArgs'] },
  LoaderArgs: { members: { request: { type: 'web-platform#Request' }, params: { source: PARAMS }, context: {} } },
};
export const LOADER_POINTS: readonly EntryPointModel[] = [
  {
    file: String.raw`(?:^|/)app/.+\.[jt]sx?$`,
    exports: ['loader', 'action'],
    params: ['LoaderArgs'],
    kind: 'function',
    with: [
      '@remix-run/node', '@remix-run/cloudflare', '@remix-run/server-runtime', '@remix-run/react', '@remix-run/serve',
      '@react-router/node', '@react-router/serve', '@react-router/cloudflare',
    ],
  },
];

const KIT = ['@sveltejs/kit'];
const ROUTES = '(?:^|/)routes/(?<route>(?:.+/)?)';

export const svelteKit = defineModel({
  library: '@sveltejs/kit',
  modules: ['@sveltejs/kit'],
  family: 'http',
  exports: {
    RequestEvent: { type: 'RequestEvent' },
    RequestHandler: { type: 'Handler' },
    ServerLoad: { type: 'Handler' },
    ServerLoadEvent: { type: 'RequestEvent' },
    Action: { type: 'Handler' },
    redirect: { call: { throws: true, sinks: [{ kind: 'redirect-target', arg: 1 }] } },
    error: { call: { throws: true } },
    json: { call: { sinks: [{ kind: 'response-body', arg: 0 }], response: { bodyArg: 0 } } },
    fail: { call: {} },
  },
  types: {
    Handler: { params: ['RequestEvent'] },
    RequestEvent: {
      members: {
        request: { type: 'web-platform#Request' },
        params: { source: PARAMS },
        url: { type: 'Address' },
        cookies: { type: 'Cookies' },
        locals: {},
      },
    },
    Address: {
      members: {
        searchParams: { type: 'Query' },
        search: { source: { kind: 'url', shapes: ['str'] } },
        href: { source: { kind: 'url', shapes: ['str'] } },
        pathname: { source: { kind: 'url', shapes: ['str'] } },
        host: { source: { kind: 'header', shapes: ['str'] } },
        origin: { source: { kind: 'header', shapes: ['str'] } },
      },
    },
    Query: {
      source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'null'] },
      members: {
        get: { call: { result: { is: 'source', source: { kind: 'query', shapes: ['str', 'null'] } } } },
        getAll: {
          call: { result: { is: 'source', source: { kind: 'query', shapes: ['arr'], memberShapes: ['str'] } } },
        },
        has: { call: { result: { is: 'safe', shapes: ['bool'] } } },
      },
    },
    Cookies: {
      members: {
        get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } },
        set: {
          call: {
            cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 }, defaults: { httpOnly: true, secure: true } },
          },
        },
        delete: { call: {} },
      },
    },
  },
  entryPoints: [
    {
      file: String.raw`${ROUTES}\+server\.[jt]s$`,
      exports: [...METHODS, 'fallback'],
      params: ['RequestEvent'],
      kind: 'http',
      with: KIT,
    },
    {
      file: String.raw`${ROUTES}\+(?:page|layout)\.server\.[jt]s$`,
      exports: ['load'],
      params: ['RequestEvent'],
      kind: 'function',
      with: KIT,
    },
    {
      file: String.raw`${ROUTES}\+page\.server\.[jt]s$`,
      exports: ['actions.*'],
      params: ['RequestEvent'],
      kind: 'action',
      with: KIT,
    },
  ],
});
