import type { LinkedCall } from '../call-linker.js';
import type { Thing } from '../things.js';
import type { FunctionId } from '../types.js';
import type { Made, Place, Verdict } from './verdict.js';

/** Proves from the ways of functions that who calls was checked. What is not followed is not proved. */
export interface CallerProof {
  ofFunction(id: FunctionId, place: Place, made: Made | null): Verdict;
  ofThing(thing: Thing, place: Place, made: Made | null): Verdict;
  /** A function around a handler: `withUser(handler)`, where the handler stands at this position. */
  ofWrapper(id: FunctionId, position: number, made: Made | null): Verdict;
  /**
   * A function that decides whom a library lets through, by what it gives: the member `caller` of what it is handed is
   * whoever is signed in, or nothing.
   */
  ofDecision(id: FunctionId, caller: string): Verdict;
  /** What it gives holds something true under this name only where who calls was checked. */
  provesMember(id: FunctionId, member: string): boolean;
  /** The handler itself: a check before anything is changed. */
  ofHandler(id: FunctionId): Verdict;
  /** Calls of the program's own functions whose answers decide how this one goes on, in the order they are tested. */
  testedCalls(id: FunctionId): readonly LinkedCall[];
  /** The handler of failures lets requests go on as if nothing had failed. */
  goesOnAfterFailure(id: FunctionId): boolean;
  /** Something is proved of the caller before this call in the function runs. */
  isCheckedBefore(id: FunctionId, call: LinkedCall): boolean;
}
