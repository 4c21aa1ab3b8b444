/** What a schema lets through. Plain data: it is stored in facts, and other files ask for it. */
import type { Shape, SinkKind } from './concepts.js';
import type { Value } from './value.js';

export type Admitted =
  /** `unseen`: a schema that stands where nobody can read it. `listed`: one of values that are written down. */
  | { readonly is: 'anything' }
  | { readonly is: 'unseen' | 'listed' | 'number' | 'boolean' | 'date' | 'null' }
  /** Text stays text: harmless for these sinks, by its alphabet or its beginning. */
  | { readonly is: 'text'; readonly for: readonly SinkKind[] | 'all' }
  /** `rest`: what passes under other names; absent: they are dropped or refused. */
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Admitted>>; readonly rest?: Admitted }
  | { readonly is: 'list'; readonly of: Admitted }
  | { readonly is: 'one-of' | 'all-of'; readonly of: readonly Admitted[] }
  /** A test of the project holds of it besides. */
  | {
      readonly is: 'tested';
      readonly of: Admitted;
      readonly for: readonly SinkKind[] | 'all';
      readonly shapes?: readonly Shape[];
    }
  /** A schema of another file, and one that is made of it. */
  | { readonly is: 'elsewhere'; readonly specifier: string; readonly name: string; readonly path: readonly string[] }
  | { readonly is: 'changed'; readonly of: Admitted; readonly how: ObjectChange }
  /** The schema, or an object of schemas, that a caller hands in: the parameter of the function with this key. */
  | { readonly is: 'param'; readonly fn: number; readonly index: number; readonly path: readonly string[] }
  /** What a function with this key makes of it. */
  | { readonly is: 'made'; readonly of: Admitted; readonly by: Value; readonly key: number };

/** What a schema of objects is made into. */
export type ObjectChange =
  | { readonly by: 'fields'; readonly of: Admitted }
  | { readonly by: 'picked' | 'omitted'; readonly keys: readonly string[] | null }
  | { readonly by: 'other-keys'; readonly rest: Admitted | null }
  /** Only asked: whatever it does not list stays. */
  | { readonly by: 'asked' };

export type AdmittedObject = Extract<Admitted, { is: 'object' }>;
