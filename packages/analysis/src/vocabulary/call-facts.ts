/** Calls of a file, and the queries and transactions among them. */
import type { ArgFact } from './argument-fact.js';
import type { QueryOperation, Range, Rung, SinkKind } from './concepts.js';
import type { FunctionKey, Ref } from './references.js';
import type { Screen } from './screens.js';
import type { Value } from './value.js';

/** A builder of entries, with the steps that run before whatever is registered behind it. */
export interface BuilderFact {
  readonly steps: readonly ArgFact[];
  /** The builder of another file that it goes on with. Absent: the first of its library, or `open`. */
  readonly from?: Ref;
  /** What it goes on with is not known. */
  readonly open?: true;
}

/** A loop that surrounds a call. `element` names the binding that changes per round. */
export interface LoopFact {
  readonly at: Range;
  readonly kind: 'for' | 'for-of' | 'for-in' | 'while' | 'callback';
  readonly element?: string;
  /**
   * Reasons the loop is not one query per element: `chunked`, `retry`, `cursor`, `bounded`, `stream`, `early-exit`,
   * `files`.
   */
  readonly exempt?: string;
}

export interface CallFact {
  readonly at: Range;
  readonly nameRange: Range;
  readonly callee: Ref;
  /** Of registrations: the path below which the router registers, `:?` for parts that are not constant. */
  readonly base?: string;
  /**
   * What a library method is called on, by the way it was reached (which router, which pool); absent when the callee
   * itself tells.
   */
  readonly receiver?: Ref;
  /** The member is computed: `router[method](path, handler)`. The value it is called on, and the key. */
  readonly computed?: { readonly on: Ref; readonly key: ArgFact };
  /** Of what registers an entry behind a builder: the builder. */
  readonly builder?: BuilderFact;
  /** Function the call stands in; -1 at module level. */
  readonly fn: FunctionKey;
  readonly args: readonly ArgFact[];
  /** How the result is used. `unused` = an expression statement without await. */
  readonly use:
    | 'awaited' | 'returned' | 'collected' | 'chained' | 'assigned' | 'argument' | 'condition' | 'void' | 'handled'
    | 'unused' | 'other';
  readonly loops: readonly LoopFact[];
  /** An argument depends on the loop's element. */
  readonly keyedByLoop: boolean;
  /** Positions of the arguments that do. */
  readonly keyedArgs?: readonly number[];
  /** Position of the parameter of the function around it that names its table. */
  readonly tableParam?: number;
  /** Entities and tables among its arguments, by position. */
  readonly names?: readonly (string | null)[];
  /** The table it speaks of is another one in every round. */
  readonly tableByLoop?: true;
  /** A lazy query that is a part of another one, or is turned into text: it is never sent. */
  readonly fragment?: true;
  /** Leaves the process or the database: what it does for one element is a piece of work of its own. */
  readonly external?: 'network' | 'mail' | 'queue' | 'file' | 'sleep' | 'process';
  /** Functions it is given are run by a timer, a schedule or a queue: no request waits for them. */
  readonly background?: true;
  /** What it makes does its duty for some requests only, or it cannot be told: it has settings that tie it to them. */
  readonly narrowed?: true;
  /** A limiter that counts by a header which whoever sends the request writes as they like. */
  readonly countsByHeader?: { readonly header: string; readonly at: Range };
  readonly inTry: boolean;
  /** It is made when something failed: in a `catch`. */
  readonly inCatch?: true;
  readonly construct: boolean;
  /** Names under which the file gives away what the call, with its chain, makes: `handler`, `api.users`. */
  readonly exportedAs?: readonly string[];
  /** In a function: the key under which what it makes stands in an object. */
  readonly under?: string;
  readonly condition?: 'always' | 'sometimes';
  /** The innermost branch the call stands in, when it runs only sometimes: two calls in one branch run together. */
  readonly arm?: Range;
  /**
   * Of registrations, and of what may make some: parts of the code in which it may be passed over without a condition
   * around it, by an earlier `return` or a failure that is swallowed.
   */
  readonly skips?: readonly Range[];
  /** Sinks of the model this call reaches, with the value that arrives. Only values that are not safe are kept. */
  readonly sinks?: readonly {
    readonly kind: SinkKind;
    readonly at: Range;
    readonly value: Value;
    readonly rung: Rung;
    readonly onlyLooks?: true;
  }[];
  /** Of registrations of a route: what lets requests through to its handler. */
  readonly screens?: readonly Screen[];
  /** Values of arguments that are not plain constants, by position, when the callee may be a project function. */
  readonly values?: Readonly<Record<number, Value>>;
  /** Names of chained members after this call, nearest first (`.where`, `.limit`). */
  readonly chain?: readonly string[];
  /** Names of the calls this one is chained to, nearest first: `.limit` in `users.limit(5).all()`. */
  readonly chainBefore?: readonly string[];
  /** Names that are handed to the calls of its chain, as `member:position`. */
  readonly handed?: readonly string[];
  /** Range of the call with its chain, when there is one. */
  readonly whole?: Range;
}

export interface QueryFact {
  readonly call: Range;
  readonly fn: FunctionKey;
  readonly operation: QueryOperation;
  readonly entity?: string;
  /** Position of the parameter that names it, where the caller says which table it is. */
  readonly entityParam?: number;
  readonly many: boolean;
  /** `no`: nothing bounds the list; `unknown` when options are not visible. */
  readonly bounded: 'yes' | 'no' | 'unknown';
  readonly filtered: 'yes' | 'no' | 'unknown';
  /** The receiver belongs to a transaction, by type, option or callback parameter. */
  readonly transaction: 'inside' | 'outside' | 'unknown';
  /** Of writes: the client belongs to the module or comes from a container, so that nobody can have handed it in. */
  readonly ownClient?: true;
  readonly atomic: boolean;
  /** It gives a number or an answer of yes or no, and no rows. */
  readonly counts?: true;
  /** Looks for words or for a piece of a text, and takes the first of what it finds. */
  readonly searches?: true;
  /** Calls of one tick are sent as one query. */
  readonly batched?: true;
  readonly rung: Rung;
  readonly symbol: string;
  /**
   * How SQL or filter values are bound, for positive patterns: `parameters` (placeholders, tag, builder),
   * `concatenation`, `none` (constant).
   */
  readonly binding?: 'parameters' | 'concatenation' | 'none';
}

export interface TransactionFact {
  readonly at: Range;
  readonly fn: FunctionKey;
  /** The function run inside. */
  readonly body?: FunctionKey;
  readonly handle?: string;
  readonly kind: 'callback' | 'list' | 'manual' | 'ambient';
  /** What does not go through its handle is no part of it. */
  readonly byHandle?: true;
  readonly symbol: string;
}
