import type { LibraryCases } from './model-case.js';

/** What a library tells or makes, imported in three ways; and the same of other people. */
function called(module: string, name: string, call: string, symbol: string): LibraryCases[string] {
  return {
    found: [
      [`import { ${name} } from '${module}'; «${call}»;`, symbol],
      [`import * as lib from '${module}'; «${call.replace(name, `lib.${name}`)}»;`, symbol],
      [`const { ${name} } = require('${module}'); «${call}»;`, symbol],
    ],
    lookAlikes: [
      [`import { ${name} } from './mine'; «${call}»;`, null],
      [`const ${name} = globalThis.mine; «${call}»;`, null],
      [`import { other } from '${module}'; function f(${name}) { return «${call}»; }`, null],
    ],
  };
}

export const cases: LibraryCases = {
  micromatch: called('micromatch', 'isMatch', 'isMatch(a, b)', 'micromatch#isMatch'),
  minimatch: called('minimatch', 'minimatch', 'minimatch(a, b)', 'minimatch#minimatch'),
  picomatch: called('picomatch', 'isMatch', 'isMatch(a, b)', 'picomatch#isMatch'),
  'path-to-regexp': called('path-to-regexp', 'match', 'match(a)', 'path-to-regexp#match'),
  'url-pattern': {
    found: [
      [`import UrlPattern from 'url-pattern'; «new UrlPattern(a)»;`, 'url-pattern#default'],
      [`const UrlPattern = require('url-pattern'); «new UrlPattern(a)»;`, 'url-pattern#default'],
      [`import Pattern from 'url-pattern'; «new Pattern(a)»;`, 'url-pattern#default'],
    ],
    lookAlikes: [
      [`import UrlPattern from './mine'; «new UrlPattern(a)»;`, null],
      [`const UrlPattern = globalThis.mine; «new UrlPattern(a)»;`, null],
      [`import { other } from 'url-pattern'; function f(UrlPattern) { return «new UrlPattern(a)»; }`, null],
    ],
  },
};
