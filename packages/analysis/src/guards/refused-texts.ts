/** Texts the program refuses to run with: `if (isProduction && SECRET === 'dev') throw ...`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { leavesByThrow } from './guard-forms.js';
import { dottedName } from '../syntax/functions.js';
import { keyOf, memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';

interface Refused {
  /** Name under which it is kept. */
  readonly name: string;
  is(text: string): boolean;
}

const cache = new WeakMap<FileAnalysis, readonly Refused[]>();

/** The text is kept under a name, and where it is still there the program stops: nobody runs with it unnoticed. */
export function isRefused(file: FileAnalysis, node: Node, text: string): boolean {
  let refused = cache.get(file);
  if (!refused) cache.set(file, (refused = refusals(file)));
  if (refused.length === 0) return false;
  const name = nameKeeping(node);
  return name !== null && refused.some((one) => one.name === name && one.is(text));
}

function refusals(file: FileAnalysis): Refused[] {
  return file.nodes('IfStatement').flatMap(({ test, consequent }) => (stops(consequent) ? refusedBy(test) : []));
}

/** It throws, or ends the process. */
function stops(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (last?.type !== 'ExpressionStatement') return leavesByThrow(statement);
  return last.expression.type === 'CallExpression' && dottedName(last.expression.callee) === 'process.exit';
}

/** Every part of a test counts, whatever else is asked beside it: which environment it is, most often. */
function refusedBy(test: Node): Refused[] {
  const plain = bare(test);
  if (plain.type === 'LogicalExpression') return [...refusedBy(plain.left), ...refusedBy(plain.right)];
  if (plain.type === 'CallExpression') return inList(plain);
  if (plain.type !== 'BinaryExpression') return [];
  const { left, operator, right } = plain;
  if (operator === '===' || operator === '==') return [...equal(left, right), ...equal(right, left)];
  const least = operator === '<' ? right : null;
  const name = least?.type === 'Literal' && typeof least.value === 'number' ? lengthOf(left) : null;
  const bound = least?.type === 'Literal' ? Number(least.value) : 0;
  return name === null ? [] : [{ name, is: (text) => text.length < bound }];
}

function equal(kept: Node, other: Node): Refused[] {
  const name = nameOf(kept);
  const text = textOf(bare(other));
  return name === null || text === null ? [] : [{ name, is: (known) => known === text }];
}

/** `['dev', 'changeme'].includes(SECRET)`. */
function inList({ callee, arguments: [given] }: TSESTree.CallExpression): Refused[] {
  const plain = bare(callee);
  if (plain.type !== 'MemberExpression' || memberName(plain) !== 'includes' || !given) return [];
  const list = bare(plain.object);
  const name = nameOf(given);
  if (list.type !== 'ArrayExpression' || name === null) return [];
  const texts = list.elements.map((element) => element && textOf(bare(element)));
  return [{ name, is: (text) => texts.includes(text) }];
}

function lengthOf(node: Node): string | null {
  const plain = bare(node);
  return plain.type === 'MemberExpression' && memberName(plain) === 'length' ? nameOf(plain.object) : null;
}

function nameOf(node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'Identifier') return plain.name;
  return plain.type === 'MemberExpression' ? memberName(plain) : null;
}

/** The variable, member or field whose value a text is, or may be. */
function nameKeeping(text: Node): string | null {
  for (let inner: Node = text, around = text.parent; around; inner = around, around = around.parent) {
    switch (around.type) {
      case 'VariableDeclarator':
        return around.init === inner && around.id.type === 'Identifier' ? around.id.name : null;
      case 'Property':
      case 'PropertyDefinition':
        return around.value === inner ? keyOf(around.key, around.computed) : null;
      case 'AssignmentExpression':
        return around.right === inner ? nameOf(around.left) : null;
      case 'LogicalExpression':
      case 'ConditionalExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
        break;
      default:
        return null;
    }
  }
  return null;
}
