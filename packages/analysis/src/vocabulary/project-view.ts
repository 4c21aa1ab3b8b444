/** What the rest of the project says about one file. The host gives it; without it a file is judged alone. */
import type { Range, Shape, SinkKind } from './concepts.js';
import type { Admitted } from './admitted.js';
import type { MadeScreens, Screen } from './screens.js';
import type { Step, Value } from './value.js';
import type { SymbolRef, TypeRef } from './symbol-refs.js';
import type { CallbackModel, LibraryModel } from './library-model.js';

export interface ProjectView {
  /**
   * What a name of another project file is; null when it is not of the project or not known. `name` is an export,
   * `default` or `*`.
   */
  imported(specifier: string, name: string): Foreign | null;
  /** What `this.member` is in a class of this file, with injection and inheritance. */
  own(className: string, member: string): Foreign | null;
  /** What callers in other files give to a parameter, as a thing. */
  parameter(fn: number, index: number): Foreign | null;
  /**
   * What callers give to a parameter, as a value, in whatever file they stand; null where nobody is seen to call the
   * function. `path`: the member that is asked about; `complete` speaks of it alone.
   */
  passed(fn: number, index: number, path?: readonly string[]): Passed | null;
  /** Whether the function runs in a transaction that it, a function around it, or whoever calls it opens. */
  around(fn: number): TransactionAround;
  /** Nothing in the project makes transactions of this library travel by context, which something could. */
  namesTransactions(library: string): boolean;
  /** The project begins this library, and nothing makes it hear of its end. */
  endsUnheard(library: string): boolean;
  /**
   * What functions of this file write, themselves or through what they call, that belongs together and that no
   * transaction holds.
   */
  readonly tornApart: readonly TornApart[];
  /** Writes of this file that transactions reach through functions, and that go past their handles. */
  readonly pastHandles: readonly PastHandle[];
  /** The function runs once, when the process starts. */
  startsUp(fn: number): boolean;
  /** Who waits for the work of the function: a request, nobody but the process itself, or somebody who is not seen. */
  waits(fn: number): Waiting;
  /** `GET /orders`: a route that is answered with the help of the function; null when none is seen. */
  listing(fn: number): string | null;
  /** The route that answers with what the query at this place reads; null when none is seen. */
  answered(query: Range): Answered | null;
  /** The table does not grow with use, as far as the project and its policy say. */
  staysSmall(table: string | undefined): boolean;
  /** What the call at this place runs, as linking tells; a choice of several is asked as one. */
  runs(call: Range): ForeignFunction | null;
  /** What the whole project says of a function of this file. */
  known(fn: number): ForeignFunction | null;
  /** Registrations of routes and middleware that hand a function of this file to a library, which runs it. */
  registrations(fn: number): readonly Registered[];
  /** What stands before a function of this file where other files register it as a handler: one list for each route. */
  screened(fn: number): readonly (readonly Screen[])[];
  /** The policy says that work which is begun in this file may be lost. */
  readonly mayBeLost: boolean;
  /** Whatever is seen to fill the body of a request fills it with texts and lists of texts, and something is. */
  readonly bodiesOfTexts: boolean;
  /**
   * It runs on the machine of a user: only code of the browser imports it and it reaches nothing of a server, or it
   * stands in a package that is such a program, or that only those import.
   */
  readonly ofClients: boolean;
  /** Libraries whose values other files may hand to this one. */
  readonly libraries: ReadonlySet<string>;
}

/** A call that hands a function to a library: `app.use(failure)`. */
export interface Registered extends PlaceInFile {
  /** The member that is called: its library, type and name. */
  readonly symbol: string;
  /** How the library runs what it is given there. */
  readonly callback: CallbackModel;
}

/** What is seen of a parameter from outside. */
export interface Passed {
  /**
   * Ways into the function, the same for each of its parameters and in one order: what is given together stands at one
   * place of each list.
   */
  readonly ways: readonly PassedWay[];
  /** These are all: nobody else can call it, and on each way the value was followed to where it comes from. */
  readonly complete: boolean;
}

export interface PassedWay {
  /** In terms of no parameter: what further callers give is told, or unseen. */
  readonly value: Value;
  /** The first call on the way that hands it on: the one in the function that reads or makes it. */
  readonly caller: CallerPlace;
}

export interface CallerPlace extends PlaceInFile {
  /** Where what is handed on stands in the call. */
  readonly argument: Range;
}

export interface PlaceInFile {
  readonly file: string;
  readonly at: Range;
}

/** `ambient`: whatever runs there is in the transaction, whoever holds its handle. */
export interface TransactionAround {
  readonly transaction: 'inside' | 'outside' | 'unseen';
  readonly ambient?: true;
}

/** A write that a transaction reaches, and that goes through a client of its own. */
export interface PastHandle {
  /** Key of the function it stands in, and what a sentence calls that. */
  readonly fn: number;
  readonly name: string;
  readonly at: Range;
  readonly table?: string;
  /** The function is the body of the transaction itself, is handed the handle, or has none. */
  readonly handle: 'own' | 'given' | 'none';
  /** From where the transaction is opened to the write. */
  readonly steps: readonly Step[];
}

/** Two writes that belong together, of a function that may run outside any transaction. */
export interface TornApart {
  /** Key of the function, and what a sentence calls it. */
  readonly fn: number;
  readonly name: string;
  /** The call in it that makes the first. */
  readonly at: Range;
  readonly tables: readonly [first: readonly string[], second: readonly string[]];
  /** The second fills again what the first has emptied. */
  readonly recreates: boolean;
  /** A caller outside any transaction is seen, or the function is an entry; `unseen`: not every caller is. */
  readonly callers: 'outside' | 'unseen';
  /** From the caller to both writes, and where the project opens transactions. */
  readonly steps: readonly Step[];
  /**
   * Only where the project opens no transaction at all, and not just this function misses one: for the first of them the
   * places of all others, for the others none.
   */
  readonly alike?: readonly PlaceInFile[];
}

export type Waiting = 'requested' | 'background' | 'unknown';

/** A route whose response holds the rows of a query. */
export interface Answered {
  /** `GET /orders` */
  readonly route: string;
  readonly isForAdministrators: boolean;
  /** From the query to the response. */
  readonly steps: readonly Step[];
}

/** A read that hangs on an argument, in a function or in what it calls. */
export interface KeyedRead {
  readonly entity?: string;
  readonly counts: boolean;
  readonly many: boolean;
  readonly isBounded: boolean;
  readonly searches?: true;
  /** Calls on the way to it, and the read. */
  readonly steps: readonly Step[];
}

/** A thing of another file. Lazy: nothing is worked out before it is asked. */
export interface Foreign {
  /** In terms of the models, when it is a library's. */
  readonly meaning: Meaning | null;
  readonly value: Value | null;
  /** What it lets through, when it is a schema or an object of schemas. */
  readonly admits: Admitted | null;
  /** What it makes sure of before a handler, when it is no function. */
  readonly screens: readonly Screen[] | null;
  readonly fn: ForeignFunction | null;
  /** Texts it can be as a whole, where they stand; those that are only used in tests and migrations are left out. */
  readonly texts: readonly ForeignText[];
  /** It may have members nobody sees: an object that is filled in a loop. */
  readonly open: boolean;
  member(name: string): Foreign | null;
  called(): Foreign | null;
  constructed(): Foreign | null;
  /** The value a type annotation of this name promises. */
  instance(): Foreign | null;
}

/** A text in the code of another file. */
export interface ForeignText {
  readonly file: string;
  readonly at: Range;
  readonly text: string;
  /** What it stands in for when that is missing, as written there. */
  readonly fallbackFor?: string;
  /** Key it is kept under. */
  readonly name?: string;
  /** The program does not run with it; it is hidden all the same. */
  readonly refused?: true;
}

/** A function of the project, or the choice of several: then what is said holds of each of them. */
export interface ForeignFunction {
  /** Its parameters in `returns` carry this number. */
  readonly key: number;
  readonly name: string;
  readonly returnsPromise: boolean;
  readonly async: boolean;
  /** Its promise cannot reject. */
  readonly settles: boolean;
  /** It queries, or waits for something, itself or in what it calls. */
  readonly doesInputOutput: boolean;
  /** Queries are all that it reaches, and none of them changes anything. */
  readonly onlyReads: boolean;
  /**
   * What it does besides reading, itself or in what it calls: whether it mails, calls another system or handles files,
   * and the tables it writes.
   */
  readonly work: { readonly leaves: boolean; readonly writes: readonly string[] };
  /**
   * The read that it, or what it calls, keys by one of these arguments; null when there is none, and when it also
   * writes.
   */
  reads(given: readonly number[]): KeyedRead | null;
  /** The policy says that its work may be lost. */
  readonly mayBeLost: boolean;
  /** Where its name stands. */
  readonly declared: { readonly file: string; readonly at: Range };
  readonly returns: Value | null;
  /** What it makes sure of when it stands before a handler. */
  readonly screens: readonly Screen[];
  /** What the functions that it gives make sure of, in terms of its parameters. */
  readonly makes: MadeScreens | null;
  /** It gives back what the callback in this position gives. */
  readonly gives?: { readonly index: number; readonly curried?: true };
  readonly proves: readonly Proof[];
  /** Parameters of which it gives back the digest of a function made to be fast, and where that is made. */
  readonly hashes: readonly { readonly index: number; readonly file: string; readonly at: Range }[];
  /**
   * Its body takes the argument in this position apart as an address, or asks code nobody sees; null: it was not read
   * for that.
   */
  weighs(index: number): boolean | null;
  /** Its body searches what the program keeps for the argument in this position; null: it was not read for that. */
  looksUp(index: number): boolean | null;
}

/** What is known of the head of a text. With all three it is a path on this host: browsers read `/\\` as `//`. */
export type Head = 'slash' | 'one slash' | 'no backslash';

/** What holds of an argument when the function returns `outcome`, or returns at all. */
export interface Proof {
  readonly index: number;
  /** Member path below the argument, with its dot: `.id`. */
  readonly below: string;
  readonly outcome: boolean | 'returned';
  readonly for: readonly SinkKind[] | 'all';
  readonly shapes?: readonly Shape[];
  readonly listed?: true;
  /** Of an address only the host was asked about. */
  readonly ofHost?: true;
  readonly heads?: readonly Head[];
  readonly unknownFor?: readonly SinkKind[];
  /** A schema was asked: it is what that admits. */
  readonly admits?: Admitted;
  /** Holds when each of these calls of other files says so. Answered before a view gives the proof. */
  readonly asks?: readonly Ask[];
}

/** What a body says of its parameters. */
export interface ArgumentsRead {
  /** What holds of them when it returns true, false, or at all. */
  readonly proves: readonly Proof[];
  /** Those it takes apart as an address, or gives to code that may. */
  readonly weighs: readonly Weighed[];
  /** Those it searches what the program keeps for. */
  readonly looksUp: readonly number[];
}

/** What is said of an argument by a call whose callee stands in another file. */
export interface Ask {
  readonly call: Range;
  readonly index: number;
  /**
   * What the callee proves for this outcome is what holds; without one it is enough that it looks into the argument, or
   * is not known.
   */
  readonly outcome?: Proof['outcome'];
}

/** A parameter that a function takes apart, or hands to a callee of another file. */
export interface Weighed {
  readonly index: number;
  readonly asks?: Ask;
}

/**
 * What an expression stands for in the models: a whole module, one member of a library, a value of a modelled type,
 * or (rung 4) a name that could be one of several types, settled by the first member that is read from it.
 */
export type Meaning =
  | { readonly kind: 'module'; readonly model: LibraryModel }
  | { readonly kind: 'member'; readonly ref: SymbolRef }
  | { readonly kind: 'instance'; readonly ref: TypeRef }
  | { readonly kind: 'conventional'; readonly candidates: readonly TypeRef[] }
  /** Something of another project file that is no library's. */
  | { readonly kind: 'foreign'; readonly of: Foreign; readonly otherwise?: Meaning };
