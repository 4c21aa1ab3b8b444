/** Handlers that stand by type and field: `{ Query: { users() {} }, User: { posts() {} } }`. */
import type { ArgFact, Range } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import { handlerOf, thingOf, type Handler, type Written } from './handler-of.js';

export interface FieldHandler {
  readonly type: string;
  readonly field: string;
  readonly handler: Handler;
  readonly written: Written;
  /** Where it is written; absent where it comes by name. */
  readonly at?: { readonly file: string; readonly at: Range };
}

export interface Fields {
  readonly fields: readonly FieldHandler[];
  /** There may be more: something is spread or merged in that is not followed. */
  readonly open: boolean;
}

export interface Members {
  /** All that is written for a key, the last word last. */
  readonly known: ReadonlyMap<string, readonly Written[]>;
  readonly open: boolean;
}

const NOTHING_SEEN: Members = { known: new Map(), open: true };
const MAX_DEPTH = 6;
/** Under these a field holds what runs for it. */
const RUNS = ['resolve', 'subscribe'];

export function fieldsIn(resolver: Resolver, written: Written): Fields {
  const types = membersOf(resolver, written, 0);
  const fields: FieldHandler[] = [];
  let { open } = types;
  for (const [type, each] of types.known) {
    // Types that several objects speak of have the fields of all of them.
    const inner = merged(each.map((of) => membersOf(resolver, of, 1)));
    open ||= inner.open && (type === 'Query' || type === 'Mutation' || type === 'Subscription');
    for (const [field, members] of inner.known) {
      const member = members.at(-1);
      // `__resolveType` tells types apart, and a client asks for none of these.
      if (!member || field.startsWith('__')) continue;
      const at = placeIn(resolver, member);
      fields.push({ type, field, ...runBy(resolver, member), ...(at && { at }) });
    }
  }
  // Every schema has a query: where none is seen, more is put in than is followed.
  return { fields, open: open || !fields.some(({ type }) => type === 'Query') };
}

function runBy(resolver: Resolver, written: Written): Pick<FieldHandler, 'handler' | 'written'> {
  const own = handlerOf(resolver, written);
  if (own.fn !== null) return { handler: own, written };
  const { known } = membersOf(resolver, written, MAX_DEPTH);
  const inner = RUNS.flatMap((name) => known.get(name)?.at(-1) ?? [])[0];
  return inner ? { handler: handlerOf(resolver, inner), written: inner } : { handler: own, written };
}

export function placeIn(resolver: Resolver, written: Written): FieldHandler['at'] | null {
  if ('arg' in written.of) return { file: written.file, at: written.of.arg.at };
  const thing = thingOf(resolver, written);
  const fact = thing?.kind === 'function' ? resolver.functionFact(thing.file, thing.fn) : undefined;
  return thing?.kind === 'function' && fact ? { file: thing.file, at: fact.nameRange } : null;
}

/** What an object holds, or the objects of a list; of a function, what it gives. */
export function membersOf(resolver: Resolver, written: Written, depth: number): Members {
  const { file, of } = written;
  if (depth > MAX_DEPTH) return NOTHING_SEEN;
  if ('arg' in of && of.arg.list) return membersOfList(resolver, file, of.arg.list, depth);
  if ('arg' in of && of.arg.properties) {
    const entries = Object.entries(of.arg.properties);
    return {
      known: new Map(
        entries
          .filter(([key]) => key !== '...')
          .map(([key, arg]): [string, readonly Written[]] => [key, [{ file, of: { arg } }]]),
      ),
      open: entries.some(([key]) => key === '...'),
    };
  }
  const thing = thingOf(resolver, written);
  if (thing?.kind === 'module') return exportsOf(resolver, thing.file);
  if (thing?.kind === 'function') {
    const given = resolver.functionFact(thing.file, thing.fn)?.result;
    return given ? membersOf(resolver, { file: thing.file, of: { ref: given } }, depth + 1) : NOTHING_SEEN;
  }
  if (thing?.kind !== 'object') {
    const ref = 'arg' in of ? of.arg.ref : of.ref;
    const elsewhere = ref && resolver.listOf(file, ref);
    return elsewhere ? membersOfList(resolver, elsewhere.file, elsewhere.list, depth) : NOTHING_SEEN;
  }
  const own = new Map(
    Object.entries(thing.members).map(([key, ref]): [string, readonly Written[]] => [
      key,
      [{ file: thing.file, of: { ref } }],
    ]),
  );
  const rest = (thing.rest ?? []).map((ref) => membersOf(resolver, { file: thing.file, of: { ref } }, depth + 1));
  return merged([...rest, { known: own, open: thing.any !== undefined }]);
}

function membersOfList(resolver: Resolver, file: string, list: readonly ArgFact[], depth: number): Members {
  return merged(list.map((arg) => membersOf(resolver, { file, of: { arg } }, depth + 1)));
}

/** `import * as resolvers from './resolvers'`. */
function exportsOf(resolver: Resolver, file: string): Members {
  const exports = (resolver.files.get(file)?.exports ?? []).filter(({ typeOnly }) => !typeOnly);
  return {
    known: new Map(
      exports.flatMap(({ name, ref }): [string, readonly Written[]][] =>
        ref ? [[name, [{ file, of: { ref } }]]] : [],
      ),
    ),
    open: exports.some(({ name }) => name === '*'),
  };
}

function merged(each: readonly Members[]): Members {
  const known = new Map<string, readonly Written[]>();
  for (const members of each)
    for (const [key, written] of members.known) known.set(key, [...(known.get(key) ?? []), ...written]);
  return { known, open: each.some(({ open }) => open) };
}
