import { defineModel, type CallModel } from '../vocabulary/library-model.js';

const PARSE: CallModel = { result: { is: 'validated', arg: 1 } };

export const valibot = defineModel({
  library: 'valibot',
  modules: ['valibot'],
  family: 'validation',
  exports: {
    parse: { call: PARSE },
    parseAsync: { call: { ...PARSE, async: 'promise' } },
    safeParse: { call: PARSE },
    safeParseAsync: { call: { ...PARSE, async: 'promise' } },
    is: {
      call: {
        guard: { arg: 1, for: ['nosql-filter', 'write-data'], when: true },
        result: { is: 'safe', shapes: ['bool'] },
      },
    },
  },
});
