/** Lists that functions make of the handlers they are given, to register them: `(path, ...handlers) => ...`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { ArgFact, ParameterElements } from '../vocabulary/argument-fact.js';
import { isFunction } from '../syntax/functions.js';
import { memberName } from '../syntax/keys.js';
import { outer, unwrap } from '../syntax/wrappers.js';
import { bindingOf } from '../symbols/binding.js';

const MAX_STEPS = 4;
/** Methods of a list that leave it as it is. */
const READS =
  /^(?:map|slice|flat|flatMap|filter|at|forEach|some|every|find|findLast|findIndex|includes|indexOf|concat|join|length|reduce)$/;

/** Null where it is no such list, or a plain parameter, of which a reference says all. */
export function parameterElements(
  file: FileAnalysis,
  node: Node,
  argOf: (node: Node) => ArgFact,
): ParameterElements | null {
  const found = elementsOf(file, node, argOf, 0);
  return found && (found.rest || found.wraps || found.take) ? found : null;
}

function elementsOf(
  file: FileAnalysis,
  node: Node,
  argOf: (node: Node) => ArgFact,
  steps: number,
): ParameterElements | null {
  const plain = unwrap(node);
  if (steps > MAX_STEPS) return null;
  if (plain.type === 'Identifier') return parameterOf(file, plain);
  // `[...handlers]`
  const [only, ...others] = plain.type === 'ArrayExpression' ? plain.elements : [];
  if (only?.type === 'SpreadElement' && others.length === 0) return elementsOf(file, only.argument, argOf, steps + 1);
  if (plain.type === 'MemberExpression' && plain.computed && isLastIndex(plain)) return lastOf(plain.object);
  if (plain.type !== 'CallExpression' || plain.callee.type !== 'MemberExpression') return null;
  const { object } = plain.callee;
  const [first, second] = plain.arguments;
  switch (memberName(plain.callee)) {
    case 'map': {
      const of = elementsOf(file, object, argOf, steps + 1);
      const wrap = first && of ? wrapOf(first) : null;
      return of && wrap ? { ...of, wraps: [...(of.wraps ?? []), argOf(wrap)] } : null;
    }
    case 'flat':
      return plain.arguments.length === 0 ? elementsOf(file, object, argOf, steps + 1) : null;
    case 'filter':
      return first?.type === 'Identifier' && first.name === 'Boolean'
        ? elementsOf(file, object, argOf, steps + 1)
        : null;
    case 'slice': {
      if (!first) return elementsOf(file, object, argOf, steps + 1);
      const of =
        isNumber(first, 0) && second && isNumber(second, -1) ? elementsOf(file, object, argOf, steps + 1) : null;
      return of && !of.take ? { ...of, take: 'all-but-last' } : null;
    }
    case 'at':
      return first && isNumber(first, -1) ? lastOf(object) : null;
    default:
      return null;
  }

  function lastOf(list: Node): ParameterElements | null {
    const of = elementsOf(file, list, argOf, steps + 1);
    return of && !of.take ? { ...of, take: 'last' } : null;
  }
}

function parameterOf(file: FileAnalysis, name: TSESTree.Identifier): ParameterElements | null {
  const variable = file.variableOf(name);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind !== 'param' || binding.path.length > 0) return null;
  if (variable!.references.some((reference) => reference.isWrite() || isChanged(reference.identifier))) return null;
  return { fn: binding.fn.range[0], index: binding.index, ...(binding.rest && { rest: true }) };
}

/** `handlers.shift()`, `handlers[0] = open`, `handlers.reverse()` */
function isChanged(name: Node): boolean {
  const member = outer(name).parent;
  if (member?.type !== 'MemberExpression' || unwrap(member.object) !== name) return false;
  const around = outer(member).parent;
  if (around?.type === 'AssignmentExpression') return unwrap(around.left) === member;
  if (around?.type === 'UnaryExpression') return around.operator === 'delete';
  return around?.type === 'CallExpression' && unwrap(around.callee) === member && !READS.test(memberName(member) ?? '');
}

/** `safe`, or `safe` of `(handler) => safe(handler)`. */
function wrapOf(given: Node): Node | null {
  if (!isFunction(given)) return given.type === 'SpreadElement' ? null : given;
  const [parameter] = given.params;
  const body = given.body ? unwrap(given.body) : null;
  if (parameter?.type !== 'Identifier' || body?.type !== 'CallExpression' || body.arguments.length !== 1) return null;
  const handed = unwrap(body.arguments[0]!);
  return handed.type === 'Identifier' && handed.name === parameter.name ? body.callee : null;
}

/** `handlers[handlers.length - 1]` */
function isLastIndex({ object, property }: TSESTree.MemberExpression): boolean {
  if (object.type !== 'Identifier' || property.type !== 'BinaryExpression' || property.operator !== '-') return false;
  const { left, right } = property;
  return (
    left.type === 'MemberExpression' &&
    left.object.type === 'Identifier' &&
    left.object.name === object.name &&
    memberName(left) === 'length' &&
    isNumber(right, 1)
  );
}

function isNumber(node: Node, wanted: number): boolean {
  const plain = unwrap(node);
  if (plain.type === 'UnaryExpression' && plain.operator === '-') return isNumber(plain.argument, -wanted);
  return plain.type === 'Literal' && plain.value === wanted;
}
