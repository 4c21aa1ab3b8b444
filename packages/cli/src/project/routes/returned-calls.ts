/** Calls whose results a function gives back: where a request goes on by that, what is called decides it. */
import type { WayFact, WaysFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { FunctionId } from '../types.js';
import { handedOn, NO_ARGUMENTS, type Handed } from './given-members.js';
import type { PlacedCalls } from './placed-calls.js';

export interface GivenOn {
  readonly call: LinkedCall;
  readonly target: FunctionId;
  readonly handed: Handed;
}

export interface ReturnedCalls {
  /** Where one function gives what this way comes back with: that, and what it is handed. */
  handed(id: FunctionId, facts: WaysFact, way: WayFact, handed: Handed, mode: string): GivenOn | null;
  /** Those that may lead on, without those on which what is called always answers. `answers`: there are such. */
  apart(
    id: FunctionId,
    ways: readonly WayFact[],
    isMeant: (way: WayFact) => boolean,
  ): { readonly meant: readonly WayFact[]; readonly answers: boolean };
}

const DEPTH = 4;
/** How functions are asked that say by what they give back whether a request goes on. */
const GIVES_ON: ReadonlySet<string> = new Set(['unanswered', 'decides']);

export function returnedCalls(ways: ReadonlyMap<FunctionId, WaysFact>, { at, placeOf }: PlacedCalls): ReturnedCalls {
  /** The call of the project's own whose result this way comes back with. */
  const of = (id: FunctionId, way: WayFact): LinkedCall | null => {
    const call = way.to === 'end' && way.result ? at(placeOf(id).file, way.result) : undefined;
    return call && call.targets.length > 0 && call.fact.callee.kind !== 'param' ? call : null;
  };
  const closed = (call: LinkedCall, isMeant: (way: WayFact) => boolean, depth: number): boolean =>
    call.targets.every((target) => {
      const inner = ways.get(target)?.ways ?? [];
      return (
        inner.length > 0 &&
        inner.every((way) => {
          if (!isMeant(way)) return true;
          const next = depth > 0 ? of(target, way) : null;
          return next !== null && closed(next, isMeant, depth - 1);
        })
      );
    });
  return {
    handed(id, facts, way, handed, mode) {
      const call = GIVES_ON.has(mode) ? of(id, way) : null;
      const [target, ...others] = call?.targets ?? [];
      if (!call || target === undefined || others.length > 0) return null;
      const check = way.checks
        .flatMap((index) => facts.checks[index] ?? [])
        .find((one) => one.kind === 'call' && one.at[0] === way.result?.[0] && one.at[1] === way.result[1]);
      const known = { certain: new Set<number>(), values: [] };
      return {
        call,
        target,
        handed: check?.kind === 'call' ? handedOn(check, facts, way.checks, handed, known) : NO_ARGUMENTS,
      };
    },
    apart(id, all, isMeant) {
      const meant = all.filter((way) => {
        const call = of(id, way);
        return call === null || !closed(call, isMeant, DEPTH);
      });
      return { meant, answers: meant.length < all.length };
    },
  };
}
