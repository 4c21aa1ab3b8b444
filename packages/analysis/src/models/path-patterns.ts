/** What tells whether a path fits a pattern. */
import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const TESTS: MemberModel = { call: { testsPath: { pathArg: 0, patternArg: 1 } } };
const MAKES: MemberModel = { call: { testsPath: { patternArg: 0 } } };

const matcher = (library: string, exports: LibraryModel['exports']): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports });

export const micromatch = matcher('micromatch', {
  default: { members: { isMatch: TESTS, any: TESTS, matcher: MAKES } },
  isMatch: TESTS,
  any: TESTS,
  matcher: MAKES,
});
export const minimatch = matcher('minimatch', { default: TESTS, minimatch: TESTS, filter: MAKES });
export const picomatch = matcher('picomatch', { default: { ...MAKES, members: { isMatch: TESTS } }, isMatch: TESTS });
export const pathToRegexp = matcher('path-to-regexp', { match: MAKES, pathToRegexp: MAKES, default: MAKES });
export const urlPattern = matcher('url-pattern', { default: { new: { testsPath: { patternArg: 0 } } } });
