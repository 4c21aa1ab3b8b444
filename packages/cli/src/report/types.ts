/**
 * The report as every format prints it. Plain JSON; the published schema is generated from the zod schema beside this
 * file.
 */
import type { Severity } from '@backend-architect/analysis';
import type { EntryTable } from './entries/types.js';

/** 1-based lines and columns (UTF-16 columns), end exclusive, as editors show them. */
export interface Location {
  readonly file: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportStep {
  readonly location: Location;
  readonly what: string;
}

export type State = 'new' | 'known' | 'suppressed' | 'cleared' | 'accepted';

export interface Fix {
  readonly description: string;
  /** Edits when a machine can make them; otherwise `example` shows the code to write. */
  readonly edits?: readonly { readonly location: Location; readonly text: string }[];
  readonly example?: string;
}

/** What several findings of one rule have in common, so that one change mends them all. */
export interface Group {
  /** The same for all of them, opaque, stable when code moves. */
  readonly key: string;
  /** How they hang together: "through `runQuery` of src/db.ts". */
  readonly cause: string;
}

/** A call that hands input in. */
export interface Caller {
  readonly location: Location;
  /** A finding is new as long as one of its callers is. */
  readonly state: 'new' | 'known' | 'suppressed';
}

export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly state: State;
  readonly fingerprint: string;
  readonly message: string;
  readonly impact: string;
  readonly location: Location;
  /** Where in `location` to look, when it has several lines: the hole of a text. */
  readonly focus?: Location;
  /** The calls that hand the input in, where it comes through parameters of the function around `location`. */
  readonly callers?: readonly Caller[];
  /** Absent where it has to be mended by itself. */
  readonly group?: Group;
  readonly steps: readonly ReportStep[];
  readonly fix?: Fix;
  /** Why it is suppressed, cleared or accepted. */
  readonly reason?: string;
}

/** Why a question is still open. */
export type OpenReason =
  | 'not-asked' | 'no-key' | 'budget' | 'refusal' | 'truncated' | 'invalid-answer' | 'unproven'
  | 'insufficient-evidence' | 'timeout' | 'error' | 'confirmed' | 'lapsed' | 'refused';

export interface Question {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly state: State;
  readonly fingerprint: string;
  /** One sentence. */
  readonly question: string;
  readonly impact: string;
  readonly location: Location;
  readonly evidence: readonly ReportStep[];
  readonly openReason?: OpenReason;
  readonly answer?: {
    readonly decision: 'confirm' | 'dismiss' | 'insufficient_evidence' | 'accept';
    readonly rationale: string;
    readonly by: string;
    /** Contract that was proved, when it cleared the question. */
    readonly contract?: string;
    readonly proved: boolean;
    /** What the answer says can happen; an opinion. */
    readonly impact?: string;
    /** Proposed fix; `checked`: it was applied in memory, broke nothing and the question was gone. */
    readonly fix?: { readonly description: string; readonly checked: boolean };
  };
  readonly reason?: string;
}

export interface Positive {
  readonly id: string;
  /** "17 of 18 queries use bound parameters; keep" */
  readonly message: string;
  readonly count: number;
  readonly of: number;
}

export interface Refactoring {
  readonly id: string;
  readonly message: string;
  readonly locations: readonly Location[];
}

export interface Seen {
  readonly root: string; // always '.', paths are root-relative
  readonly frameworks: readonly { readonly name: string; readonly version?: string }[];
  readonly libraries: readonly { readonly name: string; readonly version?: string; readonly family: string }[];
  readonly files: {
    readonly read: number;
    readonly lines: number;
    readonly skipped: readonly { readonly file: string; readonly reason: string }[];
    readonly excluded: Readonly<Record<string, number>>;
  };
  readonly routes: number;
  readonly tables: number;
  readonly assumptions: readonly string[];
  /**
   * How much of what a client can reach was recognised, of `routes`. `serverLibraries`: those with a model that are
   * imported or declared.
   */
  readonly entryPoints: {
    readonly serverLibraries: readonly string[];
    readonly withoutHandler: number;
    readonly incomplete: number;
  };
  /**
   * Packages needed at run time that the project's code imports and that no model speaks of; the most imported first.
   */
  readonly unmodelled: readonly { readonly name: string; readonly files: number }[];
}

/** A suppression comment that names a rule which found nothing there. Reported, never removed. */
export interface UnusedSuppression {
  readonly ruleId: string;
  readonly location: Location;
}

export interface Coverage {
  readonly questions: {
    readonly total: number;
    readonly clearedByProof: number;
    readonly clearedByAnswer: number;
    readonly accepted: number;
    readonly suppressed: number;
    readonly known: number;
    readonly open: number;
    readonly openReasons: Readonly<Record<string, number>>;
  };
  readonly filesNotRead: number;
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
  /** Absent without a baseline. `fixed`: entries nothing matches any more. */
  readonly baseline?: { readonly known: number; readonly fixed: number };
  readonly unusedSuppressions?: readonly UnusedSuppression[];
  /** Paths or changes the report was narrowed to; absent when everything is reported. */
  readonly narrowedTo?: string;
  /**
   * What `--changed` compared with, by full commit ids; `namedBy`: the variable of the CI system that named the ref.
   */
  readonly changedSince?: {
    readonly ref: string;
    readonly mergeBase: string;
    readonly head: string;
    readonly namedBy?: string;
  };
  /** What a person should know of this run: parser objections, ledger files left aside. One line each. */
  readonly notes?: readonly string[];
}

export interface Exit {
  readonly code: 0 | 1 | 2 | 3;
  readonly reason: string;
}

export interface Report {
  readonly schemaVersion: '2.2';
  readonly tool: { readonly name: 'backend-architect'; readonly version: string };
  readonly seen: Seen;
  readonly findings: readonly Finding[];
  /**
   * What one file reported and the whole project proved harmless; never among `findings`. State `cleared`, with the
   * reason.
   */
  readonly cleared: readonly Finding[];
  readonly questions: readonly Question[];
  readonly positives: readonly Positive[];
  readonly refactorings: readonly Refactoring[];
  /** Every way into the program, as `routes` lists them: of the whole project, whatever the report is narrowed to. */
  readonly entries: EntryTable;
  readonly coverage: Coverage;
  readonly exit: Exit;
}
