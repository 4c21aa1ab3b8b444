import type { Shape } from '../vocabulary/concepts.js';
import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const ANY: readonly Shape[] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const HTML: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['html-response'] } } };
const SOURCE: MemberModel = { call: { sinks: [{ kind: 'template-source', arg: 0 }] } };
const PICKED: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ANY } } };
const KEYS_TO: MemberModel = {
  call: { sinks: [{ kind: 'object-path', arg: 1 }], result: { is: 'derived', from: [0, 2], shapes: ANY } },
};
const MERGED: MemberModel = { call: { result: { is: 'derived', from: ['rest'], shapes: ANY } } };
const TEXT: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } };
const NUMBER: MemberModel = { call: { result: { is: 'safe', shapes: ['num'] } } };
const BOOL: MemberModel = { call: { result: { is: 'safe', shapes: ['bool'] } } };
const named = (member: MemberModel, names: string): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, member]));

const lodashFor = (versions: string, merged: MemberModel): LibraryModel =>
  defineModel({
    library: 'lodash',
    versions,
    modules: ['lodash', 'lodash-es', 'underscore'],
    family: 'other',
    exports: {
      ...named(
        PICKED,
        'get omit cloneDeep clone first head last find filter map sortBy orderBy uniq uniqBy compact ' +
          'flatten chunk values keys groupBy keyBy pickBy omitBy mapValues take drop reverse',
      ),
      // The program names the fields, unless the client does.
      pick: { call: { result: { is: 'sanitized', arg: 0, for: ['write-data'], unlessSent: 1 } } },
      ...named(KEYS_TO, 'set setWith unset'),
      ...named(MERGED, 'defaults assign extend concat'),
      ...named(merged, 'merge mergeWith defaultsDeep'),
      ...named(TEXT, 'trim toLower toUpper camelCase kebabCase snakeCase capitalize toString truncate'),
      ...named(NUMBER, 'toNumber toInteger size parseInt clamp'),
      random: { call: { result: { is: 'random', weak: true } } },
      ...named(
        BOOL,
        'isString isNumber isEmpty isNil isArray isObject isEqual has includes isPlainObject isUndefined isNull',
      ),
      escape: HTML,
      ...named({ call: { returns: 'argument:0' } }, 'once memoize'),
      template: SOURCE,
      escapeRegExp: { call: { result: { is: 'sanitized', arg: 0, for: ['regexp-source'] } } },
    },
  });

/** Since 4.17.20 no function follows `__proto__` any more (CVE-2020-8203, CVE-2019-10744). */
export const lodash = lodashFor('>=4.17.20', MERGED);
export const lodashFollowing = defineModel({
  ...lodashFor('<4.17.20', { call: { ...MERGED.call, sinks: [{ kind: 'merged-object', arg: 'rest', from: 1 }] } }),
  outdated: true,
});
