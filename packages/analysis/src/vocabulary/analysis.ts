/**
 * The one door to a file's analysis. Hosts give an AST; rules and facts ask questions. Everything is lazy and memoised.
 */
import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { HazardKind, Range, Rung, SinkKind, SourceKind } from './concepts.js';
import type { Admitted } from './admitted.js';
import type { Value } from './value.js';
import type {
  Answered,
  ArgumentsRead,
  Foreign,
  ForeignFunction,
  ProjectView,
  Registered,
  PastHandle,
  TornApart,
  TransactionAround,
  Waiting,
} from './project-view.js';
import type { MadeScreens, Screen } from './screens.js';
import type { FunctionRunsAs } from './entry-shapes.js';
import type { CallModel, DecoratorModel, EntryPointModel, LibraryModel } from './library-model.js';
import type { HazardModel } from './setting-shapes.js';
import type { SinkModel } from './sink-shapes.js';
import type { PackageRole } from './concepts.js';
import type { TypeRef, SymbolRef } from './symbol-refs.js';

export type Node = TSESTree.Node;
export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;
/** Node types as plain strings: `'CallExpression'`. */
export type NodeType = `${Node['type']}`;
export type NodeOfType<T extends NodeType> = Node extends infer N
  ? N extends { readonly type: infer K extends string }
    ? `${K}` extends T
      ? N
      : never
    : never
  : never;
export type CallNode = TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.TaggedTemplateExpression;

export interface SourceInput {
  /** Path as the host knows it, POSIX separators; decides the file's role and names, never read from disk. */
  readonly file: string;
  /** Without BOM; every node range is an offset into it. */
  readonly text: string;
  readonly ast: TSESTree.Program;
  /** Called only when a name must be resolved. */
  readonly scopeManager: () => ScopeManager | null;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  /** Line and block comments, no shebang. */
  readonly comments: readonly TSESTree.Comment[];
  readonly settings?: AnalysisSettings;
  /** What the rest of the project says; absent when the file is judged alone. */
  readonly project?: ProjectView;
}

export interface AnalysisSettings {
  /** Installed or declared versions by package name, so that version-aware models can be chosen. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Models of the user, tried before ours. */
  readonly models?: readonly LibraryModel[];
  /**
   * What packages are for, by root-relative directory; those that are not named are taken for part of the one around
   * them.
   */
  readonly packageRoles?: Readonly<Record<string, PackageRole>>;
}

/** A call, construction or tagged template whose callee is modelled. */
export interface LibraryCall {
  readonly node: CallNode;
  readonly symbol: SymbolRef;
  readonly call: CallModel;
  /** `call`, `new` or `tag`. */
  readonly form: 'call' | 'new' | 'tag';
}

export interface Sink {
  readonly kind: SinkKind;
  readonly model: SinkModel;
  readonly call: LibraryCall;
  /** The expression that arrives there. */
  readonly node: TSESTree.Expression;
  readonly rung: Rung;
}

/** An assignment that hands its value to a sink. */
export interface AssignedSink {
  readonly kind: SinkKind;
  readonly node: TSESTree.Expression;
  readonly by: TSESTree.AssignmentExpression;
}

/** A modelled call with a setting that makes it unsafe. */
export interface Hazard {
  readonly kind: HazardKind;
  readonly model: HazardModel;
  readonly call: LibraryCall;
  /** The setting as it stands in the code; the call when the setting is missing or the call itself is meant. */
  readonly node: Node;
  /** The option that holds the setting, for a fix; absent when it is missing. */
  readonly property?: TSESTree.Property;
  /** What the setting is in the file it stands in; `node` is then the object that brings it. */
  readonly elsewhere?: Value;
}

/** How callers are asked for a value. */
export interface Asking {
  /** Sources that do not count. Default: the command line. */
  readonly except?: readonly SourceKind[];
  /** The part of the value that is judged, where that is not all of it. */
  readonly part?: (value: Value) => Value | undefined;
}

/** A parameter that is given something nobody sees. */
export interface UnseenParameter {
  readonly fn: FunctionNode;
  readonly index: number;
  /** The member of it that is open: `query`, `name` of `req.query.name`. */
  readonly path: readonly string[];
}

export interface DecoratorUse {
  readonly node: TSESTree.Decorator;
  readonly name: string;
  readonly symbol: SymbolRef | null;
  readonly decorator: DecoratorModel | null;
  readonly args: readonly TSESTree.CallExpressionArgument[];
}

/** test files, migrations, ... are told by path and by imports (vitest, node:test). */
export type FileRole = 'source' | 'test' | 'migration' | 'script' | 'config' | 'generated' | 'vendored' | 'client';

export interface FileAnalysis {
  readonly file: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly role: FileRole;
  readonly comments: readonly TSESTree.Comment[];
  /** Libraries with a model that the file imports, and its project-relative imports. */
  readonly libraries: readonly LibraryModel[];
  /** Libraries with a model that the project has installed or declared; empty when that is not known. */
  readonly installed: readonly LibraryModel[];
  /** It holds only because the version of its library is not known: another release may behave otherwise. */
  isAssumed(model: LibraryModel): boolean;

  /** Every node of these types, in source order, without those in branches that a constant closes. */
  nodes<T extends NodeType>(...types: T[]): readonly NodeOfType<T>[];
  /** The same with them: what is written there stands in the repository, whether it runs or not. */
  written<T extends NodeType>(...types: T[]): readonly NodeOfType<T>[];
  /** Declared variable of an identifier; null for globals and unresolved names. */
  variableOf(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): Variable | null;
  /** The function a node stands in, null at module level. */
  functionOf(node: Node): FunctionNode | null;
  /**
   * Function an expression refers to inside this file (declaration, const arrow, class method through `this`), or null.
   */
  localFunctionOf(expression: Node): FunctionNode | null;
  /** Calls in this file that call a function of this file. */
  callsTo(fn: FunctionNode): readonly TSESTree.CallExpression[];
  /** Dotted symbol path of the functions and classes around a node (`UserService.find`), '' at module level. */
  symbolPath(node: Node): string;

  /** Library member an expression names, or null. `pool.query`, `fetch`, `express`. */
  symbolOf(expression: Node): SymbolRef | null;
  /** Modelled type of the value of an expression (through await, casts, const hops, parameters, `this.x`), or null. */
  typeOf(expression: Node): TypeRef | null;
  /** Meaning of a call, `new` or tagged template, or null. */
  libraryCall(node: Node): LibraryCall | null;
  /**
   * Modelled calls whose model says something of this kind (`'token'`, `'query'`), in source order. Costs only the
   * calls whose name can mean it.
   */
  callsWith(face: keyof CallModel): readonly LibraryCall[];
  /** Calls and constructions that can yield a value of a type that should be made once per process, in source order. */
  callsThatMake(trait: 'perProcess'): readonly LibraryCall[];
  /** Calls that can hand something to a sink of this kind, themselves or through the plugin they are given. */
  callsThatTake(kind: SinkKind): readonly LibraryCall[];
  /** Calls that yield a thing which must be given back, or lend it to a callback, in source order. */
  callsThatLend(): readonly LibraryCall[];
  /** Calls of a name, bare or as a member, whatever it means, in source order: `callsNamed('assign')`. */
  callsNamed(...names: string[]): readonly CallNode[];
  /** Every modelled call of the file, in source order. Resolves every call: rules ask `callsWith`. */
  readonly libraryCalls: readonly LibraryCall[];
  /** Calls whose model has a sink of this kind, one entry per argument that arrives there. */
  sinks(kind: SinkKind): readonly Sink[];
  /** Assignments of modelled members that arrive at a sink of this kind, in source order. */
  assignedSinks(kind: SinkKind): readonly AssignedSink[];
  /** Modelled calls with a setting of this kind that makes them unsafe, in source order. */
  hazards(kind: HazardKind): readonly Hazard[];
  decoratorsOf(node: Node): readonly DecoratorUse[];

  /** Where a value comes from. Budgeted: an exhausted budget is UNKNOWN. */
  valueOf(expression: Node): Value;
  /**
   * The same where it arrives at a sink of this kind, with what callers anywhere in the project pass: the worst of what
   * one of them makes of it, harmless where all are seen and harmless. A file that is judged alone asks its own callers
   * only.
   */
  valueFor(expression: Node, kind: SinkKind, how?: Asking): Value;
  /**
   * The parameter of this file that leaves a value open for this kind, because not all that callers pass is seen; null
   * where a file is judged alone.
   */
  unseenFor(value: Value, kind: SinkKind): UnseenParameter | null;
  /** A schema has let the value through, and stands where nobody here can read it; false where a file is judged alone. */
  isBehindUnseenSchema(value: Value, kind: SinkKind): boolean;
  /** Taint of a value for one kind of sink, after sanitizers, schema validation and shapes. */
  judge(value: Value, kind: SinkKind): 'safe' | 'unknown' | 'tainted';
  /**
   * Property of an object literal argument, followed through const hops; null when absent, 'unknown' when it cannot be
   * seen.
   */
  optionOf(call: LibraryCall | CallNode, arg: number, property: string): TSESTree.Expression | null | 'unknown';
  /** How the promise of a call is used. */
  useOf(call: Node): PromiseUse;
  /** What another project file says of what an expression names, or null. */
  foreignOf(expression: Node): Foreign | null;
  /**
   * What the project says of the function a call runs, wherever it stands; null when it is not known, and where a file
   * is judged alone.
   */
  calleeOf(call: TSESTree.CallExpression): ForeignFunction | null;
  /** What the project says of a function of this file; null where a file is judged alone. */
  knownOf(fn: FunctionNode): ForeignFunction | null;
  /** The policy says that work which is begun in this file may be lost. */
  readonly mayBeLost: boolean;
  /** The function a node stands in runs once, when the process starts, as far as the project shows. */
  startsUp(node: Node): boolean;
  /**
   * Where other files hand a function of this file to a library, as route handler or middleware; none where a file is
   * judged alone.
   */
  registrationsOf(fn: FunctionNode): readonly Registered[];
  /** Who waits for what is done at a node; null where a file is judged alone. */
  waitsFor(node: Node): Waiting | null;
  /** `GET /orders`: a route that is answered with the help of the function of a node, as far as the project shows. */
  listingFor(node: Node): string | null;
  /** The route that answers with what this query reads, as far as the project shows. */
  answeredBy(query: Node): Answered | null;
  /** The table does not grow with use, as far as the project shows. */
  staysSmall(table: string | undefined): boolean;
  /** The transaction the function of a node runs in, as far as the project shows. */
  transactionAround(node: Node): TransactionAround;
  /**
   * The project is seen to switch nothing on that lets transactions of this library travel by context: what does not
   * name one is in none. False where a file is judged alone.
   */
  namesTransactions(library: LibraryModel): boolean;
  /**
   * The project is seen to begin this library, and nothing in it makes it hear of its end. False where a file is judged
   * alone.
   */
  endsUnheard(library: LibraryModel): boolean;
  /** Writes that belong together and that nothing holds, as the project shows them; none where a file is judged alone. */
  readonly tornApart: readonly TornApart[];
  /** Writes that transactions reach through functions and that go past their handles; none where a file is judged alone. */
  readonly pastHandles: readonly PastHandle[];
  /** Value a function returns, in terms of its own parameters. */
  summaryOf(fn: FunctionNode): Value;
  /** What the schema an expression or a class stands for lets through. */
  admittedBy(schema: Node): Admitted;
  /** What a function says of its arguments to callers in other files. */
  argumentsOf(fn: FunctionNode): ArgumentsRead;
  /** What lets requests through to a handler only where they fit. */
  readonly screens: ScreensRead;
  readonly entries: EntriesRead;
}

/** A place in which a framework looks for functions it runs, where the file stands in it. */
export interface EntryPoint extends EntryPointModel {
  readonly model: LibraryModel;
  /** The part of the path of the file that makes its address. */
  readonly place?: string;
}

/** What a framework runs that nobody in sight calls. */
export interface EntriesRead {
  readonly points: readonly EntryPoint[];
  /** What a function is run for, as its first words or its type say. */
  of(fn: FunctionNode): FunctionRunsAs | null;
  /** The file begins with this directive. */
  begins(directive: string): boolean;
  isNamedSo(fn: FunctionNode, names: readonly string[] | undefined): boolean;
  /** Under which names, and members of names, the file gives a value away: `handler`, `default.queue`. */
  exportedAs(value: Node): readonly string[];
}

export interface ScreensRead {
  /** What a function makes sure of when it stands before a handler. */
  of(fn: FunctionNode): readonly Screen[];
  /** What the functions that it gives make sure of. */
  madeBy(fn: FunctionNode): MadeScreens | null;
  /** What a value makes sure of that is no function. */
  by(value: Node): readonly Screen[];
  /** What a registration puts before the handler it is given. */
  before(registration: LibraryCall): readonly Screen[];
}

/**
 * `unused`: a statement nobody waits for. `handled`: `.catch` or `.then(_, f)`. `collected`: flows into Promise.all or
 * a list.
 */
export type PromiseUse =
  | 'awaited' | 'returned' | 'collected' | 'chained' | 'assigned' | 'argument' | 'condition' | 'void' | 'handled'
  | 'unused' | 'other';

export type { Range };
