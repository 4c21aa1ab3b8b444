import type { CallModel, LibraryModel, MemberModel, TypeModel } from '../vocabulary/library-model.js';

/**
 * One thing a call can be asked for: a field of its model, `sink:` and a kind, `hazard:` and a kind, `makes:` and a
 * trait of the type it yields.
 */
export type Face = string;

/** Where calls with a face can stand, told from names alone, before anything is resolved. */
export interface FaceNames {
  /** Libraries with the face. */
  readonly libraries: ReadonlySet<string>;
  /** Names that are called, with the libraries that call so. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Libraries whose values have the face under any name (`db('users')`, a wildcard member). */
  readonly anywhere: ReadonlySet<string>;
}

export interface Faces {
  of(face: Face): FaceNames;
  /** Everything a file that imports these libraries can hold values of: their models name types of others. */
  reachable(libraries: Iterable<string>): ReadonlySet<string>;
  /** Libraries a name can mean when it comes from a project file, is a parameter or has no value yet. */
  readonly conventional: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Libraries whose values need no import: globals of the language, parameters of functions a framework finds by place.
   */
  readonly ambient: ReadonlySet<string>;
  /** Members whose assignment is a sink. */
  readonly assigned: ReadonlySet<string>;
}

const NOTHING: FaceNames = { libraries: new Set<string>(), names: new Map(), anywhere: new Set<string>() };

/** Index of the models by what their calls can be asked for. */
export function indexFaces(models: readonly LibraryModel[]): Faces {
  const found = new Map<Face, { libraries: Set<string>; names: Map<string, Set<string>>; anywhere: Set<string> }>();
  const conventional = new Map<string, Set<string>>();
  const ambient = new Set<string>();
  const assigned = new Set<string>();
  const mentions = new Map<string, Set<string>>();

  const types = new Map<string, TypeModel>(
    models.flatMap(({ library, types: own = {} }) =>
      Object.entries(own).map(([name, type]): [string, TypeModel] => [`${library}#${name}`, type]),
    ),
  );
  const noteFace = (face: Face, library: string, name: string | null): void => {
    const entry = found.get(face) ?? {
      libraries: new Set<string>(),
      names: new Map<string, Set<string>>(),
      anywhere: new Set<string>(),
    };
    found.set(face, entry);
    entry.libraries.add(library);
    if (name === null || name === '*') entry.anywhere.add(library);
    else entry.names.set(name, (entry.names.get(name) ?? new Set<string>()).add(library));
  };
  const noteMade = (type: string | undefined, library: string, name: string | null): void => {
    const made = type === undefined ? undefined : types.get(fullName(type, library));
    if (made?.perProcess) noteFace('makes:perProcess', library, name);
    if (made?.resource) noteFace('makes:resource', library, name);
  };
  const note = (model: CallModel | undefined, library: string, name: string | null): void => {
    if (!model) return;
    for (const face of facesOf(model)) noteFace(face, library, name);
    noteMade(model.returns, library, name);
    // Lent to a callback that nobody waits for, so that nobody gives it back either.
    const lent = (model.callbacks ?? []).filter(({ promise }) => promise === 'ignored').flatMap(({ params }) => params);
    for (const type of lent)
      if (type && types.get(fullName(type, library))?.resource) noteFace('makes:resource', library, name);
  };
  const noteMember = (name: string, member: MemberModel, library: string): void => {
    for (const model of [member.call, member.new, member.tag]) note(model, library, name);
    noteMade(member.type, library, name);
    if (member.assignSink) assigned.add(name);
    for (const [inner, nested] of Object.entries(member.members ?? {})) noteMember(inner, nested, library);
  };
  const noteType = (type: TypeModel, library: string): void => {
    for (const model of [type.call, type.new, type.tag]) note(model, library, null);
    for (const word of type.conventionalNames ?? [])
      conventional.set(word, (conventional.get(word) ?? new Set<string>()).add(library));
    for (const [name, member] of Object.entries(type.members ?? {})) noteMember(name, member, library);
  };

  for (const model of models) {
    for (const [name, member] of Object.entries({ ...model.exports, ...model.globals }))
      noteMember(name, member, model.library);
    for (const type of Object.values(model.types ?? {})) noteType(type, model.library);
    if (model.globals || model.entryPoints) ambient.add(model.library);
    const others = JSON.stringify(model).match(/"[^"#\s]+#(?=[^"]+")/g) ?? [];
    const own = mentions.get(model.library) ?? new Set<string>();
    for (const other of others) own.add(other.slice(1, -1));
    mentions.set(model.library, own);
  }
  return {
    of: (face) => found.get(face) ?? NOTHING,
    reachable: (libraries) => closure(libraries, mentions),
    conventional,
    ambient,
    assigned,
  };
}

function fullName(type: string, library: string): string {
  return type.includes('#') ? type : `${library}#${type}`;
}

function facesOf(model: CallModel): Face[] {
  return [
    ...Object.keys(model),
    ...(model.sinks ?? []).map(({ kind }) => `sink:${kind}`),
    ...(model.hazards ?? []).map(({ hazard }) => `hazard:${hazard}`),
  ];
}

function closure(start: Iterable<string>, edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set(start);
  for (const library of seen) for (const other of edges.get(library) ?? []) seen.add(other);
  return seen;
}
