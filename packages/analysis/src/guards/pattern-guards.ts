import type { TSESTree } from '@typescript-eslint/types';
import type { SinkKind } from '../vocabulary/concepts.js';
import type { Resolution } from '../symbols/resolution.js';
import { memberName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { hostIsKnown, patternKnowsAddress } from './address-guards.js';
import { isHarmlessPattern, patternLiteral, type Guarded } from './guard-forms.js';
import { isFound, isSent, numberOf } from './list-guards.js';
import { headed, headsOfPattern } from './local-paths.js';
import { staysBelow } from './path-guards.js';

type Node = TSESTree.Node;

/** A text, and the pattern it is asked about. */
interface Asked {
  readonly text: Node;
  readonly pattern: Node;
}

/** What `pattern.test(x)`, `pattern.exec(x)`, `x.match(pattern)` prove when they come out true, or false. */
export function patternProves(r: Resolution, call: TSESTree.CallExpression, outcome: boolean): Guarded[] {
  const asked = askedOf(call, /^(?:test|exec)$/, /^match$/);
  if (!asked) return [];
  return outcome ? matched(r, asked) : unmatched(r, asked);
}

/** `x.search(pattern) === 0`, `x.search(pattern) !== -1`, in any spelling, and that nothing is found. */
export function foundByPattern(
  r: Resolution,
  { left, operator, right }: TSESTree.BinaryExpression,
  outcome: boolean,
): Guarded[] {
  const call = unwrap(left);
  const asked = call.type === 'CallExpression' ? askedOf(call, null, /^search$/) : null;
  const bound = numberOf(right);
  if (!asked) return [];
  const isAtHead = (operator === '===' || operator === '==') && bound === 0 && outcome;
  if (isAtHead || isFound(operator, bound, outcome)) return matched(r, asked);
  return isFound(operator, bound, !outcome) ? unmatched(r, asked) : [];
}

function askedOf(call: TSESTree.CallExpression, onPattern: RegExp | null, onText: RegExp): Asked | null {
  const callee = bare(call.callee);
  const [first] = call.arguments;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || name === null || !first || first.type === 'SpreadElement') return null;
  if (onPattern?.test(name)) return { text: first, pattern: callee.object };
  return onText.test(name) ? { text: callee.object, pattern: first } : null;
}

function matched(r: Resolution, { text, pattern }: Asked): Guarded[] {
  if (isFromElsewhere(r, pattern)) return listed(r, text);
  const literal = patternLiteral(r, pattern);
  if (!literal) return isSent(r, pattern) ? [] : hostIsKnown(r, text);
  const { pattern: known, flags } = literal;
  // Of one line of several nothing follows for the text.
  if (flags.includes('m')) return [];
  if (isHarmlessPattern(known)) return listed(r, text);
  return [...patternKnowsAddress(r, text, known), ...headed(r, text, headsOfPattern(known, flags, true))];
}

function unmatched(r: Resolution, { text, pattern }: Asked): Guarded[] {
  const literal = patternLiteral(r, pattern);
  if (!literal) return [];
  // `/^\.\.(?:\/|$)/.test(relative(root, p))`
  if (/^\^\\\.(?:\\\.|\{2\})/.test(literal.pattern) && !literal.flags.includes('m')) return staysBelow(r, text);
  const heads = headed(r, text, headsOfPattern(literal.pattern, literal.flags, false));
  const kinds = withoutAny(literal.pattern);
  const path = kinds ? accessPath(r.variables, text) : null;
  return path === null || !kinds ? heads : [...heads, { path, for: kinds }];
}

const ONE_CLASS = /^\[(\^?)((?:\\.|[^\]\\])+)\][+*]?$/;
/** The key under which every object inherits, as one of several texts. */
const INHERITED = /^\^?(?:\((?:\?:)?)?(?:[\w|]*\|)?__proto__(?:\|[\w|]*)?\)?\$?$/;

/** Sinks for which a text is harmless in which the pattern is not found. */
function withoutAny(pattern: string): readonly SinkKind[] | 'all' | null {
  if (INHERITED.test(pattern)) return ['object-path'];
  const [, negated, members = ''] = ONE_CLASS.exec(pattern) ?? [];
  if (negated === undefined) return null;
  if (negated) return isHarmlessPattern(`^[${members}]*$`) ? 'all' : null;
  const has = (...signs: readonly string[]): boolean => signs.every((sign) => members.includes(sign));
  return [
    ...(has('<', '"', "'") ? (['html-response'] as const) : []),
    ...(has('/', '\\\\') ? (['file-path'] as const) : []),
    ...(has('\\n', '\\r') ? (['log-entry'] as const) : []),
  ];
}

function listed(r: Resolution, text: Node): Guarded[] {
  const path = accessPath(r.variables, text);
  const known = hostIsKnown(r, text);
  return path === null ? known : [{ path, for: 'all', listed: true }, ...known];
}

/** A pattern of another file: what it lets through is not known here. */
function isFromElsewhere(r: Resolution, pattern: Node): boolean {
  const plain = bare(pattern);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  return (
    binding?.kind === 'import' ||
    (binding?.kind === 'value' &&
      binding.path.length > 0 &&
      binding.init !== null &&
      bare(binding.init).type === 'CallExpression' &&
      ((bare(binding.init) as TSESTree.CallExpression).callee as { name?: string }).name === 'require')
  );
}

/** `X !== null`, `X === true`: the call that is compared, and how it came out. */
export function comparedCall(
  node: TSESTree.BinaryExpression,
  outcome: boolean,
): { readonly call: TSESTree.CallExpression; readonly outcome: boolean } | null {
  const isEqual = node.operator === '===' || node.operator === '==';
  if (!isEqual && node.operator !== '!==' && node.operator !== '!=') return null;
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  const [call, other] = left.type === 'CallExpression' ? [left, right] : [right, left];
  if (call.type !== 'CallExpression' || other.type !== 'Literal') return null;
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const givesObject = name === 'exec' || name === 'match';
  if (other.value === null && other.raw === 'null') return givesObject ? { call, outcome: isEqual !== outcome } : null;
  if (typeof other.value !== 'boolean' || givesObject) return null;
  return { call, outcome: (isEqual === outcome) === other.value };
}
