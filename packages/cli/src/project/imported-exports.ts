/** What an imported name is where it is exported, through files that only hand it on. */
import type { ArgFact, FileFacts, Ref } from '@backend-architect/analysis';
import type { Modules } from './modules.js';
import type { ReplacedExports } from './replaced-exports.js';

const MAX_HOPS = 24;

interface ImportedExport {
  readonly file: string;
  readonly fact: FileFacts['exports'][number];
  /** Members that are read of it. */
  readonly path: readonly string[];
}

export interface ImportedExports {
  /** Null where it is no single export, or another file puts something in its place. */
  exportOf(file: string, ref: Ref): ImportedExport | null;
  /** The list that is exported under the name, as it is written. */
  listOf(file: string, ref: Ref): { readonly file: string; readonly list: readonly ArgFact[] } | null;
}

export function importedExports(
  files: ReadonlyMap<string, FileFacts>,
  modules: Modules,
  replaced: ReplacedExports,
): ImportedExports {
  const find = (file: string, ref: Ref, hops: number): ImportedExport | null => {
    if (ref.kind !== 'import' || hops > MAX_HOPS) return null;
    const [name, ...rest] = ref.name === '*' ? ref.path : [ref.name, ...ref.path];
    const target = modules.resolve(file, ref.specifier);
    if (target.kind !== 'file' || name === undefined || replaced.has(target.file, ref)) return null;
    const exports = files.get(target.file)?.exports ?? [];
    const own = exports.find((fact) => fact.name === name && !fact.typeOnly);
    if (own?.ref?.kind === 'import' && !own.list)
      return find(target.file, { ...own.ref, path: [...own.ref.path, ...rest] }, hops + 1);
    if (own) return { file: target.file, fact: replaced.known(target.file, ref, own), path: rest };
    for (const { name: all, from } of exports) {
      const found =
        all === '*' && from !== undefined
          ? find(target.file, { kind: 'import', specifier: from, name, path: rest }, hops + 1)
          : null;
      if (found) return found;
    }
    // `module.exports = require('./dist/x')`
    const main = exports.find((fact) => fact.name === 'default');
    const whole = main?.ref;
    if (whole?.kind === 'import' && whole.name === '*')
      return find(target.file, { ...whole, path: [...whole.path, name, ...rest] }, hops + 1);
    // `require('./config').port` of what is exported as a whole.
    return main && ref.name === '*' ? { file: target.file, fact: main, path: [name, ...rest] } : null;
  };
  return {
    exportOf: (file, ref) => find(file, ref, 0),
    listOf(file, ref) {
      const found = find(file, ref, 0);
      return found?.fact.list && found.path.length === 0 ? { file: found.file, list: found.fact.list } : null;
    },
  };
}
