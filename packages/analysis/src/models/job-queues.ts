import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const JOB: MemberModel = { call: { async: 'promise', external: 'queue' } };
const PROCESSOR: CallModel = {
  background: true,
  entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 1 } },
  callbacks: [{ arg: 1, params: [null, null], promise: 'awaited' }],
};
/** Options may stand between the name and what runs. */
const NAMED: CallModel = {
  background: true,
  entry: { kind: 'queue', name: { arg: 0 }, handler: { arg: 'last' } },
  callbacks: [{ arg: 'last', params: [null, null], promise: 'awaited' }],
};

export const bullmq = defineModel({
  library: 'bullmq',
  modules: ['bullmq'],
  family: 'queue',
  exports: {
    Queue: { type: 'Queue', new: {} },
    Worker: { type: 'Worker', new: PROCESSOR },
    QueueEvents: { type: 'Worker', new: {} },
    FlowProducer: { type: 'Queue', new: {} },
    Job: { type: 'Job' },
  },
  types: {
    Queue: {
      perProcess: true,
      extends: 'node:events#EventEmitter',
      members: {
        add: JOB,
        addBulk: JOB,
        close: { call: { async: 'promise' } },
        getJob: { call: { async: 'promise' } },
        pause: { call: { async: 'promise' } },
        resume: { call: { async: 'promise' } },
        obliterate: { call: { async: 'promise' } },
        upsertJobScheduler: JOB,
      },
    },
    Worker: {
      extends: 'node:events#EventEmitter',
      members: { close: { call: { async: 'promise' } }, run: { call: { async: 'promise' } } },
    },
    Job: {
      members: {
        updateProgress: { call: { async: 'promise' } },
        log: { call: { async: 'promise' } },
        remove: { call: { async: 'promise' } },
      },
    },
  },
});
/** Without a name of a job it runs for all of the queue. */
const OF_QUEUE: CallModel = {
  ...NAMED,
  entry: { kind: 'queue', name: { arg: 0, makerArg: 0 }, handler: { arg: 'last' } },
};
export const bull = defineModel({
  library: 'bull',
  modules: ['bull'],
  family: 'queue',
  exports: { default: { type: 'Queue', new: {}, call: { returns: 'Queue' } } },
  types: {
    Queue: {
      perProcess: true,
      extends: 'node:events#EventEmitter',
      members: { add: JOB, process: { call: OF_QUEUE }, close: { call: { async: 'promise' } } },
    },
  },
});
export const nestBull = defineModel({
  library: '@nestjs/bullmq',
  modules: ['@nestjs/bullmq', '@nestjs/bull'],
  family: 'queue',
  exports: {
    InjectQueue: { decorator: { is: 'injection', type: 'bullmq#Queue' } },
    Processor: { decorator: { is: 'entry', kind: 'message', runs: 'process' } },
    Process: { decorator: { is: 'entry', kind: 'message' } },
    OnWorkerEvent: { decorator: { is: 'entry', kind: 'event' } },
    BullModule: { members: { forRoot: { call: {} }, forRootAsync: { call: {} }, registerQueue: { call: {} } } },
  },
});
export const agenda = defineModel({
  library: 'agenda',
  modules: ['agenda', '@hokify/agenda'],
  family: 'queue',
  exports: { default: { type: 'Agenda', new: {} }, Agenda: { type: 'Agenda', new: {} } },
  types: {
    Agenda: {
      perProcess: true,
      extends: 'node:events#EventEmitter',
      members: {
        define: { call: NAMED },
        every: JOB,
        schedule: JOB,
        now: JOB,
        start: { call: { async: 'promise' } },
        stop: { call: { async: 'promise' } },
        cancel: { call: { async: 'promise' } },
      },
    },
  },
});
