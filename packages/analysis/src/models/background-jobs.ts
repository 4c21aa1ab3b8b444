import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** Jobs hold what the program itself put there. */
const JOB: MemberModel = { call: { async: 'promise', external: 'queue' } };
const PROMISE: MemberModel = { call: { async: 'promise' } };

/** `task({ id: 'mail', run: async (payload) => ... })` */
const TASK: CallModel = {
  background: true,
  returns: 'Task',
  entry: { kind: 'queue', name: { arg: 0, property: 'id' }, handler: { arg: 0, property: 'run' } },
  callbacks: [{ arg: 0, property: 'run', params: [null, null], promise: 'awaited' }],
};
const TIMED_TASK: CallModel = {
  ...TASK,
  entry: { kind: 'schedule', name: { arg: 0, property: 'id' }, handler: { arg: 0, property: 'run' } },
};
export const triggerDev = defineModel({
  library: '@trigger.dev/sdk',
  modules: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
  family: 'queue',
  exports: {
    task: { call: TASK },
    schemaTask: { call: TASK },
    schedules: { members: { task: { call: TIMED_TASK }, create: JOB } },
    tasks: { members: { trigger: JOB, batchTrigger: JOB, triggerAndWait: JOB } },
  },
  types: { Task: { members: { trigger: JOB, batchTrigger: JOB, triggerAndWait: JOB, batchTriggerAndWait: JOB } } },
});

const FUNCTION = { name: { arg: 0, property: 'id' }, handler: { arg: 'last' } } as const;
export const inngest = defineModel({
  library: 'inngest',
  modules: ['inngest'],
  family: 'queue',
  exports: { Inngest: { type: 'Client', new: {} } },
  types: {
    Client: {
      members: {
        createFunction: {
          call: {
            background: true,
            entry: [
              { ...FUNCTION, kind: 'schedule', where: { arg: 1, property: 'cron', is: 'given' } },
              { ...FUNCTION, kind: 'queue', where: { arg: 1, property: 'cron', is: 'absent' } },
            ],
            callbacks: [{ arg: 'last', params: [null], promise: 'awaited' }],
          },
        },
        send: JOB,
      },
    },
  },
});

const TASKS: CallModel = {
  async: 'promise',
  background: true,
  entry: { kind: 'queue', handler: { arg: 0, property: 'taskList' }, each: {} },
  callbacks: [{ arg: 0, property: 'taskList.*', params: [null, null], promise: 'awaited' }],
};
export const graphileWorker = defineModel({
  library: 'graphile-worker',
  modules: ['graphile-worker'],
  family: 'queue',
  exports: {
    run: { call: TASKS },
    runOnce: { call: TASKS },
    makeWorkerUtils: { call: { async: 'promise', returns: 'Utils' } },
    quickAddJob: JOB,
    Task: { type: 'Task' },
  },
  types: { Task: { params: [null, null] }, Utils: { members: { addJob: JOB, migrate: PROMISE, release: PROMISE } } },
});

const WORK: CallModel = {
  async: 'promise',
  background: true,
  entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 'last' } },
  callbacks: [{ arg: 'last', params: [null], promise: 'awaited' }],
};
const BOSS: MemberModel = { type: 'Boss', new: {} };
export const pgBoss = defineModel({
  library: 'pg-boss',
  modules: ['pg-boss'],
  family: 'queue',
  exports: { default: BOSS, PgBoss: BOSS },
  types: {
    Boss: {
      extends: 'node:events#EventEmitter',
      perProcess: true,
      members: {
        work: { call: WORK },
        subscribe: { call: WORK },
        send: JOB,
        sendAfter: JOB,
        insert: JOB,
        publish: JOB,
        schedule: JOB,
        start: PROMISE,
        stop: PROMISE,
        createQueue: PROMISE,
      },
    },
  },
});

export const beeQueue = defineModel({
  library: 'bee-queue',
  modules: ['bee-queue'],
  family: 'queue',
  exports: { default: { type: 'Queue', new: {} } },
  types: {
    Queue: {
      extends: 'node:events#EventEmitter',
      perProcess: true,
      members: {
        // A number may stand before what runs: how many at once.
        process: {
          call: {
            background: true,
            entry: { kind: 'queue', name: { arg: 0, makerArg: 0 }, handler: { arg: 'last' } },
            callbacks: [{ arg: 'last', params: [null], promise: 'awaited' }],
          },
        },
        createJob: { call: { returns: 'Job' } },
        close: PROMISE,
        ready: PROMISE,
      },
    },
    Job: { members: { save: JOB, timeout: { call: { returns: 'this' } }, retries: { call: { returns: 'this' } } } },
  },
});
