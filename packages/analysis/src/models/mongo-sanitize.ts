import { defineModel } from '../vocabulary/library-model.js';

/** Middleware that drops keys beginning with `$` from every request. */
export const expressMongoSanitize = defineModel({
  library: 'express-mongo-sanitize',
  modules: ['express-mongo-sanitize', '@exortek/express-mongo-sanitize'],
  family: 'validation',
  exports: { default: { call: { disarms: { kinds: ['nosql-filter'] } } } },
});

/** Returns its argument without keys that begin with `$`. */
export const mongoSanitize = defineModel({
  library: 'mongo-sanitize',
  modules: ['mongo-sanitize'],
  family: 'validation',
  exports: { default: { call: { result: { is: 'sanitized', arg: 0, for: ['nosql-filter'] } } } },
});
