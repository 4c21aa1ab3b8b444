/** What a model says of routes, mounts and answers. */
import type { GuardDuty } from './concepts.js';
import type { Told } from './entry-shapes.js';

export interface RouteModel {
  /** HTTP method in upper case, `ALL`, or the argument/property that names it. */
  readonly method: string | { readonly arg: number; readonly property?: string };
  /** Where the argument is a text itself, `property` is not looked for. */
  readonly path:
    | { readonly arg: number; readonly property?: string }
    | 'from-receiver'
    /** The handler gets every request, and looks at the path itself. */
    | 'in-handler';
  /** It registers one only with these texts. */
  readonly when?: Told;
  /** The setting that holds handlers, or one for each method, by their paths. */
  readonly byPath?: string;
  /** First handler argument; all later function arguments are middleware, the last one is the handler. */
  readonly handlersFrom?: number;
  /** Property of an options object: `{ handler, preHandler, schema }`, by its path; of several whichever is there. */
  readonly handlerProperty?: string | readonly string[];
  readonly guardProperties?: readonly string[];
  /** Where the options stand. Absent: they are the first object behind the path. */
  readonly optionsArg?: number;
  /** All settings the library itself knows among the options: another may put something before the handler. */
  readonly settings?: readonly string[];
  /** Where guards stand in objects of their own, the member that runs: `{ method, assign }`. */
  readonly guardMember?: string;
  /** A list there holds one route each. */
  readonly listed?: true;
  /** Parts of the path that are parameters stand in braces: `{id}`, `{rest*}`. */
  readonly braces?: true;
  /** Where its options say which ways to sign in it asks for. */
  readonly asks?: AskModel;
  /**
   * Settings among the options of the route that are a duty themselves, by their path: `config.rateLimit`. `false`
   * takes it away.
   */
  readonly dutyProperties?: readonly { readonly path: string; readonly duty: GuardDuty }[];
  /** Where the schemas of the parts of the request stand among the options, by its path; of several whichever is there. */
  readonly schemaProperty?: string | readonly string[];
  /**
   * What stands before the handler lets requests on when it is done, not only when it says so. `with-nothing`: what it
   * gives back answers.
   */
  readonly goesOnWhenDone?: true | 'with-nothing';
}

/** A setting that asks for ways to sign in: a name, `false` for none, or an object. */
export interface AskModel {
  /** Paths of the setting; of several whichever is there. */
  readonly in: readonly string[];
  /** Members that name one, or a list. */
  readonly names: readonly string[];
  /** The member that says whether strangers are turned away, and the texts with which they are not. */
  readonly mode: string;
  readonly lenient: readonly string[];
  /** Paths of rights that are asked for as well. */
  readonly rights: readonly string[];
}

export interface MountModel {
  readonly pathArg?: number;
  /** Option property that holds the prefix: `{ prefix: '/v1' }`. */
  readonly prefixProperty?: { readonly arg: number; readonly property: string };
  /** Arguments that are routers, plugins or middleware. */
  readonly from: number;
  /**
   * `encapsulated`: what is mounted inside a plugin does not guard its siblings. `ordered`: guards what is registered
   * later.
   */
  readonly scope: 'ordered' | 'encapsulated';
  readonly hook?: string;
  /** A function there is handed the router, or one below it, and registers on that. */
  readonly hands?: true;
  /** Settings of an object there that hold guards, and all that the library knows. */
  readonly guards?: { readonly properties: readonly string[]; readonly settings: readonly string[] };
  /** A path means itself, and what is below it only where it ends in a star. */
  readonly exact?: true;
  /** What is mounted lets requests on when it is done, not only when it says so. */
  readonly goesOnWhenDone?: true | 'with-nothing';
  /** It is the router that the call makes; what stands before its routes is under these properties of its options. */
  readonly ofResult?: { readonly properties: readonly string[] };
  /** A hook of one plugin runs for the routes of all, unless an option keeps it to its own. */
  readonly everywhere?: { readonly unless: { readonly arg: number; readonly property: string } };
  /**
   * What is mounted may be an object with the function that is handed the router under one name, or one that holds it
   * under another, with a prefix of its own.
   */
  readonly plugin?: { readonly runs: string; readonly in: string; readonly prefix: string };
  /** The argument that says when a hook runs, and the texts with which it runs before the handler. */
  readonly before?: { readonly arg: number; readonly is: readonly string[] };
}

/**
 * Ways to sign in have names. `scheme`: a kind of them, made by a function. `strategy`: one of a kind, with options.
 * `default`: what routes ask for that name none.
 */
export type SignInModel =
  | { readonly does: 'scheme'; readonly nameArg: number; readonly byArg: number; readonly runs: string }
  | {
      readonly does: 'strategy';
      readonly nameArg: number;
      readonly schemeArg: number;
      readonly optionsArg: number;
      /**
       * Kinds that plugins bring. `by`: options with functions of the program that decide alone, by a member of what
       * they give. `unless`: options with which it is not known to keep strangers out.
       */
      readonly schemes: Readonly<
        Record<
          string,
          {
            readonly by?: { readonly properties: readonly string[]; readonly member: string };
            readonly unless?: readonly string[];
          }
        >
      >;
    }
  | { readonly does: 'default'; readonly arg: number };

/**
 * Registers on the one router of the program; what it stands below and who guards it is said by calls that are chained to
 * it, or to the group around it.
 */
export interface ChainedRouteModel {
  /** `group`: runs the function of the handler, and what that registers belongs to it. */
  readonly does: 'route' | 'group' | 'resource';
  readonly method?: string;
  readonly path?: number;
  /** A function, `[Controller, 'method']`, `'Controller.method'`; of a resource the controller. */
  readonly handler: number;
  /** Chained calls whose first argument is a prefix, and those whose arguments are guards. */
  readonly prefix: readonly string[];
  readonly guards: readonly string[];
  /** Methods of the controller of a resource, with what they answer below its path. */
  readonly actions?: Readonly<Record<string, { readonly methods: readonly string[]; readonly path: string }>>;
  /** Chained calls that take actions away. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** Chained calls with a list of the actions that are left, and of those that are not. */
  readonly only?: string;
  readonly except?: string;
  /** Pattern of the file of a controller that is named by its place; `{name}` is what is said of it. */
  readonly controllers?: string;
  /** The method of a controller, and of a guard that is a class, where none is named. */
  readonly runs?: string;
  /** In the path of a resource below another, `posts.comments`: stands behind each of those above; `{name}` is one of them. */
  readonly below?: string;
}

/**
 * Puts an object or an instance below a path, whose methods of these names answer requests. What stands before them is
 * said elsewhere, of the path or of all.
 */
export interface ServicesModel {
  readonly path: number;
  readonly service: number;
  /** The list of the methods that are open to requests. Absent there: all. */
  readonly listed: { readonly arg: number; readonly property: string };
  readonly methods: Readonly<
    Record<string, { readonly method: string; readonly path: string; readonly params: readonly string[] }>
  >;
  /** Members of what is said of a path under which it says what stands before its methods, by their names. */
  readonly before: readonly string[];
  /** The name that stands for all of them. */
  readonly all: string;
}

/** A description of routes, apart from what answers them: an object of routes by name, or of such objects. */
export interface ContractModel {
  /** The argument with its members, or with what answers them. */
  readonly of: number;
  readonly prefix?: { readonly arg: number; readonly property: string };
  /** Of what answers: the argument with the description. */
  readonly contract?: number;
}

/** Registers what answers the routes of a description. */
export interface AnswersContractModel {
  /** Absent: what answers says it. */
  readonly contract?: number;
  readonly by: number;
  /** The argument with the router; `result`: it is what the call gives. */
  readonly on: number | 'result';
  /** Where an answer is an object, the members with what runs and with what stands before it. */
  readonly handler: string;
  readonly guards: string;
  /** What stands before all of them. */
  readonly before?: { readonly arg: number; readonly property: string };
}

export interface ResponseModel {
  /** Position of the body, if it sends one. */
  readonly bodyArg?: number;
  readonly statusArg?: number;
  /** Ends the response. */
  readonly ends?: true;
  /** It does so only where it is given back. */
  readonly whenReturned?: true;
  /** Fixed status. */
  readonly status?: number;
  /** An error given as body goes to the framework's error handler, which decides what is sent. */
  readonly errorsMasked?: true;
}
