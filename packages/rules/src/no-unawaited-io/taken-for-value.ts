import { bare, memberName, outer, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** What is made of a promise that is taken for the value it brings. */
export type TakenAs = 'compared' | 'text' | 'json' | 'number';

const EQUALITY = new Set(['===', '!==', '==', '!=']);
const ORDER = new Set(['<', '>', '<=', '>=']);
const ARITHMETIC = new Set(['-', '*', '/', '%', '**']);
/** Functions of the language that want a value. */
const WANTS: Readonly<Record<string, TakenAs>> = {
  String: 'text',
  encodeURIComponent: 'text',
  Number: 'number',
  parseInt: 'number',
  parseFloat: 'number',
};

/**
 * A promise that is compared with a value, or becomes a text, a key or a number; null for everything else. Two promises
 * may well be compared with each other, and may be kept in a map or as keys of one.
 */
export function takenAs(file: FileAnalysis, promise: Node): TakenAs | null {
  const whole = outer(promise);
  const { parent } = whole;
  switch (parent?.type) {
    case 'BinaryExpression':
      return takenByOperator(file, parent, whole);
    case 'SwitchStatement':
      return parent.discriminant === whole ? 'compared' : null;
    case 'TemplateLiteral':
      return parent.parent.type === 'TaggedTemplateExpression' ? null : 'text';
    case 'MemberExpression':
      return parent.computed && parent.property === whole ? 'text' : null;
    case 'Property':
      return parent.computed && parent.key === whole ? 'text' : null;
    case 'ArrayExpression':
      return isJoined(parent) ? 'text' : null;
    case 'CallExpression':
      return takenByCall(file, parent, whole);
    default:
      return null;
  }
}

function takenByOperator(
  file: FileAnalysis,
  { operator, left, right }: TSESTree.BinaryExpression,
  whole: Node,
): TakenAs | null {
  const other = left === whole ? right : left;
  if (EQUALITY.has(operator)) return isPlainValue(file, other) ? 'compared' : null;
  if (ORDER.has(operator)) return 'compared';
  if (operator === '+') return 'text';
  return ARITHMETIC.has(operator) ? 'number' : null;
}

/** A text, a number or the like: no promise equals it. */
function isPlainValue(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'Literal' || plain.type === 'TemplateLiteral') return true;
  if (plain.type === 'Identifier' && plain.name === 'undefined') return true;
  const { constant, shapes } = file.valueOf(plain);
  const isPlain = (shape: string): boolean =>
    shape === 'str' || shape === 'num' || shape === 'bool' || shape === 'null';
  return constant !== undefined || (shapes.length > 0 && shapes.every(isPlain));
}

/** `[first(), second()].join(',')` */
function isJoined(list: TSESTree.ArrayExpression): boolean {
  const member = outer(list).parent;
  return (
    member?.type === 'MemberExpression' &&
    bare(member.object) === list &&
    memberName(member) === 'join' &&
    outer(member).parent?.type === 'CallExpression'
  );
}

/** `String(name())`, `JSON.stringify(user())`: functions of the language, not of the file. */
function takenByCall(file: FileAnalysis, call: TSESTree.CallExpression, whole: Node): TakenAs | null {
  if (call.arguments[0] !== whole) return null;
  const callee = bare(call.callee);
  if (callee.type === 'Identifier') return file.variableOf(callee) === null ? (WANTS[callee.name] ?? null) : null;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'stringify') return null;
  const object = bare(callee.object);
  return object.type === 'Identifier' && object.name === 'JSON' && file.variableOf(object) === null ? 'json' : null;
}
