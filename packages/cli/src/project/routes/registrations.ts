import { registrationsOf, type CallFact, type MountModel, type Ref, type RouteFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Instance, type Thing } from '../things.js';
import type { FunctionId } from '../types.js';
import { madeCalls, type Callers } from './expand-wrappers.js';
import type { ContractRoute } from './contract-registrations.js';
import type { WrittenThings } from './written-things.js';

/** One registration with the router it is made on and its place in the order of execution. */
export interface Registration {
  /** Where the library call stands; its own arguments are of this file. */
  readonly file: string;
  /** Where people find the route: the caller, when the library call is wrapped in a function of the project. */
  readonly place: string;
  readonly fact: RouteFact;
  readonly router: string;
  /** Type of the router, `express#Application`; empty when only its identity is known. */
  readonly routerType: string;
  readonly mount: MountModel | null;
  readonly call: LinkedCall;
  /** The call that leads here: the library call itself, or that of the project's function it is wrapped in. */
  readonly by: LinkedCall;
  /**
   * A function that is used several times makes one registration for each use, on what is one router in the code:
   * `some`.
   */
  readonly shared?: 'some';
  /**
   * Calls of the functions it stands in, innermost first. Null where nothing of the project calls one of them: a
   * callback, or one nobody calls.
   */
  readonly via: readonly LinkedCall[] | null;
  /** Positions of the calls that lead here, outermost first. */
  readonly order: readonly number[];
  /** The router is handed to a function nobody knows: what that registers on it is not seen. */
  readonly handed?: true;
}

/** Every registration of the project by router, in the order in which they run. */
export function registrationsByRouter(
  resolver: Resolver,
  things: WrittenThings,
  calls: readonly LinkedCall[],
  contracts: readonly ContractRoute[] = [],
): Map<string, Registration[]> {
  const byFile = new Map<string, LinkedCall[]>();
  for (const call of calls) byFile.set(call.file, [...(byFile.get(call.file) ?? []), call]);
  const callers = callersByFunction(calls);
  const groups = new Map<string, Registration[]>();
  const known: Known = new Map();
  for (const call of calls) {
    const registers = call.target?.call.route ?? call.target?.call.answers ?? call.target?.call.mount;
    if (!registers && !call.fact.computed) continue;
    if (resolver.files.get(call.file)?.role === 'test') continue;
    const facts = (byFile.get(call.file) ?? []).map((other) => other.fact);
    for (const { file, fact: made, target, self, by, element } of madeCalls(resolver, things, callers, call)) {
      const receiver: CallFact = made.computed ? { ...made, receiver: made.computed.on } : made;
      for (const found of registrationsOf(receiver, target, facts)) {
        const on = routerOf(resolver, file, found, self);
        const fact: RouteFact = by === call ? found : { ...found, at: by.fact.at, fn: by.fact.fn };
        const place = element ?? { file: by.file, at: fact.at };
        const registration: Registration = {
          file,
          place: place.file,
          fact: { ...fact, at: place.at },
          ...on,
          mount: target.call.mount ?? null,
          call,
          by,
          via: callsTo(resolver, callers, by.file, by.fact.fn, known),
          order: orderOf(resolver, callers, by.file, by.fact.fn, by.fact.at[0], 0),
        };
        groups.set(on.router, [...(groups.get(on.router) ?? []), registration]);
      }
    }
  }
  for (const route of contracts) {
    const made = ofContract(resolver, callers, route, known);
    groups.set(made.router, [...(groups.get(made.router) ?? []), made]);
  }
  for (const handed of handedOver(resolver, callers, calls, known)) groups.get(handed.router)?.push(handed);
  for (const [router, list] of groups)
    groups.set(
      router,
      list
        .map((one) => (isShared(one, list) ? { ...one, shared: 'some' as const } : one))
        .sort((a, b) => compareOrder(a.order, b.order) || a.by.fact.at[1] - b.by.fact.at[1]),
    );
  return groups;
}

/** A route that is described in one place and answered in another, on the router where both are brought together. */
function ofContract(
  resolver: Resolver,
  callers: Callers,
  { call, on, method, path, handlers }: ContractRoute,
  known: Known,
): Registration {
  const { file, fact, target } = call;
  const answer = handlers.at(-1);
  const made: RouteFact = {
    at: answer?.at ?? fact.at,
    kind: 'route',
    method,
    ...(path !== undefined && { path }),
    on: on ?? { kind: 'unknown', text: '' },
    onName: '',
    handlers,
    fn: fact.fn,
    symbol: target?.symbol ?? '',
  };
  const router = on
    ? routerOf(resolver, file, made, undefined)
    : { router: `${file}:${fact.at[0]}`, routerType: target?.symbol ?? '' };
  return {
    file,
    place: answer?.file ?? file,
    fact: made,
    ...router,
    mount: null,
    call,
    by: call,
    via: callsTo(resolver, callers, file, fact.fn, known),
    order: orderOf(resolver, callers, file, fact.fn, fact.at[0], 0),
  };
}

/** Values that are given to functions of packages without a model, or of files that are not there. */
function handedOver(resolver: Resolver, callers: Callers, calls: readonly LinkedCall[], known: Known): Registration[] {
  return calls.flatMap((call) => {
    const { file, fact, callee, target, targets, self } = call;
    const isUnknown =
      target === null &&
      targets.length === 0 &&
      fact.callee.kind === 'import' &&
      (callee === null || callee.kind === 'package');
    if (!isUnknown || resolver.files.get(file)?.role === 'test') return [];
    return fact.args.flatMap(({ ref }): Registration[] => {
      if (!ref || ref.kind === 'unknown') return [];
      const on = routerBehind(resolver, file, ref, self);
      if (on.router === null) return [];
      const made: RouteFact = {
        at: fact.at,
        kind: 'mount',
        path: '',
        on: ref,
        onName: '',
        handlers: [{ at: fact.at, ref: fact.callee }],
        fn: fact.fn,
        symbol: on.routerType,
      };
      return [
        {
          file,
          place: file,
          fact: made,
          router: on.router,
          routerType: on.routerType,
          mount: { from: 0, scope: 'ordered' },
          call,
          by: call,
          via: callsTo(resolver, callers, file, fact.fn, known),
          order: orderOf(resolver, callers, file, fact.fn, fact.at[0], 0),
          handed: true,
        },
      ];
    });
  });
}

/** The same library call, made for another use of the function it stands in. */
function isShared({ call, by }: Registration, group: readonly Registration[]): boolean {
  return by !== call && group.some((other) => other.call === call && other.by !== by);
}

/** Identity of the router a registration is made on: where it was made, or the parameter it arrives at. */
function routerOf(
  resolver: Resolver,
  file: string,
  fact: RouteFact,
  self: Instance | undefined,
): { router: string; routerType: string } {
  const { router, routerType } = routerBehind(resolver, file, fact.on, self);
  return {
    router: router ?? `${file}:${fact.onName}`,
    routerType:
      routerType === '' && fact.on.kind === 'param' && router !== null ? (fact.symbol.split('.')[0] ?? '') : routerType,
  };
}

/** No router where none is known; a parameter is one in itself when nothing is known to arrive at it. */
function routerBehind(
  resolver: Resolver,
  file: string,
  on: Ref,
  self: Instance | undefined,
): { router: string | null; routerType: string } {
  if (on.kind === 'param' && on.path.length === 0) {
    const known = resolver.arriving({ kind: 'param', file, fn: on.fn, index: on.index, path: [] });
    if (known?.kind === 'library' && known.origin !== undefined)
      return { router: known.origin, routerType: typeOf(known) };
    return { router: paramRouter(idOf(file, on.fn), on.index), routerType: '' };
  }
  const thing = resolver.resolve(file, on, self);
  return { router: thing && routerKey(thing), routerType: thing ? typeOf(thing) : '' };
}

/** Identity of a value as a router, or null when it is none. */
export function routerKey(thing: Thing): string | null {
  return thing.kind === 'library' && thing.meaning.kind === 'instance' ? (thing.origin ?? null) : null;
}

/** The router a plugin function is given as its parameter. */
export function paramRouter(id: FunctionId, index: number): string {
  return `param:${id}:${index}`;
}

function typeOf(thing: Thing): string {
  return thing.kind === 'library' && thing.meaning.kind === 'instance'
    ? `${thing.meaning.ref.model.library}#${thing.meaning.ref.name}`
    : '';
}

function callersByFunction(calls: readonly LinkedCall[]): Callers {
  const callers = new Map<FunctionId, LinkedCall[]>();
  for (const call of calls) {
    for (const id of call.targets) {
      const known = callers.get(id);
      if (known) known.push(call);
      else callers.set(id, [call]);
    }
  }
  return callers;
}

/**
 * A registration inside a function runs where that function is called; one inside a callback where the callback is
 * written. Files have no order of their own: within one router the outermost call decides.
 */
function orderOf(resolver: Resolver, callers: Callers, file: string, fn: number, at: number, depth: number): number[] {
  if (fn === -1 || depth > 8) return [at];
  const call = callers.get(idOf(file, fn))?.find((candidate) => resolver.files.get(candidate.file)?.role !== 'test');
  if (call) return [...orderOf(resolver, callers, call.file, call.fact.fn, call.fact.at[0], depth + 1), at];
  const fact = resolver.functionFact(file, fn);
  return fact ? [...orderOf(resolver, callers, file, fact.within ?? -1, fact.range[0], depth + 1), at] : [at];
}

/** Calls that lead to a function, by its id, as far as they were looked for. */
type Known = Map<FunctionId, readonly LinkedCall[] | null>;

/** The calls by which code in a function is reached; of several ways one on which nothing is uncertain. */
function callsTo(
  resolver: Resolver,
  callers: Callers,
  file: string,
  fn: number,
  known: Known,
): readonly LinkedCall[] | null {
  if (fn === -1) return [];
  const id = idOf(file, fn);
  const before = known.get(id);
  if (before !== undefined) return before;
  // What is only reached through itself is not reached.
  known.set(id, null);
  const ways = (callers.get(id) ?? [])
    .filter((call) => resolver.files.get(call.file)?.role !== 'test')
    .flatMap((call) => {
      const around = callsTo(resolver, callers, call.file, call.fact.fn, known);
      return around ? [[call, ...around]] : [];
    });
  const found =
    ways.find((way) => way.every(({ fact }) => fact.condition !== 'sometimes' && !fact.skips)) ?? ways[0] ?? null;
  known.set(id, found);
  return found;
}

function compareOrder(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
