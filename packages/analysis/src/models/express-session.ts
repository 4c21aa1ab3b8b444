import { defineModel } from './define.js';

export const expressSession = defineModel({
  library: 'express-session',
  modules: ['express-session'],
  family: 'auth',
  exports: { default: { call: { duty: ['session'], sinks: [{ kind: 'secret', arg: 0, property: 'secret', propertyOnly: true }] } }, MemoryStore: { new: {} }, Store: { new: {} } },
});

export const cookieSession = defineModel({
  library: 'cookie-session',
  modules: ['cookie-session'],
  family: 'auth',
  exports: { default: { call: { duty: ['session'], sinks: [{ kind: 'secret', arg: 0, property: ['secret', 'keys'], propertyOnly: true }] } } },
});

export const cookieParser = defineModel({
  library: 'cookie-parser',
  modules: ['cookie-parser'],
  family: 'other',
  exports: { default: { call: { duty: ['body-parser'], sinks: [{ kind: 'secret', arg: 0 }] } } },
});
