import { memberMeaning, type ArgFact, type CallFact, type LibraryTarget, type Ref } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { targetOf } from '../library-things.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Instance } from '../things.js';
import type { FunctionId } from '../types.js';

/** A registration as it is made for one caller of the function it stands in. */
export interface MadeCall {
  readonly file: string;
  readonly fact: CallFact;
  readonly target: LibraryTarget;
  /** Concrete object `this` is. */
  readonly self: Instance | undefined;
  /** The call that leads here, where it is written: the place people know the route by. */
  readonly by: LinkedCall;
}

/** An argument that comes from another file than the call it is in. */
export type PlacedArg = ArgFact & { readonly file?: string; readonly self?: Instance };

const MAX_HOPS = 3;
const MAX_CALLERS = 600;

export type Callers = ReadonlyMap<FunctionId, readonly LinkedCall[]>;

/**
 * Projects wrap registrations in functions of their own: `route({ method, path, handler })` around
 * `router[method](path, handler)`. Such a call is made once per caller, with the caller's arguments in place of the
 * parameters. Any other call is made once, as it is.
 */
export function madeCalls(resolver: Resolver, callers: Callers, call: LinkedCall): MadeCall[] {
  const { fact } = call;
  const made = (current: Substituted): MadeCall[] => {
    const target = call.target ?? computedTarget(resolver, call.file, current);
    return target && (target.call.route ?? target.call.mount)
      ? [{ file: call.file, fact: current.fact, target, self: current.self, by: current.by }]
      : [];
  };
  const start: Substituted = { fact, self: undefined, by: call, open: { file: call.file, fn: fact.fn } };
  if (!call.target && !fact.computed) return [];
  return substitutions(resolver, callers, start, 0).flatMap(made);
}

interface Substituted {
  readonly fact: CallFact;
  readonly self: Instance | undefined;
  readonly by: LinkedCall;
  /** Function whose parameters may still stand in the arguments. */
  readonly open: { readonly file: string; readonly fn: number };
}

function substitutions(resolver: Resolver, callers: Callers, current: Substituted, hops: number): Substituted[] {
  const { fn, file } = current.open;
  const isOpen = [...current.fact.args, ...(current.fact.computed ? [current.fact.computed.key] : [])].some((arg) =>
    mentions(arg, file, fn),
  );
  const calls =
    fn === -1
      ? []
      : (callers.get(idOf(file, fn)) ?? []).filter((caller) => resolver.files.get(caller.file)?.role !== 'test');
  if (!isOpen || hops >= MAX_HOPS || calls.length === 0 || calls.length > MAX_CALLERS) return [current];
  return calls.flatMap((caller) => {
    const put = (arg: PlacedArg): PlacedArg => substitute(arg, file, fn, caller);
    const fact: CallFact = {
      ...current.fact,
      args: current.fact.args.map(put),
      ...(current.fact.computed && { computed: { on: current.fact.computed.on, key: put(current.fact.computed.key) } }),
    };
    return substitutions(
      resolver,
      callers,
      {
        fact,
        self: concrete(resolver, current.self, caller.self),
        by: caller,
        open: { file: caller.file, fn: caller.fact.fn },
      },
      hops + 1,
    );
  });
}

/** The outermost caller knows best which subclass `this` is. */
function concrete(resolver: Resolver, known: Instance | undefined, outer: Instance | undefined): Instance | undefined {
  if (!known || !outer) return known ?? outer;
  return resolver.classes.isA(outer, known.file, known.name, resolver) ? outer : known;
}

function mentions(arg: PlacedArg, file: string, fn: number): boolean {
  if (arg.file !== undefined && arg.file !== file) return false;
  if (arg.ref?.kind === 'param' && arg.ref.fn === fn) return true;
  return [...(arg.list ?? []), ...(arg.call ?? []), ...Object.values(arg.properties ?? {})].some((inner) =>
    mentions(inner, file, fn),
  );
}

/** The argument with every parameter of the function replaced by what this caller gives. */
function substitute(arg: PlacedArg, file: string, fn: number, caller: LinkedCall): PlacedArg {
  if (arg.file !== undefined && arg.file !== file) return arg;
  if (arg.ref?.kind === 'param' && arg.ref.fn === fn) return given(arg.ref, caller) ?? arg;
  const put = (inner: ArgFact): PlacedArg =>
    substitute({ ...inner, ...(arg.file !== undefined && { file: arg.file }) }, file, fn, caller);
  return {
    ...arg,
    ...(arg.list && { list: arg.list.map(put) }),
    ...(arg.call && { call: arg.call.map(put) }),
    ...(arg.properties && {
      properties: Object.fromEntries(Object.entries(arg.properties).map(([name, inner]) => [name, put(inner)])),
    }),
  };
}

function given(ref: Extract<Ref, { kind: 'param' }>, caller: LinkedCall): PlacedArg | null {
  let arg: ArgFact | undefined = caller.fact.args[ref.index];
  for (const name of ref.path)
    arg = arg?.properties && Object.hasOwn(arg.properties, name) ? arg.properties[name] : undefined;
  return arg ? { ...arg, file: caller.file } : null;
}

function computedTarget(resolver: Resolver, file: string, { fact, self }: Substituted): LibraryTarget | null {
  const name = fact.computed?.key.text;
  const on = fact.computed && resolver.resolve(file, fact.computed.on, self);
  if (name === undefined || on?.kind !== 'library') return null;
  const member = memberMeaning(resolver.registry, on.meaning, name.toLowerCase());
  return member && targetOf(resolver.registry, member, 'call');
}
