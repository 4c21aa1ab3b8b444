import { defineModel, type CallModel, type MemberModel } from './define.js';
import { tlsHazards } from './node-tls.js';

const FETCH: CallModel = { async: 'promise', external: 'network', sinks: [{ kind: 'outbound-url', arg: 0, property: ['url', 'prefixUrl'], unless: { arg: 1, property: ['agent', 'dispatcher', 'lookup', 'dnsLookup'] } }] };
const CALL: MemberModel = { call: FETCH };
const VERBS = Object.fromEntries('get post put patch head delete'.split(' ').map((name) => [name, CALL]));

export const nodeFetch = defineModel({
  library: 'node-fetch',
  modules: ['node-fetch', 'cross-fetch', 'isomorphic-fetch'],
  family: 'http-client',
  exports: { default: CALL, fetch: CALL },
});

const AT_ORIGIN: CallModel = { sinks: [{ kind: 'outbound-url', arg: 0 }] };
export const undici = defineModel({
  library: 'undici',
  modules: ['undici'],
  family: 'http-client',
  exports: { fetch: CALL, request: CALL, stream: CALL, Agent: { new: { hazards: tlsHazards(0, 'connect') } }, Pool: { new: { ...AT_ORIGIN, hazards: tlsHazards(1, 'connect') } }, Client: { new: { ...AT_ORIGIN, hazards: tlsHazards(1, 'connect') } }, ProxyAgent: { new: { hazards: [...tlsHazards(0, 'requestTls'), ...tlsHazards(0, 'proxyTls')] } } },
});

export const got = defineModel({
  library: 'got',
  modules: ['got', 'ky'],
  family: 'http-client',
  exports: { default: { call: FETCH, members: { ...VERBS, stream: CALL, extend: { call: { returns: 'Instance' } }, create: { call: { returns: 'Instance' } } } }, got: { call: FETCH, members: { ...VERBS, extend: { call: { returns: 'Instance' } } } } },
  types: { Instance: { call: FETCH, members: { ...VERBS, extend: { call: { returns: 'this' } } } } },
});

export const superagent = defineModel({
  library: 'superagent',
  modules: ['superagent'],
  family: 'http-client',
  exports: { default: { call: { async: 'lazy', external: 'network', sinks: [{ kind: 'outbound-url', arg: 'last' }] }, members: Object.fromEntries('get post put patch head delete del'.split(' ').map((name) => [name, { call: { ...FETCH, async: 'lazy' as const } }])) } },
});

export const needle = defineModel({
  library: 'needle',
  modules: ['needle'],
  family: 'http-client',
  exports: { default: { call: { ...FETCH, sinks: [{ kind: 'outbound-url', arg: 1 }], async: 'callback' }, members: Object.fromEntries('get post put patch head delete'.split(' ').map((name) => [name, { call: { ...FETCH, async: 'callback' as const, callbacks: [{ arg: 'last' as const, params: [null, null] }] } }])) } },
});

/** The old callback client: nothing it returns is a promise. */
const OLD: CallModel = { external: 'network', hazards: [0, 1].flatMap((arg) => [...tlsHazards(arg), { hazard: 'unverified-tls' as const, arg, property: 'strictSSL', is: false }]), sinks: [{ kind: 'outbound-url', arg: 0, property: ['url', 'uri'] }], callbacks: [{ arg: 'last', params: [null, null, null], promise: 'ignored' }] };
export const request = defineModel({
  library: 'request',
  modules: ['request'],
  family: 'http-client',
  exports: { default: { call: OLD, members: Object.fromEntries('get post put patch head delete del'.split(' ').map((name) => [name, { call: OLD }])) } },
});
