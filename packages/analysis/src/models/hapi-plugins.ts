import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

/** Plugins of which routes know nothing: what they put before others is no check of who calls. */
const plugin = (library: string, exports: Readonly<Record<string, MemberModel>> = {}): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports: { default: {}, plugin: {}, ...exports } });

export const hapiPlugins: readonly LibraryModel[] = [
  plugin('@hapi/inert'),
  plugin('@hapi/vision'),
  plugin('@hapi/basic'),
  plugin('@hapi/cookie'),
  plugin('@hapi/bell'),
  plugin('@hapi/yar'),
  plugin('hapi-swagger'),
  plugin('hapi-pino'),
  plugin('hapi-auth-jwt2'),
  plugin('hapi-auth-bearer-token'),
  plugin('@hapi/jwt', {
    token: {
      members: {
        generate: { call: { token: { does: 'sign', payloadArg: 0, keyArg: 1 }, sinks: [{ kind: 'secret', arg: 1 }] } },
        decode: { call: { token: { does: 'decode' } } },
        verify: { call: { token: { does: 'verify', keyArg: 1 }, sinks: [{ kind: 'secret', arg: 1 }] } },
      },
    },
  }),
];

const refusal = (status: number): MemberModel => ({ call: { response: { status, ends: true, whenReturned: true } } });

/** An error of this kind answers the request where it is thrown or given back. */
export const boom = defineModel({
  library: '@hapi/boom',
  modules: ['@hapi/boom', 'boom'],
  family: 'other',
  exports: {
    Boom: { new: {} },
    unauthorized: refusal(401),
    forbidden: refusal(403),
    notFound: refusal(404),
    badRequest: refusal(400),
    conflict: refusal(409),
    tooManyRequests: refusal(429),
    badImplementation: refusal(500),
    internal: refusal(500),
    isBoom: { call: { result: { is: 'safe', shapes: ['bool'] } } },
    boomify: { call: {} },
  },
});
