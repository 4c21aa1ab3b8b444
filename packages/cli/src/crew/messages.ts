/** What the crew and its workers say to each other. All of it is plain data. */
import type { FileFacts } from '@backend-architect/analysis';
import type { CachedSource } from '../extract/cache.js';
import type { ExtractAsked, ExtractedSource } from '../extract/extract.js';
import type { JudgeAsked, JudgedSource } from '../judge/judge.js';
import type { LinkInput } from '../project/link-input.js';

export type ToWorker =
  /** Sources that follow are to be read. */
  | { readonly kind: 'extract'; readonly asked: ExtractAsked }
  /** Sources that follow are to be judged. `facts`: those of files the worker has not read itself. */
  | {
      readonly kind: 'judge';
      readonly asked: JudgeAsked;
      readonly link: Omit<LinkInput, 'files'>;
      readonly files: readonly string[];
      readonly facts: readonly FileFacts[];
    }
  | { readonly kind: 'sources'; readonly sources: readonly CachedSource[] };

/** The answer to `sources`, in their order. */
export type FromWorker =
  | { readonly kind: 'extracted'; readonly results: readonly ExtractedSource[] }
  | { readonly kind: 'judged'; readonly results: readonly JudgedSource[] }
  /** A bug: nothing that a source says makes a worker fail. */
  | { readonly kind: 'failed'; readonly error: Failure };

/** An error with what it was caused by; errors lose that on their way. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: Failure | null;
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, cause: null };
  const { message, stack, cause } = error;
  return { message, stack, cause: cause === undefined ? null : failureOf(cause) };
}

export function errorOf({ message, stack, cause }: Failure): Error {
  const error = new Error(message, cause ? { cause: errorOf(cause) } : undefined);
  if (stack !== undefined) error.stack = stack;
  return error;
}
