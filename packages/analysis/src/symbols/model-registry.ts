import semver from 'semver';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import type { Rung } from '../vocabulary/concepts.js';
import type { LibraryModel, MemberModel, TypeModel } from '../vocabulary/library-model.js';
import { indexFaces, type Faces } from './faces.js';

/** The models that hold for one set of installed versions, indexed for look-up. */
export interface ModelRegistry {
  readonly models: readonly LibraryModel[];
  /** Those that hold only because the version of their library is not known: another release may behave otherwise. */
  readonly assumed: ReadonlySet<LibraryModel>;
  /** By what their calls can be asked for. */
  readonly faces: Faces;
  /** Model of an import specifier, or null. `node:` and bare names of built-ins are one thing. */
  moduleOf(specifier: string): LibraryModel | null;
  globalOf(name: string): { readonly model: LibraryModel; readonly member: MemberModel } | null;
  /** A type by name: `Pool` seen from its own model, or `driver#Pool` from anywhere. */
  typeOf(
    name: string,
    from: LibraryModel | null,
  ): { readonly model: LibraryModel; readonly name: string; readonly type: TypeModel } | null;
  /** Member of an instance, inherited ones and `*` included. */
  memberOf(
    ref: TypeRef,
    name: string,
  ): { readonly member: MemberModel; readonly owner: TypeRef; readonly listed: boolean } | null;
  /** Member of a module value: its exports, then what its default export has. */
  exportOf(model: LibraryModel, name: string): MemberModel | null;
  /** Types that a conventional name may stand for (rung 4). */
  conventional(
    name: string,
  ): readonly { readonly model: LibraryModel; readonly name: string; readonly type: TypeModel }[];
}

/** Built-ins that exist only with the prefix keep it: without, they are packages. */
const NODE_PREFIX = /^node:(?!(?:sqlite|test|sea)(?:\/|$))/;
const EXTENSION = /\.[cm]?[jt]s$/;

/**
 * User models come first and win; of several models of one library the first whose version range fits is used. Where
 * the version is not known, one of them holds that has everything against it that any release in use has.
 */
export function createRegistry(
  all: readonly LibraryModel[],
  versions: Readonly<Record<string, string>>,
): ModelRegistry {
  const rivals = rivalsIn(all);
  const models = all.filter((model) => fits(model, versions, rivals(model)));
  const assumed = models.filter((model) => rivals(model).length > 1 && !versionOf(model, versions));
  // Most versions choose the same models: what is indexed of them is indexed once.
  const key = `${models.map(numberOf).join(' ')}\n${assumed.map(numberOf).join(' ')}`;
  const before = built.get(key);
  if (before) return before;
  if (built.size >= MAX_BUILT) built.clear();
  const registry = registryOfModels(models, new Set(assumed));
  built.set(key, registry);
  return registry;
}

/** Choices of models that are kept: those of the packages of a large workspace. */
const MAX_BUILT = 64;
const built = new Map<string, ModelRegistry>();
const numbers = new WeakMap<LibraryModel, number>();
let numbered = 0;

function numberOf(model: LibraryModel): number {
  const known = numbers.get(model);
  if (known !== undefined) return known;
  numbers.set(model, (numbered += 1));
  return numbered;
}

function registryOfModels(models: readonly LibraryModel[], assumed: ReadonlySet<LibraryModel>): ModelRegistry {
  const modules = new Map<string, LibraryModel>();
  const prefixes: [string, LibraryModel][] = [];
  const suffixes: [string, LibraryModel][] = [];
  const globals = new Map<string, { model: LibraryModel; member: MemberModel }>();
  const libraries = new Map<string, LibraryModel[]>();
  const conventions = new Map<string, { model: LibraryModel; name: string; type: TypeModel }[]>();

  for (const model of models) {
    libraries.set(model.library, [...(libraries.get(model.library) ?? []), model]);
    for (const specifier of model.modules) {
      const plain = specifier.replace(NODE_PREFIX, '');
      if (plain.endsWith('/*')) prefixes.push([plain.slice(0, -1), model]);
      else if (plain.startsWith('*')) suffixes.push([plain.slice(1), model]);
      else if (!modules.has(plain)) modules.set(plain, model);
    }
    for (const [name, member] of Object.entries(model.globals ?? {}))
      if (!globals.has(name)) globals.set(name, { model, member });
    for (const [name, type] of Object.entries(model.types ?? {})) {
      for (const word of type.conventionalNames ?? [])
        conventions.set(word, [...(conventions.get(word) ?? []), { model, name, type }]);
    }
  }

  const bySuffix = (path: string): LibraryModel | undefined => suffixes.find(([suffix]) => path.endsWith(suffix))?.[1];
  let faces: Faces | null = null;
  const registry: ModelRegistry = {
    models,
    assumed,
    get faces() {
      return (faces ??= indexFaces(models));
    },
    moduleOf(specifier) {
      const plain = specifier.replace(NODE_PREFIX, '');
      return (
        modules.get(plain) ??
        prefixes.find(([prefix]) => plain.startsWith(prefix))?.[1] ??
        bySuffix(plain.replace(EXTENSION, '')) ??
        null
      );
    },
    globalOf: (name) => (globals.has(name) ? (globals.get(name) ?? null) : null),
    typeOf(name, from) {
      const hash = name.indexOf('#');
      const owners =
        hash < 0
          ? from
            ? [from, ...(libraries.get(from.library) ?? [])]
            : []
          : (libraries.get(name.slice(0, hash)) ?? []);
      const short = hash < 0 ? name : name.slice(hash + 1);
      for (const model of owners) {
        const type = own(model.types, short);
        if (type) return { model, name: short, type };
      }
      return null;
    },
    memberOf(ref, name) {
      let wildcard: { member: MemberModel; owner: TypeRef; listed: boolean } | null = null;
      let current: TypeRef | null = ref;
      for (let hops = 0; current && hops < 6; hops += 1) {
        const member = own(current.type.members, name);
        if (member) return { member, owner: current, listed: true };
        const any = own(current.type.members, '*');
        if (any && !wildcard) wildcard = { member: any, owner: current, listed: false };
        const base: { readonly model: LibraryModel; readonly name: string; readonly type: TypeModel } | null = current
          .type.extends
          ? registry.typeOf(current.type.extends, current.model)
          : null;
        current = base && { ...base, rung: ref.rung, entity: ref.entity };
      }
      return wildcard;
    },
    exportOf(model, name) {
      const named = own(model.exports, name);
      if (named) return named;
      const main = own(model.exports, 'default');
      const nested = own(main?.members, name);
      if (nested) return nested;
      if (main?.type) {
        const type = registry.typeOf(main.type, model);
        const found = type && registry.memberOf({ ...type, rung: 1 satisfies Rung }, name);
        if (found) return found.member;
      }
      return own(model.exports, '*') ?? null;
    },
    conventional: (name) => conventions.get(name) ?? [],
  };
  return registry;
}

function fits(
  model: LibraryModel,
  versions: Readonly<Record<string, string>>,
  rivals: readonly LibraryModel[],
): boolean {
  if (rivals.length === 1 && !model.versions) return true;
  const installed = versionOf(model, versions);
  const match = installed
    ? rivals.find((rival) => !rival.versions || semver.satisfies(installed, rival.versions))
    : undefined;
  return (match ?? rivals.find(({ outdated }) => !outdated) ?? rivals[0]) === model;
}

/** All models of the same library, for whatever version. */
function rivalsIn(all: readonly LibraryModel[]): (model: LibraryModel) => readonly LibraryModel[] {
  const keyOf = ({ library, modules }: LibraryModel): string => `${library}\n${modules.join('\n')}`;
  const byKey = new Map<string, LibraryModel[]>();
  for (const model of all) {
    const rivals = byKey.get(keyOf(model));
    if (rivals) rivals.push(model);
    else byKey.set(keyOf(model), [model]);
  }
  return (model) => byKey.get(keyOf(model)) ?? [model];
}

function versionOf({ library }: LibraryModel, versions: Readonly<Record<string, string>>): semver.SemVer | null {
  return semver.coerce(own(versions, library) ?? '');
}

/** Own property only: a member called `constructor` or `toString` must not find Object.prototype. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
