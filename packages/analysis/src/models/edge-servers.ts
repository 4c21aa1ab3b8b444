import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const REQUEST = 'web-platform#Request';

/** A function that gets every request, by itself or behind options. */
const SERVES: CallModel = {
  listens: true,
  route: { method: 'ALL', path: 'in-handler', handlerProperty: 'handler' },
  callbacks: [
    { arg: 'last', params: [REQUEST, null], promise: 'awaited' },
    { arg: 0, property: 'handler', params: [REQUEST, null], promise: 'awaited' },
  ],
};

export const deno = defineModel({
  library: 'deno',
  modules: [],
  family: 'runtime',
  exports: {},
  globals: { Deno: { members: { serve: { call: SERVES } } } },
});

/** Handlers by their paths, and `fetch` for whatever else comes. */
const SERVE: MemberModel = {
  call: {
    listens: true,
    route: { method: 'ALL', path: 'in-handler', handlerProperty: 'fetch', byPath: 'routes' },
    callbacks: [
      { arg: 0, property: 'fetch', params: [REQUEST, null], promise: 'awaited' },
      { arg: 0, property: 'routes.*', params: ['Request', null], promise: 'awaited' },
    ],
  },
};

export const bun = defineModel({
  library: 'bun',
  modules: ['bun'],
  family: 'runtime',
  exports: { serve: SERVE, BunRequest: { type: 'Request' } },
  types: {
    Request: {
      extends: REQUEST,
      members: {
        params: { source: { kind: 'param', shapes: ['obj'], memberShapes: ['str'] } },
        cookies: {
          members: { get: { call: { result: { is: 'source', source: { kind: 'cookie', shapes: ['str', 'null'] } } } } },
        },
      },
    },
  },
  globals: { Bun: { members: { serve: SERVE } } },
});

/** `export default { fetch(request, env, ctx) {} }`: what runs workers calls it for every request. */
export const workers = defineModel({
  library: 'workers',
  modules: [],
  family: 'runtime',
  exports: {},
  entryPoints: [{ file: '', exports: ['default.fetch'], params: [REQUEST, null, null] }],
});
