import { defineModel, type SourceModel } from '../vocabulary/library-model.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];

/** Files of the folder `api` at the root, apart from those that begin with `_` or a dot. */
const API = String.raw`^(?:(?:apps|packages)/[^/]+/)?(?<route>api/(?!(?:.*/)?[_.]).+)\.[cm]?[jt]sx?$`;
const VERCEL = ['@vercel/node', '@vercel/functions', 'vercel'];

export const vercelNode = defineModel({
  library: '@vercel/node',
  modules: ['@vercel/node', '@now/node'],
  family: 'http',
  exports: {
    VercelRequest: { type: 'Request' },
    VercelResponse: { type: 'Response' },
    VercelApiHandler: { type: 'Handler' },
    NowRequest: { type: 'Request' },
    NowResponse: { type: 'Response' },
    NowApiHandler: { type: 'Handler' },
  },
  types: {
    Handler: { params: ['Request', 'Response'] },
    Request: {
      extends: 'node:http#IncomingMessage',
      members: {
        body: { source: { kind: 'body', shapes: ANY } },
        query: { source: { kind: 'query', shapes: ['obj'], memberShapes: ['str', 'arr', 'null'] } },
        cookies: { source: { kind: 'cookie', shapes: ['obj'], memberShapes: ['str'] } },
      },
    },
    Response: { extends: 'express#Response' },
  },
  entryPoints: [
    { file: API, exports: ['default'], params: ['Request', 'Response'], kind: 'http', with: VERCEL },
    { file: API, exports: METHODS, params: ['web-platform#Request'], kind: 'http', with: VERCEL },
  ],
});

/** A file of the folder, or the one of a folder in it that has its name or is its index. */
const FUNCTIONS = String.raw`(?:^|/)netlify/functions/(?:([\w-]+)/(?:index|\1)|[\w-]+)\.[cm]?[jt]sx?$`;

export const netlifyFunctions = defineModel({
  library: '@netlify/functions',
  modules: ['@netlify/functions'],
  family: 'http',
  exports: {
    Handler: { type: 'Handler' },
    BackgroundHandler: { type: 'Handler' },
    HandlerEvent: { type: 'aws-lambda#HttpEvent' },
    schedule: {
      call: {
        background: true,
        entry: { kind: 'schedule', name: 'export', handler: { arg: 1 } },
        callbacks: [{ arg: 1, params: [null, null], promise: 'awaited' }],
      },
    },
    builder: {
      call: {
        entry: { kind: 'function', name: 'export', handler: { arg: 0 } },
        callbacks: [{ arg: 0, params: ['aws-lambda#HttpEvent', null], promise: 'awaited' }],
      },
    },
  },
  types: { Handler: { params: ['aws-lambda#HttpEvent', null], runsAs: 'function' } },
  entryPoints: [
    { file: FUNCTIONS, exports: ['handler'], params: ['aws-lambda#HttpEvent', null], kind: 'function' },
    { file: FUNCTIONS, exports: ['default'], params: ['web-platform#Request', null], kind: 'function' },
  ],
});

const WORKERS = ['wrangler', '@cloudflare/workers-types', '@cloudflare/vitest-pool-workers', 'miniflare'];

/** Handlers of a worker beside the one for requests: for times, for messages of its queues, for mail. */
export const cloudflareWorkers = defineModel({
  library: 'wrangler',
  modules: ['wrangler', '@cloudflare/workers-types'],
  family: 'other',
  exports: { MessageBatch: { type: 'MessageBatch' }, ForwardableEmailMessage: { type: 'Mail' } },
  globals: { MessageBatch: { type: 'MessageBatch' }, ForwardableEmailMessage: { type: 'Mail' } },
  types: {
    MessageBatch: {
      members: {
        queue: { value: 'constant' },
        messages: {
          source: { kind: 'message', shapes: ['arr'], memberShapes: ANY, ownMembers: ['timestamp', 'attempts'] },
        },
        ackAll: { call: {} },
        retryAll: { call: {} },
      },
    },
    Mail: {
      members: {
        from: { source: { kind: 'message', shapes: ['str'] } },
        to: { source: { kind: 'message', shapes: ['str'] } },
        headers: { source: { kind: 'header', shapes: ['obj'], memberShapes: ['str', 'null'] } },
        raw: { source: { kind: 'message', shapes: ['obj'] } },
        forward: { call: { async: 'promise' } },
        setReject: { call: {} },
      },
    },
  },
  entryPoints: [
    { file: '', exports: ['default.scheduled'], params: [null], kind: 'schedule', with: WORKERS },
    { file: '', exports: ['default.queue'], params: ['MessageBatch'], kind: 'queue', with: WORKERS },
    { file: '', exports: ['default.email'], params: ['Mail'], kind: 'event', with: WORKERS },
  ],
});
