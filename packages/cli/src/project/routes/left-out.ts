import type { CheckFact, ConditionFact, WayFact, WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';
import { comesBack } from './given-members.js';
import type { PlacedCalls } from './placed-calls.js';
import { exclude, withValues } from './request-match.js';
import type { Exception } from './verdict.js';

type Conditions = readonly ConditionFact[];

/** More ways than this are not told apart: what the helper asks then counts for nothing. */
const MAX_WAYS = 16;
const DEPTH = 3;

/**
 * Which requests take a way: what the function itself asks of them there, and what the project's own functions ask
 * that it calls and tests (`if (isPublic(req)) return next()`). One entry for each way through those functions, empty
 * where what is asked is not known; null where any request may come by.
 */
export function createLeftOut(
  resolver: Resolver,
  ways: ReadonlyMap<FunctionId, WaysFact>,
  { at, placeOf }: PlacedCalls,
): (file: string, facts: WaysFact, way: WayFact) => readonly Conditions[] | null {
  /** By the function, how it comes back, and how deep it is asked. */
  const known = new Map<string, readonly Conditions[] | null>();
  const answered = new WeakMap<WayFact, readonly Conditions[]>();

  const takenBy = (file: string, facts: WaysFact, way: WayFact, depth: number): readonly Conditions[] => {
    const own = (way.when ?? []).flatMap((condition) => withValues(resolver, file, condition) ?? []);
    return way.checks.reduce<readonly Conditions[]>(
      (before, index) => {
        const asked = depth > 0 ? askedBy(file, facts, index, depth) : null;
        return asked && before.length * asked.length <= MAX_WAYS
          ? before.flatMap((one) => asked.map((other) => [...one, ...other]))
          : before;
      },
      [own],
    );
  };

  /** What a call asks where it comes back as it was tested; null where that is not known of every way. */
  const askedBy = (file: string, facts: WaysFact, index: number, depth: number): readonly Conditions[] | null => {
    const check = facts.checks[index];
    if (check?.kind !== 'call' || check.when === 'completed' || check.member) return null;
    const call = at(file, check.at);
    if (!call || call.targets.length === 0 || call.fact.callee.kind === 'param') return null;
    const isOfRequest = handsRequest(check, call);
    const found = call.targets.map((target) => {
      const key = `${target} ${depth} ${check.when} ${check.unlike ?? ''} ${check.awaited === true} ${isOfRequest}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      // What asks itself tells nothing more.
      known.set(key, null);
      const conditions = askedIn(target, check, depth, isOfRequest);
      known.set(key, conditions);
      return conditions;
    });
    const all = found.every((one) => one !== null) ? found.flat() : [];
    return all.length > 0 && all.every((conditions) => conditions.length > 0) ? all : null;
  };

  const askedIn = (
    target: FunctionId,
    check: Extract<CheckFact, { kind: 'call' }>,
    depth: number,
    isOfRequest: boolean,
  ): readonly Conditions[] | null => {
    const { file, key } = placeOf(target);
    const fact = resolver.functionFact(file, key);
    const inner = ways.get(target);
    // A promise is there whatever it gives.
    if (!inner || !fact || ((fact.async || fact.returnsPromise === true) && check.awaited !== true)) return null;
    const found: Conditions[] = [];
    for (const way of inner.ways) {
      if (!comesBack(way, check)) continue;
      const taken = takenBy(file, inner, way, depth - 1).map((conditions) =>
        isOfRequest ? conditions : conditions.filter(({ on }) => on === 'metadata'),
      );
      if (taken.some((conditions) => conditions.length === 0)) return null;
      found.push(...taken);
    }
    return found;
  };

  return (file, facts, way) => {
    const taken = answered.get(way) ?? takenBy(file, facts, way, DEPTH);
    answered.set(way, taken);
    return way.when || taken.every((conditions) => conditions.length > 0) ? taken : null;
  };
}

/** What the function reads of a request is of this one: it is handed no other. */
function handsRequest({ sent = [] }: Extract<CheckFact, { kind: 'call' }>, { fact: { args } }: LinkedCall): boolean {
  return args.length === 0 || sent.some((part) => 'is' in part && part.is === 'request' && !part.to.includes('.'));
}

/** Requests that pass, and the way of the function they take. */
export interface Passing {
  readonly exception: Exception;
  readonly way: WayFact;
}

/**
 * The exceptions of a function. One whose requests may take a way with a check as well does not stand alone: something is
 * asked that is not known, `path === '/x' && req.headers.internal`.
 */
export function settledBy(
  passing: readonly Passing[],
  checked: readonly WayFact[],
  takenBy: (way: WayFact) => readonly Conditions[],
): Exception[] {
  return passing.map(({ exception, way }) => {
    const { alone, ...rest } = exception;
    const isAlone =
      alone === true &&
      checked.every(
        (other) =>
          other === way ||
          takenBy(other).every((those) => takenBy(way).every((own) => exclude([...own, ...rest.when], those))),
      );
    return isAlone ? exception : rest;
  });
}
