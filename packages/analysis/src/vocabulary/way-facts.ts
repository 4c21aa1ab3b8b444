/** Ways through a function: what is asked on them, and what is done. */
import type { ArgFact } from './argument-fact.js';
import type { Range } from './concepts.js';
import type { FunctionKey } from './references.js';

/**
 * Something that is certain about who calls. `verified`, `compared`, `identity` and `role` are checks by themselves;
 * what the others prove is known once the project is linked.
 */
export type CheckFact =
  /**
   * A token was verified, a secret compared, what the server holds of a signed-in caller is there, its role was asked.
   */
  | { readonly kind: 'identity'; readonly at: Range }
  /** `signed`: what was verified is a signature of the request. */
  | { readonly kind: 'verified' | 'compared'; readonly at: Range; readonly signed?: true }
  /**
   * `setting`: it was held against this parameter of a function around; where nothing was given there, whoever has no
   * role passes.
   */
  | {
      readonly kind: 'role';
      readonly at: Range;
      readonly setting?: { readonly fn: FunctionKey; readonly index: number };
    }
  /**
   * A call came back (`completed`), or came back with something true. `given`: what is certain when an argument is
   * true.
   */
  | {
      readonly kind: 'call';
      readonly at: Range;
      readonly when: 'completed' | 'truthy';
      readonly awaited: boolean;
      readonly given?: Readonly<Record<number, readonly number[]>>;
    }
  /** The record a call looked up is there: the result itself, or an element of it. */
  | {
      readonly kind: 'found';
      readonly at: Range;
      readonly through: 'value' | 'element';
      readonly uses: readonly LookupUse[];
    }
  /** What goes by this key in `LookupUse` is there. */
  | { readonly kind: 'present'; readonly of: string }
  /** The request was handed to another middleware, which goes on or does not. */
  | { readonly kind: 'handed'; readonly at: Range }
  /** A parameter of the function is true. */
  | { readonly kind: 'param'; readonly index: number };

/** What a look-up is handed to look up by. */
export interface LookupUse {
  readonly arg: number;
  /** Keys that lead to it inside the argument; the position in a list is one. */
  readonly path?: readonly string[];
  /** A credential, or a parameter of the function that may be one, by its position. */
  readonly by: 'credential' | number;
  /** Absent where the value is always there; else it is known to be there where `present` says so of this key. */
  readonly of?: string;
}

/**
 * Requests that take a way: decided by what the request asks for, or by metadata of its route. `holds: false` is the
 * opposite.
 */
export type ConditionFact =
  | { readonly on: 'method'; readonly values: readonly string[]; readonly holds: boolean }
  /** `url` ends in a query that the client writes. Regular expressions are their source with flags, `/^\/a/i`. */
  | {
      readonly on: 'path' | 'url';
      readonly how: 'is' | 'starts' | 'ends' | 'has' | 'matches';
      readonly values: readonly string[];
      readonly holds: boolean;
    }
  | { readonly on: 'metadata'; readonly key: ArgFact; readonly holds: boolean };

/** One way a function lets a request go on. */
export interface WayFact {
  readonly at: Range;
  /** `on`: calls the continuation. `end`: comes back. `given`: calls the function it was made with. */
  readonly to: 'on' | 'end' | 'given';
  /** `end`: what it comes back with, as far as that is certain. */
  readonly value?: 'truthy' | 'falsy';
  /** `given`: the parameter that is called, and the function it belongs to. */
  readonly of?: { readonly fn: FunctionKey; readonly index: number };
  /** What is certain on it, as positions in `checks`. */
  readonly checks: readonly number[];
  readonly when?: readonly ConditionFact[];
  /** The request was answered before: with a refusal, or otherwise. */
  readonly answered?: 'refused' | 'answered';
}

/**
 * Every way a function lets a request go on, and what is certain on each: the order of statements, branches and
 * failures counts.
 */
export interface WaysFact {
  readonly fn: FunctionKey;
  /** Somewhere it answers, throws, or hands a failure on: not every request goes on. */
  readonly refuses: boolean;
  /** It may turn a request away by a failure: what handles failures decides what becomes of the request. */
  readonly fails?: true;
  readonly checks: readonly CheckFact[];
  readonly ways: readonly WayFact[];
  /** Calls before which something is certain: start of the call, and positions in `checks`. */
  readonly before: readonly (readonly [call: number, checks: readonly number[]])[];
  /** Writes to what outlives the function: where they start, and the checks that are certain there. */
  readonly changes?: readonly (readonly [at: number, checks: readonly number[]])[];
}
