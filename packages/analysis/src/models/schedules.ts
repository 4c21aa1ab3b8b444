import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';

/** `schedule('0 * * * *', run)` */
const AT: CallModel = {
  background: true,
  returns: 'Job',
  entry: { kind: 'schedule', name: { arg: 0 }, handler: { arg: 'last' } },
  callbacks: [{ arg: 'last', params: [null], promise: 'ignored' }],
};
const PROMISE: MemberModel = { call: { async: 'promise' } };

export const nodeSchedule = defineModel({
  library: 'node-schedule',
  modules: ['node-schedule'],
  family: 'queue',
  exports: {
    // A name of the job may stand before its rule.
    scheduleJob: { call: AT },
    gracefulShutdown: PROMISE,
  },
  types: { Job: { members: { cancel: { call: {} }, reschedule: { call: {} } } } },
});

const CRON: MemberModel = { type: 'Job', new: AT, call: AT };
export const croner = defineModel({
  library: 'croner',
  modules: ['croner'],
  family: 'queue',
  exports: { default: CRON, Cron: CRON },
  types: { Job: { members: { schedule: { call: {} }, stop: { call: {} }, nextRun: { call: {} } } } },
});

/** Each job is a file of its folder, or names one. */
export const bree = defineModel({
  library: 'bree',
  modules: ['bree'],
  family: 'queue',
  exports: {
    default: {
      type: 'Bree',
      new: { entry: { kind: 'schedule', handler: { arg: 0, property: 'jobs' }, each: { named: ['name'] } } },
    },
  },
  types: { Bree: { members: { start: PROMISE, stop: PROMISE, run: PROMISE, add: PROMISE, remove: PROMISE } } },
});

const TASK: CallModel = {
  background: true,
  entry: { kind: 'schedule', name: { arg: 0 }, handler: { arg: 1 } },
  callbacks: [{ arg: 1, params: [], promise: 'awaited' }],
};
export const toadScheduler = defineModel({
  library: 'toad-scheduler',
  modules: ['toad-scheduler'],
  family: 'queue',
  exports: {
    ToadScheduler: { type: 'Scheduler', new: {} },
    Task: { new: TASK },
    AsyncTask: { new: TASK },
    SimpleIntervalJob: { new: {} },
    CronJob: { new: {} },
    LongIntervalJob: { new: {} },
  },
  types: {
    Scheduler: { members: { addSimpleIntervalJob: { call: {} }, addCronJob: { call: {} }, stop: { call: {} } } },
  },
});
