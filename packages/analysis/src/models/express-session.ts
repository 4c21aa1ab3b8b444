import { defineModel, type MemberModel } from './define.js';

const REPORTED: MemberModel = { call: { returns: 'this', callbacks: [{ arg: 0, params: [null], promise: 'ignored' }] } };

export const expressSession = defineModel({
  library: 'express-session',
  modules: ['express-session'],
  family: 'auth',
  exports: { default: { call: { duty: ['session'], cookie: { options: { arg: 0, property: 'cookie' }, defaults: { httpOnly: true }, secureNeedsTls: true }, sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] }, members: { MemoryStore: { new: {} } } }, MemoryStore: { new: {} }, Store: { new: {} }, Session: { type: 'Session' }, SessionData: { type: 'Session' } },
  /** What the program itself stored: trusted unless it stored request input. */
  types: { Session: { members: { regenerate: REPORTED, destroy: REPORTED, save: REPORTED, reload: REPORTED, touch: { call: { returns: 'this' } } } } },
});

export const cookieSession = defineModel({
  library: 'cookie-session',
  modules: ['cookie-session'],
  family: 'auth',
  exports: { default: { call: { duty: ['session'], cookie: { options: { arg: 0 }, defaults: { httpOnly: true, secure: 'connection' }, secureNeedsTls: true }, sinks: [{ kind: 'secret', arg: 0, property: ['secret', 'keys'], propertyOnly: true }] } } },
});

export const cookieParser = defineModel({
  library: 'cookie-parser',
  modules: ['cookie-parser'],
  family: 'other',
  exports: { default: { call: { duty: [], sinks: [{ kind: 'secret', arg: 0 }] } } },
});
