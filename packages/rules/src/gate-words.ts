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
  const said = wordsIn(text);
  return [builtInModels, more].some((models) => [...wordsOf(kinds, models)].some((word) => said.has(word)));
}

let last: { readonly text: string; readonly words: ReadonlySet<string> } | undefined;

/** Every rule asks this of one text after the other. */
function wordsIn(text: string): ReadonlySet<string> {
  if (last?.text !== text) last = { text, words: new Set(text.match(/[\w$]+/g)) };
  return last.words;
}

const known = new WeakMap<readonly ModelKind[], WeakMap<readonly LibraryModel[], ReadonlySet<string>>>();

function wordsOf(kinds: readonly ModelKind[], models: readonly LibraryModel[]): ReadonlySet<string> {
  const ofKinds = known.get(kinds) ?? new WeakMap<readonly LibraryModel[], ReadonlySet<string>>();
  known.set(kinds, ofKinds);
  const found = ofKinds.get(models) ?? new Set(models.flatMap((model) => wordsOfModel(new Set(kinds), model)));
  ofKinds.set(models, found);
  return found;
}

/** Names of members; where a thing itself is called, what stands in an import of its library. */
function wordsOfModel(kinds: ReadonlySet<ModelKind>, model: LibraryModel): string[] {
  const whole = model.modules.flatMap((module) => longest(module.match(/[\w$]+/g) ?? []));
  const types = Object.values(model.types ?? {});
  return [
    ...[model.exports, model.globals ?? {}, ...types.map(({ members = {} }) => members)].flatMap((members) =>
      Object.entries(members).flatMap(([name, member]) => wordsOfMember(kinds, name, member, whole)),
    ),
    ...(types.some((type) => speaks(kinds, type)) ? whole : []),
  ];
}

function wordsOfMember(
  kinds: ReadonlySet<ModelKind>,
  name: string,
  member: MemberModel,
  whole: readonly string[],
): string[] {
  const words = name === 'default' || name === '*' ? whole : [name];
  return [
    ...(speaks(kinds, member) ? words : []),
    ...Object.entries(member.members ?? {}).flatMap(([inner, nested]) => wordsOfMember(kinds, inner, nested, words)),
  ];
}

function speaks(kinds: ReadonlySet<ModelKind>, { call, new: made, tag, ...rest }: MemberModel): boolean {
  return (
    [call, made, tag].some(
      (face) =>
        (kinds.has('guessable') && face?.result?.is === 'random' && face.result.weak) ||
        face?.sinks?.some(({ kind }) => kinds.has(kind)) ||
        face?.hazards?.some(({ hazard }) => kinds.has(hazard)),
    ) || [rest.assignSink ?? []].flat().some((kind) => kinds.has(kind))
  );
}

function longest(words: readonly string[]): string[] {
  return words.length > 0 ? [words.reduce((one, other) => (other.length > one.length ? other : one))] : [];
}
