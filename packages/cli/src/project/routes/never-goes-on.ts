import type { WayFact, WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { fileAndKey } from '../things.js';
import type { FunctionId } from '../types.js';
import type { ConcreteClass } from './concrete-class.js';
import type { PlacedCalls } from './placed-calls.js';

/**
 * It is handed the continuation in the place where functions have it, and none of its ways leads on: it only answers, or
 * leaves the request to its caller.
 */
export function neverGoesOn(
  resolver: Resolver,
  ways: ReadonlyMap<FunctionId, WaysFact>,
  arg: number,
  targets: readonly FunctionId[],
): boolean {
  return (
    targets.length > 0 &&
    targets.every((id) => {
      const params = resolver.functionFact(...fileAndKey(id))?.params;
      return (
        params?.length === arg + 1 &&
        (arg > 1 ? /^_?(?:next|done|cb|callback)$/i : /^_?next$/i).test(params[arg]?.name ?? '') &&
        !ways.get(id)?.ways.some(({ to }) => to === 'on')
      );
    })
  );
}

/** What a way hands the continuation to, and as which argument. */
interface HandedTo {
  /** Absent where the call is not seen. */
  readonly call?: LinkedCall;
  readonly arg: number;
  readonly isUnknown: boolean;
}

export function handedBy(
  { at, placeOf }: PlacedCalls,
  id: FunctionId,
  checks: WaysFact['checks'],
  way: WayFact,
): HandedTo | null {
  const check = way.checks.flatMap((index) => checks[index] ?? []).find(({ kind }) => kind === 'handed');
  if (check?.kind !== 'handed') return null;
  const call = at(placeOf(id).file, check.at);
  const isUnknown = check.request === 'unknown';
  return call?.fact.args.some((arg) => arg.spread) ? null : { ...(call && { call }), arg: check.arg, isUnknown };
}

/**
 * Nothing is known of what the request is handed to, with its answer and its continuation, or whether that is the request:
 * it may check who calls.
 */
export function isNotFollowed(
  { call, arg, isUnknown }: HandedTo,
  { targetsOf }: Pick<ConcreteClass, 'targetsOf'>,
): boolean {
  if (isUnknown) return true;
  if (arg < 2 || !call) return arg >= 2;
  return (
    call.target === null && targetsOf(call).length === 0 && !/^(?:param|library|made)$/.test(call.callee?.kind ?? '')
  );
}
