/** What a text was cut out of, decoded from or hashed from. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import { onlyValue } from '../http/request-chain.js';
import { isNothing } from './written-values.js';

const MAX_DEPTH = 8;
export const TEXT_METHODS = new Set([
  'slice', 'split', 'replace', 'replaceAll', 'trim', 'substring', 'substr', 'match', 'at', 'pop', 'shift', 'toString',
  'toLowerCase', 'normalize',
]);

/**
 * The parameter of which a function gives back the text, a part of it or its digest: `(token) =>
 * createHash('sha256').update(token).digest('hex')`. Null where it gives back anything else.
 */
export function handedOn(file: FileAnalysis, fn: FunctionNode): number | null {
  const [only, ...others] = returnedExpressions(fn);
  if (!only || others.length > 0 || fn.generator) return null;
  const root = rootOfText(file, only, 0);
  const variable = root?.type === 'Identifier' ? file.variableOf(root) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'param' && binding.fn === fn && binding.path.length === 0 ? binding.index : null;
}

/** The name a text is cut out of, decoded from bytes or hashed from. */
export function rootOfText(
  file: FileAnalysis,
  node: Node,
  depth: number,
): TSESTree.Identifier | TSESTree.MemberExpression | null {
  if (depth > MAX_DEPTH) return null;
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    if (!value?.init) return plain;
    // `const [, token] = header.split(' ')`
    const isPart = value.path.length === 1 && isSplit(value.init) && !isUserName(file, plain);
    return value.path.length === 0 || isPart ? rootOfText(file, value.init, depth + 1) : plain;
  }
  if (plain.type === 'MemberExpression')
    return plain.computed && isSplit(plain.object) && !(isSplitPair(plain.object) && memberName(plain) === '0')
      ? rootOfText(file, plain.object, depth + 1)
      : plain;
  if (plain.type === 'LogicalExpression' && plain.operator !== '&&' && isNothing(plain.right))
    return rootOfText(file, plain.left, depth + 1);
  if (plain.type !== 'CallExpression') return null;
  const callee = unwrap(plain.callee);
  const [first] = plain.arguments;
  if (callee.type === 'Identifier')
    return callee.name === 'String' && first ? rootOfText(file, first, depth + 1) : null;
  if (callee.type !== 'MemberExpression') return null;
  if (isDigest(file, plain)) {
    const fed = fedTo(callee.object).flatMap((argument) => rootOfText(file, argument, depth + 1) ?? []);
    return fed.length === 1 ? fed[0]! : null;
  }
  if (isBytesOf(callee)) return first ? rootOfText(file, first, depth + 1) : null;
  return TEXT_METHODS.has(memberName(callee) ?? '') ? rootOfText(file, callee.object, depth + 1) : null;
}

/** `Buffer.from(text)` */
export function isBytesOf(callee: TSESTree.MemberExpression): boolean {
  return callee.object.type === 'Identifier' && callee.object.name === 'Buffer' && memberName(callee) === 'from';
}

function isSplit(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  return callee?.type === 'MemberExpression' && memberName(callee) === 'split';
}

/** `credentials.split(':')`: a name, and what only its owner knows. */
export function isSplitPair(node: Node): boolean {
  const plain = unwrap(node);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  return (
    plain.type === 'CallExpression' &&
    callee?.type === 'MemberExpression' &&
    memberName(callee) === 'split' &&
    plain.arguments[0]?.type === 'Literal' &&
    plain.arguments[0].value === ':'
  );
}

/** `const [name] = credentials.split(':')` */
export function isUserName(file: FileAnalysis, node: TSESTree.Identifier): boolean {
  const [definition] = file.variableOf(node)?.defs ?? [];
  const pattern = definition?.name.parent;
  return (
    pattern?.type === 'ArrayPattern' &&
    pattern.elements[0] === definition?.name &&
    pattern.parent?.type === 'VariableDeclarator' &&
    pattern.parent.init !== null &&
    isSplitPair(pattern.parent.init)
  );
}

export function isDigest(file: FileAnalysis, node: TSESTree.CallExpression): boolean {
  const { symbol } = file.libraryCall(node)?.symbol ?? {};
  return symbol !== undefined && /\.digest$/.test(symbol);
}

/** Arguments of the calls an expression is chained to: `createHash('sha256').update(token)`. */
export function fedTo(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (let current = unwrap(node); current.type === 'CallExpression';) {
    found.push(...current.arguments);
    const callee = unwrap(current.callee);
    if (callee.type !== 'MemberExpression') break;
    current = unwrap(callee.object);
  }
  return found;
}
