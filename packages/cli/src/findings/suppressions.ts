import type { Range } from '@backend-architect/analysis';
import type { Directive } from '../extract/types.js';
import { lineOf, lineStarts } from '../report/line-table.js';

/** A comment that says a finding is not to be reported, and which code it speaks of. */
export interface Suppression {
  readonly at: Range;
  /** `ignore` is ours and works for every rule; `disable` is the linters' and works for per-file rules. */
  readonly kind: 'ignore' | 'disable';
  /** Rule ids without prefix; `null` means every rule. */
  readonly rules: readonly string[] | null;
  /** A finding that begins in one of these ranges is meant; ends are exclusive. */
  readonly covers: readonly Range[];
  readonly reason?: string;
  /** What it begins with, when it only looks like one of ours. */
  readonly word?: string;
}

const PREFIX = 'backend-architect/';

/** Suppressions written in the comments of one file, in source order. */
export function suppressionsOf(directives: readonly Directive[], text: string): readonly Suppression[] {
  const starts = lineStarts(text);
  const found: Suppression[] = [];
  const open: {
    readonly at: Range;
    readonly rules: readonly string[] | null;
    readonly reason?: string;
    readonly from: number;
    readonly linter: string;
  }[] = [];
  const close = (entry: (typeof open)[number], rules: readonly string[] | null, last: number): void => {
    const covers: Range = [starts[entry.from - 1] ?? text.length + 1, starts[last] ?? text.length + 1];
    found.push({
      at: entry.at,
      kind: 'disable',
      rules,
      covers: [covers],
      ...(entry.reason && { reason: entry.reason }),
    });
  };

  for (const directive of directives) {
    if (directive.kind === 'ignore') {
      const { at, rules, reason, word, speaksOf } = directive;
      found.push({
        at,
        kind: 'ignore',
        rules,
        covers: speaksOf,
        ...(reason !== undefined && { reason }),
        ...(word !== undefined && { word }),
      });
      continue;
    }
    const first = lineOf(starts, directive.at[0]);
    const last = lineOf(starts, directive.at[1]);
    const linter = /^(eslint|oxlint)-(disable|enable)(-next-line|-line)?(?:\s+([\s\S]*))?$/.exec(directive.text);
    if (!linter) continue;
    const [, name = '', verb, range, list = ''] = linter;
    const { rules: listed, reason } = readLinterList(list);
    const rules =
      listed === null
        ? null
        : listed.filter((rule) => rule.startsWith(PREFIX)).map((rule) => rule.slice(PREFIX.length));
    if (rules?.length === 0) continue;
    const entry = { at: directive.at, rules, from: first, linter: name, ...(reason && { reason }) };
    if (range === '-line') close(entry, rules, last);
    else if (range === '-next-line') close({ ...entry, from: last + 1 }, rules, last + 1);
    // ESLint reads blocks only from block comments; oxlint from both.
    else if (!directive.block && name === 'eslint') continue;
    else if (verb === 'disable') open.push(entry);
    else {
      for (let index = open.length - 1; index >= 0; index--) {
        const block = open[index];
        if (!block || block.linter !== name) continue;
        const ended = rules === null ? block.rules : (block.rules ?? rules).filter((rule) => rules.includes(rule));
        if (ended !== null && ended.length === 0) continue;
        close(block, ended, first);
        const left = rules === null || block.rules === null ? [] : block.rules.filter((rule) => !rules.includes(rule));
        if (left.length > 0) open[index] = { ...block, rules: left };
        else open.splice(index, 1);
      }
    }
  }
  for (const block of open) close(block, block.rules, Number.POSITIVE_INFINITY);
  return found.sort((a, b) => a.at[0] - b.at[0]);
}

/** As ESLint reads it: rules up to a dash that stands free; no rules at all means every rule. */
function readLinterList(text: string): { readonly rules: readonly string[] | null; readonly reason?: string } {
  const [list = '', reason] = text.split(/\s-{2,}\s|^-{2,}\s/s, 2);
  const rules = list.split(/[\s,]+/).filter(Boolean);
  return {
    rules: rules.length === 0 ? null : rules,
    ...(reason?.trim() && { reason: reason.trim().replace(/\s+/g, ' ') }),
  };
}
