/** Texts that stay inside the quotes of a SQL text, whatever database reads it. */
import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../symbols/binding.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Value } from '../vocabulary/value.js';
import type { Engine } from './evaluation.js';

type Node = TSESTree.Node;

const SIGNS = ["'", '\\'] as const;
const HOPS = 8;

interface Replaced {
  /** What is replaced everywhere, one sign each. */
  readonly signs: readonly string[];
  /** What stands there afterwards; null where that is worked out. */
  readonly by: string | null;
  readonly of: Node;
}

/**
 * Every quote is doubled or gone, and every backslash as well: `v.replace(/\\/g, '\\\\').replace(/'/g, "''")`. Doubled
 * quotes alone do in some databases; where a backslash before a quote is a quote, they let `\'` through, and where it is
 * none, a backslash alone lets the quote through.
 */
export function escapesQuotedSql(e: Engine, call: TSESTree.CallExpression): boolean {
  const steps: Replaced[] = [];
  for (let node: Node | null = call; node && steps.length < HOPS;) {
    const replaced = replacedBy(behindName(e, node));
    if (!replaced) break;
    steps.push(replaced);
    node = replaced.of;
  }
  // From the inside out: what is put in later is not looked at again.
  return SIGNS.every((sign) => {
    const last = steps.findIndex(({ signs, by }) => signs.includes(sign) && isHarmlessFor(sign, by));
    return last >= 0 && steps.slice(0, last).every((later) => later.by !== null && bringsNothing(later));
  });
}

/** Part of an escaped text may end within what was doubled, and what is put beside it may be a quote. */
export function cut(value: Value): Value {
  return value.safeFor !== 'all' && value.safeFor.includes('sql-quoted')
    ? { ...value, safeFor: value.safeFor.filter((kind) => kind !== 'sql-quoted') }
    : value;
}

function isHarmlessFor(sign: string, by: string | null): boolean {
  if (by === null) return false;
  const text = by.replaceAll(/\$[&1]/g, sign);
  return text === sign + sign || !SIGNS.some((one) => text.includes(one));
}

/** Quotes and backslashes come only in pairs, each for one that was there. */
function bringsNothing({ signs, by }: Replaced): boolean {
  return signs.length > 0 && signs.every((sign) => isHarmlessFor(sign, by));
}

/** `text.replace(/x/g, 'y')`, `text.replaceAll('x', 'y')`, `text.split('x').join('y')` */
function replacedBy(node: Node): Replaced | null {
  const plain = bare(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (plain.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return null;
  const name = memberName(callee);
  const [first, second] = plain.arguments;
  if (!first) return null;
  if (name === 'join') {
    const split = bare(callee.object);
    const splitter = split.type === 'CallExpression' ? bare(split.callee) : null;
    if (split.type !== 'CallExpression' || splitter?.type !== 'MemberExpression') return null;
    const by = split.arguments[0] ? textOf(split.arguments[0]) : null;
    return memberName(splitter) === 'split' && by?.length === 1
      ? { signs: [by], by: textOf(first)?.replaceAll('$', '$$') ?? null, of: splitter.object }
      : null;
  }
  if ((name !== 'replace' && name !== 'replaceAll') || !second) return null;
  return { signs: signsOf(bare(first), name), by: textOf(second), of: callee.object };
}

/** Signs that are replaced wherever they stand; none where the pattern asks for more than one sign. */
function signsOf(pattern: Node, method: string): readonly string[] {
  if (pattern.type !== 'Literal') return [];
  if (!('regex' in pattern)) {
    const { value } = pattern;
    return method === 'replaceAll' && typeof value === 'string' && value.length === 1 ? [value] : [];
  }
  if (!pattern.regex.flags.includes('g')) return [];
  const inner = /^\((?!\?)(.*)\)$/s.exec(pattern.regex.pattern)?.[1] ?? pattern.regex.pattern;
  const listed = /^\[([^\]^](?:\\.|[^\]])*)\]$/s.exec(inner)?.[1];
  if (listed !== undefined) return [...listed.matchAll(/\\(.)|([^\\])/gs)].map(([, escaped, sign]) => escaped ?? sign!);
  const alternatives = inner.split('|').map((one) => /^(?:\\(\W)|([^\\\w.*+?^$()[\]{}]))$/s.exec(one));
  return alternatives.every((one) => one !== null) ? alternatives.map((one) => one[1] ?? one[2]!) : [];
}

/** What a name that is written once stands for. */
function behindName(e: Engine, node: Node): Node {
  const plain = bare(node);
  const variable = plain.type === 'Identifier' ? e.r.variables.of(plain) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'value' &&
    binding.init &&
    binding.path.length === 0 &&
    variable?.references.every((reference) => !reference.isWrite() || reference.init === true)
    ? binding.init
    : plain;
}
