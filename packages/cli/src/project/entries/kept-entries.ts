/**
 * Handlers that the program keeps under names itself and runs by a name that comes from outside: `bus.on('deploy', run)`
 * where a message says `bus.call(name, ...)`.
 */
import type { ArgFact, StoreFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { idOf } from '../things.js';
import type { Entry, FunctionId } from '../types.js';
import { UNNAMED, type EntryInput } from './entry-input.js';
import { handlerOf } from './handler-of.js';
import type { SocketChains } from './socket-chains.js';
import { placedByCallers } from './placed-by-callers.js';

/** Functions that hand a name on to each other. */
const MAX_HOPS = 4;

type Keeps = Extract<StoreFact, { does: 'keeps' }>;
type Runs = Extract<StoreFact, { does: 'runs' }>;

/** Of the entries that were found, the kind of the one a name comes in by. */
export function keptEntries(input: EntryInput, sockets: SocketChains, found: readonly Entry[]): Entry[] {
  const stores = [...input.resolver.files.values()].flatMap(({ file, role, stores: all = [] }) =>
    role === 'test' ? [] : all.map((one) => ({ file, one })),
  );
  if (stores.length === 0) return [];
  const byHandler = new Map(
    found.flatMap((entry): [FunctionId, Entry][] => (entry.handler === null ? [] : [[entry.handler, entry]])),
  );
  const callers = callersIn(input);
  return stores.flatMap(({ file, one }): Entry[] => {
    if (one.does !== 'keeps') return [];
    const outer = stores.flatMap((other): Entry[] => {
      const isSame = other.file === file && other.one.store === one.store;
      const by = isSame && other.one.does === 'runs' ? namedBy(input, byHandler, callers, file, other.one) : null;
      return by ? [by] : [];
    })[0];
    return outer ? registered(input, sockets, callers, file, one, outer) : [];
  });
}

type Callers = ReadonlyMap<FunctionId, readonly LinkedCall[]>;

function callersIn({ calls, resolver }: EntryInput): Callers {
  const callers = new Map<FunctionId, LinkedCall[]>();
  for (const call of calls) {
    if (resolver.files.get(call.file)?.role === 'test') continue;
    for (const id of call.targets) callers.set(id, [...(callers.get(id) ?? []), call]);
  }
  return callers;
}

/** The entry whose message brings the name under which a function is run. */
function namedBy(
  input: EntryInput,
  entries: ReadonlyMap<FunctionId, Entry>,
  callers: Callers,
  file: string,
  { fn, key }: Runs,
): Entry | null {
  const seen = new Set<FunctionId>();
  const follow = (at: string, inside: number, name: ArgFact, hops: number): Entry | null => {
    if (hops > MAX_HOPS || name.text !== undefined) return null;
    const entry = entryAround(input, entries, at, inside);
    if (entry) return entry;
    // Anything but what it was given itself would be the program's own word.
    const { ref } = name;
    if (ref?.kind !== 'param' || seen.has(idOf(at, ref.fn))) return null;
    seen.add(idOf(at, ref.fn));
    for (const call of callers.get(idOf(at, ref.fn)) ?? []) {
      const given = call.fact.args[ref.index];
      const by = given ? follow(call.file, call.fact.fn, given, hops + 1) : null;
      if (by) return by;
    }
    return null;
  };
  return follow(file, fn, key, 0);
}

/** The entry that a function, or one around it, answers. */
function entryAround(
  { resolver }: EntryInput,
  entries: ReadonlyMap<FunctionId, Entry>,
  file: string,
  fn: number,
): Entry | null {
  for (let key: number | undefined = fn; key !== undefined && key !== -1;) {
    const entry = entries.get(idOf(file, key));
    if (entry) return entry;
    key = resolver.functionFact(file, key)?.within;
  }
  return null;
}

/** One entry for each call that keeps a function under a name. */
function registered(
  input: EntryInput,
  sockets: SocketChains,
  callers: Callers,
  file: string,
  keeps: Keeps,
  outer: Entry,
): Entry[] {
  const { resolver, calls, textOf } = input;
  const runs = (from: string, arg: ArgFact): boolean => handlerOf(resolver, { file: from, of: { arg } }).fn !== null;
  return (callers.get(idOf(file, keeps.fn)) ?? []).flatMap((call): Entry[] => {
    const [name, handler] = [call.fact.args[keeps.name], call.fact.args[keeps.given]];
    if (!name || !handler) return [];
    return placedByCallers(calls, { file: call.file, at: call.fact.at, handler, name }, runs).map((place): Entry => {
      const { fn, name: handlerName } = handlerOf(resolver, { file: place.file, of: { arg: place.handler } });
      const said = (place.name && textOf(place.file, place.name)) ?? UNNAMED;
      return {
        kind: outer.kind === 'http' ? 'rpc' : outer.kind,
        framework: outer.framework,
        name: `${outer.name}:${said}`,
        file: place.file,
        at: place.at,
        handler: fn,
        handlerName,
        chain: outer.kind === 'socket' && outer.handler !== null ? sockets(outer.handler, outer.name, fn) : null,
        complete: outer.complete && said !== UNNAMED,
      };
    });
  });
}
