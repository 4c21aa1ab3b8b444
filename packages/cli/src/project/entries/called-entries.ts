/** Entries that a call registers: a job under its queue, a procedure in its router, resolvers by type and field. */
import type { ArgFact, EntryModel, LibraryTarget } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { frameworkOf } from '../routes/walk-routers.js';
import type { Entry } from '../types.js';
import { UNNAMED, type EntryInput } from './entry-input.js';
import { fieldsIn } from './fields.js';
import { entryGroups, placeOf, type EntryGroups } from './groups.js';
import { handlerOf, UNKNOWN_HANDLER } from './handler-of.js';
import { placedByCallers, type Placed } from './placed-by-callers.js';

type Registered = LinkedCall & { readonly target: LibraryTarget & { readonly call: { readonly entry: EntryModel } } };

export function calledEntries(input: EntryInput): Entry[] {
  const { resolver, calls } = input;
  const registered = calls.filter(
    (call): call is Registered =>
      call.target?.call.entry !== undefined && resolver.files.get(call.file)?.role !== 'test',
  );
  if (registered.length === 0) return [];
  const groups = entryGroups(resolver, calls);
  return registered.flatMap((call) =>
    call.target.call.entry.fields ? fieldEntries(input, call) : plainEntries(input, call, groups),
  );
}

function plainEntries(input: EntryInput, call: Registered, groups: EntryGroups): Entry[] {
  const { resolver } = input;
  const { file, fact, target } = call;
  const { kind, name: nameAt, unless } = target.call.entry;
  const given = handlerArg(fact.args, target.call.entry);
  // Without one it is something else of that name.
  if (!given) return [];
  const said = nameAt ? argAt(fact.args, nameAt) : undefined;
  const entryAt = (place: Placed, name: string): Entry => {
    const handler = handlerOf(resolver, { file: place.file, of: { arg: place.handler } });
    return {
      kind,
      framework: frameworkOf(target.symbol),
      name,
      file: place.file,
      at: place.at,
      handler: handler.fn,
      handlerName: handler.name,
      chain: null,
      complete: !name.includes(UNNAMED),
    };
  };
  const here: Placed = { file, at: fact.at, handler: given, ...(said && said !== given && { name: said }) };
  if (!nameAt) {
    const names = groups.namesOf(placeOf(file, fact.at));
    return (names.length === 0 ? [UNNAMED] : names).map((name) => entryAt(here, name));
  }
  const runs = (from: string, arg: ArgFact): boolean => handlerOf(resolver, { file: from, of: { arg } }).fn !== null;
  return placedByCallers(input.calls, here, runs)
    .map((place) => ({ place, name: place.name ? input.textOf(place.file, place.name) : null }))
    .filter(({ name }) => name === null || !unless?.includes(name))
    .map(({ place, name }) => entryAt(place, name ?? UNNAMED));
}

function fieldEntries({ resolver }: EntryInput, { file, fact, target }: Registered): Entry[] {
  const { kind } = target.call.entry;
  const given = handlerArg(fact.args, target.call.entry);
  if (!given) return [];
  const { fields, open } = fieldsIn(resolver, { file, of: { arg: given } });
  const framework = frameworkOf(target.symbol);
  const known = fields.map(({ type, field, handler, at }): Entry => ({
    kind,
    framework,
    name: `${type}.${field}`,
    file: at?.file ?? file,
    at: at?.at ?? given.at,
    handler: handler.fn,
    handlerName: handler.name,
    chain: null,
    complete: true,
  }));
  if (!open) return known;
  const { fn, name } = UNKNOWN_HANDLER;
  const rest = { kind, framework, name: UNNAMED, file, at: given.at, handler: fn, handlerName: name } as const;
  return [...known, { ...rest, chain: null, complete: false }];
}

function handlerArg(args: readonly ArgFact[], { handler: { arg, property } }: EntryModel): ArgFact | undefined {
  return argAt(args, { arg: arg === 'last' ? args.length - 1 : arg, ...(property !== undefined && { property }) });
}

function argAt(
  args: readonly ArgFact[],
  { arg, property }: { readonly arg: number; readonly property?: string },
): ArgFact | undefined {
  const found = args[arg];
  return property === undefined ? found : found?.properties?.[property];
}
