/**
 * What one file does, as plain JSON: ranges, names and references, never nodes. The CLI links these into a project.
 * Same text, same bytes (AST-CONTRACT 18). Lists are sorted by range.
 */
import type { WaysFact } from './way-facts.js';
export type { ValueOrigin } from './value-origins.js';
export type { Arrival, CheckFact, LookupUse, SentPart, Unlike, ConditionFact, WayFact, WaysFact } from './way-facts.js';
import type { ArgFact } from './argument-fact.js';
export type { ArgFact, ParameterElements } from './argument-fact.js';
import type { GuardDuty, QueryOperation, Range, Rung, SinkKind } from './concepts.js';
import type { Value } from './value.js';
import type { Proof, Weighed } from './project-view.js';
import type { FunctionKey, Ref, TextFact } from './references.js';
import type { Admitted } from './admitted.js';
import type { ExportRunsAs, FunctionRunsAs } from './entry-shapes.js';
import type { MadeScreens, Screen } from './screens.js';

export type { FunctionKey, Ref, TextFact } from './references.js';

export interface ImportFact {
  readonly specifier: string;
  readonly at: Range;
  readonly kind: 'static' | 'dynamic' | 'require' | 're-export';
  /** `require` inside a function: the module is loaded when that is called. */
  readonly deferred?: true;
  /** Loaded inside a `try`: whoever wrote it thought of its absence. */
  readonly optional?: true;
  readonly typeOnly: boolean;
  /**
   * `imported` is `default`, `*` or a name; `used`: `type` when every use is in a type position, `construct` when only
   * constructed or passed on (wiring). `atLoad`: one of its uses runs while this module is loaded.
   */
  readonly names: readonly {
    readonly local: string;
    readonly imported: string;
    readonly typeOnly: boolean;
    readonly used: 'value' | 'type' | 'construct' | 'none';
    readonly atLoad?: true;
  }[];
}

/** A builder of entries, with the steps that run before whatever is registered behind it. */
export interface BuilderFact {
  readonly steps: readonly ArgFact[];
  /** The builder of another file that it goes on with. Absent: the first of its library, or `open`. */
  readonly from?: Ref;
  /** What it goes on with is not known. */
  readonly open?: true;
}

export interface ExportFact {
  /** `default`, a name, or `*` for `export * from`. `module.exports = x` is `default`, `exports.a = ` is `a`. */
  readonly name: string;
  readonly at: Range;
  readonly typeOnly: boolean;
  /** What the export is; for a type only when it is another name for one (`export type Db = Client`). */
  readonly ref?: Ref;
  /** Of an interface: what it has all members of. */
  readonly extends?: readonly Ref[];
  /** What it may be, where it is given several times, in place of `ref`. */
  readonly refs?: readonly Ref[];
  /** Entries of a literal list of references: `export const controllers = [Users, Teams]`. */
  readonly list?: readonly ArgFact[];
  /** The type its value has, when this file can tell: `driver#Pool`. */
  readonly type?: string;
  readonly from?: string;
  readonly builder?: BuilderFact;
  /** What it is run for by its place, or its file by its first words. */
  readonly runsAs?: readonly ExportRunsAs[];
  /** Constants and settings it holds. */
  readonly value?: Value;
  /** What the schema it is, or those it holds, let through; of a class, what the decorators of its fields do. */
  readonly admits?: Admitted;
  /** What it makes sure of before a handler, where it is made by a call or a list of such. */
  readonly screens?: readonly Screen[];
  /** Texts it can be, or holds under a member path, where they stand. */
  readonly texts?: readonly TextFact[];
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
  readonly params: readonly {
    readonly name: string;
    readonly type?: Ref;
    readonly decorators?: readonly DecoratorFact[];
  }[];
  readonly decorators: readonly DecoratorFact[];
  readonly visibility: 'exported' | 'public' | 'private' | 'local';
  /** The declared or evident result is a promise. */
  readonly returnsPromise: boolean | 'unknown';
  /** Function it is written inside; -1 at module level. */
  readonly within?: FunctionKey;
  /** What it gives back (after await), when every return agrees; a declared result type is an instance of it. */
  readonly result?: Ref;
  /** Position of the parameter that says which table its result speaks of. */
  readonly tableParam?: number;
  /** Its promise cannot reject: whatever it waits for is caught inside. */
  readonly settles?: true;
  /** A plain function with a `throw` that it does not catch. */
  readonly throws?: true;
  /** Calls that alone can make its promise reject, where it does not settle by itself. Absent: something else can. */
  readonly waitsOn?: readonly Range[];
  /** Calls it hands on as its result, which may be promises. */
  readonly handsOn?: readonly Range[];
  /** Who runs it besides its callers: a request (a resolver), or a timer, a schedule, a queue or an event. */
  readonly entry?: 'requested' | 'background';
  /** What it is run for, as it says itself. */
  readonly runsAs?: FunctionRunsAs;
  /** The object it gives back as it is written out, where that describes a module. */
  readonly literal?: ArgFact;
  /** What it gives back, when its returns differ and all are known. */
  readonly results?: readonly Ref[];
  /** Value it returns, in terms of its parameters. */
  readonly returns?: Value;
  /** Join of everything it returns, for callers in other files. */
  readonly summary?: Value;
  /** Parameters of which it gives back the digest of a function made to be fast; `at`: what is hashed, where it is. */
  readonly hashes?: readonly { readonly index: number; readonly at: Range }[];
  /** Texts that it returns, or that what it returns holds. */
  readonly texts?: readonly TextFact[];
  /** It gives back what the callback in this position gives; `curried`: in a function that does. */
  readonly gives?: { readonly index: number; readonly curried?: true };
  /** It gives an object with the members of this parameter, each wrapped: `Object.keys(all).forEach((key) => ...)`. */
  readonly mirrors?: number;
  /** What it makes sure of when it stands before a handler, and what the functions do that it gives. */
  readonly screens?: readonly Screen[];
  readonly makes?: MadeScreens;
  /** What holds of its arguments when it returns. */
  readonly proves?: readonly Proof[];
  /** Parameters it takes apart as an address, or gives to code that may. */
  readonly weighs?: readonly Weighed[];
  /** Parameters it searches what the program keeps for. */
  readonly looksUp?: readonly number[];
}

export interface DecoratorFact {
  readonly ref: Ref;
  readonly name: string;
  readonly at: Range;
  readonly args: readonly ArgFact[];
}

export interface ClassFact {
  readonly name: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** Constructor function it is written as (`function Dao(db) { this.find = ... }`); absent for class syntax. */
  readonly fn?: FunctionKey;
  readonly extends?: Ref;
  /**
   * The class that a mixin was given, where it extends what the mixin makes of it: `Account` in `extends
   * Dated(Account)`.
   */
  readonly over?: Ref;
  readonly implements: readonly string[];
  readonly decorators: readonly DecoratorFact[];
  /** Fields and constructor parameters with the type or value that fills them. */
  readonly fields: readonly {
    readonly name: string;
    readonly type?: Ref;
    readonly value?: Ref;
    readonly decorators?: readonly DecoratorFact[];
    readonly at: Range;
  }[];
  readonly methods: readonly {
    readonly name: string;
    readonly fn: FunctionKey;
    readonly static: boolean;
    readonly decorators: readonly DecoratorFact[];
    /** A getter: reading it runs it. */ readonly getter?: true;
  }[];
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

/**
 * One registration on an app or router: `app.get('/x', auth, handler)`, `router.use(auth)`, `app.use('/api', router)`.
 */
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
  /** Reads a member that holds what somebody types to prove who they are: a password, a one-time code. */
  readonly takesTyped?: true;
  /** Turns away whoever is no administrator. */
  readonly asksForAdministrator?: true;
  readonly verifiesSignature: readonly Range[];
  /** It answers that nobody knows the caller, or fails with that. */
  readonly answers401?: true;
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

/**
 * Fills the body of requests: a parser that is made, code that writes into it, or a middleware of a package nobody has
 * modelled (`unseen`), which may.
 */
export type BodyFillFact =
  | { readonly at: Range; readonly with: 'texts' | 'anything' }
  | { readonly at: Range; readonly with: 'unseen'; readonly specifier: string };

/**
 * A member of something that is not of this function alone is given another value: `guards.gate = other`. `null`: what a
 * list, set or map holds, `LIST.push(one)`, or a member that is not known.
 */
export interface MemberWriteFact {
  readonly of: Ref;
  readonly name: string | null;
  readonly at: Range;
}

export interface EnvFact {
  readonly name: string;
  readonly at: Range;
  readonly fn: FunctionKey;
}

/** A list of things, each of which is given to the same code: `routes.forEach(...)`, `for (const route of routes)`. */
export interface IterationFact {
  /** The function that is given each, or the start of the loop: references to its element are of a parameter of it. */
  readonly fn: FunctionKey;
  /** Where the list comes from, or its elements. */
  readonly ref?: Ref;
  readonly list?: readonly ArgFact[];
}

/** A table of functions by name, of one file: `store` is the same for all that is done with one of them. */
export type StoreFact = { readonly store: string; readonly fn: FunctionKey } & (
  | /** A function that keeps what it is given: positions of the name and of what is kept. */ {
      readonly does: 'keeps';
      readonly name: number;
      readonly given: number;
    }
  | /** A function that runs what is kept under a name. */ { readonly does: 'runs'; readonly key: ArgFact }
);

export interface FileFacts {
  readonly version: 1;
  /** Root-relative, POSIX separators. */
  readonly file: string;
  /** sha-256 of the text, hex. */
  readonly hash: string;
  readonly lines: number;
  /** test, migration, seed, script, config, generated, client (browser code), or ordinary source. */
  readonly role: 'source' | 'test' | 'migration' | 'script' | 'config' | 'generated' | 'vendored' | 'client';
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
  /** Functions on whose ways something about the caller may be certain, or that hand requests on. */
  readonly ways: readonly WaysFact[];
  readonly env: readonly EnvFact[];
  /**
   * Names of members called on values nobody knows, sorted: a method of that name may have callers that are not seen.
   */
  readonly unknownMembers?: readonly string[];
  /** What fills the bodies of requests, in whatever file they are read. */
  readonly bodyFills?: readonly BodyFillFact[];
  /** Writes to members of what was imported, or of instances to which their library gives members by name. */
  readonly memberWrites?: readonly MemberWriteFact[];
  /** Rejections nobody handles are listened for: they are only noted down, or end the process, or it cannot be told. */
  readonly rejections?: 'noted' | 'ends' | 'unknown';
  /** Of lists whose elements other code registers. */
  readonly iterations?: readonly IterationFact[];
  /** Of functions that are kept under names, for others to run. */
  readonly stores?: readonly StoreFact[];
  /**
   * Texts in the schema language of GraphQL that mark something by a directive, or into which something is put that may;
   * `pieces` is what stands between the holes.
   */
  readonly graphqlTexts?: readonly { readonly at: Range; readonly pieces: readonly string[] }[];
  /** Module level does nothing but declare types. */
  readonly onlyTypes: boolean;
}
