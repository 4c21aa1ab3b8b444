/**
 * The shape of a library model: what a library means in our nouns, as plain data.
 * A model is a small declaration file whose members carry roles. Users write the same shape as JSON.
 *
 * Lookup: a module value (default import, namespace import or `require`) is one thing: its members are `exports[name]`,
 * then the members of `exports.default`; calling or constructing it means `exports.default`.
 */
import type { SourceModel } from './value-model.js';
export type { SourceModel, ResultModel } from './value-model.js';
export type * from './http-model.js';
export type { QueryModel, TransactionModel } from './query-model.js';
import type { DecoratorModel } from './decorator-model.js';
export type { DecoratorModel } from './decorator-model.js';
import type { CallModel } from './call-model.js';
export type { CallModel } from './call-model.js';
export type { CallbackModel } from './callback-model.js';
export type { GateModel, OpenPath } from './gate-model.js';
import type { EntryPointModel, StandsBeforeModel } from './entry-points.js';
export type { EntryPointModel, StandsBeforeModel } from './entry-points.js';
import type { DeployFileModel } from './deploy-model.js';
export type * from './deploy-model.js';
import type { EntryKind } from './entry-shapes.js';
export type {
  EntryKind,
  EntryModel,
  ExportRunsAs,
  FunctionRunsAs,
  NamedBy,
  ReceivesModel,
  Told,
} from './entry-shapes.js';
import type { SinkKind } from './concepts.js';
import type { AdmitsModel } from './schemas.js';

export type { AdmitsModel, SchemaRef, TextFormat } from './schemas.js';
export type { CookieModel, CorsModel, HazardModel, SettingModel } from './setting-shapes.js';
export type { ArgRef, OptionTest, PlaceholderModel, SinkModel } from './sink-shapes.js';

export interface LibraryModel {
  /** Package name as in package.json; `node:fs` for a built-in; `ecmascript` for globals of the language. */
  readonly library: string;
  /**
   * Specifiers that mean this library. `x/*` matches any subpath, `*` + `/x` at the start any path that ends so
   * (generated clients), with or without extension.
   */
  readonly modules: readonly string[];
  /**
   * Semver range this model describes. Absent: every version. When the version is unknown, the first model that is not
   * outdated holds.
   */
  readonly versions?: string;
  /** Releases hardly anybody installs any more: meant only where the version is known. */
  readonly outdated?: true;
  /** What kind of library it is: shown in `seen`, and used to decide which project questions make sense. */
  readonly family?:
    | 'http' | 'orm' | 'sql-driver' | 'document-store' | 'key-value' | 'http-client' | 'auth' | 'validation' | 'logging'
    | 'runtime' | 'mail' | 'queue' | 'template' | 'upload' | 'crypto' | 'other';
  /** What stands between double quotes in the SQL that its database reads: a text, or the name of a column. */
  readonly doubleQuoted?: 'text' | 'name';
  /** It refuses a name of a placeholder with other characters than letters, digits, `_` and `.`. */
  readonly checksPlaceholderNames?: true;
  /**
   * What makes its transactions travel by context, for those that may: a call of one of these names, a setting of one of
   * these names, or one of these modules.
   */
  readonly byContext?: {
    readonly calls?: readonly string[];
    readonly settings?: readonly string[];
    readonly modules?: readonly string[];
  };
  /**
   * Methods it runs on its objects when it ends, and what makes it hear of its end: a program that `begins` it and
   * calls none of `heardBy` is ended before they run.
   */
  readonly endHooks?: {
    readonly methods: readonly string[];
    readonly begins: readonly string[];
    readonly heardBy: readonly string[];
  };
  readonly exports: Readonly<Record<string, MemberModel>>;
  readonly types?: Readonly<Record<string, TypeModel>>;
  /** Names that exist without import (fetch, console, setTimeout). */
  readonly globals?: Readonly<Record<string, MemberModel>>;
  /** Names of its TypeScript declarations that look like lost promises and are none, for rules that read types. */
  readonly typed?: TypedModel;
  /**
   * Functions the framework finds by place and export name. `file` is a regular expression on the root-relative path.
   */
  readonly entryPoints?: readonly EntryPointModel[];
  /** Documents that say which functions of the program a platform runs, and what for. */
  readonly deployFiles?: readonly DeployFileModel[];
  /** Functions the framework runs before those that stand below the folder of their file, found in the same way. */
  readonly standsBefore?: readonly StandsBeforeModel[];
  /**
   * Once it is loaded, these libraries hand rejections of their handlers to the error handler, whatever their own
   * version does.
   */
  readonly forwardsRejectionsOf?: readonly string[];
  /**
   * In a project that has it, a description of the whole interface says what a request may hold, and a request that
   * holds something else is refused before.
   */
  readonly checksRequests?: true;
}

export interface TypedModel {
  /** Functions whose promise nobody needs to wait for. */
  readonly safeCalls?: readonly string[];
  /** Types that have a `then` and lose nothing when nobody calls it. */
  readonly safePromises?: readonly string[];
}

/** An object type: its members and what calling, tagging or iterating an instance means. */
export interface TypeModel {
  /** `*` stands for any member that is not listed. */
  readonly members?: Readonly<Record<string, MemberModel>>;
  /** Calling an instance: `knex('users')`. */
  readonly call?: CallModel;
  /** Using an instance as a template tag: sql`...`. */
  readonly tag?: CallModel;
  /** Constructing with an instance that is itself a class: `new User(doc)` where `User = mongoose.model(...)`. */
  readonly new?: CallModel;
  /** Another type of this model (`Pool`) or of another (`pg#Pool`) whose members are inherited. */
  readonly extends?: string;
  /**
   * Programs give it members of their own: a builder on which one that is not listed is chained may have been given a
   * filter or a limit. Listed here are those of its own that run code of the program, and may do as much.
   */
  readonly openMembers?: readonly string[];
  /** A value of this type is itself untrusted (a form-data object, a params object). */
  readonly source?: SourceModel;
  /** Rung 4: names that conventionally hold an instance when imported from a project file (`db`, `pool`, `prisma`). */
  readonly conventionalNames?: readonly string[];
  /**
   * A thing that must be released, and the member that does it. `releasedOnce`: doing it twice fails, or lends it to
   * two at once. `takenOnUse`: it holds nothing before it is used for the first time.
   */
  readonly resource?: {
    readonly kind: 'connection' | 'pool' | 'session' | 'file' | 'stream' | 'lock' | 'client';
    readonly releasedBy: readonly string[];
    readonly releasedOnce?: true;
    readonly takenOnUse?: true;
  };
  /** Members that give back what it has lent as well: when they have run, nothing of it is held any more. */
  readonly endsLent?: readonly string[];
  /** The type is a handle inside a transaction: queries through it belong to that transaction. */
  readonly transactional?: true;
  /** A session under an id the browser holds: these members give it a new one, which nobody can have planted. */
  readonly renewedBy?: readonly string[];
  /** It stands for who sends: members in which the client says something (`sent`), or the server keeps what it found out. */
  readonly carries?: { readonly sent: readonly string[]; readonly held: readonly string[] };
  /**
   * Opens or pools connections of its own, so it should be made once per process. A client that uses an agent all its
   * like share is none.
   */
  readonly perProcess?: true;
  /**
   * What a subclass decides when it overrides this member: it must refuse where this parameter, the caller, is missing.
   */
  readonly refusesIn?: readonly { readonly member: string; readonly missing: number }[];
  /** A way to sign in with which strangers pass. */
  readonly letsPass?: true;
  /**
   * A function type: types of the parameters of a function that is annotated with it (`const list: RequestHandler =
   * (req, res) => ...`).
   */
  readonly params?: readonly (string | null)[];
  readonly errorParams?: readonly (string | null)[];
  /** A platform runs the exported functions of this type, and those that take it first, for this. */
  readonly runsAs?: EntryKind;
}

/**
 * One export or member. Several faces may be given: its type when read, its meaning when called, constructed, used as
 * tag or decorator.
 */
export interface MemberModel {
  /** Type of the value when read, of an instance when it is a class, and of the annotation. `Pool`, or `pg#Pool`. */
  readonly type?: string;
  readonly call?: CallModel;
  readonly new?: CallModel;
  readonly tag?: CallModel;
  readonly decorator?: DecoratorModel;
  /** Reading it yields request input. */
  readonly source?: SourceModel;
  /** A namespace without a type of its own: `fs.promises`, `Prisma.sql`. */
  readonly members?: Readonly<Record<string, MemberModel>>;
  /** The member's own name is the table or collection: `prisma.user`. */
  readonly entity?: 'key';
  /** A schema, or a part of the one it is a member of: what it lets through. */
  readonly admits?: AdmitsModel;
  /** A fixed value the operator or the platform gives: never untrusted. `setting`: only where somebody sets it. */
  readonly value?: 'constant' | 'setting';
  /**
   * A text that always begins with this: the path of an address with its slash. What was found out about the host says
   * nothing of it.
   */
  readonly beginsWith?: string;
  /** Assigning to this member is a sink: `res.body = x`. */
  readonly assignSink?: SinkKind | readonly SinkKind[];
  /** Assigning to this member sets the content type of the answer: `ctx.type = 'html'`. */
  readonly assignsContentType?: true;
  /** A provider token: what a module provides under it stands before every route. */
  readonly provides?: 'guards' | 'pipes' | 'interceptors' | 'filters';
}

/** Identity function: gives a model its type and keeps it plain data. */
export function defineModel(model: LibraryModel): LibraryModel {
  return model;
}
