import type {
  ArgFact,
  ClassFact,
  FileFacts,
  FunctionFact,
  FunctionKey,
  ModelRegistry,
  Ref,
} from '@backend-architect/analysis';
import type { Instance, Thing } from './things.js';

/** Turns references into things, across files. Everything is asked lazily; a cycle reads as nothing known. */
export interface Resolver {
  readonly registry: ModelRegistry;
  readonly classes: ClassTree;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** `self`: the concrete instance `this` stands for. */
  resolve(file: string, ref: Ref, self?: Instance): Thing | null;
  exportOf(file: string, name: string): Thing | null;
  memberOf(thing: Thing, name: string): Thing | null;
  /** It is seen to have no such member, as a whole. */
  lacks(thing: Thing, name: string): boolean;
  /** What calling (or constructing) a thing gives. */
  resultOf(thing: Thing, form: 'call' | 'new', args?: readonly ArgFact[]): Thing | null;
  /** The literal list that another file exports under a name, with the file it stands in. */
  listOf(file: string, ref: Ref): { readonly file: string; readonly list: readonly ArgFact[] } | null;
  /** The export that an imported reference means, where one file says it, with the member path below it. */
  exportFactOf(
    file: string,
    ref: Ref,
  ): { readonly file: string; readonly fact: FileFacts['exports'][number]; readonly path: readonly string[] } | null;
  /** Another file gives this method of the class another function. */
  isReplaced(file: string, className: string, name: string): boolean;
  /** Another file puts something into the list that a file exports under a name. */
  isFilled(file: string, name: string): boolean;
  /** What an argument is. */
  argument(file: string, arg: ArgFact, self?: Instance): Thing | null;
  functionFact(file: string, fn: FunctionKey): FunctionFact | undefined;
  /** Drops what was remembered of what hangs on callers, when more is known of them. */
  forget(): void;
  /** Grows whenever an answer hangs on what callers pass, or was broken off: what is asked without, stays. */
  leant(): number;
  /** What callers pass to a parameter, whatever its annotation says. */
  readonly arriving: ParameterOracle;
}

/** Things that are known to arrive at a parameter, from its callers or from the library that calls it. */
export interface ParameterOracle {
  (param: Extract<Thing, { kind: 'param' }>): Thing | null;
  /** How often it has answered from the middle of a cycle: what was found meanwhile may not be remembered. */
  unsettled(): number;
}

/** Classes of the project, their members, parents and implementations. */
export interface ClassTree {
  has(file: string, name: string): boolean;
  fact(file: string, name: string): ClassFact | undefined;
  /** Class written as a constructor function. */
  byFunction(file: string, fn: FunctionKey): ClassFact | undefined;
  /** True when an instance is of this class or of one below it. */
  isA(instance: Instance, file: string, name: string, resolver: Resolver): boolean;
  parentOf(file: string, name: string, resolver: Resolver): Thing | null;
  memberOf(thing: Extract<Thing, { kind: 'class' | 'instance' }>, name: string, resolver: Resolver): Thing | null;
  /** What modules and containers provide under a token, where they agree. */
  provided(token: string): Thing | null;
  /** Classes below that of an instance, tests apart. */
  heirsOf(thing: Instance, resolver: Resolver): readonly Instance[];
  implementationsOf(thing: Extract<Thing, { kind: 'interface' }>, resolver: Resolver): readonly Instance[];
  readonly all: ReadonlyMap<string, { readonly file: string; readonly fact: ClassFact }>;
}
