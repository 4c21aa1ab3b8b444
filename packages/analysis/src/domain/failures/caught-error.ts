import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer, unwrap } from '../../syntax/wrappers.js';

const ERROR_NAME = /^_?(?:e|er|err|error|ex|exc|exception|cause|reason)$|(?:Err|Error)$/;

/** The variable, when an expression is an error this code caught or was handed and whose class nothing says. */
export function caughtError(file: FileAnalysis, expression: Node): { readonly variable: Variable } | null {
  return caught(file, expression, 0);
}

function caught(file: FileAnalysis, expression: Node, hops: number): { readonly variable: Variable } | null {
  const node = unwrap(expression);
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  if (!variable || hops > 2) return null;
  const binding = bindingOf(variable);
  switch (binding.kind) {
    case 'catch':
      return (variable.defs[0]?.node as TSESTree.CatchClause).param === binding.at ? { variable } : null;
    case 'param':
      return binding.path.length === 0 && isErrorParameter(binding.fn, binding.index, variable.name, binding.annotation)
        ? { variable }
        : null;
    case 'value': {
      // `const failure = error as Error`
      const init = binding.init && binding.path.length === 0 ? caught(file, binding.init, hops + 1) : null;
      return init && { variable };
    }
    default:
      return null;
  }
}

function isErrorParameter(
  fn: FunctionNode,
  index: number,
  name: string,
  annotation: TSESTree.TypeNode | null,
): boolean {
  if (isCatchHandler(fn, index)) return true;
  if (index !== 0 || !ERROR_NAME.test(name) || (annotation && isDomainType(annotation))) return false;
  // Error-handling middleware declares four parameters; a callback that reports by its first one is given to a call.
  return fn.params.length === 4 || (fn.params.length > 0 && fn.params.length < 4 && isLastArgument(fn));
}

/** `.catch((error) => ...)` and the second function of `.then`. */
function isCatchHandler(fn: FunctionNode, index: number): boolean {
  const whole = outer(fn);
  const call = whole.parent;
  const callee = call?.type === 'CallExpression' ? bare(call.callee) : null;
  if (index !== 0 || call?.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return false;
  const name = memberName(callee);
  return (name === 'catch' && call.arguments[0] === whole) || (name === 'then' && call.arguments[1] === whole);
}

function isLastArgument(fn: FunctionNode): boolean {
  const whole = outer(fn);
  return (
    whole.parent?.type === 'CallExpression' && whole.parent.arguments.at(-1) === whole && whole.parent.callee !== whole
  );
}

/** A class of the project's own, which may be made to be shown; `Error`, `unknown` and `any` say nothing. */
function isDomainType(annotation: TSESTree.TypeNode): boolean {
  return (
    annotation.type === 'TSTypeReference' &&
    annotation.typeName.type === 'Identifier' &&
    !/^(?:Error|NodeJS|Exception)$/.test(annotation.typeName.name)
  );
}
