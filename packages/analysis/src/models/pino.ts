import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const ENTRY: MemberModel = { call: { sinks: [{ kind: 'log-entry', arg: 'rest' }], fireAndForget: true } };
const LEVELS = Object.fromEntries('trace debug info warn error fatal'.split(' ').map((level) => [level, ENTRY]));

/** Writes JSON lines: control characters in a value cannot forge an entry. */
export const pino = defineModel({
  library: 'pino',
  modules: ['pino'],
  family: 'logging',
  exports: {
    default: { call: { returns: 'Logger' } },
    pino: { call: { returns: 'Logger' } },
    Logger: { type: 'Logger' },
    BaseLogger: { type: 'Logger' },
  },
  types: {
    Logger: { members: { ...LEVELS, child: { call: { returns: 'this' } }, flush: { call: { fireAndForget: true } } } },
  },
});

export const pinoHttp = defineModel({
  library: 'pino-http',
  modules: ['pino-http'],
  family: 'logging',
  exports: { default: { call: { duty: ['logging'] } }, pinoHttp: { call: { duty: ['logging'] } } },
});
