/** What tells whether a path fits a pattern. */
import { defineModel, type MemberModel } from '../vocabulary/library-model.js';

const TESTS: MemberModel = { call: { testsPath: { pathArg: 0, patternArg: 1 } } };
const MAKES: MemberModel = { call: { testsPath: { patternArg: 0 } } };

export const micromatch = defineModel({
  library: 'micromatch',
  modules: ['micromatch'],
  family: 'other',
  exports: {
    default: { members: { isMatch: TESTS, any: TESTS, matcher: MAKES } },
    isMatch: TESTS,
    any: TESTS,
    matcher: MAKES,
  },
});
export const minimatch = defineModel({
  library: 'minimatch',
  modules: ['minimatch'],
  family: 'other',
  exports: { default: TESTS, minimatch: TESTS, filter: MAKES },
});
export const picomatch = defineModel({
  library: 'picomatch',
  modules: ['picomatch'],
  family: 'other',
  exports: { default: { ...MAKES, members: { isMatch: TESTS } }, isMatch: TESTS },
});
export const pathToRegexp = defineModel({
  library: 'path-to-regexp',
  modules: ['path-to-regexp'],
  family: 'other',
  exports: { match: MAKES, pathToRegexp: MAKES, default: MAKES },
});
export const urlPattern = defineModel({
  library: 'url-pattern',
  modules: ['url-pattern'],
  family: 'other',
  exports: { default: { new: { testsPath: { patternArg: 0 } } } },
});
