import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const HOLDS: MemberModel = { call: { asserts: 0 } };

export const nodeAssert = defineModel({
  library: 'node:assert',
  modules: ['node:assert', 'node:assert/strict', 'tiny-invariant'],
  family: 'runtime',
  exports: { default: HOLDS, ok: HOLDS, assert: HOLDS, strict: HOLDS },
});
