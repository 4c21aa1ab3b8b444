import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

const RESULT: CallModel = { result: { is: 'derived', from: [0], shapes: ['obj'], instance: true } };
/** Without it the result may be as long as a buffer can be: some kilobytes become gigabytes. */
const UNBOUNDED: readonly HazardModel[] = [
  { hazard: 'unbounded-output', arg: 1, property: 'maxOutputLength', missing: true },
];
const named = (names: string, call: CallModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { call }]));

export const nodeZlib = defineModel({
  library: 'node:zlib',
  modules: ['node:zlib'],
  family: 'runtime',
  exports: {
    ...named('gzipSync deflateSync deflateRawSync brotliCompressSync zstdCompressSync', { ...RESULT, blocking: true }),
    ...named('gunzipSync inflateSync inflateRawSync brotliDecompressSync unzipSync zstdDecompressSync', {
      ...RESULT,
      blocking: true,
      hazards: UNBOUNDED,
    }),
    ...named('gunzip inflate inflateRaw brotliDecompress unzip zstdDecompress', {
      async: 'callback',
      hazards: UNBOUNDED,
      callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored', later: true }],
    }),
  },
});
