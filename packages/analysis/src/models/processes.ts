import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { SinkModel } from '../vocabulary/sink-shapes.js';

/** `true`, or the name of the shell. */
const ONLY_WITH_SHELL = { arg: 2, property: 'shell', matches: '^(?!false$|null$|0$).' } as const;
const PROGRAM: readonly SinkModel[] = [
  { kind: 'shell-command', arg: 0 },
  { kind: 'shell-command', arg: 1, when: ONLY_WITH_SHELL },
  { kind: 'process-argument', arg: 1, unless: ONLY_WITH_SHELL },
];
/** A whole command line: split by spaces, without a shell. */
const LINE: readonly SinkModel[] = [{ kind: 'shell-command', arg: 0 }];
/** Values in the template become single arguments. */
const TEMPLATE: CallModel = { async: 'promise' };

const SYNC: MemberModel = { call: { sinks: PROGRAM, blocking: true } };
const COMMAND: MemberModel = { call: { async: 'promise', sinks: LINE } };
const COMMAND_SYNC: MemberModel = { call: { sinks: LINE, blocking: true } };
const NODE: MemberModel = {
  call: {
    async: 'promise',
    sinks: [
      { kind: 'file-path', arg: 0 },
      { kind: 'process-argument', arg: 1 },
    ],
  },
};

export const execa = defineModel({
  library: 'execa',
  modules: ['execa', 'nano-spawn', 'tinyexec'],
  family: 'runtime',
  exports: {
    // Before version 6 the others were members of the first.
    default: {
      call: { async: 'promise', sinks: PROGRAM },
      members: {
        sync: SYNC,
        node: NODE,
        command: COMMAND,
        commandSync: COMMAND_SYNC,
        shell: COMMAND,
        shellSync: COMMAND_SYNC,
      },
    },
    execa: { call: { async: 'promise', sinks: PROGRAM }, tag: TEMPLATE },
    execaSync: SYNC,
    execaCommand: COMMAND,
    execaCommandSync: COMMAND_SYNC,
    execaNode: NODE,
    sync: SYNC,
    node: NODE,
    command: COMMAND,
    commandSync: COMMAND_SYNC,
    $: { tag: TEMPLATE, call: {} },
    x: { call: { async: 'promise', sinks: PROGRAM } },
  },
});
export const zx = defineModel({
  library: 'zx',
  modules: ['zx'],
  family: 'runtime',
  exports: { $: { tag: TEMPLATE, call: {} } },
});
export const crossSpawn = defineModel({
  library: 'cross-spawn',
  modules: ['cross-spawn'],
  family: 'runtime',
  exports: {
    default: {
      call: { returns: 'node:child_process#ChildProcess', sinks: PROGRAM },
      members: {
        sync: { call: { sinks: PROGRAM, blocking: true } },
        spawn: { call: { returns: 'node:child_process#ChildProcess', sinks: PROGRAM } },
      },
    },
  },
});

const FILE: MemberModel = { call: { sinks: [{ kind: 'file-path', arg: 'rest' }], blocking: true } };
export const shelljs = defineModel({
  library: 'shelljs',
  modules: ['shelljs'],
  family: 'runtime',
  exports: {
    exec: {
      call: {
        sinks: LINE,
        blocking: true,
        callbacks: [{ arg: 'last', params: [null, null, null], promise: 'ignored' }],
      },
    },
    cat: FILE,
    rm: FILE,
    cp: FILE,
    mv: FILE,
    mkdir: FILE,
    ls: FILE,
    test: { call: { blocking: true } },
  },
});

export const dotenv = defineModel({
  library: 'dotenv',
  modules: ['dotenv', 'dotenv/config'],
  family: 'other',
  exports: {
    config: { call: { result: { is: 'safe', shapes: ['obj'] } } },
    parse: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
  },
});

const EACH: CallModel = {
  async: 'promise',
  awaitsCallback: true,
  callbacks: [{ arg: 1, params: [null, null], promise: 'awaited' }],
  awaitsArguments: true,
};
export const pMap = defineModel({
  library: 'p-map',
  modules: ['p-map'],
  family: 'other',
  exports: { default: { call: EACH }, pMapIterable: { call: {} } },
});
export const pAll = defineModel({
  library: 'p-all',
  modules: ['p-all', 'p-series', 'p-settle'],
  family: 'other',
  exports: { default: { call: { async: 'promise', awaitsArguments: true } } },
});
export const pLimit = defineModel({
  library: 'p-limit',
  modules: ['p-limit'],
  family: 'other',
  exports: { default: { call: { returns: 'Limit' } } },
  types: {
    Limit: {
      call: { async: 'promise', awaitsCallback: true, callbacks: [{ arg: 0, params: [], promise: 'awaited' }] },
    },
  },
});
export const pRetry = defineModel({
  library: 'p-retry',
  modules: ['p-retry', 'async-retry'],
  family: 'other',
  exports: {
    default: {
      call: { async: 'promise', awaitsCallback: true, callbacks: [{ arg: 0, params: [null], promise: 'awaited' }] },
    },
  },
});
export const pQueue = defineModel({
  library: 'p-queue',
  modules: ['p-queue'],
  family: 'other',
  exports: { default: { type: 'Queue', new: {} } },
  types: {
    Queue: {
      members: {
        add: {
          call: { async: 'promise', awaitsCallback: true, callbacks: [{ arg: 0, params: [], promise: 'awaited' }] },
        },
        addAll: { call: { async: 'promise' } },
        onIdle: { call: { async: 'promise' } },
      },
    },
  },
});
export const dataloader = defineModel({
  library: 'dataloader',
  modules: ['dataloader'],
  family: 'other',
  exports: { default: { type: 'DataLoader', new: { callbacks: [{ arg: 0, params: [null], promise: 'awaited' }] } } },
  types: {
    DataLoader: {
      members: {
        load: { call: { async: 'promise' } },
        loadMany: { call: { async: 'promise' } },
        clear: { call: { returns: 'this' } },
        prime: { call: { returns: 'this' } },
      },
    },
  },
});
/** Handlers wrapped here pass their rejections on to the framework. */
export const expressAsyncHandler = defineModel({
  library: 'express-async-handler',
  modules: ['express-async-handler', 'express-async-wrap'],
  family: 'http',
  exports: {
    default: {
      call: {
        returns: 'argument:0',
        callbacks: [{ arg: 0, params: ['express#Request', 'express#Response', 'express#Next'], promise: 'awaited' }],
      },
    },
  },
});
/** Loaded once, these make every router of the process forward rejections. */
export const expressAsyncErrors = defineModel({
  library: 'express-async-errors',
  modules: ['express-async-errors'],
  family: 'http',
  exports: {},
  forwardsRejectionsOf: ['express'],
});
export const expressPromiseRouter = defineModel({
  library: 'express-promise-router',
  modules: ['express-promise-router'],
  family: 'http',
  exports: { default: { call: {} } },
  forwardsRejectionsOf: ['express'],
});
export const nodeCron = defineModel({
  library: 'node-cron',
  modules: ['node-cron'],
  family: 'queue',
  exports: {
    schedule: {
      call: {
        background: true,
        entry: { kind: 'schedule', name: { arg: 0 }, handler: { arg: 1 } },
        callbacks: [{ arg: 1, params: [null], promise: 'ignored' }],
      },
    },
  },
});
export const cron = defineModel({
  library: 'cron',
  modules: ['cron'],
  family: 'queue',
  exports: {
    CronJob: {
      new: {
        background: true,
        entry: { kind: 'schedule', name: { arg: 0 }, handler: { arg: 1 } },
        callbacks: [{ arg: 1, params: [], promise: 'ignored' }],
      },
    },
  },
});

/** What it gathers lies in memory. */
const IN_MEMORY: MemberModel = { call: { async: 'promise', neverRejects: true } };
const METRICS: MemberModel = { type: 'Registry', members: { metrics: IN_MEMORY } };
export const promClient = defineModel({
  library: 'prom-client',
  modules: ['prom-client'],
  family: 'other',
  exports: {
    Registry: { type: 'Registry', new: {} },
    AggregatorRegistry: { new: {} },
    register: METRICS,
    collectDefaultMetrics: { call: {} },
    default: {
      members: { Registry: { type: 'Registry', new: {} }, register: METRICS, collectDefaultMetrics: { call: {} } },
    },
  },
  types: {
    Registry: { members: { metrics: IN_MEMORY, getSingleMetricAsString: IN_MEMORY, getMetricsAsJSON: IN_MEMORY } },
  },
});
