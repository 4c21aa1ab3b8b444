import type { Range, SourceInput } from '@backend-architect/analysis';
import { spokenCode } from './spoken-code.js';

/** `backend-architect-ignore rule-a, rule-b -- why`. It counts only with a reason, and for the rules it names. */
export interface IgnoreComment {
  /** The whole comment. */
  readonly at: Range;
  /** Rule ids without prefix; null when it names none. */
  readonly rules: readonly string[] | null;
  readonly reason?: string;
  /**
   * What it begins with, when that is no comment of ours although it looks like one: `backend-architect-ignore-file`.
   * It names no rule then.
   */
  readonly word?: string;
  /** Code it speaks of: a finding that begins in one of these ranges is meant. */
  readonly speaksOf: readonly Range[];
}

/** Nothing else needs to be read of a text without it. */
const IGNORE = 'backend-architect-ignore';

const PREFIX = 'backend-architect/';

/** Our own comments of a file, in source order. Every host reads them here, so that they mean the same everywhere. */
export function ignoreComments(
  source: Pick<SourceInput, 'text' | 'ast' | 'visitorKeys' | 'comments'>,
): readonly IgnoreComment[] {
  if (!source.text.includes(IGNORE)) return [];
  return source.comments.flatMap(({ value, range }): readonly IgnoreComment[] => {
    const [, word] = /^[\s*]*(backend-architect-ignore-[a-z][\w-]*)/i.exec(value) ?? [];
    if (word !== undefined) return [{ at: [range[0], range[1]], rules: null, word, speaksOf: [] }];
    const list = wordsOfIgnore(value);
    return list === null
      ? []
      : [{ at: [range[0], range[1]], ...readRuleList(list), speaksOf: spokenCode(source, [range[0], range[1]]) }];
  });
}

/** Does this comment silence a rule at a place that begins at `offset`? */
export function isIgnored(comments: readonly IgnoreComment[], ruleId: string, offset: number): boolean {
  return comments.some(
    ({ rules, reason, speaksOf }) =>
      reason !== undefined && rules?.includes(ruleId) === true && isWithin(speaksOf, offset),
  );
}

/** Lies the offset in one of these ranges? Their ends are exclusive. */
export function isWithin(ranges: readonly Range[], offset: number): boolean {
  return ranges.some(([start, end]) => start <= offset && offset < end);
}

/** What follows the word in one of our comments, stars of a block left out; null for another comment. */
function wordsOfIgnore(value: string): string | null {
  const [, words] = /^[\s*]*backend-architect-ignore(?![\w-])([\s\S]*)$/.exec(value) ?? [];
  return words === undefined ? null : words.replace(/^[ \t]*\*+[ \t]?/gm, '').replace(/\s*\*+\s*$/, '');
}

/**
 * `rule-a, rule-b -- why` as rules and reason; no rules at all is null. An editor may have made one dash of the two.
 */
function readRuleList(text: string): { readonly rules: readonly string[] | null; readonly reason?: string } {
  const dash = /(?:^|\s)(?:-{2,}|[\u2013\u2014])/.exec(text);
  const list = dash ? text.slice(0, dash.index) : text;
  const written = dash
    ? text
        .slice(dash.index + dash[0].length)
        .trim()
        .replace(/\s+/g, ' ')
    : '';
  // `<why it is right>`, pasted from a report, still asks for the reason.
  const reason = /^<[^<>]*>[.!]?$/.test(written) ? '' : written;
  const rules = list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((rule) => (rule.startsWith(PREFIX) ? rule.slice(PREFIX.length) : rule));
  return { rules: rules.length === 0 ? null : rules, ...(reason !== '' && { reason }) };
}
