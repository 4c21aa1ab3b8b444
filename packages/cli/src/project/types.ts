/** The linked project: every file's facts and what they mean together. In memory only; built by `linkProject`. */
import type {
  BehaviourFact,
  CallFact,
  ClassFact,
  EntryKind,
  FileFacts,
  FunctionFact,
  FunctionKey,
  GuardDuty,
  ProjectView,
  QueryFact,
  Range,
  TransactionFact,
} from '@backend-architect/analysis';

/** `src/users/service.ts#120`: file and function key. `#-1` is the module level. */
export type FunctionId = `${string}#${number}`;

export interface ProjectFunction {
  readonly id: FunctionId;
  readonly file: string;
  readonly fact: FunctionFact | null; // null for module level
  readonly calls: readonly ProjectCall[];
  readonly queries: readonly QueryFact[];
  readonly behaviour: BehaviourFact | null;
}

/** What a query goes through. */
export interface Client {
  /** Where it was made, by file and place: two that were made apart have connections of their own. */
  readonly madeAt: string | null;
  /** Rows of tables, or documents. */
  readonly store: 'rows' | 'documents' | null;
}

export interface ProjectCall {
  readonly file: string;
  readonly fact: CallFact;
  readonly from: FunctionId;
  /** Project functions it may run (usually one). Empty for library and unknown callees. */
  readonly targets: readonly FunctionId[];
  /** Library symbol after linking (`pg#Pool.query`), also when this file alone could not tell. */
  readonly symbol?: string;
  /** Of a query: what it goes through. */
  readonly client?: Client;
  /** `false` when the callee could not be resolved at all. */
  readonly resolved: boolean;
  /** Run through a value (callback, handler) rather than called by name. */
  readonly indirect: boolean;
  /** Runs it once, as soon as a server listens. */
  readonly onceListening?: true;
}

export interface ModuleEdge {
  readonly from: string;
  readonly to: string;
  readonly at: Range;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
  /** A `require` inside a function: somebody put it off. */
  readonly deferred?: true;
  /** `atLoad`: used while the importing module is loaded. */
  readonly names: readonly {
    readonly imported: string;
    readonly used: 'value' | 'type' | 'construct' | 'none';
    readonly atLoad?: true;
  }[];
}

/** One link of the chain a request passes before the handler, in order. */
export interface ChainLink {
  readonly name: string;
  readonly file: string;
  readonly at: Range;
  readonly duties: readonly GuardDuty[];
  /** Where the duty was learned: a library model, a project function's behaviour, a decorator, or nothing known. */
  readonly evidence: 'model' | 'behaviour' | 'decorator' | 'unknown';
  readonly fn?: FunctionId;
  /** Why it is not known to check who calls, where it looks as if it might: the place, and what stands there. */
  readonly doubt?: Doubt;
  /** The path under which it leaves this route out by name: whoever wrote that meant the route to be public. */
  readonly leavesOut?: string;
}

/** What keeps a link from counting as a check of who calls. */
export interface Doubt {
  readonly file: string;
  readonly at: Range;
  /** A clause: `goes on without a check here`. */
  readonly what: string;
  /** Requests are seen to go on without a check; otherwise it is only not known that they do not. */
  readonly seen?: true;
  /** What it hangs on, where other links hang on the same: the wrapper around each of them. */
  readonly cause?: string;
}

export interface Route {
  readonly framework: string;
  /** `GET`, `POST`, `ALL`, ... */
  readonly method: string;
  /** Full path with mount prefixes; parts that are not constant are `:?`. */
  readonly path: string;
  readonly file: string;
  readonly at: Range;
  readonly chain: readonly ChainLink[];
  readonly handler: FunctionId | null;
  readonly handlerName: string;
  /** False when the router's mount point or a link of the chain could not be resolved. */
  readonly complete: boolean;
  /** Marked public by the project's own decorator or metadata. */
  readonly declaredPublic?: string;
}

/** A way into the program from outside: an HTTP route, a field, a procedure, a job, a message, a time. */
export interface Entry {
  readonly kind: 'http' | EntryKind;
  readonly framework: string;
  /** `GET /users/:id`, `Mutation.removeUser`, `users.byId`, the queue, the event; `:?` stands for what is not known. */
  readonly name: string;
  readonly file: string;
  readonly at: Range;
  readonly handler: FunctionId | null;
  readonly handlerName: string;
  /** What stands before it, in order; null where that is not followed. */
  readonly chain: readonly ChainLink[] | null;
  /** Its name is known whole, and so is what stands before it where that is followed. */
  readonly complete: boolean;
  /** It is meant to change something, as its library says: a mutation. */
  readonly changes?: true;
  /** Marked public by the project's own decorator or metadata. */
  readonly declaredPublic?: string;
  /** The route it is. */
  readonly route?: Route;
}

export interface TableModel {
  readonly name: string;
  readonly file: string;
  readonly at: Range;
  readonly source: string; // prisma, typeorm, sql, ...
  readonly columns: readonly {
    readonly name: string;
    readonly type?: string;
    readonly unique?: boolean;
    readonly id?: boolean;
    readonly secret?: boolean;
  }[];
  readonly relations: readonly { readonly name: string; readonly to: string }[];
  readonly indexes: readonly (readonly string[])[];
}

export interface Project {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly functions: ReadonlyMap<FunctionId, ProjectFunction>;
  readonly classes: ReadonlyMap<string, { readonly file: string; readonly fact: ClassFact }>; // `file#Class`
  readonly modules: readonly ModuleEdge[];
  readonly routes: readonly Route[];
  /** Every way in, the routes among them. */
  readonly entries: readonly Entry[];
  /** Routes, and mutations as routes of the method `MUTATION` by their name, where what stands before them is followed. */
  readonly operations: readonly Route[];
  readonly tables: readonly TableModel[];
  /** Documents of its deployment it was linked with. */
  readonly deploys?: readonly { readonly file: string; readonly text: string }[];
  readonly transactions: readonly (TransactionFact & { readonly file: string; readonly body?: FunctionKey })[];
  /** Calls that may run this function. */
  callersOf(id: FunctionId): readonly ProjectCall[];
  /**
   * True when every use of the function is a visible call (not exported to the outside, not passed as a value that is
   * lost).
   */
  callersVisible(id: FunctionId): boolean;
  functionAt(file: string, key: FunctionKey): ProjectFunction | undefined;
  /** The call passes a database client itself there, and no handle of a transaction. */
  handsClient(call: ProjectCall, index: number): boolean;
  /** The project as one file sees it. */
  viewOf(file: string): ProjectView;
}
