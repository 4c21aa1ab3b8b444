import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const RUNS_CODE: CallModel = { sinks: [{ kind: 'code-text', arg: 0 }] };
const MADE: CallModel = { hazards: [{ hazard: 'broken-sandbox' }] };
const SOURCE: MemberModel = { call: { sinks: [{ kind: 'template-source', arg: 0 }] } };

/** It was given up with ways out of it that are known, and is kept up again; a boundary it is not, says its own manual. */
export const vm2 = defineModel({
  library: 'vm2',
  modules: ['vm2'],
  family: 'other',
  exports: { VM: { type: 'Sandbox', new: MADE }, NodeVM: { type: 'Sandbox', new: MADE }, VMScript: { new: RUNS_CODE } },
  types: { Sandbox: { members: { run: { call: RUNS_CODE } } } },
});

/** Evaluators whose sandbox is a wish. */
const evaluator = (library: string): LibraryModel =>
  defineModel({ library, modules: [library], family: 'other', exports: { default: { call: RUNS_CODE } } });
export const safeEval = evaluator('safe-eval');
/** The function itself, and others under the names they have in the language. */
export const notevil = defineModel({
  library: 'notevil',
  modules: ['notevil'],
  family: 'other',
  exports: {
    default: { call: RUNS_CODE, members: { eval: { call: RUNS_CODE } } },
    eval: { call: RUNS_CODE },
    Function: {
      call: { sinks: [{ kind: 'code-text', arg: 'rest' }] },
      new: { sinks: [{ kind: 'code-text', arg: 'rest' }] },
    },
  },
});
export const staticEval = evaluator('static-eval');
/**
 * `eval` was given up with version 6 and ran functions of the language in early ones; `evaluate` parses a language of
 * its own.
 */
export const mathjs = defineModel({
  library: 'mathjs',
  modules: ['mathjs'],
  family: 'other',
  exports: { default: { members: { eval: { call: RUNS_CODE } } }, eval: { call: RUNS_CODE } },
});

/** Template languages that run code of the template. */
const engine = (library: string, names: readonly string[]): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'template',
    exports: {
      default: { members: Object.fromEntries(names.map((name) => [name, SOURCE])) },
      ...Object.fromEntries(names.map((name) => [name, SOURCE])),
    },
  });
const SWIG_RAW: CallModel = { hazards: [{ hazard: 'raw-templates', arg: 0, property: 'autoescape', is: false }] };
const SWIG: Readonly<Record<string, MemberModel>> = {
  compile: SOURCE,
  render: SOURCE,
  precompile: SOURCE,
  setDefaults: { call: SWIG_RAW },
  init: { call: SWIG_RAW },
  Swig: { new: SWIG_RAW },
};
export const swig = defineModel({
  library: 'swig',
  modules: ['swig', 'swig-templates'],
  family: 'template',
  exports: { default: { members: SWIG }, ...SWIG },
});
export const doT = engine('dot', ['template', 'compile']);
export const squirrelly = engine('squirrelly', ['render', 'compile']);
/** Before version 3 its functions stood alone. */
const ETA: Readonly<Record<string, MemberModel>> = {
  render: SOURCE,
  renderAsync: SOURCE,
  compile: SOURCE,
  renderFile: { call: { async: 'callback', sinks: [{ kind: 'file-path', arg: 0 }] } },
  configure: { call: { hazards: [{ hazard: 'raw-templates', arg: 0, property: 'autoEscape', is: false }] } },
};
const etaFor = (versions: string, functions: Readonly<Record<string, MemberModel>>): LibraryModel =>
  defineModel({
    library: 'eta',
    modules: ['eta'],
    versions,
    family: 'template',
    exports: {
      ...(functions['render'] ? { default: { members: functions } } : {}),
      ...functions,
      Eta: { type: 'Eta', new: { hazards: [{ hazard: 'raw-templates', arg: 0, property: 'autoEscape', is: false }] } },
    },
    types: {
      Eta: {
        members: {
          renderString: SOURCE,
          renderStringAsync: SOURCE,
          compile: SOURCE,
          render: { call: { sinks: [{ kind: 'file-path', arg: 0 }] } },
          renderAsync: { call: { async: 'promise', sinks: [{ kind: 'file-path', arg: 0 }] } },
        },
      },
    },
  });
export const eta = etaFor('>=3', {});
export const etaBefore3 = defineModel({ ...etaFor('<3', ETA), outdated: true });
