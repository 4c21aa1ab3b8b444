import type { Shape } from '../vocabulary/concepts.js';
import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const ANY: readonly Shape[] = ['str', 'num', 'bool', 'arr', 'obj', 'null'];
const READ: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ANY } } };
const TEXT: MemberModel = { call: { result: { is: 'derived', from: [0], shapes: ['str'] } } };
/** Functions in the data are made, and some of them run at once. */
const LIVE: MemberModel = {
  call: { sinks: [{ kind: 'deserialized', arg: 0 }], result: { is: 'derived', from: [0], shapes: [...ANY, 'fn'] } },
};

const yamlFor = (versions: string, load: MemberModel): LibraryModel =>
  defineModel({
    library: 'js-yaml',
    modules: ['js-yaml'],
    versions,
    family: 'other',
    exports: { load, loadAll: load, safeLoad: READ, safeLoadAll: READ, dump: TEXT, safeDump: TEXT },
  });
/** Since version 4 `load` reads plain data only. */
export const jsYaml = yamlFor('>=4', READ);
export const jsYamlWithFunctions = defineModel({
  ...yamlFor('<4', {
    call: { ...LIVE.call, sinks: [{ kind: 'deserialized', arg: 0, unless: { arg: 1, property: 'schema' } }] },
  }),
  outdated: true,
});

export const nodeSerialize = defineModel({
  library: 'node-serialize',
  modules: ['node-serialize', 'serialize-to-js', 'serialijse', 'funcster'],
  family: 'other',
  exports: {
    unserialize: LIVE,
    deserialize: LIVE,
    deepDeserialize: LIVE,
    parse: LIVE,
    serialize: TEXT,
    deepSerialize: TEXT,
    stringify: TEXT,
  },
});

/**
 * `noent` puts in what entities point at (files, addresses), `huge` lifts the limits against entities that multiply.
 */
const XML: MemberModel = {
  call: {
    hazards: [
      { hazard: 'external-entities', arg: 1, property: 'noent', is: true },
      { hazard: 'external-entities', arg: 1, property: 'replaceEntities', is: true },
    ],
    result: { is: 'derived', from: [0], shapes: ['obj'] },
  },
};
export const libxmljs = defineModel({
  library: 'libxmljs',
  modules: ['libxmljs', 'libxmljs2'],
  family: 'other',
  exports: { parseXml: XML, parseXmlString: XML, parseXmlAsync: XML, parseHtml: { call: {} }, Document: {} },
});
