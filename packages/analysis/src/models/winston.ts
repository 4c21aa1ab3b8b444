import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const ENTRY: MemberModel = { call: { sinks: [{ kind: 'log-entry', arg: 'rest' }], fireAndForget: true } };
const LEVELS = Object.fromEntries(
  'error warn info http verbose debug silly log emerg alert crit warning notice'
    .split(' ')
    .map((level) => [level, ENTRY]),
);

export const winston = defineModel({
  library: 'winston',
  modules: ['winston'],
  family: 'logging',
  exports: {
    createLogger: { call: { returns: 'Logger' } },
    Logger: { type: 'Logger', new: { returns: 'Logger' } },
    loggers: { members: { get: { call: { returns: 'Logger' } }, add: { call: { returns: 'Logger' } } } },
    ...LEVELS,
  },
  types: { Logger: { members: { ...LEVELS, child: { call: { returns: 'this' } }, profile: { call: {} } } } },
});

export const bunyan = defineModel({
  library: 'bunyan',
  modules: ['bunyan'],
  family: 'logging',
  exports: {
    createLogger: { call: { returns: 'Logger' } },
    default: { type: 'Logger', members: { createLogger: { call: { returns: 'Logger' } } } },
  },
  types: {
    Logger: {
      members: {
        ...Object.fromEntries('trace debug info warn error fatal'.split(' ').map((level) => [level, ENTRY])),
        child: { call: { returns: 'this' } },
      },
    },
  },
});
