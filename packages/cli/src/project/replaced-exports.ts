import type { FileFacts, Ref } from '@backend-architect/analysis';
import type { Modules } from './modules.js';

type ImportRef = Extract<Ref, { kind: 'import' }>;

/** Members of what files export, that other files give another value: `require('./guards').gate = other`. */
export interface ReplacedExports {
  /** What the reference names in the file, or something it is a member of, is replaced somewhere. */
  has(file: string, ref: ImportRef): boolean;
  /** Some file puts something into the list or table that the reference names in the file. */
  isFilled(file: string, ref: ImportRef): boolean;
  /** What is known of an export of the file for certain: no value of what is filled. */
  known(file: string, ref: ImportRef, fact: FileFacts['exports'][number]): FileFacts['exports'][number];
}

export function createReplaced(files: ReadonlyMap<string, FileFacts>, modules: Modules): ReplacedExports {
  const found = new Set<string>();
  for (const [file, { memberWrites }] of files) {
    for (const { of, name } of memberWrites ?? []) {
      const target = of.kind === 'import' ? modules.resolve(file, of.specifier) : null;
      if (target?.kind === 'file' && of.kind === 'import')
        found.add(keyOf(target.file, [...namesOf(of), name ?? CONTENTS]));
    }
  }
  const isFilled = (file: string, ref: ImportRef): boolean => found.has(keyOf(file, [...namesOf(ref), CONTENTS]));
  return {
    isFilled,
    known(file, ref, fact) {
      const { value: _value, ...rest } = fact;
      return isFilled(file, ref) ? rest : fact;
    },
    has(file, ref) {
      if (found.size === 0) return false;
      const names = namesOf(ref);
      return names.some((_, index) => found.has(keyOf(file, names.slice(0, index + 1))));
    },
  };
}

/** No member has this name. */
const CONTENTS = '\0';

function namesOf(ref: ImportRef): readonly string[] {
  return ref.name === '*' ? ref.path : [ref.name, ...ref.path];
}

function keyOf(file: string, names: readonly string[]): string {
  return [file, ...names].join('\n');
}
