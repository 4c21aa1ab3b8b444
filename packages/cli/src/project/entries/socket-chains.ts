/** What stands before the events of a socket: what its server is given to ask of whoever connects, and their handlers. */
import type { ArgFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { isGuard } from '../route-privilege.js';
import { handlerArg } from '../routes/chain-links.js';
import { insideLinks } from '../routes/inside-links.js';
import { isTogether } from '../routes/is-together.js';
import { settledFor, type OpenLink } from '../routes/settled-links.js';
import { fileAndKey, idOf } from '../things.js';
import type { Entry, FunctionId } from '../types.js';
import type { EntryInput } from './entry-input.js';

/** Functions that hand a socket on to each other. */
const MAX_HOPS = 8;

/** The links before an event that a function registers; null where nothing is proved to keep strangers out. */
export type SocketChains = (
  registers: FunctionId,
  name: string,
  handler: FunctionId | null,
  call?: LinkedCall,
) => Entry['chain'];

interface Door {
  /** Of the server, or of one of its name spaces. */
  readonly key: string;
  /** Of a name space: its server, where that is seen. */
  readonly of?: string;
  readonly call: LinkedCall;
}

export function socketChains(input: EntryInput): SocketChains {
  const { resolver, calls, controllers } = input;
  const callers = new Map<FunctionId, LinkedCall[]>();
  const doors = { opens: [] as Door[], guards: [] as Door[] };
  for (const call of calls) {
    if (resolver.files.get(call.file)?.role === 'test') continue;
    for (const id of call.targets) callers.set(id, [...(callers.get(id) ?? []), call]);
    const door = call.target?.call.door;
    if (door) doors[door].push({ ...placeOf(input, call), call });
  }
  /** Whoever is taken for the caller by what a client sent, in any event of any socket. */
  const madeUp = [...resolver.files.values()].flatMap(({ file, ways }) =>
    ways.flatMap((facts) => (facts.madeUp ?? []).map((one) => ({ ...one, file }))),
  );

  const linksAt = (door: Door): readonly OpenLink[] =>
    doors.guards
      .filter((guard) => isSame(guard, door) && isSure(guard.call, door.call, callers))
      .flatMap(({ call }) =>
        call.fact.args.map(
          (arg: ArgFact) =>
            handlerArg(resolver, controllers.book, controllers.calls, call.file, arg, { as: 'socket' }).link,
        ),
      );

  /** Where the sockets come in that a function is handed; all places where that is not seen. */
  const doorsBefore = (registers: FunctionId): readonly Door[] => {
    const seen = new Set<FunctionId>();
    const follow = (id: FunctionId, hops: number): void => {
      if (seen.has(id) || hops > MAX_HOPS) return;
      seen.add(id);
      const [file, key] = fileAndKey(id);
      const within = resolver.functionFact(file, key)?.within;
      if (within !== undefined && within !== -1) follow(idOf(file, within), hops + 1);
      for (const call of callers.get(id) ?? [])
        if (call.fact.fn !== -1) follow(idOf(call.file, call.fact.fn), hops + 1);
    };
    follow(registers, 0);
    const found = doors.opens.filter(({ call }) => call.given.some(({ id }) => seen.has(id)));
    return found.length > 0 ? found : doors.opens;
  };

  return (registers, name, handler, call) => {
    const asked = askedFirst(input, registers, call);
    // What it asks may be whom a client has named.
    const restsOn = madeUp.map(({ of }) => of);
    const inside = [...asked.map((link) => ({ ...link, restsOn })), ...insideLinks(controllers, handler)];
    const settle = (before: readonly OpenLink[]): NonNullable<Entry['chain']> => {
      const first: OpenLink = { name: '', file: '', at: [0, 0], duties: [], evidence: 'unknown', madeUp };
      return settledFor([first, ...before, ...inside], { method: 'POST', path: name, metadata: [] }).slice(1);
    };
    const found = doorsBefore(registers).map((door) => settle(linksAt(door)));
    const chains = found.length > 0 ? found : [settle([])];
    return chains.every((links) => links.some(isGuard)) ? (chains[0] ?? null) : null;
  };
}

/** `if (!known(socket)) { socket.disconnect(); return; } socket.on(...)`: the function that registers asks first. */
function askedFirst(
  { controllers: { book }, resolver }: EntryInput,
  id: FunctionId,
  call: LinkedCall | undefined,
): readonly OpenLink[] {
  const [file, key] = fileAndKey(id);
  const fact = resolver.functionFact(file, key);
  if (!call || !fact || !book.isCheckedBefore(id, call)) return [];
  return [{ name: fact.name, file, at: fact.nameRange, fn: id, duties: ['authentication'], evidence: 'behaviour' }];
}

/** It is made wherever the door is, or whenever the program starts. */
function isSure(
  guard: LinkedCall,
  door: LinkedCall,
  callers: ReadonlyMap<FunctionId, readonly LinkedCall[]>,
  hops = 0,
): boolean {
  const { file, fact } = guard;
  if (!isTogether(guard, door) || hops > MAX_HOPS) return false;
  if (fact.fn === -1 || (file === door.file && fact.fn === door.fact.fn)) return true;
  return (callers.get(idOf(file, fact.fn)) ?? []).some((call) => isSure(call, door, callers, hops + 1));
}

/** One place; of two name spaces of one name, as long as their servers are not known to be two. */
function isSame(one: Door, other: Door): boolean {
  return one.key === other.key && (one.of === undefined || other.of === undefined || one.of === other.of);
}

/** What a call takes sockets in on: a name space by its name, a server by where it is made. */
function placeOf(input: EntryInput, call: LinkedCall): Pick<Door, 'key' | 'of'> {
  const origin = originOf(input, call);
  if (origin === undefined) return { key: `${call.file}:${call.fact.at[0]}` };
  const made = input.calls
    .filter(({ file, fact }) => `${file}:${fact.at[0]}` === origin)
    .find(({ target }) => target?.call.returns !== undefined && target.call.returns !== 'this');
  const name = made?.target?.form === 'call' ? made.fact.args[0]?.text : undefined;
  if (!made || !name?.startsWith('/')) return { key: origin };
  const of = originOf(input, made);
  return { key: `/${name.replace(/^\/+/, '')}`, ...(of !== undefined && { of }) };
}

function originOf({ resolver }: EntryInput, call: LinkedCall): string | undefined {
  const on = call.fact.receiver ? resolver.resolve(call.file, call.fact.receiver) : null;
  return on?.kind === 'library' ? on.origin : call.callee?.kind === 'library' ? call.callee.receiver : undefined;
}
