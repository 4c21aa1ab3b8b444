import type { LibraryCases } from './model-case.js';

const OLD = { lodash: '4.17.10', 'set-value': '2.0.0', 'dot-prop': '4.2.0', 'deep-extend': '0.4.2', 'merge-deep': '3.0.2' };

/** What becomes code, keys, entries or live objects when it is read: found with its sinks, with its neighbours. */
export const cases: LibraryCases = {
  lodash: {
    found: [
      { code: "import _ from 'lodash'; «_.set(o, path, v)»;", is: 'lodash#set', sinks: ['object-path'] },
      { code: "import { setWith } from 'lodash'; «setWith(o, path, v)»;", is: 'lodash#setWith', sinks: ['object-path'] },
      { code: "import _ from 'lodash'; «_.merge({}, a, b)»;", is: 'lodash#merge', sinks: [] },
      { code: "import _ from 'lodash'; «_.merge({}, a, b)»;", is: 'lodash#merge', sinks: ['merged-object', 'merged-object'], versions: OLD },
      { code: "const { defaultsDeep } = require('lodash'); «defaultsDeep({}, a)»;", is: 'lodash#defaultsDeep', sinks: ['merged-object'], versions: OLD },
      { code: "import { merge as join } from 'lodash-es'; «join({}, a)»;", is: 'lodash#merge', sinks: ['merged-object'], versions: OLD },
    ],
    lookAlikes: [
      ["import { merge } from './mine'; «merge({}, a)»;", null],
      ['const _ = { set() {} }; «_.set(o, p, v)»;', null],
      { code: "import _ from 'lodash'; «_.assign({}, a)»;", is: 'lodash#assign', sinks: [], versions: OLD },
      { code: "import _ from 'lodash'; «_.get(o, path)»;", is: 'lodash#get', sinks: [] },
    ],
  },
  'set-value': {
    found: [
      { code: "import set from 'set-value'; «set(o, path, v)»;", is: 'set-value#default', sinks: ['object-path'], versions: OLD },
      { code: "const set = require('set-value'); «set(o, path, v)»;", is: 'set-value#default', sinks: ['object-path'], versions: OLD },
    ],
    lookAlikes: [
      { code: "import set from 'set-value'; «set(o, path, v)»;", is: 'set-value#default', sinks: [] },
      ["import set from './set-value'; «set(o, path, v)»;", null],
    ],
  },
  'dot-prop': {
    found: [{ code: "import dot from 'dot-prop'; «dot.set(o, path, v)»;", is: 'dot-prop#set', sinks: ['object-path'], versions: OLD }],
    lookAlikes: [{ code: "import { setProperty } from 'dot-prop'; «setProperty(o, path, v)»;", is: 'dot-prop#setProperty', sinks: [], versions: { 'dot-prop': '9.0.0' } }],
  },
  'deep-extend': {
    found: [{ code: "const extend = require('deep-extend'); «extend({}, a)»;", is: 'deep-extend#default', sinks: ['merged-object'], versions: OLD }],
    lookAlikes: [{ code: "const extend = require('deep-extend'); «extend({}, a)»;", is: 'deep-extend#default', sinks: [], versions: { 'deep-extend': '0.6.0' } }],
  },
  'merge-deep': {
    found: [{ code: "import merge from 'merge-deep'; «merge({}, a)»;", is: 'merge-deep#default', sinks: ['merged-object'], versions: OLD }],
    lookAlikes: [["import merge from './merge-deep'; «merge({}, a)»;", null]],
  },
};
