/** A detector decides what only the whole project can prove. Pure: project in, findings and questions out. */
import type { Range, Severity } from '@backend-architect/analysis';
import type { Project } from '../project/types.js';
import type { Policy } from '../options/config.js';

/** A place in a file, before lines are counted. */
export interface Place {
  readonly file: string;
  readonly at: Range;
}

export interface DetectorStep extends Place {
  readonly what: string;
}

/** What several findings of one rule have in common, so that one change mends them all. */
export interface Cause {
  /** Where it stands: a function, a value, a router. Absent where the project as a whole lacks something. */
  readonly place?: Place;
  /** How the findings hang on it, for people: "through `runQuery` of src/db.ts". */
  readonly words: string;
}

export interface DetectedFinding extends Place {
  readonly kind: 'finding';
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** What it has in common with others of the rule, which are then one problem to whoever reads them. */
  readonly cause?: Cause;
  readonly steps: readonly DetectorStep[];
  readonly fix?: { readonly description: string; readonly example?: string };
}

/** Claims in a closed vocabulary; each can be re-proved on the linked project without a model. */
export type Claim =
  | { readonly predicate: 'no_runtime_imports'; readonly from: string; readonly to: string }
  | { readonly predicate: 'exports_only_types'; readonly file: string }
  | { readonly predicate: 'is_composition_root'; readonly file: string }
  /** Route: `POST /path`; guard: function or link name. */
  | { readonly predicate: 'guarded_by'; readonly route: string; readonly guard: string }
  | { readonly predicate: 'verifies_signature_before_effects'; readonly route: string }
  | { readonly predicate: 'all_callers_within_transaction'; readonly fn: string }; // fn: `file#symbol.path`

export interface Contract {
  readonly id: string;
  /** All must be proved. */
  readonly requires: readonly Claim[];
  /** Said when it cleared the question. */
  readonly reason: string;
}

export interface DetectedQuestion extends Place {
  readonly kind: 'question';
  readonly ruleId: string;
  /** Raised only when the question means something else. */
  readonly version: number;
  readonly severity: Severity;
  readonly question: string;
  /**
   * What it speaks of, where that is more than its place: one more of them is another question. Names go by `POST
   * /path`.
   */
  readonly members?: readonly (Place & { readonly name: string })[];
  /** Questions of one rule that hang on the same thing are one: what settles one of them settles all. */
  readonly cause?: string;
  /** Not asked by itself: only beside another of the same cause that is. */
  readonly onlyBeside?: true;
  readonly whyAmbiguous: readonly string[];
  readonly evidence: readonly (DetectorStep & {
    readonly role: 'subject' | 'target' | 'caller' | 'sibling-that-conforms' | 'chain' | 'context';
  })[];
  /** Dismissal contracts, instantiated with every witness the project offers. */
  readonly contracts: readonly Contract[];
  /** Facts the dossier states, in closed form. */
  readonly facts: readonly {
    readonly predicate: string;
    readonly args: Readonly<Record<string, string | number | boolean>>;
    readonly value: boolean | number | string;
  }[];
}

export type Detected = DetectedFinding | DetectedQuestion;

export interface DetectorMeta {
  readonly cwe: readonly number[];
  readonly owasp: readonly string[];
  readonly description: string;
  readonly impact: string;
  readonly fix: string;
  readonly refactoring?: string;
}

export interface Detector {
  readonly id: string;
  readonly severity: Severity;
  readonly meta: DetectorMeta;
  detect(project: Project, policy: Policy): Iterable<Detected>;
}

/** Identity function that gives a detector its type. */
export function defineDetector(detector: Detector): Detector {
  return detector;
}
