/** Whether a value comes from the request, is fixed, or is the server's own. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { requestChain } from '../http/request-chain.js';
import { identityIn } from './caller-evidence.js';
import { writesOf } from './written-values.js';

/** Names and calls a value is followed through. */
const MAX_DEPTH = 10;

/** Read from the request itself: held against it, whatever else it sends proves nothing. */
export function isSent(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (requestChain(file, plain) !== null) return identityIn(file, plain) === null;
  if (plain.type === 'Identifier') return writesOf(file, plain).some((write) => isSent(file, write));
  if (plain.type !== 'CallExpression') return false;
  // What a digest is made of: its key as well as what it is fed.
  const callee = bare(plain.callee);
  const parts = [
    ...(callee.type === 'MemberExpression' && bare(callee.object).type === 'CallExpression' ? [callee.object] : []),
    ...plain.arguments,
  ];
  return (
    parts.some((part) => isSent(file, part)) && parts.every((part) => isSent(file, part) || isConstant(file, part))
  );
}

export function isConstant(file: FileAnalysis, node: Node): boolean {
  const { constant } = file.valueOf(node);
  return constant !== undefined && constant !== null;
}

/**
 * A text of the environment, or its letters: that something stands in it says nothing, as a part of it, or nothing at
 * all, does.
 */
export function isHeldText(file: FileAnalysis, node: Node, depth = 0): boolean {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH) return false;
  switch (plain.type) {
    case 'TemplateLiteral':
      return true;
    case 'NewExpression':
      return plain.arguments[0] !== undefined && isHeldText(file, plain.arguments[0], depth + 1);
    case 'ArrayExpression':
      return plain.elements.some((one) => one?.type === 'SpreadElement' && isHeldText(file, one.argument, depth + 1));
    case 'CallExpression': {
      const callee = unwrap(plain.callee);
      const [by] = plain.arguments;
      const isLetters = callee.type === 'MemberExpression' && memberName(callee) === 'split' && by?.type === 'Literal';
      return isLetters && by.value === '' && isHeldText(file, callee.object, depth + 1);
    }
    case 'LogicalExpression':
      return isHeldText(file, plain.left, depth + 1) || isHeldText(file, plain.right, depth + 1);
    case 'MemberExpression': {
      const object = unwrap(plain.object);
      return object.type === 'MemberExpression' && memberName(object) === 'env';
    }
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
      if (binding?.kind !== 'value' || !binding.init) return false;
      const init = unwrap(binding.init);
      return binding.path.length === 0
        ? isHeldText(file, init, depth + 1)
        : binding.path.length === 1 && init.type === 'MemberExpression' && memberName(init) === 'env';
    }
    default:
      return false;
  }
}

/** What is verified is not the server's own: a licence it brings itself says nothing of the caller. */
export function isOfCaller(file: FileAnalysis, node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const token = tokenOf(file, node);
  return !token || !isOwn(file, token, 0);
}

/** The argument a library verifies. */
export function tokenOf(
  file: FileAnalysis,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): TSESTree.CallExpressionArgument | undefined {
  const result = file.libraryCall(node)?.call.result;
  return result?.is === 'validated' && typeof result.arg === 'number' ? node.arguments[result.arg] : undefined;
}

function isOwn(file: FileAnalysis, node: Node, depth: number): boolean {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH || isSent(file, plain)) return false;
  if (isConstant(file, plain)) return true;
  if (plain.type === 'MemberExpression') return isOwn(file, plain.object, depth + 1);
  if (plain.type === 'CallExpression') {
    const library = file.libraryCall(plain)?.call;
    return (
      !!library &&
      library.result?.is !== 'source' &&
      plain.arguments.length > 0 &&
      plain.arguments.every((argument) => isOwn(file, argument, depth + 1))
    );
  }
  if (plain.type !== 'Identifier') return false;
  const variable = file.variableOf(plain);
  if (!variable) return plain.name === 'process';
  const binding = bindingOf(variable);
  return (
    binding.kind === 'import' ||
    (binding.kind === 'value' &&
      writesOf(file, plain).length > 0 &&
      writesOf(file, plain).every((write) => isOwn(file, write, depth + 1)))
  );
}
