import {
  builtInModels,
  type HazardKind,
  type LibraryModel,
  type MemberModel,
  type SinkKind,
} from '@backend-architect/analysis';

/** `guessable`: what they give is random, and can be computed. */
export type ModelKind = SinkKind | HazardKind | 'guessable';

/** Does a text use one of the words under which models speak of these kinds? */
export function mentions(text: string, kinds: readonly ModelKind[], more: readonly LibraryModel[]): boolean {
  const said = kindsIn(text, more);
  return kinds.some((kind) => said.has(kind));
}

let last: { readonly text: string; readonly more: readonly LibraryModel[]; readonly kinds: ReadonlySet<ModelKind> };

/** Every rule asks this of one text after the other. */
function kindsIn(text: string, more: readonly LibraryModel[]): ReadonlySet<ModelKind> {
  const isSame =
    last?.text === text && last.more.length === more.length && more.every((one, at) => one === last.more[at]);
  if (isSame) return last.kinds;
  const indexes = [builtIn(), ...more.map(indexOf)];
  const kinds = new Set<ModelKind>();
  for (const word of new Set(text.match(/[\w$]+/g)))
    for (const index of indexes) for (const kind of index.get(word) ?? []) kinds.add(kind);
  last = { text, more, kinds };
  return kinds;
}

type WordIndex = ReadonlyMap<string, ReadonlySet<ModelKind>>;

let ofBuiltIn: WordIndex | undefined;
const known = new WeakMap<LibraryModel, WordIndex>();

function builtIn(): WordIndex {
  return (ofBuiltIn ??= indexed(builtInModels));
}

function indexOf(model: LibraryModel): WordIndex {
  const index = known.get(model) ?? indexed([model]);
  known.set(model, index);
  return index;
}

function indexed(models: readonly LibraryModel[]): WordIndex {
  const index = new Map<string, Set<ModelKind>>();
  const note = (words: readonly string[], kinds: readonly ModelKind[]): void => {
    for (const word of kinds.length > 0 ? words : []) {
      const found = index.get(word) ?? new Set();
      for (const kind of kinds) found.add(kind);
      index.set(word, found);
    }
  };
  for (const model of models) noteModel(model, note);
  return index;
}

type Note = (words: readonly string[], kinds: readonly ModelKind[]) => void;

/** Names of members; where a thing itself is called, what stands in an import of its library. */
function noteModel(model: LibraryModel, note: Note): void {
  const whole = model.modules.flatMap((module) => longest(module.match(/[\w$]+/g) ?? []));
  const noteMember = (name: string, member: MemberModel, around: readonly string[]): void => {
    const words = name === 'default' || name === '*' ? around : [name];
    note(words, kindsOf(member));
    for (const [inner, nested] of Object.entries(member.members ?? {})) noteMember(inner, nested, words);
  };
  const types = Object.values(model.types ?? {});
  for (const members of [model.exports, model.globals ?? {}, ...types.map((type) => type.members ?? {})])
    for (const [name, member] of Object.entries(members)) noteMember(name, member, whole);
  for (const type of types) note(whole, kindsOf(type));
}

function kindsOf({ call, new: made, tag, assignSink }: MemberModel): readonly ModelKind[] {
  return [
    ...[call, made, tag].flatMap((face): readonly ModelKind[] => [
      ...(face?.result?.is === 'random' && face.result.weak ? (['guessable'] as const) : []),
      ...(face?.sinks ?? []).map(({ kind }) => kind),
      ...(face?.hazards ?? []).map(({ hazard }) => hazard),
    ]),
    ...[assignSink ?? []].flat(),
  ];
}

function longest(words: readonly string[]): string[] {
  return words.length > 0 ? [words.reduce((one, other) => (other.length > one.length ? other : one))] : [];
}
