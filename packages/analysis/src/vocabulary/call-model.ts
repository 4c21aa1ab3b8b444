/** What a call, a construction or a tag of a library means. */
import type { CallbackModel } from './callback-model.js';
import type { GuardDuty, HazardKind, SinkKind } from './concepts.js';
import type { DeploysModel, TiesModel } from './deploy-model.js';
import type { EntryModel, FieldsOfModel, ReceivesModel } from './entry-shapes.js';
import type { GateModel } from './gate-model.js';
import type {
  AnswersContractModel,
  ChainedRouteModel,
  ContractModel,
  MountModel,
  ResponseModel,
  RouteModel,
  ServicesModel,
  SignInModel,
} from './http-model.js';
import type { QueryModel, TransactionModel } from './query-model.js';
import type { AdmitsModel, SchemaRef, ScreenModel } from './schemas.js';
import type { CookieModel, CorsModel, HazardModel, SettingModel } from './setting-shapes.js';
import type { ArgRef, OptionTest, SinkModel } from './sink-shapes.js';
import type { ResultModel } from './value-model.js';

export interface CallModel {
  /** Settings that make it unsafe. */
  readonly hazards?: readonly HazardModel[];
  /**
   * Type of the result (after await). `this` = the receiver's own type, `argument:0` = type of that argument,
   * `instance:0` = an instance of the class given as that argument,
   * `promisified:0` = the function given as that argument, whose callback became a promise (`promisify(exec)`).
   */
  readonly returns?: string;
  /**
   * `promise`: starts at once and returns a promise. `lazy`: does nothing until awaited or `.then`ed (query builders).
   * `callback`: reports by callback when one is given, else returns a promise.
   */
  readonly async?: 'promise' | 'lazy' | 'callback';
  /** Option with a function that refuses uploads by name or type. */
  readonly uploadFilter?: { readonly arg: number; readonly property: string };
  readonly callbacks?: readonly CallbackModel[];
  readonly sinks?: readonly SinkModel[];
  /** What value comes back, for the flow engine. Absent: unknown. */
  readonly result?: ResultModel;
  /** In a condition, true means the argument is harmless for these sinks, or is what the schema `by` admits. */
  readonly guard?: {
    readonly arg: ArgRef;
    readonly for: readonly SinkKind[] | 'all';
    readonly when: boolean;
    readonly by?: SchemaRef;
  };
  /** The result is a schema: what it lets through. */
  readonly admits?: AdmitsModel;
  /** The result stands before a handler and lets through only what fits. */
  readonly screens?: ScreenModel;
  /** Throws unless this argument is true: what it says holds afterwards. */
  readonly asserts?: number;
  /**
   * Sets the content type of the answer: the type itself, a header by name (`value` is the argument after it), or an
   * object of headers (under `property`).
   */
  readonly contentType?: {
    readonly arg: number;
    readonly as: 'type' | 'header' | 'headers';
    readonly property?: string;
  };
  readonly query?: QueryModel;
  readonly transaction?: TransactionModel;
  /** Gives the text of the query its receiver is, which is not sent by that: `toSQL()`. */
  readonly givesText?: true;
  /** What it gives is in no transaction that is open around it, unless an option says so: a fork, a second session. */
  readonly apart?: { readonly unless?: { readonly arg: number; readonly property: string } };
  /** Ends the transaction its receiver stands for. */
  readonly endsTransaction?: 'commit' | 'rollback';
  readonly route?: RouteModel;
  /** As `route`, where failures of what is given are nobody's: a function that gets every request of a server. */
  readonly answers?: RouteModel;
  readonly chained?: ChainedRouteModel;
  /**
   * The members of this argument are guards, or load them, by the names routes ask for; the elements of a list stand
   * before `all`. `runs`: the method of a guard that is a class.
   */
  readonly namesGuards?: { readonly arg: number; readonly all?: true; readonly runs: string };
  readonly services?: ServicesModel;
  /** Gives what stands below the path in this argument. */
  readonly findsService?: { readonly arg: number };
  /** Says in this argument what stands before the methods of what it is called on, or of all. */
  readonly hooksServices?: { readonly arg: number; readonly all?: true };
  readonly contract?: ContractModel;
  readonly answersContract?: AnswersContractModel;
  readonly entry?: EntryModel | readonly EntryModel[];
  readonly fieldsOf?: FieldsOfModel;
  readonly receives?: ReceivesModel;
  readonly deploys?: DeploysModel | readonly DeploysModel[];
  readonly ties?: TiesModel;
  /** It is given what ties the function it is called on to what runs that. */
  readonly attaches?: true;
  /**
   * A group of entries and of other groups. `keys`: the members of its first argument, each named by its key.
   * `arguments`: what its arguments hold, without a name of its own.
   */
  readonly groups?: 'keys' | 'arguments';
  /**
   * Puts the class, thing or function in this argument behind a token: the argument `token`, or the first one of the
   * call it is chained to (`bind(TOKEN).to(Class)`).
   */
  readonly binds?: { readonly arg: number; readonly token?: number };
  readonly mount?: MountModel;
  /** Of a server of sockets: it takes them in (`opens`), or is given what stands before (`guards`). */
  readonly door?: 'opens' | 'guards';
  readonly setting?: SettingModel;
  /** It describes a setting: what that is where nobody sets it. */
  readonly presets?: { readonly arg: number; readonly property: string };
  readonly cors?: CorsModel;
  readonly cookie?: CookieModel;
  /**
   * The result is a middleware, guard, hook or plugin with these duties; a call with `express-session` options fulfils
   * 'session'.
   */
  readonly duty?: readonly GuardDuty[];
  /**
   * The result fills the body of requests: with whatever shape a client gives it, or only with texts and lists of texts
   * where an option says so, or none says otherwise.
   */
  readonly parsesBody?: { readonly textsWhen?: OptionTest; readonly textsUnless?: OptionTest };
  /**
   * Settings with which the duty is not fulfilled for every request, or what it gives tells nothing of the caller; where
   * they cannot be seen, it is not known to be.
   */
  readonly dutyUnless?: readonly OptionTest[];
  /** Puts its first argument before whatever is registered behind the builder it is called on. */
  readonly step?: true;
  /** The function there makes the context of each request, whose members those that run for it read. */
  readonly context?: { readonly arg: number; readonly property: string };
  /**
   * Lets the request go on to what stands behind, as a middleware does that calls its continuation. `returned`: where
   * what it gives is given back.
   */
  readonly goesOn?: true | 'returned';
  /** It is, or gives, what a framework runs before its routes. */
  readonly gate?: GateModel;
  /** What is made of a plugin puts its hooks before the routes beside it, not only before its own. */
  readonly sharesScope?: true;
  /**
   * Leaves requests out of a guard: of the one it is called on, by the settings in its first argument, or of those it
   * is given `from` here on, by paths in its first.
   */
  readonly exempts?: { readonly from?: number };
  /**
   * It gives what the server holds of the caller of a request; who is nobody has no member of it. `member`: that stands
   * in this member of what it gives (`{ data: { user }, error }`). `unless`: this other member is there whenever nobody is.
   */
  readonly holdsCaller?: true | { readonly member: string; readonly unless?: string };
  /**
   * Tells whether the path in one argument fits a pattern, or one of a list, in another; without `pathArg`, what it gives
   * tells so of its first argument, itself or by `test`, `match` or `exec`. `ofRequest`: that is the whole request.
   * `ignoresCase`: it does not tell upper case from lower.
   */
  readonly testsPath?: {
    readonly patternArg: number;
    readonly pathArg?: number;
    readonly ofRequest?: true;
    readonly ignoresCase?: true;
  };
  /** Keeps its first argument for its callback, or for whatever runs from here on: the storage of a context. */
  readonly keeps?: true;
  /**
   * How it turns strangers away: by a failure, which the project's own handler of failures may forgive. Absent: it
   * answers.
   */
  readonly refusesBy?: 'failure';
  /** Settings of the first argument that tie the duty to some requests: what is left out, and what is counted. */
  readonly narrowedBy?: readonly string[];
  /** The setting of a limiter that says what it counts by: a function of the request. */
  readonly countsBy?: { readonly arg: number; readonly property: string };
  /**
   * `result`: something true means a signed-in caller. `callbackParam`: that parameter of a callback is the caller, or
   * nothing.
   */
  readonly identifies?: 'result' | { readonly callbackParam: number };
  /** A condition of a query: that its second argument equals the first, or that all its arguments hold. */
  readonly condition?: 'equal' | 'all';
  /** True means that what was sent equals the secret it is held against. */
  readonly compares?: true;
  /** Reads what decorators attached to the route under the key in this argument. */
  readonly readsMetadata?: { readonly keyArg: number };
  /**
   * Gives a router that registers below the path in this argument, or under a property of it: `basePath('/api')`, `new
   * Router({ prefix: '/api' })`.
   */
  readonly prefixArg?: number | { readonly arg: number; readonly property: string };
  /** Puts a way to sign in under a name: `use('jwt', strategy)`. */
  readonly installs?: { readonly nameArg: number; readonly valueArg: number };
  readonly signIn?: SignInModel;
  /** The argument that names the ways to sign in it asks for, one or a list. */
  readonly strategyArg?: number;
  /** It answers a whole request by the routes that are registered on its receiver. */
  readonly serves?: true;
  /** Gives the instance a member of this name: `decorate('authenticate', fn)`. */
  readonly names?: { readonly nameArg: number; readonly valueArg: number };
  readonly response?: ResponseModel;
  /** A sign or verify call of a token or signature library. */
  readonly token?: {
    readonly does: 'sign' | 'verify' | 'decode';
    readonly optionsArg?: number;
    readonly payloadArg?: number;
    readonly keyArg?: number;
    /** The key is this argument of what made the thing it is called on: `new Webhook(secret).verify(body)`. */
    readonly madeWithKey?: number;
    /** Of a check that does not throw: the member of its result that tells, or each of several that do. */
    readonly validMember?: string | readonly string[];
    /** Options without which the call is not safe in this version. */ readonly algorithmsRequired?: true;
  };
  /** A real password hash and its cost: fine at or above `minimum`. `memory` in KiB for argon2. */
  readonly passwordHash?: {
    readonly costArg?: number;
    readonly costProperty?: string;
    readonly minimum?: number;
    readonly default?: number;
    /**
     * Other minimum when this argument is such a text: PBKDF2 needs fewer rounds with SHA-512. With `costProperty`,
     * `costArg` is the place of the options object.
     */
    readonly minimumBy?: { readonly arg: number; readonly is: Readonly<Record<string, number>> };
  };
  /**
   * Once called, hazards of these kinds are met for every call of this process: a dispatcher with limits of its own.
   */
  readonly settles?: readonly HazardKind[];
  /**
   * Once called, values can no longer do harm at these sinks in this process: `set('sanitizeFilter', true)`. `is` is
   * the value of the argument that says so.
   */
  readonly disarms?: { readonly kinds: readonly SinkKind[]; readonly arg?: number; readonly is?: string };
  /** Throws when this argument is malformed text: `JSON.parse`. */
  readonly throwsOn?: number;
  /** Always throws: what comes after it does not run. */
  readonly throws?: true;
  /** The process ends with this call. */
  readonly endsProcess?: true;
  /**
   * Blocks the event loop. `brief`: for one look at a directory or one change in it, some microseconds; `by-depth`: so
   * too, unless its option `recursive` takes a whole folder; `by-size`: for as long as a file is large.
   */
  readonly blocking?: true | 'brief' | 'by-depth' | 'by-size';
  /** Leaves the process: network, mail, queue, file. Not allowed inside a transaction, wants a time limit. */
  readonly external?: 'network' | 'mail' | 'queue' | 'file' | 'sleep';
  /** The caller waits for promises returned by its callback (Promise.all, p-map, test runners, framework handlers). */
  readonly awaitsCallback?: true;
  /**
   * Its callback is given messages. When that fails: `redelivered`: the same message comes again, so one that can never
   * be handled stops all behind it. `unhandled`: the failure belongs to nobody, and the message is neither confirmed
   * nor refused.
   */
  readonly consumes?: 'redelivered' | 'unhandled';
  /** Its callback is run by a timer, a schedule, a queue or a watcher: no request waits for it. */
  readonly background?: true;
  /** The call takes promises and waits for them: `Promise.all(list)`. */
  readonly awaitsArguments?: true;
  /** Makes a digest under a key; position of the key. */
  readonly keyedDigest?: number;
  /** Gives a result whatever it is given, be it no number or `false`. */
  readonly neverThrows?: true;
  /** Its promise never rejects: it only works in memory, or answers `false` where others fail. */
  readonly neverRejects?: true;
  /** Not calling await on it is normal: fire-and-forget by design. */
  readonly fireAndForget?: true;
  /** What is put before all routes of its receiver later stands before none. */
  readonly settlesRoutes?: true;
  /** Listens on a port or socket: this file is a server entry. */
  readonly listens?: true;
  /** The table or collection this result speaks of. */
  readonly entity?: 'type-argument' | { readonly arg: number };
  /**
   * Declares the table or collection of `entity`; its columns are the properties of this argument, or of the schema it
   * is made from.
   */
  readonly declares?: { readonly columns: number };
}
