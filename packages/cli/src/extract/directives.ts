import type { SourceInput } from '@backend-architect/analysis';
import { ignoreComments } from '@backend-architect/rules';
import type { Directive } from './types.js';

const LINTERS = /^\s*(?:eslint-disable|eslint-enable|oxlint-disable|oxlint-enable)\b/;

/** Comments that may switch a rule off, in source order. */
export function directivesOf(source: Pick<SourceInput, 'text' | 'ast' | 'visitorKeys' | 'comments'>): Directive[] {
  const own = ignoreComments(source).map((comment): Directive => ({ kind: 'ignore', ...comment }));
  const others = source.comments.flatMap(({ value, range, type }): readonly Directive[] =>
    LINTERS.test(value)
      ? [{ kind: 'disable', at: [range[0], range[1]], text: value.trim(), block: (type as string) === 'Block' }]
      : [],
  );
  return [...own, ...others].sort((a, b) => a.at[0] - b.at[0]);
}
