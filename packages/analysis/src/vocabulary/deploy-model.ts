/**
 * Functions of a program that a platform runs because something else says so: a document of its deployment, or code that
 * describes it. Documents are data and are never run.
 */
import type { EntryKind } from './entry-shapes.js';

/** What runs a function, and what that hands to it. */
export interface DeployedFor {
  readonly kind: EntryKind | 'http';
  /** Type of the first parameter. */
  readonly input?: string;
}

/**
 * A document in YAML or JSON. A path in it is keys with dots between them; `*` stands for each member of an object or
 * list.
 */
export interface DeployFileModel {
  /** Regular expression on the root-relative path. */
  readonly file: string;
  readonly functions: string;
  /** Only those of which this member says that. */
  readonly only?: { readonly member: string; readonly is: string };
  /** The member with the file and the name of its export: `src/users.list`. */
  readonly handler: string;
  /** Where this member of the document stands in for a function that does not say it. */
  readonly common?: string;
  /** The member with the folder, below that of the document, in which the file lies. */
  readonly folder?: string;
  readonly events: string;
  /** The member of an event that names its kind, and the one with its settings. Absent: its only key, and what stands there. */
  readonly named?: { readonly type: string; readonly settings: string };
  readonly kinds: Readonly<Record<string, DeployedEventModel>>;
}

export interface DeployedEventModel extends DeployedFor {
  readonly method?: string;
  readonly path?: string;
  /** Settings that are a text say both: `GET /users`, `*` for all. */
  readonly together?: true;
  /** Members that name what is listened to, the first that is there; settings that are a text do so themselves. */
  readonly name?: readonly string[];
  readonly asks?: DeployedAskModel;
}

/** What says who is let through to a function. */
export interface DeployedAskModel {
  /** Members of the settings, the first that is there. */
  readonly in: readonly string[];
  /** The member that names it, where it is an object. */
  readonly names?: readonly string[];
  /** Paths in the document of what is asked where the event says nothing; `{gateway}`: what it says of its gateway. */
  readonly otherwise?: readonly string[];
  readonly gateway?: readonly string[];
  /** Texts with which nobody is asked. */
  readonly none: readonly string[];
  /** Regular expression on texts with which the platform itself turns strangers away. */
  readonly checked: string;
  /** Paths of objects that say by name what is asked, and their members that make the platform check it itself. */
  readonly declared?: { readonly at: readonly string[]; readonly checked: readonly string[] };
  /** Paths of what may turn requests away besides, and is not followed. */
  readonly besides?: readonly string[];
}

/** The call says which function of another file is run. Paths are below one of the folders around the file that says it. */
export interface DeploysModel extends DeployedFor {
  /** The export, or the file and the export: `index.list`. */
  readonly handler: DeployArg;
  /** The export where nothing says it. */
  readonly byDefault?: string;
  /** The file. Absent: the handler says it. */
  readonly file?: DeployArg;
  /** The folder, in the arguments of a call that stands there. */
  readonly folder?: DeployArg;
  /** The text that says method and path: `GET /users`. Without a method it is any. */
  readonly route?: DeployArg;
  readonly name?: DeployArg;
  /** Each member of an object is one, under `route` or `name` as its key says. */
  readonly each?: 'route' | 'name';
  /** What is asked of callers, the first that is there: a text, or an object by its keys. Paths with dots are taken apart. */
  readonly asks?: readonly DeployArg[];
  /** Texts there with which nobody is asked. */
  readonly none?: readonly string[];
  /** Regular expression on those with which the platform itself turns strangers away. */
  readonly checked?: string;
  /** Something that is not seen here may be asked of callers. */
  readonly besides?: true;
}

/** What is made ties a function to what runs it: an integration, a target, a destination. */
export interface TiesModel extends DeployedFor {
  /** The argument that is the function; `taker`: what the call is called on that takes this one. */
  readonly fn: DeployArg | 'taker';
  /** Calls that take it and say for which requests, by their names. */
  readonly by?: Readonly<Record<string, TiedBy>>;
  /** Where the call that takes it has this property, it is run for that. */
  readonly where?: DeployArg & { readonly kind: EntryKind };
}

export interface TiedBy {
  readonly method?: DeployArg;
  readonly path?: DeployArg;
  /** Calls before it whose first argument is a part of the path. */
  readonly below?: readonly string[];
  readonly asks: readonly DeployArg[];
  readonly none: readonly string[];
  /** Regular expression on the names of what is given there, with which the platform checks callers itself. */
  readonly checked: string;
}

export interface DeployArg {
  readonly arg: number;
  readonly property?: string;
}
