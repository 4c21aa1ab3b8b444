import type { ArgFact, ConditionFact, GuardDuty, Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Doubt, FunctionId } from '../types.js';

/** Requests that pass without a check: those that meet the conditions. */
export interface Exception extends Doubt {
  readonly when: readonly ConditionFact[];
  /** Nothing else is asked of those that pass: whoever meets the conditions is checked nowhere in it. */
  readonly alone?: true;
}

/**
 * `proved`: every way a request goes on has a check, but for the exceptions. `none`: nothing about it says that it
 * checks who calls.
 */
export type Verdict =
  | {
      readonly kind: 'proved';
      readonly duties: readonly GuardDuty[];
      readonly except: readonly Exception[];
      /** A call that does the check. */ readonly by?: Range;
      /** Requests are turned away by failures. */ readonly fails?: true;
      /** All that is asked on some way is who stands there, whoever wrote that before: `user`. */
      readonly restsOn?: readonly string[];
    }
  /** `place`: null where the thing itself is meant. */
  | { readonly kind: 'doubted'; readonly place: Pick<Doubt, 'file' | 'at'> | null; readonly what: string }
  | { readonly kind: 'none'; /** Where it goes on. */ readonly open?: Pick<Doubt, 'file' | 'at'> };

/** What a check proves, for which requests it does not, and which places for the caller it believes. */
export interface ProvedApart {
  readonly duty: GuardDuty | null;
  readonly except: readonly Exception[];
  readonly restsOn: ReadonlySet<string>;
}

/** A place for the caller that is given what the client sent. */
export interface MadeUp extends Pick<Doubt, 'file' | 'at'> {
  readonly of: string;
}

/** What a function was made with: the call that made it. */
export interface Made {
  readonly fn: FunctionId;
  readonly file: string;
  readonly args: readonly ArgFact[];
}

/** What a function is called with, where it is handed another that it may run. */
export function madeWith(fn: FunctionId, { file, fact }: Pick<LinkedCall, 'file' | 'fact'>): Made | null {
  const isHanded = fact.args.some((arg) => arg.fn !== undefined || arg.ref?.kind === 'function');
  return isHanded ? { fn, file, args: fact.args } : null;
}

/**
 * `chain`: it goes on by calling its continuation. `hook`: by coming back unanswered. `guard`: by coming back with
 * something true. `unanswered`: by handing the request on, or by coming back with nothing. `socket`: as `chain`, and
 * whatever it hands on is a failure.
 */
export type Place = 'chain' | 'hook' | 'guard' | 'unanswered' | 'socket';

/** What all of these prove; null where there are none. */
export function commonDuty(duties: readonly GuardDuty[]): GuardDuty | null {
  const [first] = duties;
  return first === undefined ? null : duties.every((duty) => duty === first) ? first : 'authentication';
}

/** Stands for the function in `Made` where a plugin is handed to its framework together with its options. */
export const HANDED: FunctionId = '#-1';
