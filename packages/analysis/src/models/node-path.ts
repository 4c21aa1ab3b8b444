import { defineModel, type CallModel, type MemberModel } from '../vocabulary/library-model.js';

const JOINED: CallModel = { result: { is: 'derived', from: ['rest'], shapes: ['str'] } };
const FIRST: CallModel = { result: { is: 'derived', from: [0], shapes: ['str'] } };
/** The last segment: no separator survives, so it cannot leave a directory. */
const LAST_SEGMENT: CallModel = { result: { is: 'sanitized', arg: 0, for: ['file-path'] } };

const members: Record<string, MemberModel> = {
  join: { call: JOINED },
  resolve: { call: JOINED },
  normalize: { call: FIRST },
  relative: { call: { result: { is: 'derived', from: [0, 1], shapes: ['str'] } } },
  dirname: { call: FIRST },
  basename: { call: LAST_SEGMENT },
  extname: { call: LAST_SEGMENT },
  parse: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } },
  format: { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } },
  isAbsolute: { call: { result: { is: 'safe', shapes: ['bool'] } } },
  toNamespacedPath: { call: FIRST },
  sep: { value: 'constant' },
  delimiter: { value: 'constant' },
};

export const nodePath = defineModel({
  library: 'node:path',
  modules: ['node:path', 'node:path/posix', 'upath'],
  family: 'runtime',
  exports: { ...members, posix: { members }, win32: { members } },
});
