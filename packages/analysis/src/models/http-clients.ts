import { type CallModel, defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';
import { tlsHazards } from './node-tls.js';

/**
 * No limit among the options at this place: neither a `timeout` nor a signal that ends the call. `setting` is the
 * option to write. `others` are places that may hold the options as well.
 */
export function unlimited(
  arg: number,
  setting: 'timeout' | 'signal',
  others: readonly number[] = [],
): readonly HazardModel[] {
  const limits = ['timeout', 'signal', 'cancelToken'].filter((name) => name !== setting);
  return [
    {
      hazard: 'no-timeout',
      arg,
      property: setting,
      missing: true,
      unless: [
        { arg, property: limits },
        ...others.map((place) => ({ arg: place, property: ['timeout', 'signal', 'cancelToken'] })),
      ],
    },
  ];
}

/**
 * Node's fetch waits 300 seconds for headers and as long between pieces of the body (undici `headersTimeout`,
 * `bodyTimeout`).
 */
export const LONG: readonly HazardModel[] = unlimited(1, 'signal').map((model) => ({ ...model, byDefault: 300 }));

const FETCH: CallModel = {
  async: 'promise',
  external: 'network',
  sinks: [
    {
      kind: 'outbound-url',
      arg: 0,
      property: ['url', 'prefixUrl'],
      unless: { arg: 1, property: ['agent', 'dispatcher', 'lookup', 'dnsLookup'] },
    },
  ],
};
const CALL: MemberModel = { call: FETCH };

/** They wait for as long as the connection lives. */
const LIMITLESS: MemberModel = { call: { ...FETCH, hazards: unlimited(1, 'signal') } };

export const nodeFetch = defineModel({
  library: 'node-fetch',
  modules: ['node-fetch', 'cross-fetch', 'isomorphic-fetch'],
  family: 'http-client',
  exports: { default: LIMITLESS, fetch: LIMITLESS },
});

const AT_ORIGIN: CallModel = { sinks: [{ kind: 'outbound-url', arg: 0 }] };
export const undici = defineModel({
  library: 'undici',
  modules: ['undici'],
  family: 'http-client',
  exports: {
    fetch: { call: { ...FETCH, hazards: LONG } },
    request: { call: { ...FETCH, hazards: LONG } },
    stream: CALL,
    setGlobalDispatcher: { call: { settles: ['no-timeout'] } },
    Agent: { new: { hazards: tlsHazards(0, 'connect') } },
    Pool: { new: { ...AT_ORIGIN, hazards: tlsHazards(1, 'connect') } },
    Client: { new: { ...AT_ORIGIN, hazards: tlsHazards(1, 'connect') } },
    ProxyAgent: { new: { hazards: [...tlsHazards(0, 'requestTls'), ...tlsHazards(0, 'proxyTls')] } },
  },
});

/** The instance of the one waits for ever, that of the other for ten seconds. */
const client = (library: string, fetch: CallModel): LibraryModel => {
  const made: MemberModel = {
    call: {
      returns: 'Instance',
      hazards: (fetch.hazards ?? []).map((model) => ({ ...model, arg: 0, unless: { arg: 0, property: ['timeout'] } })),
    },
  };
  const verbs = Object.fromEntries(
    'get post put patch head delete'.split(' ').map((name): [string, MemberModel] => [name, { call: fetch }]),
  );
  const own: Record<string, MemberModel> = { ...verbs, stream: CALL, extend: made, create: made };
  return defineModel({
    library,
    modules: [library],
    family: 'http-client',
    exports: { default: { call: fetch, members: own }, [library]: { call: fetch, members: own } },
    types: { Instance: { call: fetch, members: { ...verbs, extend: { call: { returns: 'this' } } } } },
  });
};
export const got = client('got', { ...FETCH, hazards: unlimited(1, 'signal', [0]) });
export const ky = client('ky', FETCH);

export const superagent = defineModel({
  library: 'superagent',
  modules: ['superagent'],
  family: 'http-client',
  exports: {
    default: {
      call: { async: 'lazy', external: 'network', sinks: [{ kind: 'outbound-url', arg: 'last' }] },
      members: Object.fromEntries(
        'get post put patch head delete del'
          .split(' ')
          .map((name) => [name, { call: { ...FETCH, async: 'lazy' as const } }]),
      ),
    },
  },
});

export const needle = defineModel({
  library: 'needle',
  modules: ['needle'],
  family: 'http-client',
  exports: {
    default: {
      call: { ...FETCH, sinks: [{ kind: 'outbound-url', arg: 1 }], async: 'callback' },
      members: Object.fromEntries(
        'get post put patch head delete'
          .split(' ')
          .map((name) => [
            name,
            {
              call: {
                ...FETCH,
                async: 'callback' as const,
                callbacks: [{ arg: 'last' as const, params: [null, null, null] }],
              },
            },
          ]),
      ),
    },
  },
});

/** The old callback client: nothing it returns is a promise. */
const OLD: CallModel = {
  external: 'network',
  hazards: [
    ...[0, 1].flatMap((arg) => [
      ...tlsHazards(arg),
      { hazard: 'unverified-tls' as const, arg, property: 'strictSSL', is: false },
    ]),
    ...unlimited(0, 'timeout', [1]),
  ],
  sinks: [{ kind: 'outbound-url', arg: 0, property: ['url', 'uri'] }],
  callbacks: [{ arg: 'last', params: [null, null, null], promise: 'ignored', later: true }],
};
const oldClient = (library: string, modules: readonly string[], call: CallModel): LibraryModel => {
  const made: MemberModel = { call: { returns: 'Instance', hazards: unlimited(0, 'timeout') } };
  const verbs = Object.fromEntries(
    'get post put patch head delete del'.split(' ').map((name): [string, MemberModel] => [name, { call }]),
  );
  return defineModel({
    library,
    modules,
    family: 'http-client',
    exports: { default: { call, members: { ...verbs, defaults: made } } },
    types: { Instance: { call, members: verbs } },
  });
};
export const request = oldClient('request', ['request'], OLD);
/** The same with promises; the stream of an answer needs nobody to wait. */
export const requestPromise = oldClient('request-promise', ['request-promise', 'request-promise-native'], {
  ...OLD,
  async: 'promise',
});
