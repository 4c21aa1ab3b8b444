import type { TSESTree } from '@typescript-eslint/types';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import { constant, derived, partsOf, safe, withShapes, withStep } from './lattice.js';
import { cut } from './quoted-sql.js';
import { presetOf } from './settings.js';
import type { Part, Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** A template literal: its text and holes in order. */
export function templateValue(e: Engine, node: TSESTree.TemplateLiteral, written: 'cooked' | 'raw' = 'cooked'): Value {
  const parts: Part[] = [];
  const holes: Value[] = [];
  node.quasis.forEach((quasi, index) => {
    const text = quasi.value[written] ?? quasi.value.raw;
    if (text !== '') parts.push({ text });
    const expression = node.expressions[index];
    if (!expression) return;
    const value = e.evaluate(expression);
    holes.push(value);
    parts.push(...partsOf(value, expression.range));
  });
  return textValue(node, parts, holes);
}

/** Text put together from parts. All constant parts make a constant. */
function textValue(node: Node, parts: readonly Part[], holes: readonly Value[]): Value {
  if (parts.every((part) => 'text' in part))
    return constant(parts.map((part) => ('text' in part ? part.text : '')).join(''));
  const made = derived(holes, ['str']);
  const whole = parts.some((part) => 'text' in part && /['\\]/.test(part.text)) ? cut(made) : made;
  const preset = presetOfParts(parts);
  return {
    ...withStep(whole, { at: node.range, what: 'becomes part of this text' }),
    parts,
    ...(preset !== null && { setting: { preset } }),
  };
}

/** What it is where nobody sets what may be set. */
function presetOfParts(parts: readonly Part[]): string | null {
  const texts = parts.map((part) => ('text' in part ? part.text : presetOf(part.hole)));
  return texts.every((text) => text !== null) ? texts.join('') : null;
}

/** Sums make text or numbers; every other operator makes a number or a truth value. */
export function binaryValue(e: Engine, node: TSESTree.BinaryExpression): Value {
  if (node.operator === '*' || node.operator === '**') return productValue(e, node);
  if (node.operator !== '+') {
    return safe(/^(?:[-*/%&|^]|\*\*|<<|>>>?)$/.test(node.operator) ? ['num'] : ['bool']);
  }
  // Long sums nest to the left by the thousand; recursion would end the process.
  const operands: Node[] = [];
  let current: Node = node;
  while (current.type === 'BinaryExpression' && current.operator === '+') {
    operands.unshift(current.right);
    current = bare(current.left);
  }
  operands.unshift(current);
  const values = operands.map((operand) => e.evaluate(operand));
  if (values.every((value) => value.shapes.every((shape) => shape === 'num' || shape === 'bool'))) return safe(['num']);
  const parts = values.flatMap((value, index) => partsOf(value, (operands[index] ?? node).range));
  const text = textValue(node, parts, values);
  const surelyText = values.some((value) => value.shapes.length === 1 && value.shapes[0] === 'str');
  return surelyText ? text : withShapes({ ...text, shapes: ['str', 'num'] }, ['str', 'num']);
}

/** `5 * 1024 * 1024` is a constant. */
function productValue(e: Engine, node: TSESTree.BinaryExpression): Value {
  const [left, right] = [e.evaluate(node.left).constant, e.evaluate(node.right).constant];
  if (typeof left !== 'number' || typeof right !== 'number') return safe(['num']);
  return constant(node.operator === '*' ? left * right : left ** right);
}
