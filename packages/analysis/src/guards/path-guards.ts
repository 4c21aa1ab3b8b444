import type { TSESTree } from '@typescript-eslint/types';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { pathsIn, prefixIsKnown } from './address-guards.js';
import { relativeTarget, type Guarded } from './guard-forms.js';
import { isSent, sourceOf } from './list-guards.js';

type Node = TSESTree.Node;

const HOPS = 4;
/** Functions that leave a text the path it was. */
const KEEPS = new RegExp(
  String.raw`^(?:String|toString|valueOf|trim|trimStart|trimEnd|toLowerCase|toUpperCase|decodeURIComponent|` +
    String.raw`decodeURI|replace|replaceAll|slice|substring)$`,
);

/** What is proved when a text begins with another, or does not. */
export function beginningProves(r: Resolution, subject: Node, prefix: Node, outcome: boolean): Guarded[] {
  const up = climbs(prefix);
  if (up) return outcome ? [] : staysBelow(r, subject);
  const local = prefixIsKnown(r, subject, prefix, outcome);
  if (!outcome) return local;
  // `(path + sep).startsWith(root + sep)`
  const whole = unwrap(subject);
  const text = whole.type === 'BinaryExpression' && isSeparator(whole.right) ? whole.left : subject;
  // A root alone also begins the name of the folder beside it, and a text that was never resolved climbs out behind any
  // beginning.
  if (isSent(r, prefix) || isUnresolved(r, text) || (text === subject && endsOpen(r, prefix))) return local;
  const path = accessPath(r.variables, text);
  // Who asks where `resolve(root, name)` ends has asked about `name`.
  const paths = [...(path === null ? [] : [path]), ...pathsIn(r, text)];
  return [...paths.map((one): Guarded => ({ path: one, for: ['file-path'] })), ...local];
}

/** The parts of `x.indexOf(p) === 0` and `x.slice(0, p.length) === p`: a text and what it is asked to begin with. */
export function askedBeginning(left: Node, right: Node): { readonly subject: Node; readonly prefix: Node } | null {
  if (left.type !== 'CallExpression') return null;
  const callee = bare(left.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const [first] = left.arguments;
  if (callee.type !== 'MemberExpression' || !first || first.type === 'SpreadElement') return null;
  if ((name === 'indexOf' || name === 'lastIndexOf') && right.type === 'Literal' && right.value === 0)
    return { subject: callee.object, prefix: first };
  const isHead =
    (name === 'slice' || name === 'substring' || name === 'substr') &&
    first.type === 'Literal' &&
    first.value === 0 &&
    left.arguments.length === 2;
  return isHead ? { subject: callee.object, prefix: right } : null;
}

/** `relative(root, p)` does not climb, or equals a text of the program: `p` lies below the root. */
export function staysBelow(r: Resolution, subject: Node): Guarded[] {
  const target = relativeTarget(r, subject);
  if (target !== null) return [...new Set(pathsIn(r, target))].map((path): Guarded => ({ path, for: ['file-path'] }));
  const plain = unwrap(subject);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  const made = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : plain;
  // `normalize(x)` that does not begin with `..` has none at all.
  if (made.type !== 'CallExpression' || calledName(made) !== 'normalize') return [];
  return [plain, ...made.arguments].flatMap((node): Guarded[] => {
    const path = accessPath(r.variables, node);
    return path === null ? [] : [{ path, for: ['file-path'] }];
  });
}

/** `relative(root, p).split(sep)`: the text whose segments are asked. */
export function splitText(node: Node): Node {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  return callee?.type === 'MemberExpression' && memberName(callee) === 'split' ? callee.object : node;
}

/** `..`, `../`, `'..' + sep`. */
function climbs(prefix: Node): boolean {
  const plain = unwrap(prefix);
  if (plain.type === 'BinaryExpression') return textOf(plain.left) === '..' && isSeparator(plain.right);
  if (plain.type === 'TemplateLiteral' && plain.expressions.length === 1)
    return plain.quasis[0]?.value.cooked === '..' && isSeparator(plain.expressions[0]!);
  return /^\.\.[\\/]?$/.test(textOf(plain) ?? '');
}

function isSeparator(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'Identifier') return plain.name === 'sep';
  return plain.type === 'MemberExpression' ? memberName(plain) === 'sep' : /^[\\/]$/.test(textOf(plain) ?? '');
}

/** Request input as it came, by itself or in a text put together: no function of paths has read it. */
function isUnresolved(r: Resolution, node: Node, hops = 0, isPiece = false): boolean {
  const plain = unwrap(node);
  if (hops > HOPS) return false;
  const again = (inner: Node): boolean =>
    isUnresolved(r, inner, hops + 1, isPiece || /^(?:Binary|Template)/.test(plain.type));
  switch (plain.type) {
    case 'MemberExpression':
      return sourceOf(r, plain) !== null || sourceOf(r, plain.object) !== null;
    case 'LogicalExpression':
      return again(plain.left);
    case 'BinaryExpression':
      return again(plain.left) || again(plain.right);
    case 'TemplateLiteral':
      return plain.expressions.some(again);
    case 'CallExpression': {
      const callee = bare(plain.callee);
      if (!KEEPS.test(calledName(plain) ?? '')) return false;
      return callee.type === 'MemberExpression' ? again(callee.object) : plain.arguments.some(again);
    }
    case 'Identifier': {
      const binding = r.bindingOf(plain);
      // Whatever a caller hands in, a text put together with it resolves nothing.
      if (binding?.kind === 'param') return isPiece;
      if (binding?.kind !== 'value' || !binding.init) return false;
      return binding.path.length === 0 ? again(binding.init) : sourceOf(r, bare(binding.init)) !== null;
    }
    default:
      return false;
  }
}

/** A folder that is seen, and does not end with a separator. */
function endsOpen(r: Resolution, prefix: Node, hops = 0): boolean {
  const plain = unwrap(prefix);
  if (hops > HOPS) return false;
  const text = textOf(plain) ?? elsewhere(r, plain);
  if (text !== null) return text !== '' && !/[\\/]$/.test(text);
  switch (plain.type) {
    case 'BinaryExpression':
      return plain.operator === '+' && endsOpen(r, plain.right, hops + 1);
    case 'TemplateLiteral': {
      const last = plain.quasis.at(-1)?.value.cooked ?? '';
      const hole = plain.expressions.at(-1);
      return last === '' ? hole !== undefined && endsOpen(r, hole, hops + 1) : !/[\\/]$/.test(last);
    }
    case 'CallExpression': {
      const name = calledName(plain);
      if (name === 'resolve' || name === 'realpath' || name === 'realpathSync' || name === 'cwd') return true;
      const last = plain.arguments.at(-1);
      return (name === 'join' || name === 'normalize') && last !== undefined && endsOpen(r, last, hops + 1);
    }
    case 'AwaitExpression':
      return endsOpen(r, plain.argument, hops + 1);
    case 'Identifier': {
      if (plain.name === '__dirname') return true;
      const binding = r.bindingOf(plain);
      return (
        binding?.kind === 'value' &&
        binding.init !== null &&
        binding.path.length === 0 &&
        endsOpen(r, binding.init, hops + 1)
      );
    }
    default:
      return false;
  }
}

/** A text of another file. */
function elsewhere(r: Resolution, node: Node): string | null {
  const meaning =
    r.project && (node.type === 'Identifier' || node.type === 'MemberExpression') ? r.meaningOf(node) : null;
  const text = meaning?.kind === 'foreign' ? meaning.of.value?.constant : undefined;
  return typeof text === 'string' ? text : null;
}

function calledName(call: TSESTree.CallExpression): string | null {
  const callee = bare(call.callee);
  return callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
}
