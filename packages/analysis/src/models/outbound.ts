import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const PROMISE: MemberModel = { call: { async: 'promise' } };
const TARGET: CallModel = { sinks: [{ kind: 'outbound-url', arg: 0, property: 'target', propertyOnly: true }] };
const FETCH: CallModel = {
  async: 'promise',
  external: 'network',
  sinks: [{ kind: 'outbound-url', arg: 0, unless: { arg: 1, property: ['agent', 'dispatcher', 'lookup'] } }],
};
/** A function is taken as it is, a text is code of the page. */
const RUNS: MemberModel = { call: { async: 'promise', sinks: [{ kind: 'code-text', arg: 0, onlyTexts: true }] } };
const PAGE = {
  members: {
    goto: { call: FETCH },
    newPage: { call: { async: 'promise', returns: 'this' } },
    waitForNavigation: PROMISE,
    content: PROMISE,
    close: PROMISE,
    pdf: PROMISE,
    screenshot: PROMISE,
    setContent: { call: { async: 'promise', sinks: [{ kind: 'html-response', arg: 0, opened: true }] } },
    evaluate: RUNS,
    evaluateHandle: RUNS,
    evaluateOnNewDocument: RUNS,
    addInitScript: RUNS,
    addScriptTag: {
      call: {
        async: 'promise',
        sinks: [
          { kind: 'code-text', arg: 0, property: 'content', propertyOnly: true },
          { kind: 'outbound-url', arg: 0, property: 'url', propertyOnly: true },
        ],
      },
    },
  },
} as const;

/** Browsers that are steered by a program: what they open, they open from inside the network. */
const browser = (library: string, modules: readonly string[], engines: readonly string[]): LibraryModel => {
  const launches: Record<string, MemberModel> = {
    launch: { call: { async: 'promise', returns: 'Browser' } },
    connect: { call: { async: 'promise', returns: 'Browser' } },
  };
  return defineModel({
    library,
    modules,
    family: 'other',
    exports: {
      default: { members: launches },
      ...launches,
      ...Object.fromEntries(engines.map((name) => [name, { members: launches }])),
      Page: { type: 'Page' },
      Browser: { type: 'Browser' },
    },
    types: {
      Browser: {
        members: {
          newPage: { call: { async: 'promise', returns: 'Page' } },
          newContext: { call: { async: 'promise', returns: 'Browser' } },
          createBrowserContext: { call: { async: 'promise', returns: 'Browser' } },
          close: PROMISE,
        },
      },
      Page: PAGE,
    },
  });
};
export const puppeteer = browser('puppeteer', ['puppeteer', 'puppeteer-core'], []);
export const playwright = browser(
  'playwright',
  ['playwright', 'playwright-core', '@playwright/test'],
  ['chromium', 'firefox', 'webkit'],
);

export const httpProxy = defineModel({
  library: 'http-proxy',
  modules: ['http-proxy'],
  family: 'other',
  exports: {
    default: {
      members: {
        createProxyServer: { call: { ...TARGET, returns: 'Proxy' } },
        createProxy: { call: { ...TARGET, returns: 'Proxy' } },
      },
    },
    createProxyServer: { call: { ...TARGET, returns: 'Proxy' } },
  },
  types: {
    Proxy: {
      extends: 'node:events#EventEmitter',
      members: {
        web: {
          call: { sinks: [{ kind: 'outbound-url', arg: 2, property: ['target', 'forward'], propertyOnly: true }] },
        },
        ws: { call: { sinks: [{ kind: 'outbound-url', arg: 3, property: 'target', propertyOnly: true }] } },
      },
    },
  },
});
/** `router` is asked for the target of each request: what it returns is requested. */
const PROXY: MemberModel = {
  call: { ...TARGET, callbacks: [{ arg: 0, property: 'router', params: ['express#Request'] }] },
};
export const httpProxyMiddleware = defineModel({
  library: 'http-proxy-middleware',
  modules: ['http-proxy-middleware'],
  family: 'other',
  exports: { createProxyMiddleware: PROXY, default: PROXY },
});
export const expressHttpProxy = defineModel({
  library: 'express-http-proxy',
  modules: ['express-http-proxy'],
  family: 'other',
  exports: { default: { call: { sinks: [{ kind: 'outbound-url', arg: 0 }] } } },
});
export const ofetch = defineModel({
  library: 'ofetch',
  modules: ['ofetch'],
  family: 'http-client',
  exports: {
    ofetch: { call: FETCH, members: { raw: { call: FETCH }, create: { call: { returns: 'Fetch' } } } },
    $fetch: { call: FETCH, members: { raw: { call: FETCH } } },
    fetch: { call: FETCH },
  },
  types: { Fetch: { call: FETCH } },
});
