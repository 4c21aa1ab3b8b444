import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';
import { unlimited } from './http-clients.js';

const SENT: CallModel = { async: 'promise', external: 'network' };
/** An agent or lookup of one's own may refuse private addresses. */
const OWN_AGENT = ['httpAgent', 'httpsAgent', 'lookup'];
const byUrl = (options: number): MemberModel => ({
  call: {
    ...SENT,
    hazards: unlimited(options, 'timeout'),
    sinks: [{ kind: 'outbound-url', arg: 0, unless: { arg: options, property: OWN_AGENT } }],
  },
});
const byConfig: CallModel = {
  ...SENT,
  hazards: unlimited(0, 'timeout', [1]),
  sinks: [{ kind: 'outbound-url', arg: 0, property: ['url', 'baseURL'], unless: { arg: 0, property: OWN_AGENT } }],
};
const CONFIGURED: CallModel = {
  returns: 'Instance',
  hazards: unlimited(0, 'timeout'),
  sinks: [{ kind: 'outbound-url', arg: 0, property: 'baseURL', propertyOnly: true }],
};
const METHODS: Record<string, MemberModel> = {
  ...Object.fromEntries('get delete head options'.split(' ').map((name) => [name, byUrl(1)])),
  ...Object.fromEntries('post put patch postForm putForm patchForm'.split(' ').map((name) => [name, byUrl(2)])),
  request: { call: byConfig },
  getUri: { call: {} },
  interceptors: {},
  defaults: {},
};

export const axios = defineModel({
  library: 'axios',
  modules: ['axios'],
  family: 'http-client',
  exports: {
    default: {
      call: byConfig,
      members: { ...METHODS, create: { call: CONFIGURED }, all: { call: { awaitsArguments: true, async: 'promise' } } },
    },
    AxiosInstance: { type: 'Instance' },
    Axios: { type: 'Instance', new: { returns: 'Instance' } },
  },
  types: { Instance: { members: METHODS, call: byConfig, conventionalNames: ['axios'] } },
});

export const nestAxios = defineModel({
  library: '@nestjs/axios',
  modules: ['@nestjs/axios'],
  family: 'http-client',
  exports: { HttpService: { type: 'HttpService' } },
  /** Observables: nothing is sent until somebody subscribes. */
  types: {
    HttpService: {
      members: {
        ...Object.fromEntries(
          'get delete head post put patch'
            .split(' ')
            .map((name) => [
              name,
              { call: { sinks: [{ kind: 'outbound-url' as const, arg: 0 }], external: 'network' as const } },
            ]),
        ),
        axiosRef: { type: 'axios#Instance' },
      },
    },
  },
});
