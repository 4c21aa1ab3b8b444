import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const REPORTED: MemberModel = {
  call: { returns: 'this', callbacks: [{ arg: 0, params: [null], promise: 'ignored', later: true }] },
};

const IN_MEMORY: MemberModel = { new: { hazards: [{ hazard: 'memory-store' }] } };

export const expressSession = defineModel({
  library: 'express-session',
  modules: ['express-session'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['session'],
        hazards: [
          { hazard: 'session-fixation', arg: 0, property: 'saveUninitialized', is: true },
          { hazard: 'memory-store', arg: 0, property: 'store', missing: true },
        ],
        cookie: {
          options: { arg: 0, property: 'cookie' },
          defaults: { httpOnly: true },
          secureNeedsTls: true,
          autoSecure: true,
        },
        // The id is all that a browser shows of who it is.
        sinks: [{ kind: 'secret', arg: 0, property: ['secret', 'genid'], propertyOnly: true }],
      },
      members: { MemoryStore: IN_MEMORY },
    },
    MemoryStore: IN_MEMORY,
    Store: { new: {} },
    Session: { type: 'Session' },
    SessionData: { type: 'Session' },
  },
  /** What the program itself stored: trusted unless it stored request input. */
  types: {
    Session: {
      renewedBy: ['regenerate', 'destroy'],
      members: {
        regenerate: REPORTED,
        destroy: REPORTED,
        save: REPORTED,
        reload: REPORTED,
        touch: { call: { returns: 'this' } },
      },
    },
  },
});

export const cookieSession = defineModel({
  library: 'cookie-session',
  modules: ['cookie-session'],
  family: 'auth',
  exports: {
    default: {
      call: {
        duty: ['session'],
        cookie: {
          options: { arg: 0 },
          defaults: { httpOnly: true, secure: 'connection' },
          secureNeedsTls: true,
          holdsSession: true,
        },
        sinks: [{ kind: 'secret', arg: 0, property: ['secret', 'keys'], propertyOnly: true }],
      },
    },
  },
});

export const cookieParser = defineModel({
  library: 'cookie-parser',
  modules: ['cookie-parser'],
  family: 'other',
  exports: { default: { call: { duty: [], sinks: [{ kind: 'secret', arg: 0 }] } } },
});
