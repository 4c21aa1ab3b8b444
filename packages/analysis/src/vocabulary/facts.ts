/**
 * What one file does, as plain JSON: ranges, names and references, never nodes. The CLI links these into a project.
 * Same text, same bytes (AST-CONTRACT 18). Lists are sorted by range.
 */
import type { BuilderFact, CallFact, QueryFact, TransactionFact } from './call-facts.js';
export type { BuilderFact, LoopFact, CallFact, QueryFact, TransactionFact } from './call-facts.js';
import type { WaysFact } from './way-facts.js';
export type { ValueOrigin } from './value-origins.js';
export type { Arrival, CheckFact, LookupUse, SentPart, Unlike, ConditionFact, WayFact, WaysFact } from './way-facts.js';
import type { ArgFact } from './argument-fact.js';
export type { ArgFact, ParameterElements } from './argument-fact.js';
import type { GuardDuty, Range } from './concepts.js';
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
    /** Objects of the class are given another function under this name. */
    readonly replaced?: true;
  }[];
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
