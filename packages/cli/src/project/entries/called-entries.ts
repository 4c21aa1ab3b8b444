/** Entries that a call registers: a job under its queue, a procedure in its router, resolvers by type and field. */
import type { ArgFact, EntryModel, LibraryTarget, NamedBy, Told } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { targetOf } from '../library-things.js';
import type { Resolver } from '../resolution.js';
import type { Entry, FunctionId } from '../types.js';
import { UNNAMED, type EntryInput } from './entry-input.js';
import { exportedFields } from './exported-fields.js';
import { fieldsIn, type FieldHandler } from './fields.js';
import { entryGroups, placeOf, type EntryGroups } from './groups.js';
import { besideChain, entryChain } from './entry-chains.js';
import { dispatchedBy } from './dispatched.js';
import { fieldName } from './field-name.js';
import { eachIn, type EachHandler } from './each-handler.js';
import { handlerOf, UNKNOWN_HANDLER, type Handler, type Written } from './handler-of.js';
import { placedByCallers, type Placed } from './placed-by-callers.js';
import { fileAndKey, idOf, libraryOf } from '../things.js';
import type { SocketChains } from './socket-chains.js';

interface Registered {
  readonly call: LinkedCall & { readonly target: LibraryTarget };
  readonly entry: EntryModel;
}

export function calledEntries(input: EntryInput, sockets: SocketChains): Entry[] {
  const { resolver, calls } = input;
  const registered = calls.flatMap((call): Registered[] => {
    const { target } = call;
    if (!target || resolver.files.get(call.file)?.role === 'test') return [];
    if (target.call.mount) return handedWith(input, { ...call, target });
    if (!target.call.entry) return [];
    const meant = [target.call.entry]
      .flat()
      .filter(({ handed }) => !handed)
      .filter(({ where, atStart }) => isWhere(call.fact.args, where) && (!atStart || input.startsUp(call)));
    return meant.map((entry) => ({ call: { ...call, target }, entry }));
  });
  if (registered.length === 0) return [];
  const groups = entryGroups(resolver, calls);
  return registered.flatMap((one) =>
    one.entry.fields
      ? fieldEntries(input, one)
      : one.entry.each
        ? eachEntries(input, one)
        : plainEntries(input, one, groups, sockets),
  );
}

/** `app.register(plugin, { resolvers })`: what the plugin registers stands in the call that takes it. */
function handedWith({ resolver }: EntryInput, call: Registered['call']): Registered[] {
  return call.fact.args.flatMap((arg): Registered[] => {
    const plugin = arg.ref?.kind === 'library' || arg.ref?.kind === 'import' ? resolver.argument(call.file, arg) : null;
    const target = plugin?.kind === 'library' ? targetOf(resolver.registry, plugin.meaning, 'call') : null;
    const entries = [target?.call.entry ?? []].flat().filter(({ handed }) => handed);
    return target ? entries.map((entry) => ({ call: { ...call, target }, entry })) : [];
  });
}

function plainEntries(input: EntryInput, registered: Registered, groups: EntryGroups, sockets: SocketChains): Entry[] {
  const { resolver } = input;
  const { file, fact, target } = registered.call;
  const { kind, name: nameAt, unless, only, changes } = registered.entry;
  const entryAt = (place: Placed, name: string): Entry => {
    const handler = handlerOf(resolver, { file: place.file, of: { arg: place.handler } });
    const known = fact.builder ? entryChain(input.controllers, name, place.file, place.handler, fact.builder) : null;
    const fn = known?.fn ?? handler.fn;
    return {
      kind,
      framework: libraryOf(target.symbol),
      name,
      file: place.file,
      at: place.at,
      handler: fn,
      handlerName: fn === handler.fn ? handler.name : nameOfFunction(resolver, fn),
      chain: known ? known.links : besideIn(input, registered, sockets, place, name, fn),
      complete: !name.includes(UNNAMED),
      ...(changes && { changes }),
    };
  };
  const names = nameAt ? [] : groups.namesOf(placeOf(file, fact.at));
  return placesOf(input, registered).flatMap((place) => {
    // What nobody can get hold of is not run.
    if (registered.entry.of) return [entryAt(place, fieldName(input, registered.call, registered.entry))];
    if (nameAt === 'export') return exportedAs(input, place).map((name) => entryAt(place, name));
    if (names.length > 0) return names.map((name) => entryAt(place, name));
    const name = (place.name ? saidIn(input, kind, place.file, place.name) : null) ?? nameOfMaker(input, registered);
    const jobs = kind === 'queue' || kind === 'socket' ? dispatchedBy(input, kind, place) : [];
    const told = (said: Told): string | null =>
      isNamedBy(nameAt, said.arg) ? name : (fact.args[said.arg]?.text ?? null);
    if (unless && unless.is.includes(told(unless) ?? '')) return [];
    if (only && !only.is.includes(told(only) ?? '')) return [];
    const whole = entryAt(place, name ?? UNNAMED);
    return [whole, ...jobs.map((job) => ofJob(whole, job))];
  });
}

/** What is given beside the handler, in the call itself. */
function besideIn(
  { controllers }: EntryInput,
  { call, entry: { guards, handler, kind } }: Registered,
  sockets: SocketChains,
  place: Placed,
  name: string,
  fn: FunctionId | null,
): Entry['chain'] {
  const { file, fact } = call;
  if (kind === 'socket') return sockets(idOf(file, fact.fn), name, fn, call);
  if (!guards || handler.arg === 'last' || place.file !== file || place.at !== fact.at) return null;
  const given = guards.flatMap((property) => fact.args[handler.arg as number]?.properties?.[property] ?? []);
  return besideChain(controllers, name, file, given, fn);
}

function isNamedBy(name: EntryModel['name'], arg: number): boolean {
  return name !== undefined && name !== 'export' && name.arg === arg && name.property === undefined;
}

/** A job of a queue, which the function that takes all of them hands on by its name. */
function ofJob(queue: Entry, { name, handler, at }: EachHandler): Entry {
  return {
    ...queue,
    name: `${queue.name}:${name}`,
    ...(at && { file: at.file, at: at.at }),
    handler: handler.fn,
    handlerName: handler.name,
    chain: null,
  };
}

/** Where it is said what runs: in the call, or where those say it who hand it in. */
function placesOf({ resolver, calls }: EntryInput, { call, entry }: Registered): readonly Placed[] {
  const { file, fact } = call;
  const { name: nameAt } = entry;
  const handler = handlerIn(fact.args, entry);
  // Without one it is something else of that name.
  if (!handler) return [];
  const name = nameAt && nameAt !== 'export' ? nameArg(fact.args, nameAt) : undefined;
  const runs = (from: string, arg: ArgFact): boolean => handlerOf(resolver, { file: from, of: { arg } }).fn !== null;
  return placedByCallers(calls, { file, at: fact.at, handler, ...(name && name !== handler && { name }) }, runs);
}

/** A text; of a schedule also how long it waits between two times. */
function saidIn({ textOf }: EntryInput, kind: EntryModel['kind'], file: string, arg: ArgFact): string | null {
  return kind === 'schedule' && arg.number !== undefined ? `every ${arg.number} ms` : textOf(file, arg);
}

/** `new Queue('mail').process(run)`: what names it was given to what made the thing it is called on. */
export function nameOfMaker(
  { resolver, calls, textOf }: EntryInput,
  { call, entry: { name } }: { readonly call: LinkedCall; readonly entry: Pick<EntryModel, 'name'> },
): string | null {
  if (!name || name === 'export' || name.makerArg === undefined) return null;
  const { file, fact, callee } = call;
  const on = fact.receiver ? resolver.resolve(file, fact.receiver) : null;
  const origin = on?.kind === 'library' ? on.origin : callee?.kind === 'library' ? callee.receiver : undefined;
  const made = calls.filter((one) => `${one.file}:${one.fact.at[0]}` === origin);
  const type = /#(\w+)\.\w+$/.exec(call.target?.symbol ?? '')?.[1];
  const [first] = made.sort((a, b) => a.fact.at[1] - b.fact.at[1]);
  // Of `client.topic('a').subscription('b')`, which begin at one place, the one that gives what it is called on.
  const maker = made.find(({ target }) => type !== undefined && target?.call.returns === type) ?? first;
  const said = maker?.fact.args[name.makerArg];
  return maker && said ? textOf(maker.file, said) : null;
}

function isWhere(args: readonly ArgFact[], where: EntryModel['where']): boolean {
  if (!where) return true;
  const isGiven = args[where.arg]?.properties?.[where.property] !== undefined;
  return isGiven === (where.is === 'given');
}

/** Names under which the file of a registration gives away what it makes. */
function exportedAs({ controllers, deployed }: EntryInput, { file, at }: Placed): readonly string[] {
  const names = controllers.calls.get(placeOf(file, at))?.fact.exportedAs ?? [];
  // What is deployed is run for what that says.
  return names.filter((name) => !deployed.some((one) => one.file === file && one.exported.name === name));
}

function eachEntries(input: EntryInput, registered: Registered): Entry[] {
  const { kind, each = {}, name: nameAt } = registered.entry;
  const framework = libraryOf(registered.call.target.symbol);
  return placesOf(input, registered).flatMap((place) => {
    const around = place.name
      ? (input.textOf(place.file, place.name) ?? UNNAMED)
      : nameAt && nameAt !== 'export'
        ? UNNAMED
        : null;
    const { handlers, open } = eachIn(input, each, { file: place.file, of: { arg: place.handler } });
    const entryOf = (own: string, { fn, name }: Handler, at: EachHandler['at']): Entry => {
      const whole = around === null ? own : [around, own].join(each.joint ?? '.');
      return {
        kind,
        framework,
        name: whole,
        file: at?.file ?? place.file,
        at: at?.at ?? place.handler.at,
        handler: fn,
        handlerName: name,
        chain: null,
        complete: !whole.includes(UNNAMED),
      };
    };
    return [
      ...handlers.map(({ name, handler, at }) => entryOf(name, handler, at)),
      ...(open ? [entryOf(UNNAMED, UNKNOWN_HANDLER, null)] : []),
    ];
  });
}

function fieldEntries(input: EntryInput, registered: Registered): Entry[] {
  const { kind, handed } = registered.entry;
  const framework = libraryOf(registered.call.target.symbol);
  return placesOf(input, registered).flatMap(({ file, handler: arg }) => {
    const { fields, open } = fieldsIn(input.resolver, { file, of: { arg } });
    const entryOf = ({ type, field, handler, at, written }: FieldHandler): Entry => {
      const name = `${type}.${field}`;
      const given = argumentOf(input, written);
      // Fields of rows run for whatever asks for the row: what stands before that stands before them.
      const isAsked = type === 'Query' || type === 'Mutation';
      const known = given && isAsked && !handed ? entryChain(input.controllers, name, written.file, given) : null;
      const fn = known?.fn ?? handler.fn;
      return {
        kind,
        framework,
        name,
        file: at?.file ?? file,
        at: at?.at ?? arg.at,
        handler: fn,
        handlerName: fn === handler.fn ? handler.name : nameOfFunction(input.resolver, fn),
        chain: known && known.links,
        complete: true,
        ...(type === 'Mutation' && { changes: true as const }),
      };
    };
    const seen = new Set(fields.map(({ handler }) => handler.fn));
    const others = open ? exportedFields(input.resolver).filter(({ handler }) => !seen.has(handler.fn)) : [];
    const known = [...fields, ...others].map(entryOf);
    const { fn, name } = UNKNOWN_HANDLER;
    const rest = { kind, framework, name: UNNAMED, file, at: arg.at, handler: fn, handlerName: name } as const;
    return open ? [...known, { ...rest, chain: null, complete: false }] : known;
  });
}

/** What is written for a field, as an argument would be. */
function argumentOf({ controllers }: EntryInput, { file, of }: Written): ArgFact | null {
  if ('arg' in of) return of.arg;
  const { ref } = of;
  if (ref.kind === 'function') return { at: [ref.fn, ref.fn], fn: ref.fn };
  const call = ref.kind === 'result' && ref.at ? controllers.calls.get(`${file}:${ref.at[0]}:${ref.at[1]}`) : undefined;
  return call ? { at: call.fact.at, ref, call: call.fact.args } : { at: [0, 0], ref };
}

function nameOfFunction({ functionFact }: Resolver, id: FunctionId | null): string {
  return (id !== null && functionFact(...fileAndKey(id))?.name) || '<unknown>';
}

function handlerIn(args: readonly ArgFact[], { handler: { arg, property } }: EntryModel): ArgFact | undefined {
  return argAt(args, { arg: arg === 'last' ? args.length - 1 : arg, ...(property !== undefined && { property }) });
}

export function nameArg(args: readonly ArgFact[], { arg, property }: NamedBy): ArgFact | undefined {
  return arg === undefined ? undefined : argAt(args, { arg, ...(property !== undefined && { property }) });
}

function argAt(
  args: readonly ArgFact[],
  { arg, property }: { readonly arg: number; readonly property?: string | readonly string[] },
): ArgFact | undefined {
  const found = args[arg];
  if (property === undefined) return found;
  // Beside settings, or instead of them.
  return found && !found.properties && (found.fn !== undefined || found.ref)
    ? found
    : [property].flat().flatMap((name) => found?.properties?.[name] ?? [])[0];
}
