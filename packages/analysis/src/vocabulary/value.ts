/**
 * What the flow engine knows of a value. Plain data apart from nothing: ranges, never nodes, so it can be stored in
 * facts.
 */
import type { Range, Shape, SinkKind, SourceKind } from './concepts.js';

export type Taint = 'safe' | 'unknown' | 'tainted';

/** Why a value is unknown. `param` names the function (its range start) and the position, so callers can be asked. */
export type UnknownReason = UnknownOrigin & {
  /** For these sinks it stays unknown whatever callers pass: it was looked up before it is used. */
  readonly openFor?: readonly SinkKind[] | 'all';
  /**
   * For these sinks it is harmless whatever callers pass: it was cleaned or encoded before it met the rest of the
   * value.
   */
  readonly harmlessFor?: readonly SinkKind[];
};

type UnknownOrigin =
  /** `typedElsewhere`: its type stands in another file, and may allow a few words only. */
  | {
      readonly kind: 'param';
      readonly fn: number;
      readonly index: number;
      readonly path: readonly string[];
      readonly typedElsewhere?: true;
    }
  | { readonly kind: 'call'; readonly name: string; readonly at: Range }
  /** What a schema that a caller hands in lets through of this value, at this path below it. */
  | { readonly kind: 'schema'; readonly of: Value; readonly by: HandedSchema; readonly path: readonly string[] }
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string; readonly path: readonly string[] }
  /** `self`: a member, at this path, of the object that the function with this key works on. */
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly self?: { readonly fn: number; readonly path: readonly string[] };
    }
  | { readonly kind: 'global'; readonly name: string }
  /** What a caller further up hands in, and nobody sees it. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'budget' }
  | { readonly kind: 'syntax'; readonly type: string };

/** A schema that is a parameter, or stands below one. `asked`: it lets through what it does not list. */
export interface HandedSchema {
  readonly fn: number;
  readonly index: number;
  readonly path: readonly string[];
  readonly asked?: true;
}

/** A call that hands untrusted input in, and the way of the input from its source. */
export interface Handing {
  readonly file: string;
  readonly at: Range;
  /** Where the input stands in the call. */
  readonly argument: Range;
  readonly source?: SourceKind;
  readonly steps: readonly Step[];
}

/** One step from source to sink, in that order when listed in a finding. */
export interface Step {
  /** File it stands in, when that is another one. */
  readonly file?: string;
  readonly at: Range;
  /** "request body enters here", "becomes part of `where`", ... in plain words, without a full stop. */
  readonly what: string;
}

/** A piece of a template or concatenation: fixed text, or a hole with its value. Ordered. */
export type Part = { readonly text: string } | { readonly hole: Value; readonly at: Range };

export interface Value {
  readonly taint: Taint;
  /** What it can be; every shape when nothing is known. */
  readonly shapes: readonly Shape[];
  /** What the untrusted ones among several values can be, when the others can be more. */
  readonly untrustedShapes?: readonly Shape[];
  /** Tainted or unknown, yet harmless for these sinks. */
  readonly safeFor: readonly SinkKind[] | 'all';
  /**
   * Tainted, yet for these sinks only its unknown parts count: a checked folder joined with a name from elsewhere, a
   * name that was looked up. All: a schema that nobody here can read has let it through.
   */
  readonly unknownFor?: readonly SinkKind[] | 'all';
  /** What its members can be, where the source says so. */
  readonly memberShapes?: readonly Shape[];
  /** Members of it that the server wrote. */
  readonly ownMembers?: readonly string[];
  /** Members of it that are parts of the path: there whenever the route is reached, whatever else is sent. */
  readonly segments?: Readonly<Record<string, readonly Shape[]>>;
  /**
   * A schema or a verified signature has let it through. What that admits is told by its shapes, members and `safeFor`:
   * text stays text.
   */
  readonly validated: boolean;
  /** Where the schema stands that has let it through, when that is another file this one cannot ask. */
  readonly schema?: { readonly specifier: string; readonly name: string; readonly path: readonly string[] };
  /** Every reason it is unknown (at most 8). Empty when safe. */
  readonly unknown: readonly UnknownReason[];
  readonly source?: SourceKind;
  /** Path of evidence, source first (at most 8 steps). */
  readonly steps: readonly Step[];
  /** Known constant, when it is one. */
  readonly constant?: string | number | boolean | null;
  /** Ordered parts of the text, when it was built from parts in this file. */
  readonly parts?: readonly Part[];
  /** The parts are those of one of several texts it can be. */
  readonly partsOfOne?: true;
  /** Comes from a cryptographic random source. */
  readonly random?: true;
  /** Comes from a non-cryptographic random source. */
  readonly weakRandom?: true;
  /** Object literal or container built here: known properties (one level). `spread` joins what was spread in. */
  readonly properties?: Readonly<Record<string, Value>>;
  readonly spread?: Value;
  /** A map: it is gone through pair by pair. `texts`: whatever is put into it becomes text. */
  readonly pairs?: true | 'texts';
  /** The first elements of a list built here, in their order; `spread` joins them with all others. */
  readonly elements?: readonly Value[];
  /** Put together in this file from the properties and elements above: no more dangerous than they are. */
  readonly built?: true;
  /** An instance its class has made: it holds no operators, whatever it was made of. */
  readonly instance?: true;
  /**
   * What it is by itself, its parameters open, where it is untrusted only because a caller in this file passes
   * untrusted values: who asks for the whole project asks each caller. Only on answers to `valueOf`.
   */
  readonly handed?: Value;
  /**
   * Calls of the project that make it untrusted, each with its own way here, by file and place. Only on answers to
   * `valueFor`.
   */
  readonly handedBy?: readonly Handing[];
  /** SQL with bound values, made by a tag or fragment builder. */
  readonly boundSql?: true;
  /** Whoever runs the program may set it; `preset`: the text it is where nobody does. */
  readonly setting?: { readonly preset?: string };
}
