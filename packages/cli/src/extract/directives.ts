import type { SourceInput } from '@backend-architect/analysis';
import type { Directive } from './types.js';

const DIRECTIVE = /^\s*(?:eslint-disable|eslint-enable|oxlint-disable|oxlint-enable|backend-architect-ignore)\b/;

/** Comments that may switch a rule off, in source order. */
export function directivesOf(comments: SourceInput['comments']): Directive[] {
  return comments.flatMap((comment) => (DIRECTIVE.test(comment.value) ? [{ at: comment.range, text: comment.value.trim(), block: comment.type === 'Block' }] : []));
}
