/** What the extract station gives for each file. Plain JSON: it is what the cache stores. */
import type { FileFacts, Range } from '@backend-architect/analysis';
import type { IgnoreComment } from '@backend-architect/rules';

/** A comment that may switch rules off, or say why a finding is accepted. The findings room reads its text. */
export type Directive =
  /** Ours, read where all hosts read it. */
  | ({ readonly kind: 'ignore' } & IgnoreComment)
  /** One of the linters' own; `text` is what stands between the comment marks, trimmed. */
  | { readonly kind: 'disable'; readonly at: Range; readonly text: string; readonly block: boolean };

export interface ReadFile {
  readonly kind: 'read';
  readonly file: string;
  /** sha-256 of the text without BOM. */
  readonly hash: string;
  readonly facts: FileFacts;
  readonly directives: readonly Directive[];
  /**
   * Where secrets stand in the text, whatever rules and settings say: ranges only, no literal. Nothing shows them to
   * anybody.
   */
  readonly secretRanges: readonly Range[];
  /** What the parser objected to although it gave a program. */
  readonly note?: string;
}

export interface UnreadFile {
  readonly kind: 'unread';
  readonly file: string;
  /** One line for people. */
  readonly reason: string;
}

export type ExtractedFile = ReadFile | UnreadFile;
