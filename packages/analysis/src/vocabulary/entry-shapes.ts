/** Ways into a backend beside HTTP requests: what registers them, and what they are called. */
import type { FunctionKey } from './references.js';

/**
 * `graphql`: a field; `rpc`: a procedure; `action`: a function a page calls; `function`: one a platform runs for a
 * request; `queue`: a job or message; `schedule`: a time.
 */
export const ENTRY_KINDS = ['graphql', 'rpc', 'action', 'function', 'queue', 'event', 'socket', 'schedule'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The call hands over what runs for something from outside. */
export interface EntryModel {
  readonly kind: EntryKind;
  /**
   * The text that names it: an argument or its property, where it has none one of what was given to make the thing it is
   * called on; `export`: the name under which the file gives away what is made. Absent: the keys it stands under in the
   * groups around it.
   */
  readonly name?: NamedBy | 'export';
  /** With several properties: whichever is there. */
  readonly handler: { readonly arg: number | 'last'; readonly property?: string | readonly string[] };
  /**
   * Properties beside the handler with functions that run before it, and fail for whoever is not let through. Only what
   * they prove counts: what else stands before it is not followed.
   */
  readonly guards?: readonly string[];
  /** The handlers stand by type and field: `{ Query: { users() {} } }`. */
  readonly fields?: true;
  /** It is meant to change something: a mutation. */
  readonly changes?: true;
  /** In place of one handler many, each under its key in an object or in the elements of a list. */
  readonly each?: EachModel;
  readonly unless?: Told;
  /** Only with these texts. */
  readonly only?: Told;
  /** The type its field is of: one of this name, or `around`: the one the call is for that runs the function around it. */
  readonly of?: { readonly type: string } | 'around';
  /** It stands with a plugin: the call that takes that has the arguments. What stands before it is not followed. */
  readonly handed?: true;
  /** Only where the call is made when the process starts. */
  readonly atStart?: true;
  /** Only where this property of an argument is given, or is not. */
  readonly where?: { readonly arg: number; readonly property: string; readonly is: 'given' | 'absent' };
}

/** An argument or its property, or one of what was given to make the thing it is called on. */
export interface NamedBy {
  readonly arg?: number;
  readonly property?: string;
  readonly makerArg?: number;
}

/** The call takes what others sent: where that is done again and again, the function around it runs for it. */
export interface ReceivesModel {
  readonly kind: EntryKind;
  readonly name?: NamedBy;
}

/** The call runs a function that makes the fields of a type: its name or what holds that, and what names its only field. */
export interface FieldsOfModel {
  readonly type?: string;
  readonly arg?: number;
  readonly property?: string;
  readonly nameArg?: number;
}

/** The handlers that an object or a list holds. */
export interface EachModel {
  /** A member that is no function itself holds what runs under one of these. */
  readonly runs?: readonly string[];
  /** Of the elements of a list: what names them, the first that is there. */
  readonly named?: readonly string[];
  /** Stands between the name of the call and its own. Default `.`. */
  readonly joint?: string;
}

/** Texts of an argument by which a library tells of itself (`close`, `error`): nothing comes in with those. */
export interface Told {
  readonly arg: number;
  readonly is: readonly string[];
}

/** What something of a file is run for, as its place, its type or its first words say. */
export interface RunsAs {
  readonly kind: EntryKind | 'http';
  readonly library: string;
}

/** By its own first words wherever it stands, or by its type or that of its first parameter where it is exported. */
export interface FunctionRunsAs extends RunsAs {
  readonly by: 'words' | 'type' | 'parameter';
}

/** An export that is run, or members of it. */
export interface ExportRunsAs extends RunsAs {
  /** The member that runs; `*`: each, `tasks.*`: each of a member. Absent: the export itself. */
  readonly member?: string;
  /** Under which of these a member that is an object holds what runs. */
  readonly runs?: readonly string[];
  /** What the export says of its name. */
  readonly named?: string;
  /** The function it is, where it is put on the export later: `Page.load = ...`. */
  readonly fn?: FunctionKey;
  /** The part of the path of its file that makes its address. */
  readonly place?: string;
}
