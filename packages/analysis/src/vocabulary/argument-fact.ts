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
  /** Inline function. */
  readonly fn?: FunctionKey;
  /** A bound copy of the function, with so many of its first arguments given already. */
  readonly bound?: number;
  readonly list?: readonly ArgFact[];
  readonly properties?: Readonly<Record<string, ArgFact>>;
  readonly spread?: true;
}
