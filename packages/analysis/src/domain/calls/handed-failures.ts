/** Whether what a step hands to its continuation is a failure: what may be nothing lets the request go on. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { conditionsAt } from '../../guards/conditions-at.js';
import { bindingOf, type Binding } from '../../symbols/binding.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { isNothing } from '../access/written-values.js';

/** Names for names, and calls that give what calls give. */
const MAX_DEPTH = 4;

/** `next()`, `next('route')`, and `next(error)` where the error may be nothing. `call`: the place it is handed on. */
export function mayPass(file: FileAnalysis, value: Node | undefined, call: Node, depth = 0): boolean {
  if (!value || isNothing(value)) return true;
  const plain = bare(value);
  const inner = (part: Node): boolean => depth < MAX_DEPTH && mayPass(file, part, call, depth + 1);
  switch (plain.type) {
    case 'ConditionalExpression':
      return inner(plain.consequent) || inner(plain.alternate);
    case 'LogicalExpression':
      return (plain.operator === '&&' && !isAsked(file, call, plain.left)) || inner(plain.right);
    case 'AwaitExpression':
      return inner(plain.argument);
    case 'Literal':
      return plain.value === 'route' || plain.value === 'router';
    case 'Identifier':
      return isNamedNothing(file, plain, call, inner);
    case 'MemberExpression':
      return isOfResult(file, plain) && !isAsked(file, call, plain);
    case 'CallExpression': {
      const made = file.localFunctionOf(bare(plain.callee));
      return made !== null && givesNothing(made, inner);
    }
    default:
      return false;
  }
}

/** A parameter, or a variable, that may be empty where it is handed on. */
function isNamedNothing(
  file: FileAnalysis,
  name: TSESTree.Identifier,
  call: Node,
  inner: (part: Node) => boolean,
): boolean {
  const variable = file.variableOf(name);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (!variable || !binding || isAsked(file, call, name)) return false;
  // The first of four parameters is the failure itself.
  if (binding.kind === 'param')
    return !isFailure(binding.fn) && (binding.fn.params.length !== 4 || binding.index > 0 || binding.path.length > 0);
  if (binding.kind !== 'value') return false;
  // What a call gives beside others is there only sometimes: `const { error } = check(body)`.
  if (binding.path.length > 0) return isResult(binding);
  const later = variable.references.flatMap(({ init, writeExpr }) => (writeExpr && !init ? [writeExpr] : []));
  if (later.some((one) => !isNothing(one) && !inner(one) && isBefore(one, call))) return false;
  return !binding.init || inner(binding.init) || later.some(isNothing);
}

/** A member of what a call gave, or of what the function was handed. */
function isOfResult(file: FileAnalysis, node: TSESTree.MemberExpression): boolean {
  const variable = variableBehind(file, node);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'param' ? !isFailure(binding.fn) : binding !== null && isResult(binding);
}

function isResult(binding: Binding): boolean {
  const init = binding.kind === 'value' && binding.init ? bare(binding.init) : null;
  return (init?.type === 'AwaitExpression' ? bare(init.argument) : init)?.type === 'CallExpression';
}

/** `.catch((error) => next(error))`, `.then(ok, (error) => next(error))`: called only with a failure. */
function isFailure(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent?.type !== 'CallExpression') return false;
  const callee = bare(parent.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  return name === 'catch' || (name === 'then' && parent.arguments[1] === fn);
}

/** `if (error) return next(error)`, `if (!result.ok) return next(result.error)`: that it is there was asked. */
function isAsked(file: FileAnalysis, call: Node, value: Node): boolean {
  return conditionsAt(call).some(({ test, truth, outside }) => !outside && isThere(file, value, test, truth));
}

/** A name is there where it was found to be; a part of a result also where another part of it was asked for. */
function isThere(file: FileAnalysis, value: Node, test: Node, truth: boolean): boolean {
  const plain = bare(test);
  const inner = (part: Node): boolean => isThere(file, value, part, truth);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') return isThere(file, value, plain.argument, !truth);
  if (plain.type === 'LogicalExpression' && plain.operator === (truth ? '&&' : '||'))
    return inner(plain.left) || inner(plain.right);
  const own = variableBehind(file, value);
  if (!own) return false;
  const asked = partsOf(plain).flatMap((part) => variableBehind(file, part) ?? []);
  const isPart = bare(value).type === 'MemberExpression' || isTaken(own);
  if (isPart && asked.some((other) => other === own || isOfOne(own, other))) return true;
  if (plain.type !== 'BinaryExpression') return truth && bare(plain).type === 'Identifier' && asked[0] === own;
  const isNull = isNothing(plain.right) || isNothing(plain.left);
  const isOther = isNull && (plain.operator.startsWith('!') ? truth : plain.operator.startsWith('=') && !truth);
  return asked.includes(own) && (isOther || (truth && plain.operator === 'instanceof'));
}

/** What a condition asks about. */
function partsOf(plain: Node): readonly Node[] {
  if (plain.type === 'BinaryExpression') return [plain.left, plain.right];
  return plain.type === 'CallExpression' ? [plain.callee, ...plain.arguments] : [plain];
}

function isTaken(variable: Variable): boolean {
  const binding = variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'value' && binding.path.length > 0;
}

/** Two names that were taken out of one value. */
function isOfOne(one: Variable, other: Variable): boolean {
  return isTaken(one) && isTaken(other) && one.defs[0]?.node === other.defs[0]?.node;
}

/** The name a member is read of, in the end. */
function variableBehind(file: FileAnalysis, node: Node): Variable | null {
  let root = bare(node);
  while (root.type === 'MemberExpression') root = bare(root.object);
  return root.type === 'Identifier' ? file.variableOf(root) : null;
}

/** It is written in a block around the other place, and earlier. */
function isBefore(written: Node, place: Node): boolean {
  let statement = written;
  while (statement.parent && !/^(?:BlockStatement|IfStatement)$/.test(statement.parent.type) && !isFunction(statement))
    statement = statement.parent;
  const block = statement.parent;
  return (
    block?.type === 'BlockStatement' &&
    statement.type === 'ExpressionStatement' &&
    block.range[0] <= place.range[0] &&
    place.range[1] <= block.range[1] &&
    statement.range[1] <= place.range[0]
  );
}

/** A function of this file that gives nothing somewhere. */
function givesNothing(made: FunctionNode, isNone: (value: Node) => boolean): boolean {
  const returned = returnedExpressions(made);
  return returned.length === 0 || returned.some(isNone);
}
