import {
  bare,
  bindingOf,
  memberName,
  type CallNode,
  type FileAnalysis,
  type Node,
  type Value,
} from '@backend-architect/analysis';
import { growthOf, type PatternGrowth } from './pattern-growth.js';
import { mostCharacters } from './text-bound.js';

/** A pattern whose matching time grows faster than its input, and the untrusted text it is applied to. */
export interface SlowMatch {
  readonly call: CallNode;
  readonly pattern: string;
  /** Where it is written, when that is not where it is applied. */
  readonly written: Node | null;
  readonly subject: Node;
  readonly value: Value;
  /**
   * Doubles with every character, or grows with a power of the length. `moving`: it does because it begins anew at
   * every place of a long run.
   */
  readonly growth: 'exponential' | 'power' | 'moving';
}

const ON_PATTERN = new Set(['test', 'exec']);
const ON_TEXT = ['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'] as const;
/** A matcher takes some hundred millions of steps in a second. With more than this it is noticed. */
const MOST_STEPS = 1e9;

/** Literal patterns applied to request input that make it slow, in source order. */
export function* slowMatches(file: FileAnalysis): Generator<SlowMatch> {
  for (const call of file.callsNamed(...ON_PATTERN, ...ON_TEXT)) {
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    const argument = call.type === 'CallExpression' ? call.arguments[0] : undefined;
    if (callee?.type !== 'MemberExpression' || !argument || argument.type === 'SpreadElement') continue;
    const [holder, subject] = ON_PATTERN.has(memberName(callee) ?? '')
      ? [callee.object, argument]
      : [argument, callee.object];
    const literal = literalPattern(file, holder);
    if (!literal || !repeats(literal.pattern)) continue;
    const value = file.valueFor(subject, 'regexp-source');
    if (
      value.taint !== 'tainted' ||
      value.validated ||
      value.safeFor === 'all' ||
      value.source === 'argv' ||
      !value.shapes.includes('str')
    )
      continue;
    const { pattern, flags, written } = literal;
    // A text is split at every place, whatever the pattern says.
    const growth = growthOf(pattern, memberName(callee) === 'split' ? flags.replace('y', '') : flags);
    if (!growth || !isNoticed(growth, mostCharacters(file, subject, value.source))) continue;
    yield { call, pattern: `/${pattern}/${flags}`, written, subject, value, growth: nameOf(growth) };
  }
}

interface WrittenPattern {
  readonly pattern: string;
  readonly flags: string;
  readonly written: Node | null;
}

function literalPattern(file: FileAnalysis, node: Node): WrittenPattern | null {
  const plain = bare(node);
  if (plain.type === 'Literal' && 'regex' in plain) return { ...plain.regex, written: null };
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
  const init = bare(binding.init);
  return init.type === 'Literal' && 'regex' in init ? { ...init.regex, written: init } : null;
}

/** Without a repetition there is nothing to go back to. */
function repeats(pattern: string): boolean {
  return /[*+]|\{\d*,\d*\}/.test(pattern);
}

/** The longest text that can come takes longer than a request may. */
function isNoticed({ power }: PatternGrowth, length: number | 'unseen'): boolean {
  if (length === 'unseen') return false;
  return (power === Infinity ? 2 ** length : length ** power) > MOST_STEPS;
}

function nameOf({ power, isMoving }: PatternGrowth): SlowMatch['growth'] {
  if (power === Infinity) return 'exponential';
  return isMoving ? 'moving' : 'power';
}
