/** What stands in an argument of a call. */
import type { Range } from './concepts.js';
import type { FunctionKey, Ref } from './references.js';

/** An argument as far as linking needs it. */
export interface ArgFact {
  readonly at: Range;
  readonly text?: string; // constant string
  readonly number?: number;
  readonly boolean?: boolean;
  /** Source of a regular expression with its flags, `/^\/a/i`; it is never run. */
  readonly pattern?: string;
  readonly ref?: Ref;
  /**
   * Text that begins like a SQL statement, `?` for every hole (at most 600 characters): for reading operation and
   * table.
   */
  readonly sql?: string;
  /** Arguments, when the argument is itself a call or construction: `wrap(handler)`, `requireRole('admin')`. */
  readonly call?: readonly ArgFact[];
  /** Pieces of a text that is put together and not constant here, from left to right: `${PREFIX}/users`. */
  readonly parts?: readonly ArgFact[];
  /** The text it is where nobody who runs the program sets it: `process.env.BASE ?? '/api'`. */
  readonly preset?: string;
  /** What it is where the rest of the fact gives nothing: `route.version ?? 'v1'`. */
  readonly otherwise?: ArgFact;
  /** Inline function. */
  readonly fn?: FunctionKey;
  /** A bound copy of the function, with so many of its first arguments given already. */
  readonly bound?: number;
  readonly list?: readonly ArgFact[];
  readonly properties?: Readonly<Record<string, ArgFact>>;
  readonly spread?: true;
  /** A list that is made of those a parameter gets: `...handlers`, `handlers.map(safe)`. */
  readonly elements?: ParameterElements;
  /** Of what is spread into an object: the parameter it is, or of which it is what is left. */
  readonly rest?: Extract<Ref, { readonly kind: 'param' }>;
  /** Of what is spread into an object: what that is, where nothing else is. */
  readonly of?: Ref;
  /** Which of two it is is decided when it runs; what else the fact says is said of one. */
  readonly sometimes?: true;
}

/** What a parameter gets as a list, or as what is left of the arguments, in its order. */
export interface ParameterElements {
  readonly fn: FunctionKey;
  readonly index: number;
  /** `...handlers`: it gets every argument from this position on. */
  readonly rest?: true;
  /** Functions each element is given to, in this order: `safe` of `handlers.map(safe)`. */
  readonly wraps?: readonly ArgFact[];
  /** Only the last of them, or all but that. */
  readonly take?: 'last' | 'all-but-last';
}
