/**
 * How facts name what they do not hold: things of this file, of others and of libraries, and texts under their members.
 */
import type { Range, Rung } from './concepts.js';

/** Id of a function in its file: start offset of its node. Module level is -1. */
export type FunctionKey = number;

/**
 * What an expression refers to, as far as this file can tell. `import` and `member` are finished by linking:
 * - `library`: a member of a modelled library; `symbol` like `driver#Pool.query`, `type` the type it yields or is
 *   called on
 * - `import`: a name of another module and the member path after it (`./db`, `pool`, [`query`]); `name` is `default`,
 *   `*` or the export
 * - `function`: a function of this file
 * - `member`: `this.<path>` inside a class of this file
 * - `class`: a class of this file (`new UserService()`, static members follow in `path`)
 * - `param`: a parameter of a function of this file and the member path after it
 */
export type Ref =
  | {
      readonly kind: 'library';
      readonly symbol: string;
      readonly rung: Rung;
      readonly entity?: string;
      readonly path?: readonly string[];
      /**
       * Modelled type of the value (`driver#Pool`) when it is an instance; absent when only the export or member itself
       * is known.
       */
      readonly type?: string;
      /** Start offset of the expression that made the value in this file: two routers of one type differ by it. */
      readonly origin?: number;
      /** Only a parameter's name says so (rung 4): which one, for what its callers give to say more. */
      readonly handed?: { readonly fn: FunctionKey; readonly index: number; readonly path: readonly string[] };
    }
  /** `conventional`: the symbol its name suggests (rung 4), used when linking cannot tell. */
  | {
      readonly kind: 'import';
      readonly specifier: string;
      readonly name: string;
      readonly path: readonly string[];
      readonly conventional?: string;
    }
  | { readonly kind: 'function'; readonly fn: FunctionKey; readonly path?: readonly string[] }
  | { readonly kind: 'member'; readonly className: string; readonly path: readonly string[] }
  /** `own`: read of `this`, which is an heir where that was called. */
  | { readonly kind: 'class'; readonly className: string; readonly path: readonly string[]; readonly own?: true }
  | { readonly kind: 'param'; readonly fn: FunctionKey; readonly index: number; readonly path: readonly string[] }
  /** The result of calling another reference: `createPool().query`. */
  | {
      readonly kind: 'result';
      /** It is declared to be of this type, and may be of one below it. */
      readonly byType?: true;
      readonly of: Ref;
      readonly path: readonly string[];
      /** The call, where it is one of this file. */
      readonly at?: Range;
      /** Entities and tables among its arguments, by position. */
      readonly names?: readonly (string | null)[];
      /** Functions of this file among its arguments, by position. */
      readonly given?: Readonly<Record<number, FunctionKey>>;
      /** Whole modules among its arguments, by position. */
      readonly modules?: Readonly<Record<number, Ref>>;
    }
  /** An object literal whose members are references: `module.exports = { find, create }`, a factory's result. */
  | {
      readonly kind: 'object';
      readonly members: Readonly<Record<string, Ref>>;
      /** What is spread into it and what that may hide, the last word first. */
      readonly rest?: readonly Ref[];
      /** What is put on it under names that only running it tells: `db[model.name] = model`. */
      readonly any?: readonly Ref[];
    }
  /** In place of a class: the type of a value (`typeof Account`), whose value is that and no instance of it. */
  | { readonly kind: 'typeof'; readonly of: Ref }
  /** In place of a class: the type of a function that gives a value of the type `of` (`() => Account`). */
  | { readonly kind: 'giving'; readonly of: Ref }
  /** A parameter of the type alias around it, by position: `T` in `type Maker<T> = () => T`. */
  | { readonly kind: 'type-param'; readonly index: number }
  /** A type with what its parameters are: `Maker<typeof Account>`. */
  | { readonly kind: 'applied'; readonly of: Ref; readonly to: readonly (Ref | null)[] }
  | { readonly kind: 'unknown'; readonly text: string };

/** A text of the code under a member path, or something of another file that may be one or hold some. */
export type TextFact = {
  readonly path: readonly string[];
  /** What it stands in for when that is missing, as written. */
  readonly fallbackFor?: string;
  /** What other files spread over it later: it is seen where none has the member, its own first one by default. */
  readonly under?: readonly { readonly of: Ref; readonly member?: string }[];
} &
  /** `refused`: the program does not run with it. */
  (
    | { readonly at: Range; readonly text: string; readonly refused?: true }
    /** `without`: members that are not taken from it. */
    | { readonly ref: Ref; readonly without?: readonly string[] }
  );
