/** A rule is a pure function from a file's analysis to problems. It knows no host and no library. */
import type { ModelKind } from './gate-words.js';
import type { FileAnalysis, Handing, Range, Severity, Step } from '@backend-architect/analysis';

export interface RuleMeta {
  readonly severity: Severity;
  /** The weightiest that evidence makes a problem, where that is more than `severity`. */
  readonly severest?: Severity;
  /**
   * What the severity hangs on that one file can't see. `sender`: on who can send the input; the severity here is that
   * of anyone. `unseen`: on whether a request leads there at all, as nobody sees what arrives. `reader`: on who gets
   * the answer; what only administrators read tells nobody anything.
   */
  readonly weight?: 'sender' | 'unseen' | 'reader';
  readonly cwe: readonly number[];
  readonly owasp: readonly string[];
  readonly api?: readonly string[];
  readonly fixable?: 'code';
  readonly hasSuggestions?: true;
  readonly docs: {
    /** One line, for the table. */
    readonly description: string;
    /** What can happen, in one sentence a developer believes. Shown as `impact`. */
    readonly impact: string;
    /** How to write it instead, one sentence; code examples live in the docs page. */
    readonly fix: string;
    /** Typical refactoring that removes the whole class, shown once per rule. */
    readonly refactoring?: string;
  };
  /** Message id -> text with `{{placeholders}}`: what is wrong, why here, what to write. */
  readonly messages: Readonly<Record<string, string>>;
  /** JSON schema of the options, ESLint style. */
  readonly schema: readonly object[];
  readonly defaultOptions?: readonly unknown[];
  /** Options the preset `strict` sets. */
  readonly strictOptions?: readonly unknown[];
  /** Roles of files in which the rule reports nothing besides code of others. Default: test, migration, client. */
  readonly exempt?: readonly FileAnalysis['role'][];
  /**
   * Rules of other linters that say the same: where a comment switches one of them off, somebody has looked and
   * decided.
   */
  readonly twins?: readonly string[];
  /**
   * Cheap test on the text: when it fails, and the text has none of the names of `speaksOf`, nothing is analysed for
   * this rule. Must never be stricter than the rule.
   */
  readonly gate: RegExp;
  /** What it asks of models: the names under which they speak of these pass the gate as well. */
  readonly speaksOf?: readonly ModelKind[];
}

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Suggestion {
  /** Message id of meta.messages. */
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

/**
 * What several problems of one rule have in common, so that one change mends them all. A place, never a text: hosts
 * that know the whole project find out what stands there, and fold the problems into one.
 * - `callee`: the function that the call at this place runs, wherever it is declared; `words` when it is not the
 *   problem's own call
 * - `member`: a member of the object, read at this place as `this.<name>`, wherever its class or a parent declares it
 * - `place`: what stands there in this file, or in another one that is named; `words` say how the problems hang on it:
 *   "with `name`"
 * - `library`: how a library works in the package of this file; `words` as above
 * - `project`: what the project as a whole lacks; `words` as above
 */
export type ProblemCause =
  | { readonly kind: 'callee'; readonly at: Range; readonly words?: string }
  | { readonly kind: 'member'; readonly at: Range; readonly name: string }
  | { readonly kind: 'place'; readonly file?: string; readonly at: Range; readonly words: string }
  | { readonly kind: 'library'; readonly name: string; readonly words: string }
  | { readonly kind: 'project'; readonly words: string };

/** Whether the value of a parameter is harmless. */
export interface AskedOfValue {
  /**
   * Key of the function in this file, and the parameter whose value is open. Its name is `{{receiver}}` in the message.
   */
  readonly fn: number;
  readonly index: number;
  /** The member of it that is open; none: it is the parameter itself. */
  readonly path?: readonly string[];
  /** What happens to the value at the place. */
  readonly what: string;
  /** Not the callers are open, but the schema that has let the value through. */
  readonly schema?: true;
}

/** Whether whoever calls the function holds its writes together. */
export interface AskedOfWrites {
  /** Key of the function in this file. Its name is `{{receiver}}` in the message. */
  readonly fn: number;
  /** Tables of each of them. */
  readonly writes: readonly (readonly string[])[];
}

/** What no code says: what is meant, or what is installed. A person settles it. */
export interface AskedOfPerson {
  /** Why the code leaves it open. */
  readonly why: string;
  /** What stands at the place. */
  readonly what: string;
  /** One answer holds for every place of the project: what it is about. Asked at the first. */
  readonly once?: string;
}

export interface Problem {
  /** Where it is reported: an identifier, call, argument or template (AST-CONTRACT 17). */
  readonly at: Range;
  /** Where in it a reader should look, when it is long: the hole of a text. Never part of what the finding is. */
  readonly focus?: Range;
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  /** What it is said of, where that is more than the place: one problem for one loop, whoever finds it. */
  readonly unit?: Range;
  /**
   * Places in other files that are what is wrong here. Where the same rule speaks of all of them there, it is not told
   * twice.
   */
  readonly standsAt?: readonly { readonly file: string; readonly at: Range }[];
  /** What it has in common with others of the rule. Absent where each has to be mended by itself. */
  readonly cause?: ProblemCause;
  /**
   * Calls of the project that hand the input in, where it comes through parameters: one problem, which each of them
   * makes.
   */
  readonly handedBy?: readonly Handing[];
  /**
   * It is not known whether anything is wrong, as not everybody who calls this function is seen, or no code says it: a
   * question, and nothing that a linter reports.
   */
  readonly asks?: AskedOfValue | AskedOfWrites | AskedOfPerson;
  /** Source to sink. */
  readonly steps?: readonly Step[];
  readonly fix?: readonly Edit[];
  readonly suggestions?: readonly Suggestion[];
  /** Lower or higher than the rule's own severity, from evidence. */
  readonly severity?: Severity;
  /** What can happen here, where that is something else than the rule says of itself. */
  readonly impact?: string;
}

export interface Rule<Options = unknown> {
  readonly id: string;
  readonly meta: RuleMeta;
  problems(file: FileAnalysis, options: Options): Iterable<Problem>;
}

/** Identity function that gives a rule its type. */
export function defineRule<Options = unknown>(rule: Rule<Options>): Rule<Options> {
  return rule;
}
