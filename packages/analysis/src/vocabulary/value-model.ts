/** What a value is that a member or a call of a model gives. */
import type { Shape, SinkKind, SourceKind } from './concepts.js';
import type { SchemaRef } from './schemas.js';
import type { ArgRef } from './sink-shapes.js';

export interface SourceModel {
  readonly kind: SourceKind;
  /** What the value can be. Members of an object source have `memberShapes` (default: all shapes). */
  readonly shapes: readonly Shape[];
  readonly memberShapes?: readonly Shape[];
  /** Parsers that the program puts in front decide what it can be: `bodiesOfTexts` of the project. */
  readonly parsed?: true;
  /** Members that the server itself wrote: where it stored an upload. */
  readonly ownMembers?: readonly string[];
  /** The parts in brackets of the path of a file of routes are among its members, and stand before all others. */
  readonly withSegments?: true;
}

export type ResultModel =
  | { readonly is: 'source'; readonly source: SourceModel }
  /** The argument, harmless for these sinks; `unlessSent`: where the client does not choose what of it is kept. */
  | {
      readonly is: 'sanitized';
      readonly arg: ArgRef;
      readonly for: readonly SinkKind[] | 'all';
      readonly unlessSent?: number;
    }
  /** What lies at a place: trusted when the place is fixed; who chooses the place has not written what lies there. */
  | { readonly is: 'content'; readonly of: ArgRef; readonly shapes: readonly Shape[] }
  /** Text or data derived from these inputs. */
  | {
      readonly is: 'derived';
      readonly from: readonly ArgRef[];
      readonly shapes?: readonly Shape[];
      /** It is an instance of a class, whose members nobody but the class has chosen. */ readonly instance?: true;
      /** Harmless for these sinks. */ readonly for?: readonly SinkKind[];
      /** Only where this argument is one of these texts. */ readonly forWhen?: {
        readonly arg: number;
        readonly is: readonly string[];
      };
      /** What kind of input it is now: a parameter of an URL is a query. */ readonly as?: SourceKind;
    }
  /** An address, resolved against a base when one is given. */
  /** The argument itself, or a copy of the same form. */
  | { readonly is: 'same'; readonly arg: number }
  | { readonly is: 'address'; readonly arg: number; readonly base?: number }
  /**
   * The argument, checked against the schema `by`, of which no model is known when it is absent: text is still text.
   * `in`: the member of the result that holds it; `passes` and `fails`: members that say whether it passed. `kept`: the
   * value is there although it did not.
   */
  | {
      readonly is: 'validated';
      readonly arg: ArgRef;
      readonly by?: SchemaRef;
      /** What was checked, where no argument holds it. */ readonly source?: SourceModel;
      readonly in?: string;
      readonly passes?: string;
      readonly fails?: string;
      readonly whenFailed?: 'kept';
      /** Options of this argument that drop or keep what the schema does not list. */ readonly others?: {
        readonly arg: number;
        readonly dropped?: readonly string[];
        readonly kept?: readonly string[];
      };
    }
  /** `clock`: the time, which everyone knows. */
  | { readonly is: 'safe'; readonly shapes: readonly Shape[]; readonly clock?: true }
  /**
   * `weak`: random, but guessable (not from a cryptographic source). `weakIn`: so are releases with another model: which,
   * in words.
   */
  | { readonly is: 'random'; readonly weak?: true; readonly weakIn?: string }
  /** The text of the template it tags, backslashes as they are written. */
  | { readonly is: 'raw-template' }
  /** SQL text with bound values: a tagged template or fragment builder that is safe by construction. */
  | { readonly is: 'bound-sql' };
