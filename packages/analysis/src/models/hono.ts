import { defineModel, type MemberModel, type SourceModel } from './define.js';

const ANY: SourceModel['shapes'] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const verb = (method: string): MemberModel => ({ call: { returns: 'this', route: { method, path: { arg: 0 }, handlersFrom: 1 }, callbacks: [{ arg: 'rest', params: ['Context', 'Next'], promise: 'awaited' }] } });
const from = (kind: SourceModel['kind'], shapes: SourceModel['shapes'], memberShapes?: SourceModel['shapes']): MemberModel => ({ call: { result: { is: 'source', source: { kind, shapes, ...(memberShapes ? { memberShapes } : {}) } } } });
const later = (kind: SourceModel['kind'], shapes: SourceModel['shapes']): MemberModel => ({ call: { async: 'promise', result: { is: 'source', source: { kind, shapes } } } });
const answer = (extra: object = {}): MemberModel => ({ call: { response: { bodyArg: 0, statusArg: 1, ends: true }, sinks: [{ kind: 'response-body', arg: 0 }], ...extra } });

export const hono = defineModel({
  library: 'hono',
  modules: ['hono', 'hono/tiny', 'hono/quick'],
  family: 'http',
  exports: { Hono: { type: 'App', new: { returns: 'App' } }, Context: { type: 'Context' }, Next: { type: 'Next' } },
  types: {
    App: {
      members: {
        get: verb('GET'), post: verb('POST'), put: verb('PUT'), patch: verb('PATCH'), delete: verb('DELETE'), options: verb('OPTIONS'), all: verb('ALL'),
        on: { call: { returns: 'this', route: { method: { arg: 0 }, path: { arg: 1 }, handlersFrom: 2 }, callbacks: [{ arg: 'rest', from: 2, params: ['Context', 'Next'], promise: 'awaited' }] } },
        use: { call: { returns: 'this', mount: { pathArg: 0, from: 0, scope: 'ordered' }, callbacks: [{ arg: 'rest', params: ['Context', 'Next'], promise: 'awaited' }] } },
        route: { call: { returns: 'this', mount: { pathArg: 0, from: 1, scope: 'ordered' } } },
        basePath: { call: { returns: 'this' } },
        onError: { call: { returns: 'this', duty: ['error-handler'], callbacks: [{ arg: 0, params: [null, 'Context'], promise: 'awaited' }] } },
        notFound: { call: { returns: 'this', callbacks: [{ arg: 0, params: ['Context'], promise: 'awaited' }] } },
        fetch: { call: { async: 'promise' } }, request: { call: { async: 'promise' } },
      },
    },
    Context: {
      members: {
        req: { type: 'Request' },
        json: answer(), text: answer(), body: answer(),
        html: answer({ sinks: [{ kind: 'html-response', arg: 0 }] }),
        redirect: { call: { sinks: [{ kind: 'redirect-target', arg: 0 }], response: { statusArg: 1, ends: true } } },
        header: { call: {} }, status: { call: { response: { statusArg: 0 } } }, set: { call: {} }, get: { call: {} }, var: {}, env: { value: 'constant' },
      },
    },
    Request: {
      members: {
        query: from('query', ['str', 'null', 'obj'], ['str']), queries: from('query', ['arr', 'obj'], ['str']),
        param: from('param', ['str', 'obj'], ['str']), header: from('header', ['str', 'null', 'obj'], ['str']),
        json: later('body', ANY), text: later('body', ['str']), parseBody: later('form', ['obj']), formData: later('form', ['obj']), arrayBuffer: later('body', ['obj']), blob: later('body', ['obj']),
        /** Whatever a validator in the chain let through. */
        valid: { call: { result: { is: 'validated', arg: 'this' } } },
        url: { source: { kind: 'url', shapes: ['str'] } }, path: { source: { kind: 'url', shapes: ['str'] } }, raw: { type: 'web-platform#Request' },
      },
    },
    Next: { call: { async: 'promise' } },
  },
});

export const honoGuards = defineModel({
  library: 'hono-middleware',
  modules: ['hono/jwt', 'hono/basic-auth', 'hono/bearer-auth'],
  family: 'auth',
  exports: { jwt: { call: { duty: ['authentication'] } }, basicAuth: { call: { duty: ['authentication'] } }, bearerAuth: { call: { duty: ['authentication'] } }, sign: { call: { async: 'promise', token: { does: 'sign', payloadArg: 0, keyArg: 1 }, sinks: [{ kind: 'secret', arg: 1 }] } }, verify: { call: { async: 'promise', token: { does: 'verify', keyArg: 1 }, sinks: [{ kind: 'secret', arg: 1 }] } }, decode: { call: { token: { does: 'decode' } } } },
});

export const honoProtections = defineModel({
  library: 'hono-protections',
  modules: ['hono/csrf', 'hono/cors', 'hono/secure-headers', 'hono/compress', 'hono/logger', '@hono/zod-validator'],
  family: 'other',
  exports: { csrf: { call: { duty: ['csrf'] } }, cors: { call: { duty: ['cors'] } }, secureHeaders: { call: { duty: ['security-headers'] } }, compress: { call: { duty: ['compression'] } }, logger: { call: { duty: ['logging'] } }, zValidator: { call: { duty: ['validation'] } } },
});
