/** What arguments say once other files are known: texts of constants, members of what a factory made, elements of lists. */
import type { ArgFact, IterationFact, Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { targetOf } from '../library-things.js';
import { idOf, type Thing } from '../things.js';
import type { PlacedArg } from './placed-arg.js';
import type { ShippedSettings } from '../shipped-settings.js';
import { presetText } from './preset-text.js';
import { settingTexts } from './setting-texts.js';
import { valueBelow } from './value-below.js';

export interface WrittenThings {
  /** The text an argument is; a piece of a path that is not known is written `:?`. Null: nothing of it is known. */
  textOf(file: string, arg: PlacedArg): string | null;
  /** What stands under a member of it, in terms that hold in the file it is placed in. */
  memberOf(file: string, arg: PlacedArg, name: string): PlacedArg | null;
  /** The elements of a list that another file exports; null where it is none, or not seen whole. */
  listAt(file: string, arg: PlacedArg): readonly PlacedArg[] | null;
  /** The elements of a list that code runs for, those of lists that are spread into it included. */
  elementsOf(file: string, iteration: IterationFact): { readonly all: readonly PlacedArg[]; readonly open: boolean };
  iterationOf(file: string, fn: number): IterationFact | undefined;
}

type Calls = ReadonlyMap<string, LinkedCall>;

/** Constants that name constants, factories that make factories. */
const MAX_HOPS = 6;
const MAX_ELEMENTS = 2000;

export function writtenThings(
  resolver: Resolver,
  calls: Calls,
  shipped: ShippedSettings,
  all: readonly LinkedCall[],
): WrittenThings {
  const textOf = (written: string, arg: PlacedArg, hops: number): string | null => {
    const file = arg.file ?? written;
    if (arg.text !== undefined) return arg.text;
    if (hops > MAX_HOPS) return null;
    if (arg.parts) {
      const parts = arg.parts.map((part) => textOf(file, part, hops + 1));
      return parts.some((part) => part !== null && part !== '') ? parts.map((part) => part ?? ':?').join('') : null;
    }
    const said = textOfRef(file, arg.ref, hops) ?? arg.preset ?? (arg.call ? presetIn(file, arg, hops) : null);
    if (said !== null || !arg.otherwise) return said;
    const isOpen = isAbsent(file, arg) || settings.isSetting(file, arg.ref);
    return isOpen ? (arg.otherwise.text ?? null) : null;
  };

  const textOfRef = (file: string, ref: Ref | undefined, hops: number): string | null => {
    if (hops > MAX_HOPS) return null;
    if (ref?.kind === 'result') {
      const made = madeMember(file, ref, ref.path, hops);
      return made ? textOf(made.file ?? file, made, hops + 1) : settings.textOf(file, ref, hops);
    }
    if (ref?.kind === 'import' && ref.specifier.endsWith('.json')) return settings.inDocument(file, ref);
    const found = ref && resolver.exportFactOf(file, ref);
    if (!found) return null;
    const { fact, path } = found;
    const written = presetText(valueBelow(fact.value, path));
    if (written !== null) return written;
    const member = fact.ref?.kind === 'object' ? memberRef(fact.ref, path) : fact.ref && withPath(fact.ref, path);
    return member && member.kind !== 'import' ? textOfRef(found.file, member, hops + 1) : null;
  };

  /** What a call describes of a setting: `str({ default: '/api' })`. */
  const presetIn = (file: string, arg: PlacedArg, hops: number): string | null => {
    const of = arg.ref?.kind === 'result' ? resolver.resolve(file, arg.ref.of) : null;
    const { presets } = (of?.kind === 'library' && targetOf(resolver.registry, of.meaning, 'call')?.call) || {};
    const given = presets && arg.call?.[presets.arg]?.properties?.[presets.property];
    return given ? textOf(file, given, hops + 1) : null;
  };

  /** It is seen to have no such member. */
  const isAbsent = (file: string, { ref, absent }: PlacedArg & { readonly absent?: true }): boolean => {
    if (absent) return true;
    const found = ref?.kind === 'import' ? resolver.exportFactOf(file, ref) : null;
    const [name, ...rest] = found?.path ?? [];
    const { value } = found?.fact ?? {};
    return (
      name !== undefined && rest.length === 0 && !!value?.properties && !value.spread && !(name in value.properties)
    );
  };

  /** A member of what a factory gives, in terms of what it was called with. */
  const madeMember = (file: string, ref: Ref, path: readonly string[], hops: number): PlacedArg | null => {
    if (ref.kind !== 'result' || hops > MAX_HOPS) return null;
    const [name, ...rest] = path;
    const factory = resolver.resolve(file, ref.of);
    if (name !== undefined && factory?.kind === 'library') return memberOfGiven(file, ref, factory, path);
    if (name === undefined || factory?.kind !== 'function') return null;
    const result = resolver.functionFact(factory.file, factory.fn)?.result;
    const member = result?.kind === 'object' ? result.members[name] : undefined;
    if (!member) return null;
    if (member.kind !== 'param')
      return handed(file, ref) ?? { at: [0, 0], ref: withPath(member, rest), file: factory.file };
    const given = givenTo(file, ref, factory.file, member.fn, member.index);
    return (
      given &&
      [...member.path, ...rest].reduce<PlacedArg>((arg, key) => memberOf(file, arg, key) ?? absentAt(arg), given)
    );
  };

  /** A library gives back what it was given: `createRoute({ path })`. */
  const memberOfGiven = (
    file: string,
    ref: Extract<Ref, { kind: 'result' }>,
    library: Extract<Thing, { kind: 'library' }>,
    path: readonly string[],
  ): PlacedArg | null => {
    const returns = targetOf(resolver.registry, library.meaning, 'call')?.call.returns;
    const [, index] = /^argument:(\d+)$/.exec(returns ?? '') ?? [];
    const given = index === undefined ? undefined : callAt(file, ref)?.fact.args[Number(index)];
    return given
      ? path.reduce<PlacedArg>((arg, key) => memberOf(file, arg, key) ?? absentAt(arg), { ...given, file })
      : null;
  };

  /** What stands around the function that the factory was given is that function, wrapped. */
  const handed = (file: string, ref: Extract<Ref, { kind: 'result' }>): PlacedArg | null => {
    const call = callAt(file, ref);
    return call && call.given.length > 0
      ? { at: call.fact.at, call: call.fact.args, ref: { ...ref, path: [] }, file }
      : null;
  };

  /** What a parameter of a factory got, or of the factory that made it. */
  const givenTo = (file: string, ref: Ref, of: string, fn: number, index: number): PlacedArg | null => {
    for (let made: Ref | undefined = ref; made?.kind === 'result'; made = made.of) {
      const thing = resolver.resolve(file, made.of);
      if (thing?.kind !== 'function' || idOf(thing.file, thing.fn) !== idOf(of, fn)) continue;
      const arg = callAt(file, made)?.fact.args[index];
      return arg ? { ...arg, file } : null;
    }
    return null;
  };

  const callAt = (file: string, { at }: Extract<Ref, { kind: 'result' }>): LinkedCall | undefined =>
    at && calls.get(`${file}:${at[0]}:${at[1]}`);

  const memberOf = (written: string, arg: PlacedArg, name: string): PlacedArg | null => {
    const file = arg.file ?? written;
    if (arg.properties) {
      const found = Object.hasOwn(arg.properties, name) ? arg.properties[name] : undefined;
      return found ? { ...found, file } : null;
    }
    const { ref } = arg;
    if (!ref || ref.kind === 'unknown') return null;
    const exported = ref.kind === 'import' ? resolver.exportFactOf(file, ref) : null;
    const [from, of] = exported?.fact.ref ? [exported.file, exported.fact.ref] : [file, ref];
    const made = of.kind === 'result' ? madeMember(from, of, [...of.path, ...(exported?.path ?? []), name], 0) : null;
    return made ?? { at: arg.at, ref: withPath(ref, [name]), file };
  };

  const elementsOf: WrittenThings['elementsOf'] = (file, iteration) => {
    const all: PlacedArg[] = [];
    let open = false;
    const add = (from: string, list: readonly ArgFact[], hops: number): void => {
      for (const arg of list as readonly PlacedArg[]) {
        const place = arg.file ?? from;
        if (all.length > MAX_ELEMENTS) open = true;
        else if (!arg.spread) all.push({ ...arg, file: place });
        else if (arg.list) add(place, arg.list, hops + 1);
        else addFrom(place, arg.ref, hops + 1);
      }
    };
    const addFrom = (from: string, ref: Ref | undefined, hops: number): void => {
      const found = ref && hops <= MAX_HOPS ? resolver.listOf(from, ref) : null;
      if (found) add(found.file, found.list, hops);
      else open = true;
    };
    if (iteration.list) add(file, iteration.list, 0);
    else addFrom(file, iteration.ref, 0);
    return { all, open };
  };

  const settings = settingTexts({ resolver, shipped, all, callAt, textOf, memberOf });

  const byFunction = new Map<string, IterationFact>();
  for (const { file, iterations } of resolver.files.values())
    for (const iteration of iterations ?? []) byFunction.set(idOf(file, iteration.fn), iteration);

  return {
    textOf: (file, arg) => textOf(file, arg, 0),
    memberOf,
    listAt(file, { ref }) {
      const found = ref && resolver.listOf(file, ref);
      const elements = found && elementsOf(found.file, { fn: -1, list: found.list });
      return elements && !elements.open ? elements.all : null;
    },
    elementsOf,
    iterationOf: (file, fn) => byFunction.get(idOf(file, fn)),
  };
}

/** Where it is seen that nothing stands. */
const ABSENT = '<absent>';

function absentAt({ at }: ArgFact): PlacedArg {
  return { at, ref: { kind: 'unknown', text: ABSENT } };
}

/** What an object holds below some names. */
function memberRef(ref: Ref, path: readonly string[]): Ref | null {
  const [name, ...rest] = path;
  if (name === undefined || ref.kind !== 'object') return withPath(ref, path);
  return Object.hasOwn(ref.members, name) ? memberRef(ref.members[name]!, rest) : null;
}

function withPath(ref: Ref, path: readonly string[]): Ref {
  if (path.length === 0) return ref;
  switch (ref.kind) {
    case 'import':
    case 'param':
    case 'member':
    case 'class':
    case 'result':
      return { ...ref, path: [...ref.path, ...path] };
    case 'function':
    case 'library':
      return { ...ref, path: [...(ref.path ?? []), ...path] };
    default:
      return { kind: 'unknown', text: '' };
  }
}
