import type { FunctionKey, LibraryTarget, Meaning, Ref } from '@backend-architect/analysis';
import type { FunctionId } from './types.js';

/** What a reference turns out to be once the project is known. */
export type Thing =
  | {
      readonly kind: 'function';
      readonly file: string;
      readonly fn: FunctionKey;
      readonly self?: Instance;
      /** The class it was read of, as a static member; it may stand in a parent of it. */
      readonly of?: ClassThing;
      /** Not the function, but its own method of this name. */
      readonly through?: 'bind' | 'call' | 'apply';
    }
  | ClassThing
  | Instance
  /** An interface or type alias; only its implementing classes have members. */
  | { readonly kind: 'interface'; readonly file: string; readonly name: string }
  /** In terms of the library models. `origin` tells one router from another. */
  | {
      readonly kind: 'library';
      readonly meaning: Meaning;
      readonly origin?: string;
      /** Origin of the value a member was read from: `router.routes` still belongs to that router. */
      readonly receiver?: string;
    }
  /** What a modelled call gives when its type is not modelled: a middleware, a guard class. */
  | {
      readonly kind: 'made';
      readonly target: LibraryTarget;
      /** File and range of the call that made it, where that is known. */ readonly origin?: string;
    }
  | { readonly kind: 'module'; readonly file: string }
  /** A package without a model. */
  | { readonly kind: 'package'; readonly specifier: string; readonly path: readonly string[] }
  | {
      readonly kind: 'object';
      readonly file: string;
      readonly members: Readonly<Record<string, Ref>>;
      readonly rest?: readonly Ref[];
      readonly any?: readonly Ref[];
      readonly self?: Instance;
    }
  /** Files of a folder, one of which is loaded by a name that only running it tells. */
  | { readonly kind: 'folder'; readonly files: readonly string[] }
  | {
      readonly kind: 'param';
      readonly file: string;
      readonly fn: FunctionKey;
      readonly index: number;
      readonly path: readonly string[];
    }
  /** A type in place of a class: a value of it is `value`, no instance of it. */
  | { readonly kind: 'typed'; readonly value: Thing }
  /** A function that is known by its type alone: it gives a value of the type `gives`. */
  | { readonly kind: 'giver'; readonly gives: Thing }
  /** What the parameter of a type alias stands for, until it is given. */
  | { readonly kind: 'type-param'; readonly index: number }
  /** Nothing new: in the middle of a cycle, what the cycle itself hands on. */
  | { readonly kind: 'never' }
  | { readonly kind: 'any-of'; readonly things: readonly Thing[] };

export interface ClassThing {
  readonly kind: 'class';
  readonly file: string;
  readonly name: string;
}

export interface Instance {
  readonly kind: 'instance';
  readonly file: string;
  readonly name: string;
  /** Only a type says so: it may be of a class below it. */
  readonly byType?: true;
}

/** Identity of a thing: two references with one key mean the same. */
export function keyOf(thing: Thing): string {
  switch (thing.kind) {
    case 'function':
      return `f:${idOf(thing.file, thing.fn)}`;
    case 'class':
    case 'instance':
    case 'interface':
      return `${thing.kind}:${thing.file}#${thing.name}`;
    case 'library':
      return `l:${symbolOf(thing.meaning)}@${thing.origin ?? ''}`;
    case 'made':
      return `d:${thing.target.symbol}@${thing.origin ?? ''}`;
    case 'module':
      return `m:${thing.file}`;
    case 'package':
      return `p:${thing.specifier}.${thing.path.join('.')}`;
    case 'object':
      return `o:${thing.file}:${JSON.stringify([thing.members, thing.rest])}`;
    case 'param':
      return `a:${idOf(thing.file, thing.fn)}:${thing.index}.${thing.path.join('.')}`;
    case 'typed':
      return `t:${keyOf(thing.value)}`;
    case 'giver':
      return `g:${keyOf(thing.gives)}`;
    case 'type-param':
      return `v:${thing.index}`;
    case 'never':
      return 'n:';
    case 'folder':
      return `m:${thing.files.join(',')}`;
    case 'any-of':
      return thing.things.map(keyOf).join('|');
    default:
      return thing satisfies never;
  }
}

/**
 * One thing when all are the same, a choice of few, nothing when there are none or too many. Choices never nest: they
 * would multiply.
 */
export function oneOf(things: readonly Thing[]): Thing | null {
  const plain = things.flatMap((thing) => (thing.kind === 'any-of' ? thing.things : [thing]));
  const said = plain.filter((thing) => thing.kind !== 'never');
  const distinct = [...new Map(said.map((thing) => [keyOf(thing), thing])).values()];
  if (distinct.length <= 1) return distinct[0] ?? plain[0] ?? null;
  return distinct.length <= 6 ? { kind: 'any-of', things: distinct } : null;
}

export function idOf(file: string, fn: FunctionKey): FunctionId {
  return `${file}#${fn}`;
}

/** What `idOf` was made of. */
export function fileAndKey(id: FunctionId): readonly [file: string, fn: FunctionKey] {
  const at = id.lastIndexOf('#');
  return [id.slice(0, at), Number(id.slice(at + 1))];
}

/** The library of a symbol; a whole module is its own. */
export function libraryOf(symbol: string): string {
  const hash = symbol.indexOf('#', 1);
  return hash < 0 ? symbol : symbol.slice(0, hash);
}

/** Symbol of a library meaning, as calls and findings name it. */
export function symbolOf(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'module':
      return `${meaning.model.library}#default`;
    case 'member':
      return meaning.ref.symbol;
    case 'instance':
      return `${meaning.ref.model.library}#${meaning.ref.name}`;
    case 'foreign':
      return 'project';
    case 'conventional':
      return meaning.candidates.map((candidate) => `${candidate.model.library}#${candidate.name}`).join('|');
    default:
      return meaning satisfies never;
  }
}
