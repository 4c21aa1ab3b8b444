import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction } from '../../syntax/functions.js';
import { bare, outer } from '../../syntax/wrappers.js';

/** The function of this file an argument is: written there, or under a name that means nothing else. */
export function functionBehind(file: FileAnalysis, node: Node): FunctionNode | null {
  const plain = bare(node);
  if (isFunction(plain)) return plain;
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  if (!variable || variable.references.some((reference) => reference.isWrite() && !reference.init)) return null;
  const binding = bindingOf(variable);
  if (binding.kind === 'function') return binding.fn;
  const init = binding.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : null;
  return init && isFunction(init) ? init : null;
}

/**
 * Nothing is done with the function but to hand it to calls by its name, in a function around it or its callbacks, so
 * it runs where they do.
 */
export function isOnlyHandedOn(file: FileAnalysis, fn: FunctionNode, around: FunctionNode): boolean {
  const declared =
    fn.type === 'FunctionDeclaration'
      ? fn.id
      : outer(fn).parent?.type === 'VariableDeclarator'
        ? (outer(fn).parent as { id: Node }).id
        : null;
  const variable = declared?.type === 'Identifier' ? file.variableOf(declared) : null;
  if (!variable || functionBehind(file, declared!) !== fn) return false;
  const uses = variable.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => identifier as Node);
  return (
    uses.length > 0 &&
    uses.every((use) => {
      const whole = outer(use);
      const isInside = fn.range[0] <= use.range[0] && use.range[1] <= fn.range[1];
      return !isInside && isArgument(whole) && runsWithin(file, use, around);
    })
  );
}

function isArgument(whole: Node): boolean {
  return whole.parent?.type === 'CallExpression' && whole.parent.callee !== whole;
}

/**
 * The place runs as a part of the function: in it, or in functions that are handed to its calls where they are written.
 */
function runsWithin(file: FileAnalysis, node: Node, around: FunctionNode): boolean {
  for (let inner = file.functionOf(node); inner; inner = file.functionOf(inner)) {
    if (inner === around) return true;
    if (!isArgument(outer(inner))) return false;
  }
  return false;
}
