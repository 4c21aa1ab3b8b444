import {
  builderOf,
  defaultOf,
  instanceOf,
  memberMeaning,
  typeRef,
  weaker,
  type ArgFact,
  type CallModel,
  type LibraryTarget,
  type Meaning,
  type ModelRegistry,
  type Ref,
  type Rung,
  type SymbolRef,
  type TypeRef,
} from '@backend-architect/analysis';
import type { Thing } from './things.js';

type LibraryRef = Extract<Ref, { kind: 'library' }>;
type LibraryThing = Extract<Thing, { kind: 'library' }>;

/** A reference that one file already resolved to a library, as a meaning again. */
export function libraryThing(registry: ModelRegistry, ref: LibraryRef, file: string): LibraryThing | null {
  const start =
    ref.type === undefined
      ? meaningOfSymbol(registry, ref)
      : instanceMeaning(typeRef(registry, ref.type, null, ref.rung, ref.entity));
  const meaning = (ref.path ?? []).reduce<Meaning | null>(
    (current, name) => current && memberMeaning(registry, current, name),
    start,
  );
  return (
    meaning && {
      kind: 'library',
      meaning,
      ...(ref.origin !== undefined && !ref.path?.length && { origin: `${file}:${ref.origin}` }),
    }
  );
}

function instanceMeaning(ref: TypeRef | null): Meaning | null {
  return ref && { kind: 'instance', ref };
}

function meaningOfSymbol(registry: ModelRegistry, ref: LibraryRef): Meaning | null {
  const hash = ref.symbol.indexOf('#', 1);
  const library = ref.symbol.slice(0, hash);
  const path = ref.symbol.slice(hash + 1).split('.');
  const [first = '', ...rest] = path;
  if (path.length === 1 && first.endsWith('()'))
    return instanceMeaning(typeRef(registry, `${library}#${first.slice(0, -2)}`, null, ref.rung, ref.entity));
  const follow = (start: Meaning | null, names: readonly string[]): Meaning | null =>
    names.reduce<Meaning | null>((current, name) => current && memberMeaning(registry, current, name), start);
  // A large library is described in several models.
  for (const model of registry.models.filter((candidate) => candidate.library === library)) {
    const found = follow({ kind: 'module', model }, path);
    if (found) return withEvidence(found, ref);
  }
  const found =
    follow(instanceMeaning(typeRef(registry, `${library}#${first}`, null, ref.rung)), rest) ??
    globalMeaning(registry, first, rest);
  return found && withEvidence(found, ref);
}

function globalMeaning(registry: ModelRegistry, first: string, rest: readonly string[]): Meaning | null {
  const global = registry.globalOf(first);
  const start: Meaning | null = global && {
    kind: 'member',
    ref: { symbol: `${global.model.library}#${first}`, model: global.model, member: global.member, rung: 1 },
  };
  return rest.reduce<Meaning | null>((current, name) => current && memberMeaning(registry, current, name), start);
}

/** The rung and entity this file found out. */
function withEvidence(meaning: Meaning, ref: LibraryRef): Meaning {
  if (meaning.kind === 'member')
    return {
      kind: 'member',
      ref: { ...meaning.ref, rung: ref.rung, ...(ref.entity !== undefined && { entity: ref.entity }) },
    };
  return meaning.kind === 'instance'
    ? {
        kind: 'instance',
        ref: { ...meaning.ref, rung: ref.rung, ...(ref.entity !== undefined && { entity: ref.entity }) },
      }
    : meaning;
}

/** A value that came through another file is at best rung 3. */
export function acrossFiles(thing: Thing): Thing {
  if (thing.kind !== 'library') return thing;
  const { meaning } = thing;
  const rung: Rung = 3;
  if (meaning.kind === 'instance')
    return { ...thing, meaning: { kind: 'instance', ref: { ...meaning.ref, rung: weaker(meaning.ref.rung, rung) } } };
  return meaning.kind === 'member'
    ? { ...thing, meaning: { kind: 'member', ref: { ...meaning.ref, rung: weaker(meaning.ref.rung, rung) } } }
    : thing;
}

/** The face of a library meaning that a call, construction or tag uses. */
export function targetOf(
  registry: ModelRegistry,
  meaning: Meaning,
  form: 'call' | 'new' | 'tag',
): LibraryTarget | null {
  const found = faceOf(registry, meaning, form);
  if (!found) return null;
  const { ref, model } = found;
  return {
    symbol: ref.symbol,
    rung: ref.rung,
    ...(ref.entity !== undefined && { entity: ref.entity }),
    call: model,
    form,
    transactional: ref.on?.type.transactional === true,
    ...builderOf(ref.model, model),
  };
}

function faceOf(
  registry: ModelRegistry,
  meaning: Meaning,
  form: 'call' | 'new' | 'tag',
): { ref: SymbolRef; model: CallModel } | null {
  if (meaning.kind === 'module') {
    const main = defaultOf(meaning.model);
    return main && memberFace(registry, main, form);
  }
  if (meaning.kind === 'member') return memberFace(registry, meaning.ref, form);
  if (meaning.kind === 'foreign') return null;
  const ref = meaning.kind === 'instance' ? meaning.ref : meaning.candidates.find((candidate) => candidate.type[form]);
  return ref ? instanceFace(ref, form) : null;
}

function memberFace(
  registry: ModelRegistry,
  ref: SymbolRef,
  form: 'call' | 'new' | 'tag',
): { ref: SymbolRef; model: CallModel } | null {
  const model =
    form === 'call'
      ? ref.member.call
      : form === 'new'
        ? (ref.member.new ?? (ref.member.type && !ref.on ? {} : undefined))
        : ref.member.tag;
  if (model) return { ref, model };
  const value = instanceOf(registry, ref);
  return value ? instanceFace(value, form) : null;
}

function instanceFace(ref: TypeRef, form: 'call' | 'new' | 'tag'): { ref: SymbolRef; model: CallModel } | null {
  const model = ref.type[form];
  return model
    ? {
        ref: {
          symbol: `${ref.model.library}#${ref.name}()`,
          model: ref.model,
          member: {},
          rung: ref.rung,
          on: ref,
          entity: ref.entity,
        },
        model,
      }
    : null;
}

/** What calling or constructing a library thing gives, or null when the model does not say. */
export function resultOf(
  registry: ModelRegistry,
  thing: LibraryThing,
  form: 'call' | 'new',
  args: readonly ArgFact[] = [],
): LibraryThing | null {
  const found = faceOf(registry, thing.meaning, form);
  if (!found) return null;
  const { ref, model } = found;
  const rung = weaker(ref.rung, 2);
  const { receiver } = thing;
  if (model.returns === 'this')
    return ref.on
      ? {
          kind: 'library',
          meaning: { kind: 'instance', ref: { ...ref.on, rung } },
          ...(receiver !== undefined && { origin: receiver }),
        }
      : null;
  const name = model.returns ?? (form === 'new' ? ref.member.type : undefined);
  if (!name || /^(?:argument|instance|promisified):/.test(name)) return null;
  const entity = typeof model.entity === 'object' ? args[model.entity.arg]?.text : ref.entity;
  const type = typeRef(registry, name, ref.model, rung, entity);
  return type && { kind: 'library', meaning: { kind: 'instance', ref: type } };
}

/** The instance a type annotation promises: of a class member its type, of a value itself. */
export function instanceThing(registry: ModelRegistry, thing: LibraryThing): LibraryThing | null {
  const { meaning } = thing;
  if (meaning.kind === 'instance') return thing;
  const ref = meaning.kind === 'member' ? meaning.ref : meaning.kind === 'module' ? defaultOf(meaning.model) : null;
  const value = ref && instanceOf(registry, ref);
  return value && { kind: 'library', meaning: { kind: 'instance', ref: { ...value, rung: weaker(value.rung, 3) } } };
}
