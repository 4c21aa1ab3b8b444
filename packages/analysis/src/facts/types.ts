/**
 * What one file does, as plain JSON: ranges, names and references, never nodes. The CLI links these into a project.
 * Same text, same bytes (AST-CONTRACT 18). Lists are sorted by range.
 */
import type { GuardDuty, QueryOperation, Range, Rung, SinkKind } from '../concepts.js';
import type { Value } from '../flow/value.js';
import type { Proof } from '../project-view.js';

/** Id of a function in its file: start offset of its node. Module level is -1. */
export type FunctionKey = number;

/**
 * What an expression refers to, as far as this file can tell. `import` and `member` are finished by linking:
 * - `library`: a member of a modelled library; `symbol` like `driver#Pool.query`, `type` the type it yields or is called on
 * - `import`: a name of another module and the member path after it (`./db`, `pool`, [`query`]); `name` is `default`, `*` or the export
 * - `function`: a function of this file
 * - `member`: `this.<path>` inside a class of this file
 * - `class`: a class of this file (`new UserService()`, static members follow in `path`)
 * - `param`: a parameter of a function of this file and the member path after it
 */
export type Ref =
  | {
      readonly kind: 'library'; readonly symbol: string; readonly rung: Rung; readonly entity?: string; readonly path?: readonly string[];
      /** Modelled type of the value (`driver#Pool`) when it is an instance; absent when only the export or member itself is known. */
      readonly type?: string;
      /** Start offset of the expression that made the value in this file: two routers of one type differ by it. */
      readonly origin?: number;
    }
  /** `conventional`: the symbol its name suggests (rung 4), used when linking cannot tell. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string; readonly path: readonly string[]; readonly conventional?: string }
  | { readonly kind: 'function'; readonly fn: FunctionKey; readonly path?: readonly string[] }
  | { readonly kind: 'member'; readonly className: string; readonly path: readonly string[] }
  | { readonly kind: 'class'; readonly className: string; readonly path: readonly string[] }
  | { readonly kind: 'param'; readonly fn: FunctionKey; readonly index: number; readonly path: readonly string[] }
  /** The result of calling another reference: `createPool().query`. */
  | { readonly kind: 'result'; readonly of: Ref; readonly path: readonly string[]; /** Functions written among its arguments, by position. */ readonly given?: Readonly<Record<number, FunctionKey>> }
  /** An object literal whose members are references: `module.exports = { find, create }`, a factory's result. */
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Ref>> }
  | { readonly kind: 'unknown'; readonly text: string };

export interface ImportFact {
  readonly specifier: string;
  readonly at: Range;
  readonly kind: 'static' | 'dynamic' | 'require' | 're-export';
  readonly typeOnly: boolean;
  /** `imported` is `default`, `*` or a name; `used`: `type` when every use is in a type position, `construct` when only constructed or passed on (wiring). */
  readonly names: readonly { readonly local: string; readonly imported: string; readonly typeOnly: boolean; readonly used: 'value' | 'type' | 'construct' | 'none' }[];
}

export interface ExportFact {
  /** `default`, a name, or `*` for `export * from`. `module.exports = x` is `default`, `exports.a = ` is `a`. */
  readonly name: string;
  readonly at: Range;
  readonly typeOnly: boolean;
  /** What the export is; for a type only when it is another name for one (`export type Db = Client`). */
  readonly ref?: Ref;
  /** The type its value has, when this file can tell: `driver#Pool`. */
  readonly type?: string;
  readonly from?: string;
  /** Constants and settings it holds. */
  readonly value?: Value;
  readonly what: 'function' | 'class' | 'value' | 'type' | 're-export';
}

export interface FunctionFact {
  readonly key: FunctionKey;
  readonly range: Range;
  /** Dotted path of enclosing names: `UserService.find`, `routes.<handler GET /users>`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly async: boolean;
  readonly generator: boolean;
  readonly className?: string;
  readonly params: readonly { readonly name: string; readonly type?: Ref; readonly decorators?: readonly DecoratorFact[] }[];
  readonly decorators: readonly DecoratorFact[];
  readonly visibility: 'exported' | 'public' | 'private' | 'local';
  /** The declared or evident result is a promise. */
  readonly returnsPromise: boolean | 'unknown';
  /** Function it is written inside; -1 at module level. */
  readonly within?: FunctionKey;
  /** What it gives back (after await), when every return agrees; a declared result type is an instance of it. */
  readonly result?: Ref;
  /** What it gives back, when its returns differ and all are known. */
  readonly results?: readonly Ref[];
  /** Value it returns, in terms of its parameters. */
  readonly returns?: Value;
  /** Join of everything it returns, for callers in other files. */
  readonly summary?: Value;
  /** It gives back what the callback in this position gives; `curried`: in a function that does. */
  readonly gives?: { readonly index: number; readonly curried?: true };
  /** Its promise cannot reject. */
  readonly settles?: true;
  readonly proves?: readonly Proof[];
}

export interface DecoratorFact {
  readonly ref: Ref;
  readonly name: string;
  readonly at: Range;
  readonly args: readonly ArgFact[];
}

/** An argument as far as linking needs it. */
export interface ArgFact {
  readonly at: Range;
  readonly text?: string; // constant string
  readonly number?: number;
  readonly boolean?: boolean;
  readonly ref?: Ref;
  /** Text that begins like a SQL statement, `?` for every hole (at most 600 characters): for reading operation and table. */
  readonly sql?: string;
  /** Arguments, when the argument is itself a call or construction: `wrap(handler)`, `requireRole('admin')`. */
  readonly call?: readonly ArgFact[];
  /** Inline function. */
  readonly fn?: FunctionKey;
  readonly list?: readonly ArgFact[];
  readonly properties?: Readonly<Record<string, ArgFact>>;
  readonly spread?: true;
}

export interface ClassFact {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Constructor function it is written as (`function Dao(db) { this.find = ... }`); absent for class syntax. */
  readonly fn?: FunctionKey;
  readonly extends?: Ref;
  readonly implements: readonly string[];
  readonly decorators: readonly DecoratorFact[];
  /** Fields and constructor parameters with the type or value that fills them. */
  readonly fields: readonly { readonly name: string; readonly type?: Ref; readonly value?: Ref; readonly decorators?: readonly DecoratorFact[]; readonly at: Range }[];
  readonly methods: readonly { readonly name: string; readonly fn: FunctionKey; readonly static: boolean; readonly decorators: readonly DecoratorFact[]; /** A getter: reading it runs it. */ readonly getter?: true }[];
}

/** A loop that surrounds a call. `element` names the binding that changes per round. */
export interface LoopFact {
  readonly at: Range;
  readonly kind: 'for' | 'for-of' | 'for-in' | 'while' | 'callback';
  readonly element?: string;
  /** Reasons the loop is not one query per element: `chunked`, `retry`, `cursor`, `bounded`, `stream`, `early-exit`, `files`. */
  readonly exempt?: string;
}

export interface CallFact {
  readonly at: Range;
  readonly nameRange: Range;
  readonly callee: Ref;
  /** What a library method is called on, by the way it was reached (which router, which pool); absent when the callee itself tells. */
  readonly receiver?: Ref;
  /** The member is computed: `router[method](path, handler)`. The value it is called on, and the key. */
  readonly computed?: { readonly on: Ref; readonly key: ArgFact };
  /** Function the call stands in; -1 at module level. */
  readonly fn: FunctionKey;
  readonly args: readonly ArgFact[];
  /** How the result is used. `unused` = an expression statement without await. */
  readonly use: 'awaited' | 'returned' | 'collected' | 'chained' | 'assigned' | 'argument' | 'condition' | 'void' | 'handled' | 'unused' | 'other';
  readonly loops: readonly LoopFact[];
  /** An argument depends on the loop's element. */
  readonly keyedByLoop: boolean;
  readonly inTry: boolean;
  readonly construct: boolean;
  readonly condition?: 'always' | 'sometimes';
  /** The innermost branch the call stands in, when it runs only sometimes: two calls in one branch run together. */
  readonly arm?: Range;
  /** Sinks of the model this call reaches, with the value that arrives. Only values that are not safe are kept. */
  readonly sinks?: readonly { readonly kind: SinkKind; readonly at: Range; readonly value: Value; readonly rung: Rung }[];
  /** Values of arguments that are not plain constants, by position, when the callee may be a project function. */
  readonly values?: Readonly<Record<number, Value>>;
  /** Names of chained members after this call, nearest first (`.where`, `.limit`). */
  readonly chain?: readonly string[];
  /** Names of the calls this one is chained to, nearest first: `.limit` in `users.limit(5).all()`. */
  readonly chainBefore?: readonly string[];
  /** Range of the call with its chain, when there is one. */
  readonly whole?: Range;
}

export interface QueryFact {
  readonly call: Range;
  readonly fn: FunctionKey;
  readonly operation: QueryOperation;
  readonly entity?: string;
  readonly many: boolean;
  /** `no`: nothing bounds the list; `unknown` when options are not visible. */
  readonly bounded: 'yes' | 'no' | 'unknown';
  readonly filtered: 'yes' | 'no' | 'unknown';
  /** The receiver belongs to a transaction, by type, option or callback parameter. */
  readonly transaction: 'inside' | 'outside' | 'unknown';
  readonly atomic: boolean;
  /** Calls of one tick are sent as one query. */
  readonly batched?: true;
  readonly rung: Rung;
  readonly symbol: string;
  /** How SQL or filter values are bound, for positive patterns: `parameters` (placeholders, tag, builder), `concatenation`, `none` (constant). */
  readonly binding?: 'parameters' | 'concatenation' | 'none';
}

export interface TransactionFact {
  readonly at: Range;
  readonly fn: FunctionKey;
  /** The function run inside. */
  readonly body?: FunctionKey;
  readonly handle?: string;
  readonly kind: 'callback' | 'list' | 'manual' | 'ambient';
  readonly symbol: string;
}

/** One registration on an app or router: `app.get('/x', auth, handler)`, `router.use(auth)`, `app.use('/api', router)`. */
export interface RouteFact {
  readonly at: Range;
  readonly kind: 'route' | 'mount' | 'hook';
  readonly method?: string;
  /** Constant path, or absent when it is not known. */
  readonly path?: string;
  /** The app or router it is registered on, as a local name or reference. */
  readonly on: Ref;
  readonly onName: string;
  /** Everything after the path, in order; for a route the last is the handler. */
  readonly handlers: readonly ArgFact[];
  readonly options?: ArgFact;
  readonly fn: FunctionKey;
  readonly symbol: string;
}

/** What a function does that a reviewer recognises whatever library it uses (RULES 4.2, behavioural facts). */
export interface BehaviourFact {
  readonly fn: FunctionKey;
  /** Answers 401 or 403, or throws such an error, at these places. */
  readonly deniesAt: readonly Range[];
  readonly readsCredential: boolean;
  readonly comparesRole: boolean;
  readonly verifiesSignature: readonly Range[];
  readonly answers429: boolean;
  readonly validatesInput: boolean;
  readonly callsNext: boolean;
  readonly responds: readonly { readonly at: Range; readonly status?: number }[];
  readonly duties: readonly GuardDuty[];
  /** HTTP methods it asks the request for (`req.method === 'POST'`), sorted. */
  readonly methods?: readonly string[];
  /** `return false`: turns a request away when the function is used as a guard. */
  readonly refusesAt?: readonly Range[];
}

export interface EnvFact { readonly name: string; readonly at: Range; readonly fn: FunctionKey }

export interface FileFacts {
  readonly version: 1;
  /** Root-relative, POSIX separators. */
  readonly file: string;
  /** sha-256 of the text, hex. */
  readonly hash: string;
  readonly lines: number;
  /** test, migration, seed, script, config, generated, client (browser code), or ordinary source. */
  readonly role: 'source' | 'test' | 'migration' | 'script' | 'config' | 'generated' | 'client';
  readonly libraries: readonly string[];
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly calls: readonly CallFact[];
  readonly queries: readonly QueryFact[];
  readonly transactions: readonly TransactionFact[];
  readonly routes: readonly RouteFact[];
  readonly behaviours: readonly BehaviourFact[];
  readonly env: readonly EnvFact[];
  /** Names of members called on values nobody knows, sorted: a method of that name may have callers that are not seen. */
  readonly unknownMembers?: readonly string[];
  /** Module level does nothing but declare types. */
  readonly onlyTypes: boolean;
}
