/** What the extract station gives for each file. Plain JSON: it is what the cache stores. */
import type { FileFacts, Range } from '@backend-architect/analysis';
import type { Problem } from 'eslint-plugin-backend-architect/checks';

export interface FileProblem {
  readonly ruleId: string;
  readonly problem: Problem;
}

/** A comment that may switch rules off, or say why a finding is accepted. The findings room reads its text. */
export interface Directive {
  readonly at: Range;
  /** Text between the comment marks, trimmed. */
  readonly text: string;
  readonly block: boolean;
}

export interface ReadFile {
  readonly kind: 'read';
  readonly file: string;
  /** sha-256 of the text without BOM. */
  readonly hash: string;
  readonly facts: FileFacts;
  readonly problems: readonly FileProblem[];
  readonly directives: readonly Directive[];
  /** What its rules would have asked of the rest of the project. */
  readonly asks?: readonly string[];
  /** What the parser objected to although it gave a program. */
  readonly note?: string;
  /** A rule that threw: the run goes on and the report says so. */
  readonly internalErrors: readonly { readonly where: string; readonly message: string }[];
}

export interface UnreadFile {
  readonly kind: 'unread';
  readonly file: string;
  /** One line for people. */
  readonly reason: string;
}

export type ExtractedFile = ReadFile | UnreadFile;
