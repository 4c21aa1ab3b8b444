import { defineModel, type SourceModel } from '../vocabulary/library-model.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const TEXT: SourceModel['shapes'] = ['str', 'null'];
/** Of the `pages` folder: what a dynamic part of the path is called is never taken from the query string. */
const QUERY: SourceModel = { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'], withSegments: true };
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export const next = defineModel({
  library: 'next',
  modules: ['next', 'next/server', 'next/headers', 'next/navigation'],
  family: 'http',
  exports: {
    NextRequest: { type: 'NextRequest' },
    NextResponse: {
      type: 'NextResponse',
      new: {
        returns: 'NextResponse',
        contentType: { arg: 1, as: 'headers', property: 'headers' },
        sinks: [
          { kind: 'html-response', arg: 0, untyped: 'text' },
          { kind: 'response-body', arg: 0 },
        ],
        response: { bodyArg: 0, statusArg: 1 },
      },
      members: {
        json: {
          call: {
            sinks: [{ kind: 'response-body', arg: 0 }],
            response: { bodyArg: 0, statusArg: 1 },
            returns: 'NextResponse',
          },
        },
        redirect: {
          call: {
            sinks: [{ kind: 'redirect-target', arg: 0 }],
            response: { ends: true, whenReturned: true },
            returns: 'NextResponse',
          },
        },
        next: { call: { returns: 'NextResponse', goesOn: 'returned' } },
        rewrite: { call: { returns: 'NextResponse', goesOn: 'returned' } },
      },
    },
    NextApiRequest: { type: 'ApiRequest' },
    NextApiResponse: { type: 'ApiResponse' },
    NextApiHandler: {},
    GetServerSideProps: { type: 'ServerProps' },
    GetServerSidePropsContext: { type: 'PageContext' },
    NextPageContext: { type: 'PageContext' },
    cookies: {
      call: {
        returns: 'CookieStore',
        result: { is: 'source', source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str'] } },
      },
    },
    headers: { call: { returns: 'HeaderStore' } },
    redirect: { call: { throws: true, sinks: [{ kind: 'redirect-target', arg: 0 }] } },
    permanentRedirect: { call: { throws: true, sinks: [{ kind: 'redirect-target', arg: 0 }] } },
  },
  types: {
    NextRequest: {
      extends: 'web-platform#Request',
      members: {
        nextUrl: { type: 'NextUrl' },
        cookies: { type: 'CookieStore' },
        ip: { value: 'constant' },
        geo: { value: 'constant' },
      },
    },
    NextUrl: {
      members: {
        searchParams: { type: 'SearchParams' },
        pathname: { source: { kind: 'url', shapes: ['str'] } },
        search: { source: { kind: 'url', shapes: ['str'] } },
        href: { source: { kind: 'url', shapes: ['str'] } },
        origin: { source: { kind: 'header', shapes: ['str'] } },
        host: { source: { kind: 'header', shapes: ['str'] } },
      },
    },
    SearchParams: {
      source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] },
      members: {
        get: { call: { result: { is: 'source', source: { kind: 'query', shapes: TEXT } } } },
        getAll: {
          call: { result: { is: 'source', source: { kind: 'query', shapes: ['arr'], memberShapes: ['str'] } } },
        },
        has: { call: { result: { is: 'safe', shapes: ['bool'] } } },
      },
    },
    CookieStore: {
      members: {
        get: {
          call: {
            result: { is: 'source', source: { kind: 'cookie', shapes: ['obj', 'null'], memberShapes: ['str'] } },
          },
        },
        set: { call: { cookie: { nameArg: 0, valueArg: 1, options: { arg: 2 } } } },
        delete: { call: {} },
      },
    },
    HeaderStore: { members: { get: { call: { result: { is: 'source', source: { kind: 'header', shapes: TEXT } } } } } },
    NextResponse: { members: { cookies: { type: 'CookieStore' }, headers: {} } },
    RouteContext: { members: { params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'arr'] } } } },
    ApiRequest: {
      extends: 'node:http#IncomingMessage',
      members: {
        body: { source: { kind: 'body', shapes: ANY } },
        query: { source: QUERY },
        cookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        method: { value: 'constant' },
      },
    },
    ApiResponse: { extends: 'express#Response' },
    ServerProps: { params: ['PageContext'] },
    PageContext: {
      members: {
        req: { type: 'ApiRequest' },
        res: { type: 'ApiResponse' },
        params: { source: { kind: 'param', shapes: ['obj', 'null'], memberShapes: ['str', 'arr', 'null'] } },
        query: { source: QUERY },
        resolvedUrl: { source: { kind: 'url', shapes: ['str'] } },
        asPath: { source: { kind: 'url', shapes: ['str'] } },
      },
    },
    /** Of a page; since version 15 they are promises. */
    PageProps: {
      members: {
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str', 'arr'] } },
        searchParams: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
      },
    },
    /** Whoever calls an action sends what it likes, whatever types its parameters have. */
    ActionInput: { source: { kind: 'rpc-input', shapes: ANY } },
  },
  standsBefore: [
    {
      file: '^(?<folder>(?:.+/)?)(?:middleware|proxy)\\.[cm]?[jt]s$',
      exports: ['middleware', 'proxy', 'default'],
      params: ['NextRequest', null],
      paths: { export: 'config', member: 'matcher' },
    },
  ],
  entryPoints: [
    {
      file: '(?:^|/)app/(?<route>(?:.+/)?)route\\.[cm]?[jt]sx?$',
      exports: METHODS,
      params: ['NextRequest', 'RouteContext'],
    },
    {
      file: '(?:^|/)pages/(?<route>api/.+)\\.[cm]?[jt]sx?$',
      exports: ['default'],
      params: ['ApiRequest', 'ApiResponse'],
    },
    {
      file: '(?:^|/)pages/(?!api/)(?<route>.+)\\.[cm]?[jt]sx?$',
      exports: ['getServerSideProps', 'default.getInitialProps'],
      params: ['PageContext'],
      kind: 'function',
    },
    {
      file: '(?:^|/)app/(?<route>(?:.+/)?)page\\.[jt]sx?$',
      exports: ['default', 'generateMetadata'],
      params: ['PageProps'],
      kind: 'function',
      with: ['next'],
    },
    // They are asked for with a page.
    {
      file: '(?:^|/)app/(?:.+/)?(?:layout|default)\\.[jt]sx?$',
      exports: ['default', 'generateMetadata'],
      params: ['PageProps'],
      with: ['next'],
    },
    { file: '', exports: ['*'], params: ['ActionInput'], kind: 'action', directive: 'use server' },
  ],
});
