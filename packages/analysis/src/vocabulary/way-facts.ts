/** Ways through a function: what is asked on them, and what is done. */
import type { ArgFact } from './argument-fact.js';
import type { Range } from './concepts.js';
import type { FunctionKey, Ref } from './references.js';
import type { ValueOrigin } from './value-origins.js';

/**
 * Something that is certain about who calls. `verified`, `compared`, `identity` and `role` are checks by themselves;
 * what the others prove is known once the project is linked.
 */
export type CheckFact =
  /**
   * A token was verified, a secret compared, what the server holds of a signed-in caller is there, its role was asked.
   */
  | {
      readonly kind: 'identity';
      readonly at: Range;
      readonly context?: string;
      /** `user`, `state.user`. */ readonly of?: string;
    }
  /** A member of the context of a request is there: what that says is known from what makes the context. */
  | { readonly kind: 'context'; readonly of: string }
  /**
   * `signed`: what was verified is a signature of the request. `key`: one that hangs on what the function is given.
   * `param`: what was compared is this parameter, or this member of it, which is a credential where a caller hands one
   * in. `list`: it was looked for in what another file holds, which tells only where that is no text. `over`: what was
   * verified is what this call gives, or was handed in at this place (`0`, `1.token`): nobody is told by what the program
   * keeps itself.
   */
  | {
      readonly kind: 'verified' | 'compared';
      readonly at: Range;
      readonly signed?: true;
      readonly key?: ValueOrigin;
      readonly param?: number;
      readonly path?: readonly string[];
      readonly list?: Ref;
      readonly over?: Range | string;
    }
  /** These two are equal, and what they are made of hangs on what the function is given, or on other functions. */
  | { readonly kind: 'matched'; readonly at: Range; readonly sides: readonly ValueOrigin[] }
  /**
   * `setting`: it was held against this parameter of a function around; where nothing was given there, whoever has no
   * role passes.
   */
  | {
      readonly kind: 'role';
      readonly at: Range;
      readonly setting?: { readonly fn: FunctionKey; readonly index: number };
      readonly of?: string;
    }
  /**
   * A call came back (`completed`), or came back with something true or false, or with an object whose member is.
   * `given`: what is certain when an argument is true.
   */
  | {
      readonly kind: 'call';
      readonly at: Range;
      readonly when: 'completed' | 'truthy' | 'falsy';
      /** `truthy` says no more than that it is not this. */
      readonly unlike?: Unlike;
      readonly awaited: Arrival;
      readonly given?: Readonly<Record<number, readonly number[]>>;
      /** Arguments that are credentials as the client sent them. */
      readonly credentials?: readonly number[];
      /** What else they are of what the client sent. */
      readonly sent?: readonly SentPart[];
      /** Of those, what something can be looked up by: the key it goes by in `LookupUse`, or that it is always there. */
      readonly sought?: Readonly<Record<number, string | true>>;
      /** What it gave back has a member that is true, or none that is; `there`: or one that is not nothing. */
      readonly member?: { readonly name: string; readonly is: 'truthy' | 'falsy' | 'there' };
      /** What its arguments are made of, as far as that may tell of a signature. */
      readonly with?: readonly ValueOrigin[];
    }
  /** The record a call looked up is there: the result itself, or an element of it. */
  | {
      readonly kind: 'found';
      readonly at: Range;
      readonly through: 'value' | 'element';
      /** Members that lead from the result to what is there: `rows`, `0`. */
      readonly path?: readonly string[];
      /** It is known to be something else than this, and no more. */
      readonly unlike?: Unlike;
      readonly awaited: Arrival;
      readonly uses: readonly LookupUse[];
      /** Calls it is chained to, the nearest first: `find(...)` of `find(...).limit(1)`. */
      readonly chain?: readonly Range[];
    }
  /** What goes by this key in `LookupUse` is there. */
  | { readonly kind: 'present'; readonly of: string }
  /**
   * The request was handed to another middleware, which goes on or does not; its continuation is the argument at `arg`.
   * `request`: what stands in its place is written there, or given by something that is not followed.
   */
  | { readonly kind: 'handed'; readonly at: Range; readonly arg: number; readonly request?: 'written' | 'unknown' }
  /** A parameter of the function is true, or this member of it is. */
  | { readonly kind: 'param'; readonly index: number; readonly member?: string };

/**
 * Whether the promise of a call has arrived. `by-caller`: what it gives is given back, and arrives where whoever called
 * waits for it.
 */
export type Arrival = boolean | 'by-caller';

/** What something was compared with and found to be other than: a count that is not `null` may be 0. */
export type Unlike = 'null' | 'undefined' | 'nullish' | 'false' | 'zero' | 'empty-text';

/**
 * An argument of a call, or a member of one, as positions and names (`0`, `1.token`): a credential, the request itself, a
 * part of it that the client wrote, or handed on from a parameter. `named`: the last name of `from` is one under which
 * clients send what only they should know. `of`: what this call gives. `own`: what the program keeps itself.
 */
export type SentPart =
  | { readonly to: string; readonly is: 'credential' | 'request' | 'client' | 'own' }
  | { readonly to: string; readonly from: string; readonly named?: true }
  | { readonly to: string; readonly of: Range };

/** What a look-up is handed to look up by. */
export interface LookupUse {
  readonly arg: number;
  /** Keys that lead to it inside the argument; the position in a list is one. */
  readonly path?: readonly string[];
  /** The call of the chain that is handed it, where that is another one. */
  readonly in?: Range;
  /** It stands in what asks for equality: `eq(sessions.token, token)`. */
  readonly equal?: true;
  /** A client can send an object in its place, with operators of its own. */
  readonly open?: true;
  /** A credential, or a parameter of the function that may be one, by its position. */
  readonly by: 'credential' | number;
  /** The member of the parameter that is meant: `headers.authorization` of `(headers) => ...`. */
  readonly member?: readonly string[];
  /** Absent where the value is always there; else it is known to be there where `present` says so of this key. */
  readonly of?: string;
}

/**
 * Requests that take a way: decided by what the request asks for, or by metadata of its route. `holds: false` is the
 * opposite.
 */
export type ConditionFact =
  | { readonly on: 'method'; readonly values: readonly string[]; readonly holds: boolean }
  /**
   * `url` ends in a query that the client writes. Regular expressions are their source with flags, `/^\/a/i`; `fits`:
   * patterns of a library, `/a/**`.
   */
  | {
      readonly on: 'path' | 'url';
      readonly how: 'is' | 'starts' | 'ends' | 'has' | 'matches' | 'fits';
      readonly values: readonly string[];
      /** A list of another file that holds the values, in place of them. */
      readonly list?: ArgFact;
      /** The list of this file that holds the values goes by this name in other files, which may put more into it. */
      readonly exported?: string;
      /** `fits`: upper case and lower case are the same. */
      readonly ignoresCase?: true;
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
  /** `end`: it comes back with an answer to the request, which goes no further. */
  readonly answers?: true;
  /** `falsy`: what it is, where that is written there. */
  readonly falsy?: 'null' | 'undefined' | 'false';
  /** `truthy`: it is made or written there, and never anything else. */
  readonly made?: true;
  /**
   * `end`: members of the object it comes back with, where all of them are written there: true, not true (`nothing`:
   * not there), or true where these checks are certain.
   */
  readonly members?: Readonly<Record<string, 'truthy' | 'falsy' | 'nothing' | 'open' | readonly number[]>>;
  /** `end`: the call whose result it comes back with, as it is. */
  readonly result?: Range;
  /** `given`: the parameter that is called, and the function it belongs to. */
  readonly of?: { readonly fn: FunctionKey; readonly index: number };
  /** What is certain on it, as positions in `checks`. */
  readonly checks: readonly number[];
  readonly when?: readonly ConditionFact[];
  /** `on`: it hands something on, which is a failure where those are taken: behind a socket. */
  readonly handing?: true;
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
  /** What it gives back, by its returns; absent where that tells nothing of a signature. */
  readonly gives?: readonly ValueOrigin[];
  /** Whatever it gives back is a credential of the request it is handed, as the client sent it, or nothing. */
  readonly givesCredential?: true;
  /** Where the caller is kept for who comes later, and what is written there is what the client sent, unchecked. */
  readonly madeUp?: readonly { readonly of: string; readonly at: Range }[];
  /** Calls before which something is certain: start of the call, and positions in `checks`. */
  readonly before: readonly (readonly [call: number, checks: readonly number[]])[];
  /** Writes to what outlives the function: where they start, and the checks that are certain there. */
  readonly changes?: readonly (readonly [at: number, checks: readonly number[]])[];
}
