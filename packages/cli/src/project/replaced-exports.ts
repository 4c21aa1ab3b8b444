import type { FileFacts, Ref } from '@backend-architect/analysis';
import type { Modules } from './modules.js';

type ImportRef = Extract<Ref, { kind: 'import' }>;

/** Members of what files export, that other files give another value: `require('./guards').gate = other`. */
export interface ReplacedExports {
  /** What the reference names in the file, or something it is a member of, is replaced somewhere. */
  has(file: string, ref: ImportRef): boolean;
  /** A method of a class of the file is given another function elsewhere: `Guard.prototype.check = other`. */
  hasMethod(file: string, className: string, name: string): boolean;
  /** Some file puts something into the list or table that the reference names in the file. */
  isFilled(file: string, ref: ImportRef): boolean;
  /** What is known of an export of the file for certain: no value of what is filled. */
  known(file: string, ref: ImportRef, fact: FileFacts['exports'][number]): FileFacts['exports'][number];
}

const MAX_HOPS = 10;

export function createReplaced(files: ReadonlyMap<string, FileFacts>, modules: Modules): ReplacedExports {
  const found = new Set<string>();
  /** Names of a file that only hands on what another exports are names of that one as well. */
  const add = (file: string, names: readonly string[], hops: number): void => {
    found.add(keyOf(file, names));
    const [first, ...rest] = names;
    if (hops >= MAX_HOPS || first === undefined) return;
    const from = ({ specifier, name, path }: ImportRef): void => {
      const target = modules.resolve(file, specifier);
      if (target.kind === 'file') add(target.file, [...(name === '*' ? [] : [name]), ...path, ...rest], hops + 1);
    };
    for (const fact of files.get(file)?.exports ?? []) {
      if (fact.name === first && fact.ref?.kind === 'import') from(fact.ref);
      if (fact.name === '*' && fact.from !== undefined)
        from({ kind: 'import', specifier: fact.from, name: first, path: [] });
    }
  };
  for (const [file, { memberWrites }] of files) {
    for (const { of, name } of memberWrites ?? []) {
      const target = of.kind === 'import' ? modules.resolve(file, of.specifier) : null;
      if (target?.kind === 'file' && of.kind === 'import') add(target.file, [...namesOf(of), name ?? CONTENTS], 0);
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
    hasMethod(file, className, name) {
      if (found.size === 0) return false;
      const exported = files
        .get(file)
        ?.exports.filter(({ ref }) => ref?.kind === 'class' && ref.className === className && ref.path.length === 0);
      return exported?.some((fact) => found.has(keyOf(file, [fact.name, 'prototype', name]))) ?? false;
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
