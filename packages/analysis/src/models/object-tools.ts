import { defineModel, type CallModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';

const PATH: CallModel = { sinks: [{ kind: 'object-path', arg: 1 }] };
const MERGE: CallModel = { sinks: [{ kind: 'merged-object', arg: 'rest', from: 1 }] };

/**
 * The same exports twice: harmless since `fixed`, dangerous before. Where the version is not known it is taken for a
 * current one.
 */
const fixedIn = (
  fixed: string,
  library: string,
  names: readonly string[],
  call: CallModel,
): readonly [LibraryModel, LibraryModel] => {
  const exportsOf = (meaning: CallModel): Record<string, MemberModel> =>
    Object.fromEntries(names.map((name) => [name, { call: meaning }]));
  const model = (versions: string, meaning: CallModel): LibraryModel =>
    defineModel({ library, modules: [library], versions, family: 'other', exports: exportsOf(meaning) });
  return [model(`>=${fixed}`, {}), { ...model(`<${fixed}`, call), outdated: true }];
};

export const objectTools: readonly LibraryModel[] = [
  ...fixedIn('4.0.1', 'set-value', ['default'], PATH),
  ...fixedIn('4.2.1', 'dot-prop', ['set', 'setProperty'], PATH),
  ...fixedIn('0.5.1', 'deep-extend', ['default'], MERGE),
  ...fixedIn('3.0.3', 'merge-deep', ['default'], MERGE),
];
